"""Long lists are looked up in an index: the answers are those of the tests made one by one."""

from __future__ import annotations

import json

import pytest
from benchmarks.pac import LISTS, entry, hosts

from proxylint.formats.pac import script
from proxylint.formats.pac.javascript.builtins import array_search, collections
from proxylint.formats.pac.joining import Leaf
from proxylint.formats.pac.unfixed.labels import LastLabels
from proxylint.formats.pac.unfixed.question import host_text
from proxylint.formats.pac.unfixed.text import Text
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


MIXED = '["a.com", "x.security.microsoft.com", "info", 5, , null, "www.com.info", "x.security.microsoft.com", NaN]'
LOOKED_FOR = {
    "includes": "return list.includes(host) ? 'DIRECT' : 'PROXY p:1';",
    "includes, written": "return 'PROXY n' + JSON.stringify({a: list.includes(host)}).length + ':1';",
    "includes, from": "return list.includes(host, 12) ? 'DIRECT' : 'PROXY p:1';",
    "indexOf": "return 'PROXY n' + list.indexOf(host) + ':1';",
    "indexOf, from": "return 'PROXY n' + list.indexOf(host, -9) + ':1';",
    "indexOf, compared": "return list.indexOf(host) >= 0 ? 'DIRECT' : 'PROXY p:1';",
    "indexOf, changed": (
        "var at = list.indexOf(host); list.unshift(host); list.push('b.x.com');"
        " return 'PROXY n' + at + list.indexOf(host) + list.indexOf('b.x.com') + ':1';"
    ),
    "part": "return 'PROXY n' + list.indexOf(host.substring(host.indexOf('.') + 1)) + ':1';",
    "nothing": "return 'PROXY n' + [].indexOf(host) + [].includes(host) + list.indexOf(5) + list.includes(NaN) + ':1';",
}


@pytest.mark.parametrize("url", URLS)
@pytest.mark.parametrize("items", ["texts", "mixed"])
@pytest.mark.parametrize("name", LOOKED_FOR)
def test_an_array_is_searched_as_its_items_are_compared_one_by_one(
    name: str, items: str, url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = entry("", f"var list = {json.dumps(NAMES) if items == 'texts' else MIXED};\n", LOOKED_FOR[name])
    request = Request.parse(url)
    together = parts(pac(text).leaves(request, OPEN))
    monkeypatch.setattr(array_search, "_are_texts", lambda wanted, items: False)
    assert together == parts(pac(text).leaves(request, OPEN))


@pytest.mark.parametrize("url", [*URLS, "https://*.com.info/"])
@pytest.mark.parametrize("kind", ["Set", "Map"])
def test_what_a_collection_holds_is_looked_up_anew_when_it_has_changed(
    kind: str, url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    add = "add('www.com.info')" if kind == "Set" else "set('www.com.info', 2)"
    body = (
        f"var all = new {kind}({'list' if kind == 'Set' else 'list.map(function (one, at) { return [one, at]; })'});"
        " function had() { return all.has(host) ? 'y' : 'n'; }"
        " var told = had() + had(); all.delete('www.com.info'); all.delete('b.endpoint.security.microsoft.com');"
        f" told += had() + had(); all.{add}; told += had() + had(); all.clear(); return 'PROXY ' + told + had() + ':1';"
    )
    text = entry("", f"var list = {json.dumps(NAMES)};\n", body)
    request = Request.parse(url)
    together = parts(pac(text).leaves(request, OPEN))
    monkeypatch.setattr(collections, "_words", lambda realm, holder, wanted: None)
    assert together == parts(pac(text).leaves(request, OPEN))


def switch(names: list[str], default_at: int) -> str:
    """Labels with and without statements of their own, of which some fall through."""
    ends = ['return "DIRECT";', "", "found = 1; break;", 'return "PROXY a:1";', "", "found++;"]
    cases = [f'case "{name}": {ends[at % len(ends)]}' for at, name in enumerate(names)]
    cases.insert(default_at, "default: found += 10;")
    body = "\n".join(cases)
    return entry(f"var found = 0; switch (host) {{ {body} }}", last='return "PROXY p:" + found;')


@pytest.mark.parametrize("url", URLS)
@pytest.mark.parametrize("default_at", [0, 15, 10_000])
def test_a_switch_chooses_and_tells_as_its_labels_do_one_by_one(
    url: str, default_at: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = switch([*NAMES, *(f"{name}.x" for name in NAMES), *NAMES], default_at)
    request = Request.parse(url)

    def told() -> tuple[object, ...]:
        leaves = pac(text).leaves(request, OPEN)
        return parts(leaves), [(leaf.outcome.text, leaf.outcome.span, leaf.outcome.tests) for leaf in leaves]

    listed = told()
    monkeypatch.setattr(script, "possible", lambda realm, listing, value: None)
    assert listed == told()


@pytest.mark.parametrize("count", [1, 3, 5])
@pytest.mark.parametrize("more", [False, True])
def test_of_many_texts_those_are_left_that_each_alone_may_be(count: int, more: bool) -> None:
    host = host_text(Request.parse("https://*.Endpoint.security.microsoft.com/"))
    assert isinstance(host, Text)
    texts = [
        *NAMES,
        "",
        "a..b.endpoint.security.microsoft.com",
        "A.endpoint.security.microsoft.com",
        ".com",
        "microsoft.com",
    ]
    for one in (host, LastLabels(host, count, more)):
        assert one.among(texts) == [text for text in texts if one.may_be(text)]
