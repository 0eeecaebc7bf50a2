"""Answers for a wildcard against the answers for hundreds of its names, one by one.

Of a family and of a single name two different parts of the program decide: sets of names, and plain strings.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product

import pytest

from proxylint.region import Point
from proxylint.request import Request
from tests.formats.pac.asking import OPEN, ask, cases, outcome, pac

TAIL = ".blob.core.windows.net"
LABELS = ("a", "www", "us", "eu", "x1", "a-b", "login", "4", "www2", "microsoft", "com", "_x")
ODD = ("evil-us", "eu-us", "w", "ww", "wwww", "us.eu.us", "aus", "usa", "x" * 63, "a.b.c.d.e.f", "us-eu.us")
NAMES = [
    *LABELS,
    *(".".join(pair) for pair in product(LABELS, LABELS)),
    *(".".join(three) for three in product(LABELS[:4], LABELS[:4], LABELS[:4])),
    *ODD,
]

A, B = 'return "DIRECT";', 'return "PROXY p:1";'

DECIDED = [
    f'if (host == "us{TAIL}") {A} {B}',
    f'if (host.indexOf("us") == 0) {A} {B}',
    f'if (host.indexOf("us.") > 0) {A} {B}',
    f'if (host.indexOf("us") != -1) {A} {B}',
    f'if (host.indexOf("us") == 3) {A} {B}',
    f'if (host.indexOf("u", 1) >= 0) {A} {B}',
    f'if (host.lastIndexOf("us") > 2) {A} {B}',
    f'if (host.lastIndexOf("us") == 0) {A} {B}',
    f'if (~host.indexOf("us")) {A} {B}',
    f'if (host.substring(0, 3) == "www") {A} {B}',
    f'if (host.substr(0, 4) === "www.") {A} {B}',
    f'if (host.slice(0, 2) == "us" || host.slice(0, 2) == "eu") {A} {B}',
    f'if (host.substring(host.length - 25) == ".us{TAIL}") {A} {B}',
    f'if (host.substring(host.length - 24) == "us{TAIL}") {A} {B}',
    f'if (host.slice(-24) == "us{TAIL}") {A} {B}',
    f'if (host.indexOf("us{TAIL}", host.length - 24) !== -1) {A} {B}',
    f'if (host.indexOf("us", host.length - 26) !== -1) {A} {B}',
    f'if (host.lastIndexOf("us{TAIL}") == host.length - 24) {A} {B}',
    f'if (host.lastIndexOf("us") == host.length - 24) {A} {B}',
    f"if (host.length > 30) {A} {B}",
    f"if (host.length == 27) {A} {B}",
    f'if (host.split(".").length > 6) {A} {B}',
    f'if (host.split(".")[0] == "us") {A} {B}',
    f'if (host.split(".")[1] == "us") {A} {B}',
    f'if (host.split(".").slice(-2).join(".") == "windows.net") {A} {B}',
    f'var p = host.split("."); if (p[p.length - 5] == "us") {A} {B}',
    f'var p = host.split("."); if (p[p.length - 2] == "windows") {A} {B}',
    f'if (host.split(".").slice(1).join(".") == "us{TAIL}") {A} {B}',
    f"if (new String(host).length > 30) {A} {B}",
    f"var h = new String(host); if (h[0] == 'w') {A} {B}",
    f'var t = {{us: 1, login: 2}}; if (t[host.split(".")[0]] > 1) {A} {B}',
    f'if (host.charAt(0) == "w") {A} {B}',
    f'if (host[2] == "s") {A} {B}',
    f"if (/^(us|eu)[.]/.test(host)) {A} {B}",
    f"if (host.match(/^us/)) {A} {B}",
    f"if (host.match(/us[.]/i) != null) {A} {B}",
    f"var m = host.match(/^us/) ?? 'none'; if (m === 'none') {A} {B}",
    f"try {{ var {{}} = host.match(/^us/); }} catch (e) {{ {A} }} {B}",
    f"if (host.search(/us/) >= 0) {A} {B}",
    f"var r = /us/g; if (r.test(host)) {A} {B}",
    f'if (shExpMatch(url, "https://us*")) {A} {B}',
    f'if (shExpMatch(url, "*://*.us.*")) {A} {B}',
    f'if (shExpMatch("a\\n" + host, "*{TAIL}") || shExpMatch(host + "\\n", "us*")) {A} {B}',
    f'if (["*us*", "*{TAIL}", "eu*"].some(p => shExpMatch("a\\n" + host, p))) {A} {B}',
    f'if (/^us.*$/m.test("a\\n" + host) && !/^.*us/.test("a\\n" + host)) {A} {B}',
    f'if (shExpMatch(host, "(us|eu).*")) {A} {B}',
    f'if (shExpMatch(host, "us.*|eu.*")) {A} {B}',
    f'if (dnsDomainIs(host, "us{TAIL}")) {A} {B}',
    f'if (localHostOrDomainIs(host, "us{TAIL}.x.com")) {A} {B}',
    f"if (isPlainHostName(host)) {A} {B}",
    f"if (dnsDomainLevels(host) > 5) {A} {B}",
    f'var t = {{"us{TAIL}": 1, "eu{TAIL}": 2, "x.com": 3}}; if (t[host]) {A} {B}',
    f'var t = {{"us{TAIL}": 1, "eu{TAIL}": 2, "x.com": 3}}; if (t[host] == 2) {A} {B}',
    f'var t = {{"us{TAIL}": "PROXY q:9", "eu{TAIL}": "PROXY r:3"}}; return t[host] || "DIRECT";',
    f'var t = {{"us{TAIL}": 1}}; if (t.hasOwnProperty(host)) {A} {B}',
    f'var t = {{"us{TAIL}": 1}}; if (host in t) {A} {B}',
    f'if (new Set(["us{TAIL}"]).has(host)) {A} {B}',
    f'var t = ["us{TAIL}", "eu{TAIL}"]; if (t.indexOf(host) >= 0) {A} {B}',
    f'var t = ["us{TAIL}", "eu{TAIL}"]; for (var i = 0; i < 2; i++) if (host == t[i]) return "PROXY h" + i; {B}',
    f'var t = ["us", "eu"]; for (var i = 0; i < t.length; i++) if (shExpMatch(host, "*" + t[i] + "*")) {A} {B}',
    f'if (["us", "eu"].some(function (x) {{ return host.indexOf(x) === 0; }})) {A} {B}',
    f'if (host.startsWith("us") && !host.endsWith("us{TAIL}") && host.includes("-")) {A} {B}',
    f'if (host.startsWith("us", NaN) || host.startsWith("eu", -3)) {A} {B}',
    f'if (host.startsWith("s", "1")) {A} {B}',
    f'switch (host) {{ case "us{TAIL}": {A} case "a.x": return "PROXY z:1"; default: {B} }}',
    f'var d = host.substring(host.indexOf(".") + 1); if (d == "us{TAIL}") {A} {B}',
    f'var d = host.substring(host.indexOf(".")); if (d == ".us{TAIL}") {A} {B}',
    f'var d = host.substring(0, host.indexOf(".")); if (d == "us") {A} {B}',
    f'var d = host.substring(0, host.indexOf(".")); if (d.indexOf("us") >= 0) {A} {B}',
    f'var d = host.substring(0, host.lastIndexOf(".")); if (d == "us.blob.core.windows") {A} {B}',
    f'if (url.substring(0, 5) == "https") {A} {B}',
    f'if (url.split("/")[2] == "us{TAIL}") {A} {B}',
    f'if (url.split("://")[1].split("/")[0].indexOf("us") == 0) {A} {B}',
    f'if (url.indexOf("://us") > 0) {A} {B}',
    f'if (url.toLowerCase().indexOf("us.") > 0) {A} {B}',
    f'if (host.toUpperCase() == "US{TAIL.upper()}") {A} {B}',
    f'if ("a us{TAIL} b".indexOf(host) >= 0) {A} {B}',
    f'if ((",us{TAIL},eu{TAIL},").indexOf("," + host + ",") >= 0) {A} {B}',
    f'var t = {{".us{TAIL}": 1}}; if (t["." + host]) {A} {B}',
    f'if (("." + host).endsWith(".us{TAIL}")) {A} {B}',
    f'return host == "us{TAIL}" ? "DIRECT" : undefined;',
    f'if (host == "us{TAIL}") null.x; {B}',
    f'try {{ if (host == "us{TAIL}") null.x; }} catch (e) {{ {A} }} {B}',
    f'function h(s, d) {{ return s == d || s.slice(-(d.length + 1)) == "." + d; }} if (h(host, "us{TAIL}")) {A} {B}',
    f"""String.prototype.ends = function (x) {{ return this.indexOf(x, this.length - x.length) !== -1; }};
    if (host.ends("us{TAIL}")) {A} {B}""",
]


def check(body: str, names: Sequence[str] = NAMES) -> int:
    """Compare; how many of the names are in an unknown case."""
    policy = pac(body)
    verdict = policy.decide(Request.parse(f"https://*{TAIL}/"), OPEN)
    unknown = 0
    for label in names:
        host = label + TAIL
        (alone,) = policy.decide(Request.parse(f"https://{host}/"), OPEN).cases
        (case,) = [case for case in verdict.cases if case.when.holds(Point(host))]
        if outcome(case).startswith("unknown"):
            unknown += 1
        else:
            assert (host, outcome(case)) == (host, outcome(alone))
    return unknown


@pytest.mark.parametrize("body", DECIDED)
def test_every_name_of_the_wildcard_gets_the_answer_it_gets_alone(body: str) -> None:
    assert check(body) == 0


@pytest.mark.parametrize("body", DECIDED)
def test_exits_that_nobody_takes_make_no_difference(body: str) -> None:
    """That nobody takes them may be found out between the runs for two sides of a decision."""
    first = "if (shExpMatch(url, '*://*.a..b/*')) return 'QUIC p:443'; if (/[.]-?[.]/.test(host)) return 'QUIC p:443';"
    assert check(f"{first} {body}", LABELS) == 0
    assert check(f"{first} if (host.lastIndexOf('.') < 1) return 'QUIC p:443'; {body}", LABELS) == 0


def test_a_position_behind_an_exit_that_nobody_takes() -> None:
    body = f"if (shExpMatch(url, '*://*.a..b/*')) {A} if (host.lastIndexOf('.') < 1) {B} {A}"
    expected = {"host contains .": "direct", "host does not contain .": "proxy p:1"}
    assert cases(body, "https://*/") == expected


OPEN_ENDED = [
    f'if (Array.isArray(host.split("."))) {A} {B}',
    f'if (host.split(".") instanceof Array) {A} {B}',
    f'if ("1" in host.split(".")) {A} {B}',
    f'if ([].concat(host.split(".")).length > 1) {A} {B}',
    f'if (Object.prototype.toString.call(host.split(".")) == "[object Array]") {A} {B}',
    f"if (Array.isArray(host.match(/b/))) {A} {B}",
    f"if (Number.isInteger(host.length)) {A} {B}",
    f"if (host.charCodeAt(0) % 2) {A} {B}",
    f'if (host > "m") {A} {B}',
    f'if (host.replace("www.", "") == "us{TAIL}") {A} {B}',
    f'if (host.replace(/^www[.]/, "") == "us{TAIL}") {A} {B}',
    'return "PROXY " + host + ":80";',
    f'if (host.split("").reverse().join("") == "x") {A} {B}',
    f"if (host == url) {A} {B}",
    f"var n = 0; for (var c of host) n++; if (n > 5) {A} {B}",
    f'var m = /^([^.]+)/.exec(host); if (m[1] == "us") {A} {B}',
    f"if (host.match(/^us/)?.[0]) {A} {B}",
    f"if (host.match(/^us/)?.index === undefined) {A} {B}",
    f"if (host.match(/^us/)?.slice(1)) {A} {B}",
    f"if (host.match(/^us/)?.slice?.(1) === undefined) {A} {B}",
    f'if ([host.match(/^us/)].join() == "") {A} {B}',
    f"function f() {{ return this.isInNet; }} if (f.call(host.match(/^us/))) {A} {B}",
    f"if (Object.keys(Object(host.match(/^us/))).length == 0) {A} {B}",
]


@pytest.mark.parametrize("body", OPEN_ENDED)
def test_an_operation_without_an_exact_set_leaves_names_unknown_and_the_rest_right(body: str) -> None:
    assert check(body) > 0


TABLE = f"""var t = {{"us{TAIL}": 1, "eu.us{TAIL}": 2, "windows.net": 0, "x.com": 1, "www{TAIL}": "PROXY w:1"}};
var list = ["us{TAIL}", "a.b{TAIL}"];"""
HIT = 'return "PROXY q:1"'
WALKS = [
    f"""var pos = host.lastIndexOf('.'), s; pos = host.lastIndexOf('.', pos - 1);
    while (1) {{ if (pos <= 0) return t.hasOwnProperty(host) ? "PROXY q:1" : "DIRECT"; s = host.substring(pos + 1);
      if (t.hasOwnProperty(s) && t[s]) {HIT}; pos = host.lastIndexOf('.', pos - 1); }}""",
    f"""var h = host;
    while (true) {{ if (t[h]) {HIT}; var i = h.indexOf('.'); if (i < 0) {A} h = h.substring(i + 1); }}""",
    f"""var known = new Set(list), map = new Map([["x.y", 1], ["us{TAIL}", 2]]), h = host;
    while (h.indexOf('.') > 0) {{ if (known.has(h) || map.get(h)) {HIT}; h = h.substring(h.indexOf('.') + 1); }} {A}""",
    f"""h = host; while (true) {{ if (t[h]) {HIT}; i = h.indexOf('.'); if (i < 0) {A} h = h.substring(i + 1); }}""",
    f"""var i = host.indexOf('.'), h = host;
    while (i > -1) {{ if (t[h]) {HIT}; h = h.substring(i + 1); i = h.indexOf('.'); }} {A}""",
    f"""for (let h = host; h.indexOf('.') > 0; h = h.slice(h.indexOf('.') + 1)) {{ if (h in t && t[h]) {HIT}; }} {A}""",
    f"""var p = host.split('.');
    for (var i = 0; i < p.length; i++) {{ if (t[p.slice(i).join('.')]) {HIT}; }} {A}""",
    f"""var p = host.split('.');
    for (var i = p.length - 1; i >= 0; i--) {{ if (t[p.slice(i).join('.')]) {HIT}; }} {A}""",
    f"""var dot = host.length, s; while (dot > 0) {{ dot = host.lastIndexOf('.', dot - 1); s = host.substring(dot + 1);
      if (t[s]) {HIT}; }} {A}""",
    f"""var pos = host.length, s; do {{ pos = host.lastIndexOf('.', pos - 1); s = host.substring(pos + 1);
      if (t.hasOwnProperty(s) && t[s]) {HIT}; }} while (pos >= 0); {A}""",
    f"""var d = host.indexOf('.');
    while (d != -1) {{ if (t[host.substring(d + 1)]) {HIT}; d = host.indexOf('.', d + 1); }} {A}""",
    f"""function find(h) {{ if (t[h] === 1) return true; var i = h.indexOf('.');
      return i < 0 ? false : find(h.substr(i + 1)); }} if (find(host)) {HIT}; {A}""",
    """function find(h) { var p = h.split('.'); for (var i = 0; i < p.length; i++) {
      var d = p.slice(i).join('.'); if (t[d]) return d; } return ''; } return find(host) ? "PROXY q:1" : "DIRECT";""",
    f"""for (var i = 0; i < list.length; i++) {{ var h = host; while (h.length >= list[i].length) {{
      if (h == list[i]) return "PROXY q:" + i;
      var k = h.indexOf('.'); if (k < 0) break; h = h.substring(k + 1); }} }} {A}""",
    f"""var n = 0, h = host; while (h.indexOf('.') >= 0) {{ n++; h = h.substring(h.indexOf('.') + 1); }}
    if (n > 6) {HIT}; {A}""",
]
DEEP = [
    "a." * 60 + "us",
    "b." * 40 + "eu.us",
    "us.a." + "c." * 50 + "c",
    "x." * 12 + "b",
    "x." * 12 + "us.b",
    "us." * 9 + "www",
]


@pytest.mark.parametrize("body", WALKS)
def test_a_walk_over_the_labels_is_exact_however_many_there_are(body: str) -> None:
    """A host may have 126 labels; what is longer than the keys of the table is one case."""
    assert check(f"{TABLE} function FindProxyForURL(url, host) {{ {body} }}", [*NAMES[::3], *ODD, *DEEP]) == 0


FRONT = """var h = host, n = 0, f = false, s = [], l, i;
while (true) { if (t[h]) %s i = h.indexOf('.'); if (i < 0) break; %s h = h.substring(i + 1); }"""
APART = "var p = host.split('.'), q = host.split('-');"
DECIDED_APART = [
    f"{APART} if (p[q.length] == 'us') {A} {B}",
    f"{APART} if (p.slice(q.length).join('.') == 'us{TAIL}') {A} {B}",
    f"{APART} for (var i = 0; i < q.length; i++) {{ if (t[p.slice(i).join('.')]) {A} }} {B}",
    f"{APART} for (var i = p.length - 1; i > q.length; i--) {{ if (t[p.slice(i).join('.')]) {A} }} {B}",
    f"for (var p = host.split('-'), i = 0; i < p.length; i++) {{ if (t[p.slice(i).join('-')]) {A} }} {B}",
    f"if (('a.b/c.' + host).split('.').slice(1).join('.') == 'b/c.us{TAIL}') {A} {B}",
]


@pytest.mark.parametrize("body", DECIDED_APART)
def test_places_among_different_parts_are_not_mixed_up(body: str) -> None:
    names = [*NAMES[::7], *ODD, *DEEP, "a-b-c-d", "a-b.c-d"]
    check(f"{TABLE} function FindProxyForURL(url, host) {{ {body} }}", names)


ODD_WALKS = [
    ("break;", "n++;", "n > 7"),
    ("break;", "n += 2;", "n > 7"),
    ("break;", "f = !f;", "f"),
    ("break;", "s.push(h);", "s.length % 2"),
    ("break;", "if (n++ == 7) return 'PROXY n:7';", "n > 3"),
    ("break;", "l = h;", "l == 'us{T}'"),
    ("break;", "l = h;", "typeof l == 'string'"),
    ("break;", "l = l || h;", "l == 'us{T}'"),
    ("{ n = 1; break; }", "if (h.length < 40) { n = 2; break; }", "n == 1"),
    ("{ n = 1; break; }", "if (h == 'x.x.x.x.x.x.x.x.b{T}') n = 3;", "n"),
    ("{ n = 1; break; }", "t['b{T}'] = 5;", "n"),
    ("{ n = 1; break; }", "if (dnsDomainIs(h, '.b{T}')) n = 4;", "n > 1"),
    ("{ n = 1; break; }", "if (/^us[.]/.test(h)) { n = 4; break; }", "n > 1"),
    ("{ n = 1; break; }", "h = h.substring(i + 1); i = h.indexOf('.');", "n > 0"),
    ("{ n = 1; break; }", "(function () { n += 2; })();", "n % 2"),
    ("{ n = 1; break; }", "if (Array.isArray(l)) n = 9; l = h.split('.');", "n"),
    ("{ n = 1; break; }", "if (l ?? f) n = 9; l = h;", "n == 9"),
]


@pytest.mark.parametrize("found, aside, at_end", ODD_WALKS)
def test_a_walk_that_does_more_than_walk_is_never_wrong(found: str, aside: str, at_end: str) -> None:
    walk = FRONT % (found, aside.replace("{T}", TAIL))
    body = f"{walk} if ({at_end.replace('{T}', TAIL)}) {A} {B}"
    check(f"{TABLE} function FindProxyForURL(url, host) {{ {body} }}", [*NAMES[::5], *ODD, *DEEP])


def test_the_reason_names_the_operation() -> None:
    assert cases(f"if (host.charCodeAt(0) % 2) {A} {B}", f"https://*{TAIL}/") == {
        "": "unknown: charCodeAt() of host, which is not fixed"
    }


@pytest.mark.parametrize(
    "body, url, expected",
    [
        (
            f'if (shExpMatch(url, "*.cab")) {A} {B}',
            "http://x.test/d/*",
            {"path ends with .cab": "direct", "path does not end with .cab": "proxy p:1"},
        ),
        (f'if (url.indexOf("/D/") > 0) {A} {B}', "http://x.test/d/*", None),
        (f'if (url.toLowerCase().indexOf("/e/") > 0) {A} {B}', "http://*.x.test/d/*", None),
        (f'if (url.substring(0, 14) == "http://x.test/") {A} {B}', "http://x.test/d/*", {"": "direct"}),
        (f'if (shExpMatch(url, "http://*.test:8080/d")) {A} {B}', "http://*.test:8080/d", {"": "direct"}),
        (f'if (url == "https://x.test/") {A} {B}', "https://x.test/secret/path", {"": "direct"}),
        (f'if (url == "https://x.test:8443/") {A} {B}', "https://x.test:8443/", {"": "direct"}),
    ],
)
def test_paths_and_ports(body: str, url: str, expected: dict[str, str] | None) -> None:
    found = cases(body, url)
    if expected is None:
        assert sorted(found.values()) == ["direct", "proxy p:1"]
    else:
        assert {key.replace("http://x.testpath", "path"): text for key, text in found.items()} == expected


def test_cases_exclude_each_other_with_several_dimensions() -> None:
    body = f"""if (isInNet(myIpAddress(), "10.0.0.0", "255.0.0.0") && dnsDomainIs(host, "us{TAIL}")) {A}
    if (isInNet(dnsResolve(host), "192.168.0.0", "255.255.0.0")) return "PROXY q:1"; {B}"""
    from proxylint.addresses import parse_address

    verdict = pac(body).decide(Request.parse(f"https://*{TAIL}/"), OPEN)
    for label, client, answer in product(("us", "eu"), ("10.1.1.1", "192.0.2.1"), ("192.168.1.1", "192.0.2.7")):
        point = Point(label + TAIL, None, parse_address(client), resolved={"": parse_address(answer)})
        (case,) = [case for case in verdict.cases if case.when.holds(point)]
        expected = (
            "direct"
            if (label, client) == ("us", "10.1.1.1")
            else "proxy q:1"
            if answer[:3] == "192" and "168" in answer
            else "proxy p:1"
        )
        assert outcome(case) == expected


NESTED = """function long(s) { return s.length > 28; }
function starts(s, x) { return long(s) ? s.indexOf(x) == 0 : s.substring(0, x.length) == x; }
function kind(s) { if (starts(s, "us")) return "us"; if (starts(s, "eu") && !long(s)) return "eu"; return ""; }
function twice(s) { return kind(s) + (starts(s, "w") ? "w" : "") + (long(s) ? "long" : ""); }
function FindProxyForURL(url, host) {
  var k = twice(host); if (k && long(host)) return "PROXY " + k + ":1";
  if (kind(host) == "us" || starts(host, "w")) return "PROXY short:1";
  return starts(host, "a") ? "DIRECT" : "PROXY p:1";
}"""


def test_functions_inside_functions() -> None:
    assert check(NESTED) == 0


LENGTHS = """function ends(s, x) { return s.length >= x.length && s.substring(s.length - x.length) === x; }
function below(s, x) {
  if (s.length > x.length) { return s.substring(s.length - x.length - 1) == "." + x; }
  return s == x;
}
"""


@pytest.mark.parametrize("function", ["ends", "below"])
def test_the_scripts_own_suffix_test_makes_no_difference_where_it_never_holds(function: str) -> None:
    calls = " || ".join(f'{function}(host, "{"x" * length}.example.net")' for length in range(1, 60))
    body = f"{LENGTHS} function FindProxyForURL(url, host) {{ if ({calls}) {A} {B} }}"
    assert cases(body, f"https://*{TAIL}/") == {"": "proxy p:1"}
    assert check(f'{LENGTHS} function FindProxyForURL(url, host) {{ if ({function}(host, "us{TAIL}")) {A} {B} }}') == 0


def test_a_function_that_remembers_something_is_followed_way_by_way() -> None:
    body = """var seen = [];
    function note(h) { if (h.indexOf("us") == 0) seen.push(h.length > 30); return false; }
    function FindProxyForURL(url, host) { note(host); note(host); return "PROXY n" + seen.length + ":1"; }"""
    found = cases(body, f"https://*{TAIL}/")
    assert sorted(found.values()) == ["proxy n0:1", "proxy n2:1"]
    assert check(body) == 0


@pytest.mark.parametrize("test", ["host.length > 4294967296", "host.substring(3000000) != ''"])
def test_a_count_beyond_every_host_is_undecided(test: str) -> None:
    reason = "a test (its counted repeats unfold to too many steps) of host, which is not fixed"
    assert cases(f"if ({test}) {A} {B}", f"https://*{TAIL}/") == {"": f"unknown: {reason}"}


COLLECTION = '[["a.x.test", "PROXY a:1"], [5, "PROXY five:1"], ["b.x.test", "PROXY b:1"], ["gone.x.test", "PROXY g:1"]]'


def test_a_map_is_asked_for_the_host() -> None:
    body = f'var m = new Map({COLLECTION}); m.delete("gone.x.test"); return m.get(host) || "DIRECT";'
    assert sorted(cases(body, "https://*.x.test/").values()) == ["direct", "proxy a:1", "proxy b:1"]
    assert ask(body, "https://gone.x.test/") == "direct"


def test_a_set_is_asked_for_the_host() -> None:
    body = f"var s = new Set({COLLECTION}.map(function (pair) {{ return pair[0]; }}));"
    found = cases(f'{body} return s.has(host) ? "PROXY p:1" : "DIRECT";', "https://*.x.test/")
    assert sorted(found.values()) == ["direct", "proxy p:1"]


def test_a_set_of_thousands_is_looked_up() -> None:
    """Not gone through: each name would be a decision."""
    body = 'var s = new Set(); for (var i = 0; i < 5000; i++) s.add("h" + i + ".x.test"); '
    found = cases(f'{body} return s.has(host) ? "PROXY p:1" : "DIRECT";', "https://*.x.test/")
    assert sorted(found.values()) == ["direct", "proxy p:1"]
