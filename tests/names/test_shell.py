"""shExpMatch is a regular expression in disguise (Chromium's pac_js_library.h, Firefox's ProxyUtils); globs are not."""

from __future__ import annotations

import pytest

from proxylint.names import BadPattern, glob, javascript, matches, shell
from proxylint.names.patterns import Pattern
from proxylint.names.shells import expression

from .oracles import needs_v8, v8_answers

MEANING = [
    # pattern, text, whether it matches: measured with Chromium
    ("(x|y).test", "x.test", True),
    ("x.test|y.test", "x.test", True),
    ("x.test|y.test", "x.testing", True),
    ("x.test|y.test", "evily.test", True),
    ("[xy].test", "x.test", True),
    ("[^a].test", "x.test", True),
    ("[!a].test", "x.test", False),
    ("x+.test", "x.test", True),
    ("^x.test$", "x.test", True),
    ("{x,y}.test", "x.test", False),
    (r"x\.test", "x.test", False),
    ("X.TEST", "x.test", False),
    ("*.x.com", "x.com", False),
    ("*.x.com", "a.b.x.com", True),
    ("*x.com", "evilx.com", True),
    ("a*b", "a\nb", False),
    ("a?b", "a.b", True),
    ("a?b", "ab", False),
    ("https://*.x.com/*", "https://a.x.com/", True),
    ("*", "", True),
]


@pytest.mark.parametrize(("written", "text", "wanted"), MEANING)
def test_shell(written: str, text: str, wanted: bool) -> None:
    assert matches(shell(written), text) is wanted


@needs_v8
def test_v8_says_the_same() -> None:
    answers = v8_answers([(written, "shell", [text]) for written, text, _ in MEANING])
    assert answers == [str(int(wanted)) for *_, wanted in MEANING]


@pytest.mark.parametrize(("written", "position"), [("c++.test", 2), ("(x.test", 7), ("a.b)", 3), ("a.[z-a]", 4)])
def test_the_engine_throws(written: str, position: int) -> None:
    with pytest.raises(BadPattern) as caught:
        shell(written)
    assert caught.value.position == position


@pytest.mark.parametrize(
    ("written", "text", "wanted"),
    [
        ("*.x.com", "a.x.com", True),
        ("*.x.com", "x.com", False),
        ("*x.com", "evilx.com", True),
        ("10.*", "10.0.0.1", True),
        ("*.X.com", "a.x.COM", True),
        ("a?c", "abc", False),
        ("a?c", "a?c", True),
        ("x.com", "ax.com", False),
        ("*", "anything", True),
        ("a*z", "a\nz", True),
        ("a*b*c", "abxbc", True),
    ],
)
def test_glob(written: str, text: str, wanted: bool) -> None:
    assert matches(glob(written), text) is wanted


def test_glob_with_case() -> None:
    assert not matches(glob("A*", ignore_case=False), "a")


@pytest.mark.parametrize("word", ["a", ".x.com", "1.2", "A.b", "-", "http://x.com/", "x y"])
@pytest.mark.parametrize("before", ["", "*", "**"])
@pytest.mark.parametrize("after", ["", "*", "***"])
def test_a_word_with_stars_at_its_edges_is_what_its_expression_is(word: str, before: str, after: str) -> None:
    """Such patterns are not read until a text of several lines is put to them."""
    pattern = f"{before}{word}{after}"
    quick, whole = shell(pattern), javascript(expression(pattern))
    texts = [
        word,
        f"q{word}",
        f"{word}q",
        f"q{word}q",
        word.lower(),
        "",
        "\n",
        f"\n{word}",
        f"{word}\n",
        f"q{word}\u2028q",
    ]
    for text in texts:
        assert quick.matches(text) is whole.matches(text), text
    assert isinstance(quick, Pattern) and isinstance(whole, Pattern)
    assert quick.words == whole.words
    assert (quick.needed, quick.shortest()) == (whole.needed, whole.shortest())
