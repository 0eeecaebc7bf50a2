"""Reading a script: which files engines refuse, which function they call with what, and what a trace tells."""

from __future__ import annotations

import subprocess
import sys

import pytest

from proxylint.format import Vantage
from proxylint.formats.pac import FORMAT
from proxylint.formats.pac.policy import LONG, REFUSED
from proxylint.request import Request
from proxylint.text import Source
from proxylint.verdict import Access, Tls
from tests.formats.pac.asking import OPEN, ask, given, outcome, pac

ONLY_EX = 'function FindProxyForURLEx(u, h) { return "PROXY ex:1"; }'
BOTH = f'function FindProxyForURL(u, h) {{ return "PROXY plain:1"; }} {ONLY_EX}'


@pytest.mark.parametrize(
    "engine, text, expected",
    [
        ("chromium", BOTH, "proxy plain:1"),
        ("firefox", BOTH, "proxy plain:1"),
        ("winhttp", BOTH, "proxy ex:1"),
        ("winhttp", ONLY_EX, "proxy ex:1"),
        ("chromium", ONLY_EX, "failure: the script defines no FindProxyForURL that an engine finds"),
        ("chromium", 'var FindProxyForURL = function (u, h) { return "PROXY v:1"; };', "proxy v:1"),
        ("chromium", 'FindProxyForURL = (u, h) => "PROXY w:1";', "proxy w:1"),
        ("chromium", 'if (true) { function FindProxyForURL(u, h) { return "PROXY b:1"; } }', "proxy b:1"),
        (
            "chromium",
            'const FindProxyForURL = (u, h) => "DIRECT";',
            "failure: the script defines no FindProxyForURL that an engine finds",
        ),
        (
            "chromium",
            "var x = 1; // FindProxyForURL",
            "failure: the script defines no FindProxyForURL that an engine finds",
        ),
        (
            "chromium",
            'function FindProxyForURL() { return "PROXY a:1"; } function FindProxyForURL() { return "PROXY b:1"; }',
            "proxy b:1",
        ),
        (
            "winhttp",
            'let f = (a) => `PROXY ${a}:1`; function FindProxyForURL(u, h) { return f("es6"); }',
            "proxy es6:1",
        ),
    ],
)
def test_the_entry_function(engine: str, text: str, expected: str) -> None:
    assert ask(text, fixed=given(engine=engine)) == expected


@pytest.mark.parametrize(
    "engine, url, expected",
    [
        ("chromium", "https://WWW.X.test/a?b", "https://www.x.test/ www.x.test"),
        ("chromium", "https://x.test:8443/a", "https://x.test:8443/ x.test"),
        ("chromium", "http://x.test/a?b=c", "http://x.test/a?b=c x.test"),
        ("firefox", "http://x.test/a?b=c", "http://x.test/ x.test"),
        ("winhttp", "http://x.test:80/a", "http://x.test/a x.test"),
        ("chromium", "http://[2001:db8::1]/a", "http://[2001:db8::1]/a 2001:db8::1"),
        ("chromium", "https://x.test./", "https://x.test./ x.test."),
    ],
)
def test_what_the_entry_function_is_given(engine: str, url: str, expected: str) -> None:
    body = f'return url + " " + host == "{expected}" ? "PROXY same:1" : "DIRECT";'
    assert ask(body, url, given(engine=engine)) == "proxy same:1"


@pytest.mark.parametrize(
    "text, said",
    [
        ("function FindProxyForURL(url, host) { return 'DIRECT'", "syntax error"),
        ("throw new Error('x'); function FindProxyForURL() {}", "the script throws Error: x"),
        (
            "undefinedName(); function FindProxyForURL() {}",
            "the script throws ReferenceError: undefinedName is not defined",
        ),
        ("HTTP/1.1 200 OK\n\nfunction FindProxyForURL() {}", "syntax error"),
    ],
)
def test_files_that_engines_refuse(text: str, said: str) -> None:
    policy = pac(text)
    assert policy.failure is not None
    assert policy.failure.text.startswith(said) and policy.failure.text.endswith(REFUSED)
    (case,) = policy.decide(Request.parse("https://*.x.test/"), OPEN).cases
    assert (case.failure, case.route.value, case.access.value, case.tls.value) == (
        policy.failure,
        None,
        Access.SILENT,
        Tls.SILENT,
    )


def test_an_exception_at_load_on_one_side_only_is_no_refusal() -> None:
    body = 'if (isResolvable("a.b")) nothing(); function FindProxyForURL(u, h) { return "DIRECT"; }'
    policy = pac(body)
    assert policy.failure is None
    found = policy.decide(Request.parse("https://x.test/"), OPEN).cases
    assert sorted(outcome(case) for case in found) == [
        "direct",
        "failure: the script throws ReferenceError: nothing is not defined when it is loaded",
    ]


def test_each_question_is_a_fresh_context() -> None:
    text = 'var n = 0; function FindProxyForURL(u, h) { n++; return "PROXY n" + n + ":1"; }'
    assert [ask(text), ask(text)] == ["proxy n1:1", "proxy n1:1"]
    policy = pac(text)
    verdicts = [policy.decide(Request.parse("https://x.test/"), OPEN) for _ in range(2)]
    assert verdicts[0] == verdicts[1]


def test_a_trace_tells_the_branches_and_the_return() -> None:
    body = """if (isPlainHostName(host) || dnsDomainIs(host, ".local")) return "DIRECT";
    if (shExpMatch(host, "*.other.test") || shExpMatch(host, "*.example.com"))
        return "PROXY a:1";
    return "DIRECT";"""
    policy = pac(body)
    (case,) = policy.decide(Request.parse("https://www.example.com/"), OPEN).cases
    told = [(step.note, step.held, [inner.note for inner in step.inner]) for step in case.route.trace]
    assert told == [
        ('isPlainHostName(host) || dnsDomainIs(host, ".local")', False, []),
        (
            'shExpMatch(host, "*.other.test") || shExpMatch(host, "*.example.com")',
            True,
            ['shExpMatch(host, "*.example.com")'],
        ),
        ('return "PROXY a:1";', None, []),
    ]
    assert case.route.span is not None
    assert policy.source.quote(case.route.span) == 'return "PROXY a:1";'


def test_the_deciding_return_is_the_one_that_made_the_string() -> None:
    body = """function pick(h) { if (h == "x.test") return "PROXY a:1"; return "DIRECT"; }
    function FindProxyForURL(url, host) { return pick(host); }"""
    policy = pac(body)
    (case,) = policy.decide(Request.parse("https://x.test/"), OPEN).cases
    assert case.route.span is not None
    assert policy.source.quote(case.route.span) == 'return "PROXY a:1";'


def test_a_failure_stands_where_it_arises() -> None:
    body = 'if (host == "x") return "DIRECT"; return isPlainhostName(host) ? "DIRECT" : "PROXY p:1";'
    policy = pac(body)
    (case,) = policy.decide(Request.parse("https://x.test/"), OPEN).cases
    assert case.failure is not None and case.failure.span is not None
    assert policy.source.quote(case.failure.span) == "isPlainhostName"
    assert case.failure.text.startswith("FindProxyForURL throws ReferenceError: isPlainhostName is not defined; ")


def test_what_is_not_modelled_stands_where_it_is() -> None:
    policy = pac('return eval("1") ? "DIRECT" : "PROXY p:1";')
    (case,) = policy.decide(Request.parse("https://x.test/"), OPEN).cases
    (step,) = case.route.trace
    assert step.span is not None and policy.source.quote(step.span) == "eval"
    assert case.route.reason == "eval is not modelled"


def test_passwords_are_never_told() -> None:
    body = 'var p = "PROXY bob:secret@h:1"; if (p == "PROXY bob:secret@h:1") return "PROXY bob:secret@h:1"; return p;'
    verdict = pac(body).decide(Request.parse("https://x.test/"), OPEN)
    assert "secret" not in repr(verdict)


def test_the_format() -> None:
    assert (FORMAT.name, FORMAT.vantage) == ("pac", Vantage.CLIENT)
    source = Source("x", "function FindProxyForURL(url, host) {}")
    assert [
        FORMAT.likeness(Source("x", text)) for text in (source.text, "FindProxyForURL(", "shExpMatch(a)", "acl x src 1")
    ] == [
        100,
        70,
        30,
        0,
    ]


def test_a_byte_order_mark_and_bytes_beyond_ascii() -> None:
    script = 'function FindProxyForURL(u, h) { return "PROXY a:1"; } // '
    for data in (
        script.encode() + b"\xff",
        b"\xef\xbb\xbf" + script.encode(),
        "\ufeff".encode("utf-16-le") + script.encode("utf-16-le"),
    ):
        policy = FORMAT.read(Source.of("p.pac", data, FORMAT.decode), None, OPEN)  # type: ignore[arg-type]
        (case,) = policy.decide(Request.parse("https://x.test/"), OPEN).cases
        assert outcome(case) == "proxy a:1"


def test_importing_the_format_imports_nothing_heavy() -> None:
    heavy = ("lark", "proxylint_grammars", "proxylint.formats.pac.javascript", "proxylint.formats.pac.policy")
    code = f"import sys, proxylint.formats.pac; print([m for m in sys.modules if m.startswith({heavy!r})])"
    found = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, env={"PYTHONPATH": ":".join(sys.path)}
    )
    assert found.stdout.strip() == "[]", found.stderr


@pytest.mark.parametrize(
    "test",
    ['dnsDomainIs(host, ".other.test")', 'isInNet(host, "192.0.2.0", "255.255.255.0")'],
)
def test_a_long_script_that_looks_at_its_arguments_is_asked_every_question(test: str) -> None:
    burn = f"for (var i = 0; i < {LONG}; i++) {{}}"
    fixed = given(resolve={"a.test": ("198.51.100.1",), "b.other.test": ("192.0.2.7",)})
    policy = pac(f'{burn} if ({test}) return "DIRECT"; return "PROXY p:1";', fixed)
    first, second = (
        outcome(policy.decide(Request.parse(f"https://{name}/"), fixed).cases[0]) for name in ("a.test", "b.other.test")
    )
    assert (first, second) == ("proxy p:1", "direct")


def test_what_is_thrown_is_told_on_one_line() -> None:
    assert (
        ask('throw new Error("one\\r\\ntwo\\u2028three\\n");')
        == "failure: FindProxyForURL throws Error: one\\r\\ntwo\\u2028three\\n"
    )
