"""The values of literals, and which regular expressions V8 can compile."""

from __future__ import annotations

import random

import pytest

from proxylint.text import Source
from proxylint_grammars.pac import parse, tree
from proxylint_grammars.pac.regexp import check_pattern
from tests.grammars.pac.engine import refusals
from tests.grammars.pac.shapes import nodes


def value(text: str) -> object:
    """The value of the one literal that is assigned."""
    (literal,) = (node for node in nodes(parse(Source("p", f"x = {text}"))) if hasattr(node, "value"))
    return literal.value


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("0", 0.0),
        ("12.5e-1", 1.25),
        (".5", 0.5),
        ("5.", 5.0),
        ("1_000.5", 1000.5),
        ("0xFf", 255.0),
        ("0b101", 5.0),
        ("0o17", 15.0),
        ("010", 8.0),
        ("019", 19.0),
        ("08.5", 8.5),
        ("9007199254740993", 9007199254740992.0),
        ("1e999", float("inf")),
        ("0x" + "f" * 300, float("inf")),
        ("123n", 123),
        ("0xffn", 255),
    ],
)
def test_numbers(text: str, expected: float | int) -> None:
    found = value(text)
    assert (found, type(found)) == (expected, type(expected))


def test_long_whole_numbers() -> None:
    assert value("1" * 9000 + "n") == (10**9000 - 1) // 9


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (r"'a\nb\t\\\'\"'", "a\nb\t\\'\""),
        (r"'\x41\u0042\u{43}\u{1F600}'", "ABC\ud83d\ude00"),
        ("'\U0001f600'", "\ud83d\ude00"),
        (r"'\0\1\101\8\q'", "\0\x01A8q"),
        (r"'\477'", "'7"),
        ("'a\\\nb\\\r\nc\\\u2028d'", "abcd"),
        ("'a\u2028b'", "a\u2028b"),
        (r"'\ud800'", "\ud800"),
    ],
)
def test_strings_are_utf_16_code_units(text: str, expected: str) -> None:
    assert value(text) == expected


def test_templates_have_a_cooked_and_a_raw_text() -> None:
    program = parse(Source("p", "x = f`\\u${1}a\\x41\r\nb`"))
    parts = [node for node in nodes(program) if isinstance(node, tree.TemplateElement)]
    parts.sort(key=lambda part: part.span)
    assert [(part.cooked, part.raw) for part in parts] == [(None, "\\u"), ("aA\nb", "a\\x41\nb")]


_VALID = r"""
    ^a$ a|b| (?:a)*? a{1,2}? [a-z\]] [^] [] ] } { a{ a{1 a{,2} a{b} \/ \. \k \c \cA \u \u{1} \x \- \_ (?=a)* (?!a)+
    (?<=a)b (?<!a)b (?<n>a)\k<n> \k<n>(?<n>a) (a)\1\2 \0 \00 \8 [\b] [\d-z] [\w-\d] [a-\d] [--a] [\x41-\x42]
    [+--] \b\B (?!\/) [[] [\]-a] a{0}{
"""
VALID = _VALID.split()
_INVALID = r"""
    ( ) (a (?a) (?<n a** a++ *a +a ?a ^* a|* (*) (?:+) \b+ {1} a{2}{3} a{2,1} [b-a] [z-\x41] [\c-a] (?<=a)* (?<!a)+
    (?<1>a)
    (?<n>a)\k (?<n>a)\k<m> (?<n>a)(?<n>b) (?<>a)
"""
INVALID = _INVALID.split()
_UNICODE_VALID = r"""
    a \. \/ [\-] \u{1F600} \u0041 \p{L} \p{Script=Greek} (a)\1 \cA [\u{1}-\u{2}] (?<n>a)\k<n> \0
"""
UNICODE_VALID = _UNICODE_VALID.split()
_UNICODE_INVALID = r"""
    \- \_ ] } { a{ \c \u \x (?=a)* [\d-z] \u{110000} \k \00 [\q] \u{
"""
UNICODE_INVALID = _UNICODE_INVALID.split()


@pytest.mark.parametrize("pattern", VALID)
def test_valid_patterns(pattern: str) -> None:
    assert check_pattern(pattern, "") is None


@pytest.mark.parametrize("pattern", INVALID)
def test_invalid_patterns(pattern: str) -> None:
    assert check_pattern(pattern, "") is not None


@pytest.mark.parametrize("pattern", UNICODE_VALID)
def test_valid_unicode_patterns(pattern: str) -> None:
    assert check_pattern(pattern, "u") is None


@pytest.mark.parametrize("pattern", UNICODE_INVALID)
def test_invalid_unicode_patterns(pattern: str) -> None:
    assert check_pattern(pattern, "u") is not None


@pytest.mark.peer
def test_v8_agrees_on_patterns() -> None:
    patterns = VALID + INVALID
    texts = [f"/{pattern}/" for pattern in patterns] + [f"/{pattern}/u" for pattern in UNICODE_VALID + UNICODE_INVALID]
    expected = [False] * len(VALID) + [True] * len(INVALID)
    expected += [False] * len(UNICODE_VALID) + [True] * len(UNICODE_INVALID)
    assert [answer is not None for answer in refusals(texts)] == expected


_SIGNS = r"""
    a b - ^ $ . * + ? ( ) (?: (?= (?<= (?! | [ [^ ] { } {1}
    {2,1} , 1 \d \b \w \k \c \x4 \x41 \u0041 \1 \- \]
"""
_NAMES = r" (?<n> (?<\u{6e}> (?<\u006d> \k<n> \k<\u{6d}> \2 \p{L} \P{sc=Greek} \p{X} \u{41} \ud83d\ude00 😀 - ] "
_SETS = r" && -- & & \q{ \q{a|b} } | ! !! \! [ ] [a-z] \p{RGI_Emoji} "


@pytest.mark.peer
@pytest.mark.parametrize(
    ("flag", "signs"), [("", _SIGNS), ("", _SIGNS + _NAMES), ("u", _SIGNS + _NAMES), ("v", _SIGNS + _NAMES + _SETS)]
)
def test_v8_agrees_on_random_patterns(flag: str, signs: str) -> None:
    dice = random.Random(7)
    known = signs.split()
    patterns = ["".join(dice.choices(known, k=dice.randint(1, 7))) for _ in range(3000)]
    patterns = [pattern for pattern in patterns if pattern[0] != "*" and _closed(pattern)]
    answers = refusals([f"/{pattern}/{flag}" for pattern in patterns])
    differing = [
        (pattern, answer)
        for pattern, answer in zip(patterns, answers, strict=True)
        if (check_pattern(pattern, flag) is not None) != (answer is not None)
    ]
    assert differing == []
    assert sum(answer is None for answer in answers) > 100


@pytest.mark.parametrize(
    ("pattern", "valid"),
    [
        ("(?i:a)", True), ("(?ims:a)", True), ("(?i-ms:a)", True), ("(?-i:a)", True), ("(?ims-:a)", True),
        ("(?ii:a)", False), ("(?i-i:a)", False), ("(?-:a)", False), ("(?-ii:a)", False), ("(?g:a)", False),
        ("(?<a>x)|(?<a>y)", True), ("(?:(?<a>x)|(?<a>y))(?<a>z)", False),
    ],
)  # fmt: skip
def test_newer_patterns(pattern: str, valid: bool) -> None:
    """What V8 14.4 compiles and 11.3 does not: modifiers (ES2025), and groups of one name in alternatives."""
    assert (check_pattern(pattern, "") is None) is valid


def test_a_script_of_newer_unicode_is_not_judged() -> None:
    fault = check_pattern("\\p{Script=Sidetic}", "u")
    assert fault is not None and (fault.kind, fault.at) == ("unsupported", 0)


def _closed(pattern: str) -> bool:
    """Whether every class is closed: else no literal ends at the slash."""
    inside, at = False, 0
    while at < len(pattern):
        at += 2 if pattern[at] == "\\" else 1
        inside = (inside or pattern[at - 1] == "[") and not (
            pattern[at - 1] == "]" and pattern[at - 2 : at - 1] != "\\"
        )
    return not inside
