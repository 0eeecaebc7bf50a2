"""Loops over lists, in all the ways that people write them: turns are passed, and nothing is changed by that."""

from __future__ import annotations

import json
import re

import pytest

from proxylint.format import Given
from proxylint.formats.pac import script
from proxylint.formats.pac.javascript.builtins.patterns import ASKED
from proxylint.formats.pac.javascript.realm import OBJECT
from proxylint.formats.pac.joining import Leaf
from proxylint.formats.pac.world import World
from proxylint.names import Names
from proxylint.region import Region
from proxylint.request import Request
from tests.formats.pac.asking import OPEN, given, pac
from tests.formats.pac.test_lists import NAMES, URLS, parts

LIST = f"var list = {json.dumps(NAMES)};"
PAIRS = f"var rules = {json.dumps([[name, f'PROXY p{at % 3}:1'] for at, name in enumerate(NAMES)])};"
RECORDS = f"var rules = {json.dumps([{'name': name, 'way': f'PROXY p{at % 3}:1'} for at, name in enumerate(NAMES)])};"
NETS = [(f"{at % 7 + 9}.{at}.0.0", "255.255.0.0") for at in range(90)] + [("10.0.0.0", "255.0.0.255"), ("x", "y")]
NET_PAIRS = f"var nets = {json.dumps(NETS)};"
NET_LINES = "".join(f"if (isInNet(ip, '{net}', '{mask}')) return 'PROXY inside:1';" for net, mask in NETS)
KEYS = f"var table = {json.dumps({name: f'PROXY p{at % 3}:1' for at, name in enumerate(NAMES)})};"
PATTERNS = "var list = [" + ", ".join(f"/(^|[.]){name}$/" for name in NAMES) + "];"
SOURCES = f"var list = {json.dumps([f'(^|[.]){re.escape(name)}$' for name in NAMES])};"
MADE = ("for, made patterns", "for, patterns made of names", "while, search by made patterns", "lines, made patterns")
"""Of patterns that take the steps of making them once for all turns."""
LITERALS = (
    "lines, patterns with bare dots",
    "lines, match of the URL with bare dots",
    "lines, match and something else",
)
"""Of a pattern each that stands in the line."""
WHOLE = "function FindProxyForURL(url, host) {{ {body} return 'PROXY other:1'; }}"

SHAPES = {
    "for": (LIST, "for (var i = 0; i < list.length; i++) { if (dnsDomainIs(host, list[i])) return 'DIRECT'; }"),
    "for, length kept": (
        LIST,
        "for (var i = 0, n = list.length; i < n; i += 1) { if (dnsDomainIs(host, list[i])) return 'DIRECT'; }",
    ),
    "for, length kept outside": (
        f"{LIST} var size = list.length;",
        "for (let i = 0; i < size; ++i) { if (host.endsWith(list[i])) return 'DIRECT'; }",
    ),
    "for, down": (
        LIST,
        "for (var i = list.length - 1; i >= 0; i--) { if (dnsDomainIs(host, list[i])) return 'PROXY n' + i + ':1'; }",
    ),
    "for, down from the middle, goes on": (
        LIST,
        (
            "var hits = 0; for (var i = 20; i > -1; i -= 1) { var one = list[i]; if (host.indexOf(one) >= 0) hits++; }"
            " if (hits > 1) return 'PROXY n' + i + one + ':1';"
        ),
    ),
    "while, down": (
        LIST,
        "var i = list.length - 1; while (i >= 0) { if (host.endsWith(list[i])) return 'PROXY n' + i + ':1'; --i; }",
    ),
    "while, down, counted by the test": (
        LIST,
        "var i = list.length; while (i--) { if (host.endsWith(list[i])) return 'PROXY n' + i + ':1'; }",
    ),
    "while, down, counted by the test, goes on": (
        LIST,
        (
            "var hits = 0, i = 21; while (--i >= 0) { var one = list[i]; if (host.indexOf(one) >= 0) hits++; }"
            " if (hits > 1) return 'PROXY n' + i + one + ':1';"
        ),
    ),
    "while, down, counted by the test, what is left of it": (
        LIST,
        "var i = list.length; while (i--) if (host == list[i]) break; return 'PROXY n' + i + ':1';",
    ),
    "for, down, counted by the test": (
        PAIRS,
        "for (let i = rules.length; i-- > 0; ) { const r = rules[i]; if (shExpMatch(host, '*.' + r[0])) return r[1]; }",
    ),
    "for, down, counted by the test before": (
        LIST,
        "for (var i = list.length; --i > -1; ) if (dnsDomainIs(host, list[i])) return 'PROXY n' + i + ':1';",
    ),
    "for, down, counted by the test, what changes it": (
        LIST,
        (
            "for (var i = list.length; i--; )"
            " { if (dnsDomainIs(host, list[i])) { i--; host = 'www.com.info'; } }"
            " return 'PROXY n' + host.length + i + ':1';"
        ),
    ),
    "for, down, items": (
        PAIRS,
        (
            "for (let i = rules.length - 1; i >= 0; --i)"
            " { const r = rules[i]; if (shExpMatch(host, '*.' + r[0])) return r[1]; }"
        ),
    ),
    "for, down, patterns": (
        PATTERNS,
        "for (var i = list.length - 1; i >= 0; i--) { if (list[i].test(host)) return 'DIRECT'; }",
    ),
    "for, down, what changes it": (
        LIST,
        (
            "for (var i = list.length - 1; i >= 0; i--)"
            " { if (dnsDomainIs(host, list[i])) { i--; host = 'www.com.info'; } }"
            " return 'PROXY n' + host.length + ':1';"
        ),
    ),
    "for, a name for the item": (
        LIST,
        (
            "for (var i = 0; i < list.length; i++) { var one = list[i], end = '.' + one;"
            " if (host === one || dnsDomainIs(host, end)) return 'DIRECT'; }"
        ),
    ),
    "for, two conditions": (
        LIST,
        (
            "for (var i = 0; i < list.length; i++) { if (host == list[i]) return 'DIRECT';"
            " if (shExpMatch(host, '*.' + list[i])) return 'PROXY below:1'; }"
        ),
    ),
    "for, goes on": (
        LIST,
        (
            "var hits = 0; for (var i = 0; i < list.length; i++) { if (dnsDomainIs(host, list[i])) hits++; }"
            " if (hits > 1) return 'DIRECT';"
        ),
    ),
    "for, what is left of it": (
        LIST,
        (
            "for (var i = 0; i < list.length; i++) { var one = list[i]; if (host.indexOf(one) > -1) break; }"
            " if (i < 5 || one == 'www.com.info') return 'PROXY n' + i + ':1';"
        ),
    ),
    "for, pairs": (
        PAIRS,
        "for (var i = 0; i < rules.length; i++) { if (dnsDomainIs(host, rules[i][0])) return rules[i][1]; }",
    ),
    "for, records": (
        RECORDS,
        (
            "for (var i = 0; i < rules.length; i++) { var rule = rules[i];"
            " if (shExpMatch(host, '*' + rule.name)) return rule.way; }"
        ),
    ),
    "for, found behind the start": (
        LIST,
        "for (var i = 0; i < list.length; i++) { if (url.indexOf(list[i]) > 0) return 'DIRECT'; }",
    ),
    "for, found behind the start of the host": (
        LIST,
        "for (var i = 0; i < list.length; i++) { if (host.indexOf(list[i]) >= 1) return 'PROXY n' + i % 2 + ':1'; }",
    ),
    "lines, found behind the start of the host": (
        "",
        "".join(f"if (host.indexOf('{name}') > 0) return 'DIRECT';" for name in NAMES * 4),
    ),
    "for-in, items": (LIST, "for (var i in list) { if (shExpMatch(url, '*' + list[i] + '*')) return 'DIRECT'; }"),
    "for-in, names": (KEYS, "for (var name in table) { if (dnsDomainIs(host, name)) return table[name]; }"),
    "for-in, last name": (
        KEYS,
        "for (var name in table) { if (name === host) return 'DIRECT'; } if (name != 'www.com.info') return name;",
    ),
    "for-of": (LIST, "for (const one of list) { if (host.includes(one)) return 'DIRECT'; }"),
    "for-of, template": (LIST, "for (let one of list) if (host == one || host.endsWith(`.${one}`)) return 'DIRECT';"),
    "for-of, a Set": (
        f"{LIST} var set = new Set(list);",
        "for (var s of set) if (dnsDomainIs(host, s)) return 'DIRECT';",
    ),
    "for-of, keys of a Map": (
        f"{RECORDS} var map = new Map(); for (var r of rules) map.set(r.name, r.way);",
        "for (const one of map.keys()) if (dnsDomainIs(host, one)) return map.get(one);",
    ),
    "for-of, values of a Set, what is taken before": (
        f"{LIST} var set = new Set(list);",
        (
            "set.delete(list[2]); var all = set.values(), first = all.next().value, hits = 0;"
            " for (var s of all) { if (host.endsWith(s)) { hits++; if (hits == 1) set.add('com'); } }"
            " set.add('late'); return 'PROXY n' + hits + s + all.next().done + ':1';"
        ),
    ),
    "while": (
        LIST,
        "var i = 0; while (i < list.length) { if (dnsDomainIs(host, list[i])) return 'PROXY n' + i + ':1'; i++; }",
    ),
    "for, match": (PATTERNS, "for (var i = 0; i < list.length; i++) { if (host.match(list[i])) return 'DIRECT'; }"),
    "for, match compared": (
        PATTERNS,
        "for (var i = 0; i < list.length; i++) { if (host.match(list[i]) !== null) return 'PROXY n' + i + ':1'; }",
    ),
    "for, exec": (PATTERNS, "for (var i = 0; i < list.length; i++) { if (list[i].exec(host)) return 'DIRECT'; }"),
    "for-of, exec compared": (PATTERNS, "for (const one of list) { if (one.exec(host) != null) return 'DIRECT'; }"),
    "for, what exec found": (
        PATTERNS,
        (
            "for (var i = 0; i < list.length; i++)"
            " { if (list[i].exec(host)) { return 'PROXY n' + list[i].exec(host).index + ':1'; } }"
        ),
    ),
    "while, search": (
        PATTERNS,
        "var i = list.length; while (i--) { if (host.search(list[i]) != -1) return 'PROXY n' + i + ':1'; }",
    ),
    "some, search": (PATTERNS, "if (list.some(function (one) { return host.search(one) >= 0; })) return 'DIRECT';"),
    "for, made patterns": (
        SOURCES,
        "for (var i = 0; i < list.length; i++) { if (new RegExp(list[i]).test(host)) return 'PROXY n' + i + ':1'; }",
    ),
    "for, patterns made of names": (
        LIST,
        (
            "for (var i = 0; i < list.length; i++)"
            " { if (host.match(RegExp('^(.*[.])?' + list[i] + '$', 'i')) != null) return 'PROXY n' + i + ':1'; }"
        ),
    ),
    "while, search by made patterns": (
        SOURCES,
        "var i = list.length; while (i--) { if (host.search(new RegExp(list[i], '')) >= 0) return 'DIRECT'; }",
    ),
    "for, made patterns, one of them bad": (
        f"{SOURCES} list.splice(9, 0, '(');",
        "for (var i = 0; i < list.length; i++) { if (new RegExp(list[i]).test(host)) return 'PROXY n' + i + ':1'; }",
    ),
    "lines, made patterns": (
        "",
        "".join(f"if (new RegExp('(^|[.]){name}$').test(host)) return 'DIRECT';" for name in NAMES),
    ),
    "lines, patterns with bare dots": (
        "",
        "".join(f"if (/(^|.){name}$/.test(host)) return 'DIRECT';" for name in NAMES),
    ),
    "lines, match of the URL with bare dots": (
        "",
        "".join(f"if (url.match(/:..(.*.)?{name}[:/]/)) return 'PROXY n{at % 3}:1';" for at, name in enumerate(NAMES)),
    ),
    "lines, match and something else": (
        "",
        "".join(f"if (url.match(/{name}/) || host == '{name[1:]}') return 'DIRECT';" for name in NAMES),
    ),
    "some": (LIST, "if (list.some(function (name) { return dnsDomainIs(host, name); })) return 'DIRECT';"),
    "some, arrow": (LIST, "if (list.some(one => host === one || host.endsWith('.' + one))) return 'DIRECT';"),
    "some, patterns": (PATTERNS, "if (list.some(function (one) { return one.test(host); })) return 'DIRECT';"),
    "every": (LIST, "if (!list.every(function (name) { return !dnsDomainIs(host, name); })) return 'DIRECT';"),
    "find": (RECORDS, "var got = rules.find(r => shExpMatch(host, '*.' + r.name)); if (got) return got.way;"),
    "findIndex": (LIST, "var at = list.findIndex(one => host == one); if (at > 3) return 'PROXY n' + at + ':1';"),
    "filter": (PAIRS, "var got = rules.filter(r => dnsDomainIs(host, r[0])); if (got.length > 1) return got[1][1];"),
    "forEach": (
        LIST,
        (
            "var hits = 0; list.forEach(function (one) { var end = '.' + one; if (dnsDomainIs(host, end)) hits++; });"
            " if (hits) return 'DIRECT';"
        ),
    ),
    "a function with returns": (
        LIST,
        (
            "function below(one) { if (host == one) return true; if (dnsDomainIs(host, '.' + one)) { return true; }"
            " return false; } if (list.some(below)) return 'DIRECT';"
        ),
    ),
    "networks, pairs": (
        NET_PAIRS,
        (
            "var ip = dnsResolve(host);"
            " for (var i = 0; i < nets.length; i++) { if (isInNet(ip, nets[i][0], nets[i][1])) return 'DIRECT'; }"
        ),
    ),
    "networks, one mask": (
        f"var nets = {json.dumps([net for net, _ in NETS])};",
        "for (const net of nets) { if (isInNet(host, net, '255.255.0.0')) return 'DIRECT'; }",
    ),
    "networks, own address": (
        NET_PAIRS,
        "const ip = myIpAddress(); if (nets.some(n => isInNet(ip, n[0], n[1]))) return 'PROXY here:1';",
    ),
    "networks, calls": (
        NET_PAIRS,
        (
            "for (var i = 0; i < nets.length; i++) { var net = nets[i];"
            " if (isInNet(myIpAddress(), net[0], net[1])) return 'PROXY here:1';"
            " if (isInNet(dnsResolve(host), net[0], net[1])) return 'DIRECT'; }"
        ),
    ),
    "networks, own address asked in lines": ("", NET_LINES.replace("isInNet(ip,", "isInNet(myIpAddress(),")),
    "networks, host asked in lines": ("", NET_LINES.replace("isInNet(ip,", "isInNet(dnsResolve(host),")),
    "networks, lines": ("", f"var ip = dnsResolve(host); {NET_LINES}"),
    "networks, chain": (
        "",
        (
            "var ip = dnsResolve(host);"
            f" if ({' || '.join(f'isInNet(ip, {net!r}, {mask!r})' for net, mask in NETS)}) return 'DIRECT';"
        ),
    ),
    "for, end by substring": (
        LIST,
        (
            "for (var i = 0; i < list.length; i++)"
            " { if (host.substring(host.length - list[i].length) == list[i]) return 'DIRECT'; }"
        ),
    ),
    "for, end by substr": (
        LIST,
        (
            "for (var i = 0; i < list.length; i++)"
            " { var one = list[i]; if (host.substr(-one.length) === one) return 'PROXY n' + i + ':1'; }"
        ),
    ),
    "some, end by slice": (LIST, "if (list.some(one => one === host.slice(-one.length))) return 'DIRECT';"),
    "for-of, end, whole call": (
        f"{LIST} list.push('');",
        "for (const a of list) { if (host.substr(host.length - a.length, a.length) == a) return 'PROXY a' + a; }",
    ),
    "lines, end by number": (
        "",
        "".join(f"if (host.substring(host.length - {len(name)}) == '{name}') return 'DIRECT';" for name in NAMES),
    ),
    "for, and something else": (
        LIST,
        (
            "for (var i = 0; i < list.length; i++)"
            " { if (dnsDomainIs(host, list[i]) && !isPlainHostName(host)) return 'PROXY n' + i + ':1'; }"
        ),
    ),
    "lines, and something else": (
        "",
        "".join(f"if (shExpMatch(host, '*.{name}') && url.charAt(4) == ':') return 'DIRECT';" for name in NAMES),
    ),
    "for, and what changes it": (
        LIST,
        (
            "var hits = 0; for (var i = 0; i < list.length; i++)"
            " { if (dnsDomainIs(host, list[i]) && (hits++, host = 'www.com.info', hits > 2)) return 'DIRECT'; }"
            " if (hits) return 'PROXY hits:' + hits;"
        ),
    ),
    "chain, and what changes it": (
        "",
        (
            "var hits = 0; if ("
            + " || ".join(f"dnsDomainIs(host, '{name}') && (hits++, host = 'www.com.info', false)" for name in NAMES)
            + ") return 'DIRECT'; if (hits) return 'PROXY hits:' + hits;"
        ),
    ),
    "for, lengths compared first": (
        LIST,
        (
            "for (var i = 0; i < list.length; i++) { if (host.length >= list[i].length"
            " && host.substring(host.length - list[i].length) == list[i]) return 'DIRECT'; }"
        ),
    ),
    "for, longer": (
        LIST,
        "for (var one of list) { if (one.length < host.length && host.endsWith(one)) return 'DIRECT'; }",
    ),
    "for-of, patterns": (
        PATTERNS,
        "for (const one of list) { if (one.test(host)) return 'DIRECT'; }",
    ),
}


MANY = [f"{at}.{at % 5}.example" for at in range(80)] + [f"w{at}.x{at}.test" for at in range(20)] + ["a.b.test"] * 20
MANY_LIST = f"var list = {json.dumps(MANY)};"
HELPERS = {
    "for": "function listed(host) { for (var i = 0; i < list.length; i++) { if (@) return true; } return false; }",
    "for-of": "function listed(host) { for (const one of list) { if (#) return 1; } return 0; }",
    "for-in": "function listed(host) { for (var i in list) if (@) { return 'yes'; } }",
    "down": (
        "function listed(host) { for (var i = list.length - 1; i >= 0; i--) { if (@) return true; } return false; }"
    ),
    "while": "function listed(host) { var i = 0; while (i < list.length) { if (@) return true; i++; } }",
    "two terms": (
        "function listed(host) { for (var i = 0; i < list.length; i++) { var one = list[i];"
        " if (host == one || #) return true; } return false; }"
    ),
    "what comes last": (
        "function listed(host) { try { for (var i = 0; i < list.length; i++) { if (@) return true; } return false; }"
        " finally { if (i == list.length) return 0; } }"
    ),
    "what is kept": (
        "var at = 0; function listed(host) { for (at of list) { if (dnsDomainIs(host, at)) return true; } }"
        " function kept(host) { return listed(host) && at.length > 9; }"
    ),
}
"""Functions that say whether one of many holds."""


@pytest.mark.parametrize("url", ["https://*.example/", "https://*/", "https://*.x3.test/", "https://q.7.2.example/"])
@pytest.mark.parametrize("test", ["dnsDomainIs(host, {})", "shExpMatch(host, '*.' + {})", "host.indexOf({}) >= 0"])
@pytest.mark.parametrize("name", HELPERS)
def test_one_of_many_is_one_decision_where_it_makes_no_difference_which(
    name: str, test: str, url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is told of nobody who was told before is told of more."""
    helper = HELPERS[name].replace("@", test.format("list[i]")).replace("#", test.format("one"))
    asked = "kept" if name == "what is kept" else "listed"
    text = f"{MANY_LIST} {helper} {WHOLE.format(body=f'if ({asked}(host)) return `DIRECT`;')}"
    policy, request = pac(text), Request.parse(url)
    together = policy.leaves(request, OPEN)
    monkeypatch.setattr(script, "_any_holds", lambda realm, listings, numbers: None)
    apart = pac(text).leaves(request, OPEN)
    hosts = [*MANY, *(f"a.{one}" for one in MANY), "q.example", "q.7.2.example", "b.x3.test"]
    for host in hosts:
        if request.family.open_host and not host.endswith(request.family.tail):
            continue
        host = host if request.family.open_host else request.family.host
        one, other = (_told(leaves, host, request.family.path) for leaves in (together, apart))
        assert one == other or (name.startswith("what") and one is None) or other is None, host
    if not name.startswith("what"):
        assert all(leaf.outcome.unknown is None for leaf in together)


def _told(leaves: list[Leaf], host: str, path: str) -> str | None:
    """Of one host, in exactly one case."""
    found = [leaf.outcome.text for leaf in leaves if leaf.region.names.holds(host, path)]
    assert len(found) == 1
    return found[0]


FIXED = given(client="203.0.113.9", resolve={"nowhere.test": ("203.0.113.1",)})


def written(name: str) -> str:
    before, body = SHAPES[name]
    return f"{before}\n{WHOLE.format(body=body)}"


def one_run(text: str, url: str) -> World:
    request = Request.parse(url)
    world = World(request, FIXED, Region(Names.of(request.family)))
    program = pac(text).script
    assert program is not None
    program.program.loaded = None  # else loading takes no time either
    script.run(program.program, world)
    return world


@pytest.mark.parametrize("url", URLS)
@pytest.mark.parametrize("name", SHAPES)
def test_a_loop_answers_as_it_does_turn_by_turn(name: str, url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    request = Request.parse(url)
    looked_up = parts(pac(written(name)).leaves(request, OPEN))
    monkeypatch.setattr(script, "possible", lambda realm, listing, value: None)
    assert looked_up == parts(pac(written(name)).leaves(request, OPEN))


@pytest.mark.parametrize("start", ["list.length + 1", "0", "'5'", "NaN", "2.5", "-1"])
@pytest.mark.parametrize("head", ["for (; i--; )", "while (--i >= 0)"])
def test_a_count_down_from_elsewhere_answers_as_it_does_turn_by_turn(
    head: str, start: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    if head == "for (; i--; )" and start in ("2.5", "-1"):
        pytest.skip("such a count never ends")
    body = f"var i = {start}; {head} {{ if (list[i] == host) return 'PROXY n' + i + ':1'; }} return `PROXY n${{i}}`;"
    text = f"{LIST} {WHOLE.format(body=body)}"
    request = Request.parse(URLS[-1])
    looked_up = parts(pac(text).leaves(request, OPEN))
    monkeypatch.setattr(script, "possible", lambda realm, listing, value: None)
    assert looked_up == parts(pac(text).leaves(request, OPEN))


@pytest.mark.parametrize(
    "script_of_its_own",
    [
        "function convert_addr(address) { return 5; }",
        "String.prototype.split = function () { return ['10', '0', '0', '0']; };",
        "function dnsResolve(name) { return '12.3.0.1'; }",
        "var isValidIpAddress = function (text) { return true; };",
        "myIpAddress = function () { return '12.3.0.1'; };",
    ],
)
@pytest.mark.parametrize("address", ["ip", "host", "myIpAddress()", "dnsResolve(host)"])
def test_networks_are_not_looked_up_by_what_the_script_replaced(
    script_of_its_own: str, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`isInNet` is a script itself, which calls these functions (`pac_js_library.h`)."""
    body = f"var ip = '172.16.0.1'; {NET_LINES.replace('ip,', address + ',')}"
    text = f"{script_of_its_own} {WHOLE.format(body=body)}"
    request = Request.parse(URLS[0])
    looked_up = parts(pac(text).leaves(request, OPEN))
    monkeypatch.setattr(script, "possible", lambda realm, listing, value: None)
    assert looked_up == parts(pac(text).leaves(request, OPEN))


OWN = ["RegExp.prototype.exec", "RegExp.prototype.test", "String.prototype.search", "RegExp"]
ASKED_BY_PATTERN = ["for, exec", "for-of, exec compared", "for, down, patterns", "while, search", *MADE[:3]]


@pytest.mark.parametrize("own", [*OWN, "var RegExp"])
@pytest.mark.parametrize("name", ASKED_BY_PATTERN)
def test_patterns_are_not_looked_up_by_what_the_script_replaced(
    own: str, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = f"{own} = function () {{ return {{test: function () {{ return '7'; }}}}; }};\n{written(name)}"
    request = Request.parse(URLS[0])
    looked_up = parts(pac(text).leaves(request, OPEN))
    monkeypatch.setattr(script, "possible", lambda realm, listing, value: None)
    assert looked_up == parts(pac(text).leaves(request, OPEN))


@pytest.mark.parametrize("name", SHAPES)
def test_turns_are_passed_and_take_their_steps(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of one host, which no item has to do with. That a pattern reads the host takes steps of its own, which are saved;
    what stands behind a comparison of lengths takes its steps whatever these are."""
    looked_up = one_run(written(name), "https://nowhere.test/")
    monkeypatch.setattr(script, "possible", lambda realm, listing, value: None)
    one_by_one = one_run(written(name), "https://nowhere.test/")
    if name in ("for, lengths compared first", "for, longer"):
        assert 0 < looked_up.steps - one_by_one.steps < len(NAMES)
        return
    if name == "for, made patterns, one of them bad":
        assert looked_up.passed == 0
        return
    if name in MADE:
        assert looked_up.steps < one_by_one.steps - ASKED * len(NAMES)
        joined = name == "for, patterns made of names"
        assert joined or looked_up.made == one_by_one.made - 2 * OBJECT * len(NAMES)
    else:
        saved = ASKED * len(NAMES) if SHAPES[name][0] == PATTERNS or name in LITERALS else 0
        assert looked_up.steps == one_by_one.steps - saved
    assert looked_up.passed >= len(NAMES)
    assert one_by_one.passed == 0


def traced(body: str, url: str, fixed: Given = OPEN) -> list[str]:
    """Of the case in which the script goes direct: the terms and the return that decided."""
    policy = pac(body, fixed)
    text = policy.source.text
    found = [leaf.outcome for leaf in policy.leaves(Request.parse(url), fixed) if leaf.outcome.text == "DIRECT"]
    assert len(found) == 1
    last, span = found[0].tests[-1], found[0].span
    assert span is not None
    return [text[(last.term or last.span).start : (last.term or last.span).end], text[span.start : span.end]]


def test_of_many_terms_the_one_that_held_is_told() -> None:
    """Most of them cannot hold, so the number of a term is not its place among those that can."""
    terms = [f'dnsDomainIs(host, ".x{at}.test")' for at in range(50)]
    terms += [f'dnsDomainIs(host, ".y{at}.example")' for at in range(70)]
    body = f'if ({" || ".join(terms)}) return "DIRECT"; return "PROXY p:1";'
    assert traced(body, "https://*.example/") == ['dnsDomainIs(host, ".y0.example")', 'return "DIRECT";']


def test_of_lines_of_two_terms_the_first_that_held_is_told() -> None:
    """The terms of a kind are decided together; whoever passes the last one passes another line before."""
    lines = [f'if (/[$]/.test(url) || dnsDomainIs(host, ".y{at}.example")) return "DIRECT";' for at in range(70)]
    lines[-1] = lines[-1].replace("[$]", "[.]y3[.]example[/]$")
    test, way = traced("\n".join((*lines, 'return "PROXY p:1";')), "https://*.example/")
    assert test == '/[$]/.test(url) || dnsDomainIs(host, ".y3.example")'
    assert way == 'return "DIRECT";'


def test_of_many_lines_the_one_that_held_is_told() -> None:
    nets = [f"192.0.{at}.0" for at in range(50)] + [f"20.{at}.0.0" for at in range(80)]
    lines = [f'if (isInNet(ip, "{net}", "255.255.255.0")) return "DIRECT"; // {net}' for net in nets]
    body = "var ip = dnsResolve(host);\nif (!isInNet(ip, '20.7.0.0', '255.255.0.0')) return 'PROXY p:1';\n"
    test, way = traced(f"{body}{chr(10).join(lines)}\nreturn 'PROXY q:1';", "https://a.test/")
    assert test == 'isInNet(ip, "20.7.0.0", "255.255.255.0")'
    assert way == 'return "DIRECT";'
