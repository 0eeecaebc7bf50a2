"""Long lists are looked up in an index: the answers are those of the tests made one by one."""

from __future__ import annotations

import pytest
from benchmarks.pac import LISTS, hosts

from proxylint.formats.pac import script
from proxylint.formats.pac.explore import Leaf
from proxylint.request import Request
from tests.formats.pac.asking import OPEN, pac

URLS = (
    "https://*.endpoint.security.microsoft.com/",
    "http://*.delivery.mp.microsoft.com/*",
    "http://crl.microsoft.com/pki/*",
    "https://x.security.microsoft.com/",
    "http://www.com.info/a?b=endpoint.com",
)

NAMES = [
    *hosts(10),
    *(
        "com",
        "a.com",
        "microsoft.com",
        "security",
        "endpoint.security.microsoft.com",
        "b.endpoint.security.microsoft.com",
    ),
    *("x.security.microsoft.com", "t.com", "crl.microsoft.com", "pki", "mp.microsoft.com", "info", "www.com.info"),
]


def parts(leaves: list[Leaf]) -> list[tuple[str | None, bool, list[bool]]]:
    """What each case says, and of whom."""
    labels = ("a", "b", "x.y", "com", "security", *(name.replace(".", "-") for name in NAMES), *NAMES)
    found = []
    for leaf in leaves:
        names = leaf.region.names
        family = names.family
        hosts_ = [f"{label}{family.tail}" for label in labels] if family.open_host else [family.host]
        paths = [family.stem, f"{family.stem}pki", f"{family.stem}a.com/"] if family.open_path else [family.path]
        held = [names.holds(host, path) for host in hosts_ for path in paths]
        found.append((leaf.outcome.text, leaf.outcome.unknown is None, held))
    return sorted(found, key=repr)


@pytest.mark.parametrize("url", URLS)
@pytest.mark.parametrize("name", LISTS)
@pytest.mark.parametrize("times", [1, 4])
def test_a_list_answers_as_its_tests_do_one_by_one(
    name: str, url: str, times: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    names = [f"{at or ''}{one}" for at in range(times) for one in NAMES]
    text = LISTS[name](names)
    request = Request.parse(url)
    listed = parts(pac(text).leaves(request, OPEN))
    monkeypatch.setattr(script, "possible", lambda realm, listing, value: None)
    one_by_one = parts(pac(text).leaves(request, OPEN))
    assert listed == one_by_one
