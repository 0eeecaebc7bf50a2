"""What each analysis finds in a few lines, and what it leaves alone."""

from __future__ import annotations

import pytest

from proxylint.formats.pac.analysis.answers import odd_elements
from proxylint.formats.pac.analysis.arguments import wrong_calls
from proxylint.formats.pac.analysis.conditions import settled_conditions
from proxylint.formats.pac.analysis.dead_code import dead_code
from proxylint.formats.pac.analysis.free_names import free_names
from proxylint.formats.pac.analysis.language_level import modern_methods, modern_syntax
from proxylint.formats.pac.analysis.lookalikes import lookalikes
from proxylint.formats.pac.analysis.lookups import lookup_at_load, lookups_before_answer
from proxylint.formats.pac.analysis.networks import odd_networks
from proxylint.formats.pac.analysis.patterns import bad_patterns, odd_patterns
from proxylint.formats.pac.analysis.trailing_commas import trailing_commas
from proxylint.formats.pac.analysis.unanswered import unanswered
from tests.formats.pac.analysis.facts import URLS, texts
from tests.formats.pac.asking import OPEN, pac

PROXY = 'return "PROXY p:1";'


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("if (dnsDomainIS(host, 'x')) {}", {"dnsDomainIS": "dnsDomainIs"}),
        ("if (isplainhostname(host)) {}", {"isplainhostname": "isPlainHostName"}),
        ("var proxies = 1; return proxie;", {"proxie": "proxies"}),
        ("return DIRECT;", {"DIRECT": None}),
        ("return window.x;", {"window": None}),
        ("return zzzzzzzz;", {"zzzzzzzz": None}),
        ("return { a: b }.c;", {"b": None}),
        ("x: for (;;) { break x; } return { y: 1 }.z;", {}),
        ("if (typeof custom == 'function') custom();", {}),
        ("try { custom(); } catch (e) {}", {}),
        ("try { custom(); } finally {}", {"custom": None}),
        ("late = 1; return late;", {}),
        ("return undefined || NaN || Infinity || JSON || Math || isNaN(1) || arguments;", {}),
        ("return [1].map(n => n + more);", {"more": None}),
        ("const { a, b: [c = d] } = {}; return a + b + c;", {"d": None, "b": None}),
        ("class A extends B { m() { return this.n; } } new A();", {"B": None}),
        ("switch (1) { case 1: let q = 1; default: q; }", {}),
        ("for (let i = 0; i < 1; i++) i; for (const k of []) k; return i;", {"i": None}),
        ("{ function inner() {} } inner();", {}),
        ("(function me() { me(); })(); me();", {"me": None}),
    ],
)
def test_free_names(body: str, expected: dict[str, str | None]) -> None:
    assert {fact.name: fact.meant for fact in free_names(pac(body))} == expected


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("isInNet(host, '10.0.0.0'); dnsDomainIs(host); isPlainHostName();", ["false", "throws", "throws"]),
        ("dnsResolve(); isResolvable(); shExpMatch(host, 'a', 'b');", ["null", "false", "ignored"]),
        ("dnsDomainIs(...[host, 'x']); myIpAddress(host); isInNet(host, 'a', 'b');", []),
        ("try { dnsDomainIs(host); } catch (e) {}", []),
        ("function dnsDomainIs(a) {} dnsDomainIs(host);", []),
        ("shExpMatch = function (a) {}; shExpMatch(host);", []),
    ],
)
def test_wrong_calls(body: str, expected: list[str]) -> None:
    assert [fact.effect.value for fact in wrong_calls(pac(body))] == expected


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ('return "PROXY a:1, DIRECT";', [("dropped", "comma", True)]),
        ('return "PROXY a:1; HTTP b:1";', [("dropped", "http", False)]),
        ('return "PROXY a:1 PROXY b:1";', [("dropped", "semicolon", True)]),
        ('return "a:1";', [("dropped", "no keyword", True)]),
        ('return "PROXY http://a:1/";', [("dropped", "url", True)]),
        ('return "PROXY a:PORT";', [("dropped", "port", True)]),
        ('return "PROXY <NAME>:1";', [("dropped", "placeholder", True)]),
        ('return "PROXY me:secret@a:1; DIRECT";', [("login", "other", False)]),
        ('return "PROXY DIRECT";', [("named direct", "other", False)]),
        ('return "PROXY a";', [("without port", "other", False)]),
        ('return "PROXY [2001:db8::1]";', [("without port", "other", False)]),
        ('return "PROXY " + "a:1" + ", DIRECT";', [("dropped", "comma", True)]),
        ('var p = "PROXY a:1, b:1"; return host ? p : "DIRECT";', [("dropped", "comma", True)]),
        ('function f() { return "x y z"; } return f();', [("dropped", "no keyword", True)]),
        ('var list = ["proxy.example", "a, b"]; return list[0] ? "DIRECT" : list[1];', []),
        ('var p = "a, b"; p = "DIRECT"; return p;', []),
        ('return "PROXY a:1; SOCKS5 [2001:db8::1]:1080 ; ; direct";', []),
    ],
)
def test_odd_elements(body: str, expected: list[tuple[str, str, bool]]) -> None:
    found = odd_elements(pac(body), OPEN)
    assert [(fact.oddity.value, fact.cause.value, fact.alone) for fact in found] == expected


def test_an_element_has_its_place_and_no_text() -> None:
    policy = pac('return "PROXY a:1; PROXY me:secret@b:2";')
    (fact,) = odd_elements(policy, OPEN)
    assert texts(policy, [fact.span]) == ["PROXY me:secret@b:2"]
    assert "secret" not in f"{fact.reason}{fact.keyword}{fact.cause}"


@pytest.mark.parametrize(
    ("test", "url"),
    [
        ('dnsDomainIs(host, "x.com")', "https://evilx.com/"),
        ('shExpMatch(host, "*x.com")', "https://evilx.com/"),
        ('shExpMatch(host, "*.x.com*")', "https://www.x.com.evil.example/"),
        ('host.indexOf("x.com") >= 0', "https://evilx.com/"),
        ("/x\\.com/.test(host)", "https://evilx.com/"),
        ('url.indexOf("login.x.com") > 0', "https://login.x.com.evil.example/"),
        ('shExpMatch(url, "http://*.x.com/*")', "http://evil.example/www.x.com/"),
        ('dnsDomainIs(host, ".x.com")', None),
        ('dnsDomainIs(host, "login.x.com")', None),
        ('host == "x.com"', None),
        ("/(^|\\.)x\\.com$/.test(host)", None),
        ('shExpMatch(url, "https://*.x.com/*")', None),
    ],
)
def test_lookalikes(test: str, url: str | None) -> None:
    found = lookalikes(pac(f'if ({test}) return "DIRECT"; {PROXY}'), OPEN)
    assert [fact.url for fact in found] == ([] if url is None else [url])


def test_lookalikes_that_make_no_difference() -> None:
    test = 'if (dnsDomainIs(host, "x.com"))'
    assert lookalikes(pac(f'{test} return "PROXY q:1"; {PROXY}'), OPEN) == ()
    assert lookalikes(pac(f'{test} return "DIRECT"; return "DIRECT";'), OPEN) == ()
    assert lookalikes(pac(f'if (host == "evilx.com") return "DIRECT"; {test} return "DIRECT"; {PROXY}'), OPEN) == ()


def test_patterns() -> None:
    policy = pac(
        'shExpMatch(host, "(a.com"); shExpMatch(host, "a.com|b.com"); shExpMatch(host, "[ab].com");'
        'shExpMatch(host, "*.a.com"); shExpMatch(url, "http://[::1]/*"); try { shExpMatch(host, "["); } catch (e) {}'
    )
    assert texts(policy, (fact.place for fact in bad_patterns(policy, OPEN))) == ['"(a.com"']
    odd = odd_patterns(policy, OPEN)
    assert texts(policy, (fact.place for fact in odd)) == ['"a.com|b.com"', '"[ab].com"']
    assert [(fact.host, fact.loose) for fact in odd] == [("a.com", "ab.com"), ("a.com", None)]


def test_networks() -> None:
    policy = pac(
        'isInNet(host, "10.0.0.0", "8"); isInNet(host, "10.0.0.0/8", "255.0.0.0"); '
        'isInNet(host, "10.0.0.1", "255.0.0.0");'
        'isInNet(host, "10.0.0.0", "255.0.255.0"); isInNet(host, "0.0.0.0", "0.0.0.0"); isInNet(host, x, "8");'
        'isInNet(host, "10.1.2.3", "255.255.255.255");'
    )
    assert [(fact.fault.value, fact.meant) for fact in odd_networks(policy)] == [
        ("mask", "255.0.0.0"),
        ("network", "10.0.0.0', '255.0.0.0"),
        ("host bits", "10.0.0.0"),
        ("holes", None),
    ]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("if (isResolvable(host)) return 'DIRECT';", "isResolvable(host)"),
        ("if (isInNet(host, '10.0.0.0', '255.0.0.0')) return 'DIRECT';", "isInNet(host, '10.0.0.0', '255.0.0.0')"),
        ("var ip = dnsResolve(host);", "dnsResolve(host)"),
        ("try { dnsResolve(host); } catch (e) {}", "dnsResolve(host)"),
        ("if (dnsDomainIs(host, '.example.com')) return 'DIRECT'; dnsResolve(host);", None),
        ("if (isInNet('10.0.0.1', '10.0.0.0', '255.0.0.0')) {}", None),
        ("if (isInNet(myIpAddress(), '10.0.0.0', '255.0.0.0')) {}", None),
        ("if (isInNet(host, '10.0.0.0', '8')) {}", None),
    ],
)
def test_lookups_before_the_answer(body: str, expected: str | None) -> None:
    policy = pac(f"{body} {PROXY}")
    found = lookups_before_answer(policy, OPEN, URLS)
    assert texts(policy, (fact.span for fact in found)) == ([] if expected is None else [expected])
    assert [fact.urls for fact in found] == ([] if expected is None else [URLS])


def test_lookup_at_load() -> None:
    entry = f"function FindProxyForURL(url, host) {{ {PROXY} }}"
    policy = pac(f"var a = f(); function f() {{ return dnsResolve('x'); }} {entry}")
    span = lookup_at_load(policy, OPEN)
    assert span is not None
    assert texts(policy, [span]) == ["dnsResolve('x')"]
    assert lookup_at_load(pac(f"function f() {{ return dnsResolve('x'); }} {entry}"), OPEN) is None


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("if (host = 'x') {}", [("assigned", True)]),
        ("while (!(host = '')) { break; }", [("assigned", False)]),
        ("if (isPlainHostName || host == 'x') {}", [("not called", True)]),
        ("function f() {} return f ? 1 : 2;", [("not called", True)]),
        ("if (host == 'x');", [("empty", None)]),
        ("if (a = f()) {} if (host == 'x'); else {} if (dnsResolveEx) {} var g = f; if (g) {}", []),
        ("if (f) { return 1; } if (host) { function f() {} }", []),
        ("if (f) { return 1; } function f() {}", [("not called", True)]),
    ],
)
def test_conditions(body: str, expected: list[tuple[str, bool | None]]) -> None:
    assert [(fact.slip.value, fact.holds) for fact in settled_conditions(pac(body))] == expected


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("return 1; return 2; return 3;", ["return 2;"]),
        ("if (host) { return 1; } else if (url) { throw 2; } else { return 3; } host++;", ["host++;"]),
        ("if (host) { return 1; } else if (url) { return 2; } host++;", []),
        ("for (;;) { break; host++; } host++;", ["host++;"]),
        ("switch (1) { case 1: return 1; break; case 2: host++; }", []),
        ("return f(); var a; function f() {} ;", []),
        ("return f(); var a = 1;", ["var a = 1;"]),
        ("try { return 1; } finally { host++; } host++;", []),
    ],
)
def test_dead_code(body: str, expected: list[str]) -> None:
    policy = pac(body)
    assert texts(policy, (span for span, _ in dead_code(policy))) == expected


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("let a = 1;", "'let'"),
        ("var f = () => 1;", "an arrow function"),
        ("return `x`;", "a template string"),
        ("var { a } = {};", "an object pattern"),
        ("var a = 1, o = { a };", "a short or computed property"),
        ("return host?.length;", "'?.'"),
        ("return 2 ** 3;", "'**'"),
        ("function f(a, ...b) {}", "'...'"),
        ("var o = { a: 1, get b() { return 1; } }; return o.a in o;", None),
    ],
)
def test_modern_syntax(body: str, expected: str | None) -> None:
    fact = modern_syntax(pac(body), OPEN)
    assert (fact and fact.what) == expected


def test_modern_methods() -> None:
    fact = modern_methods(pac("return host.endsWith('x') || host.includes('y');"), OPEN)
    assert fact is not None
    assert (fact.what, fact.others) == ("endsWith", 1)
    assert modern_methods(pac("String.prototype.endsWith = f; return host.endsWith('x');"), OPEN) is None
    assert modern_methods(pac("return endsWith(host, 'x') || host.indexOf('x');"), OPEN) is None


def test_trailing_commas() -> None:
    policy = pac("var a = ['x', ], b = [f(), 1,\n], c = [1, ','], d = [,], e = [[],], g = { a: 1, };")
    assert len(trailing_commas(policy, OPEN)) == 3


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("if (host == 'a.b') return 'DIRECT';", ("https://www.unrelated.invalid/", True)),
        ("if (host == 'a.b') return null; return 'DIRECT';", ("https://a.b/", False)),
        ("if (dnsDomainIs(host, '.a.b')) host.x.y; return 'DIRECT';", ("https://www.a.b/", False)),
        ("if (url.substring(0, 5) == 'http:') return 1; return 'DIRECT';", ("http://www.unrelated.invalid/", False)),
        ("if (host == 'a.b') nothing(); return 'DIRECT';", None),
        ("if (host == 'a.b') dnsDomainIs(host); return 'DIRECT';", None),
        ("return 'DIRECT';", None),
    ],
)
def test_unanswered(body: str, expected: tuple[str, bool] | None) -> None:
    found = unanswered(pac(body), OPEN)
    assert [(fact.url, fact.head) for fact in found] == ([] if expected is None else [expected])
