"""A catalogue of many endpoints, held against a file of many lines: what both cost together is no product of them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from proxylint.format import Given
from proxylint.formats.winhttp.sections import sections
from proxylint.request import Request
from tests.formats.winhttp.asking import policy_of, shown, way
from tests.formats.winhttp.registry_texts import export
from tests.scaling.growth import CATALOGUE, out_of_proportion
from tests.scaling.squid_shapes import Text
from tests.scaling.squid_shapes.shape import used
from tests.steps import count, forget

SMALL = 40
"""Endpoints and lines; twice and four times as many are counted too."""

SEEN_THROUGH = 20 * (4 * SMALL) ** 2
"""A text, or a thousand exceptions at most, may be looked through for each endpoint, which takes microseconds."""


def bypass(entry: str) -> Text:
    return lambda n: shown("px:80", ";".join(entry.format(at=at) for at in range(n)))


def of_squid(text: Text) -> Text:
    return lambda n: f"http_port 3128\n{text(n)}http_access allow all\n"


def of_antivirus(n: int) -> str:
    names = ";".join(f"h{at}.example" for at in range(n))
    return "Machine: SRV\n" + export(ProxyServer="http://px:80", ProxyBypass=names)


FILES: dict[str, tuple[str, Text]] = {
    "bypass entries": ("dump.txt", bypass("*.h{at}.example")),
    "bypass entries that cut": ("dump.txt", bypass("*.x.e{at}.example")),
    "bypass entries of Defender Antivirus": ("dump.txt", of_antivirus),
    "exceptions": (
        "mdatp.service.d/proxy.conf",
        lambda n: (
            "[Service]\nEnvironment=HTTPS_PROXY=http://px:80/\n"
            f"Environment=NO_PROXY={','.join(f'.h{at}.example' for at in range(n))}\n"
        ),
    ),
    "domain acls": ("squid.conf", of_squid(used("dstdomain", ".h{at}.example"))),
    "domain acls that cut": ("squid.conf", of_squid(used("dstdomain", ".x.e{at}.example"))),
}


def catalogue(folder: Path, endpoints: int) -> str:
    """With so many rows beside those of two.toml."""
    rows = "".join(
        f'\n[[endpoint]]\nid = "e{at}"\nhost = "*.e{at}.example"\nports = [443]\narea = "core"\n'
        'os = ["win", "mac", "linux"]\ngeo = "ww"\nmode = ["std", "str"]\nneed = "R"\nsrc = ["S"]\n'
        for at in range(endpoints)
    )
    path = folder / f"{endpoints}.toml"
    path.write_text(Path(CATALOGUE).read_text(encoding="utf-8") + rows, encoding="utf-8")
    return str(path)


def work(name: str, folder: Path) -> Callable[[int], dict[str, int]]:
    path, text = FILES[name]

    def counts(n: int) -> dict[str, int]:
        from proxylint import engine
        from proxylint.linting import Memory

        forget("proxylint.names")
        forget("proxylint.formats")
        options = engine.Options(endpoints=catalogue(folder, n))
        opened = engine.open_bytes(path, text(n).encode(), "/nowhere", options)
        return {"telling": count(lambda: Memory(options).told(opened))}

    return counts


@pytest.mark.parametrize("name", FILES)
def test_endpoints_and_lines_together_cost_in_proportion(name: str, tmp_path: Path) -> None:
    assert out_of_proportion(work(name, tmp_path), SMALL, SEEN_THROUGH) == {}


STARRED = shown("px:80", ";".join(f"*x{at}*" for at in range(300)))
"""Each entry is looked for in what those before it leave, and the more there are, the longer that takes."""


def test_searching_for_hosts_of_a_bypass_list_ends_in_unknown() -> None:
    policy = policy_of(STARRED)
    cases = [policy.decide(Request.parse(f"https://*.e{at}.example/"), Given()).cases[-1] for at in range(200)]
    reasons = [case.route.reason or "" for case in cases]
    assert "takes too much searching" not in reasons[0]
    assert all("takes too much searching" in reason for reason in reasons[-20:])


def test_what_no_entry_can_cover_is_known_when_no_work_is_left() -> None:
    policy = policy_of(shown("px:80", "*.example"))
    policy.work.parts(lambda: ((), 10**9), lambda: ())
    ways_of = [way(case) for case in policy.decide(Request.parse("https://*.other/"), Given()).cases]
    assert ways_of == ["proxy px:80"]


def test_a_part_of_a_file_gets_the_same_answers_whatever_stands_before_it() -> None:
    """Each computer has work of its own, and an answer that is known already costs the same again."""
    alone, behind = (
        [section.policy() for section in sections(policy_of("".join(f"Machine: {name}\n{STARRED}" for name in names)))]
        for names in ("B", "AB")
    )
    asked = [Request.parse(f"https://*.e{at}.example/") for at in range(60)]
    first, *others = [
        [way(case) for request in asked for case in policy.decide(request, Given()).cases]
        for policy in (*alone, *behind)
    ]
    assert others == [first, first]
    assert "takes too much searching" in first[-1]
