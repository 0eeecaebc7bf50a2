"""Scripts that would hang, blow up or run deep: an answer comes all the same, and it is never a guess."""

from __future__ import annotations

import pytest

from proxylint.formats.pac import world
from tests.formats.pac.asking import ask, cases, evaluate, pac

NO_END = "unknown: the script did not end within 200,000 steps"


@pytest.mark.parametrize(
    "loop",
    [
        "while (true);",
        "for (;;) {}",
        "function f() { do g(); while (1); } function g() {} f();",
    ],
)
def test_a_loop_without_end(loop: str) -> None:
    assert ask(f'{loop} return "DIRECT";') == NO_END


def test_a_loop_without_end_at_load_leaves_every_answer_unknown() -> None:
    policy = pac('while (1); function FindProxyForURL(u, h) { return "DIRECT"; }')
    assert policy.failure is None
    assert ask('while (1); function FindProxyForURL(u, h) { return "DIRECT"; }') == NO_END


@pytest.mark.parametrize(
    "growth",
    [
        'var s = "x"; while (true) s += s;',
        'var s = "x".repeat(1e9);',
        "var a = []; a[4e9] = 1; var b = []; b[4000000000] = 1; b.length = 4294967295;",
        'var a = ["x".repeat(1e6)]; for (;;) a = a.concat(a);',
        'var s = "x".repeat(1e6); var a = []; for (;;) a.push(s.replace(/x/g, "yyyyyyyyyy"));',
        'var s = "ab".repeat(100000).split("").join("-").padStart(1e9, "z");',
        "'x'.repeat(1e6).replace('x', \"$'\".repeat(1e5));",
        "'x'.repeat(1e6).replaceAll('', 'y');",
        "var f = Math.max; for (;;) f = f.bind(null, f);",
        "var n = 2n; for (;;) n = n * n;",
        "new Array(4294967295).fill(1).join('');",
    ],
)
def test_growth_without_end(growth: str) -> None:
    assert ask(f'{growth} return "DIRECT";').startswith("unknown: ")


def test_recursion_without_end_throws_as_in_an_engine() -> None:
    assert ask("function f() { return f(); } f();") == (
        "failure: FindProxyForURL throws RangeError: Maximum call stack size exceeded"
    )
    assert ask('function f() { f(); } try { f(); } catch (e) { return "PROXY caught:1"; }') == "proxy caught:1"


def test_recursion_through_built_ins_is_not_followed_far() -> None:
    assert ask("function f() { [1].map(f); } f();").startswith("unknown: ")
    assert ask("var o = { toString: function () { return '' + o; } }; return '' + o;").startswith("failure: ")
    assert ask("var a = []; a[0] = a; return '' + a;") == "unknown: an array inside itself as text"


def test_deep_nesting() -> None:
    assert evaluate("1" + "+1" * 40_000) == "40001"
    assert evaluate(" || ".join(["0"] * 49_000) + " || 7") == "7"
    assert evaluate("(" * 300 + "1" + ")" * 300) == "1"
    assert evaluate("!" * 400 + "1") == "true"
    assert evaluate("f" + "()" * 200) == "throws ReferenceError"
    arms = "".join(f'if (host == "h{n}") return "PROXY p{n}:1"; else ' for n in range(3000))
    assert ask(f'{arms} return "DIRECT";', "https://h2999/") == "proxy p2999:1"


def test_too_deep_is_unknown_and_no_failure() -> None:
    policy = pac("function FindProxyForURL(u, h) { return " + "[" * 5000 + "]" * 5000 + "; }")
    assert policy.failure is None
    assert ask("return " + "[" * 5000 + "]" * 5000 + ";").startswith("unknown: ")


@pytest.mark.parametrize("pattern", ["^([a-z.]+)+$!", "(.*)*!x", "^(a+)+$", r"(\\w+\\.?)+\\d$", "(x+x+)+y"])
def test_catastrophic_regular_expressions(pattern: str) -> None:
    body = f'return new RegExp("{pattern}").test(host) ? "DIRECT" : "PROXY p:1";'
    assert ask(body, "https://unitedstates.x.cp.wd.microsoft.com/") == "proxy p:1"
    assert ask(f'return "{"x" * 5000}!".match(/{pattern}/) ? "DIRECT" : "PROXY p:1";') != ""


def test_a_long_list_of_domains_is_quick() -> None:
    terms = "||".join(f'is(host,"d{n}.net")' for n in range(42_000))
    body = f'var is = dnsDomainIs; if ({terms}) return "PROXY p:1"; return "DIRECT";'
    assert ask(body, "https://x.d41999.net/") == "proxy p:1"
    assert cases(body, "https://*.blob.core.windows.net/") == {"": "direct"}


def test_more_cases_than_are_followed_end_in_one_unknown_case() -> None:
    tests = "".join(f'if (host.indexOf("{a}{b}") >= 0) n += "{a}{b}";' for a in "abcdef" for b in "abcdef")
    found = cases(f'var n = "p"; {tests} return "PROXY " + n + ":1";', "https://*.x.test/")
    unknown = [text for text in found.values() if text.startswith("unknown")]
    assert len(unknown) == len(set(unknown)) <= 2
    assert 1 <= len(found) <= 210


def test_thousands_of_answers_end_in_one_unknown_case(monkeypatch: pytest.MonkeyPatch) -> None:
    """They wait until somebody asks who takes them; past the limit the rest of the run is given up."""
    body = "".join(f'if (shExpMatch(host, "*d{n}-*")) return "PROXY p{n}:1"; ' for n in range(20)) + 'return "DIRECT";'
    assert len(cases(body, "https://*.example.com/")) > 20
    monkeypatch.setattr(world, "ANSWERS", 10)
    found = list(cases(body, "https://*.example.com/").values())
    assert sorted(found) == sorted([*(f"proxy p{n}:1" for n in range(11)), f"unknown: {world.TOO_MANY}"])


def test_any_bytes_are_read() -> None:
    for text in ("\x00", "\xff\xfe", "function FindProxyForURL(", "/*", '"', "`${", "\u0085", "}" * 1000, ""):
        assert pac(text + "// FindProxyForURL").failure is not None


def test_an_answer_without_end() -> None:
    assert ask('return "PROXY p:1; ".repeat(100000);') == "unknown: the answer has more than 65,536 characters"


def test_long_numerals() -> None:
    """V8 says the same: more digits than any finite number has, and zeros before a short one."""
    assert evaluate('parseInt("z".repeat(20000), 36)') == "Infinity"
    assert evaluate('parseInt("0".repeat(30000) + "5")') == "5"
    assert evaluate('parseInt("0".repeat(30000) + "5", 7)') == "5"
    assert evaluate('Number("0x" + "f".repeat(30000))') == "Infinity"
    assert evaluate('Number("0x" + "0".repeat(30000) + "f")') == "15"
    assert evaluate('Number("0b" + "1".repeat(1024))') == "Infinity"
    assert evaluate('Number("0x1g")') == "NaN"
    assert evaluate('parseInt("12\\u212a", 36)') == "38"
