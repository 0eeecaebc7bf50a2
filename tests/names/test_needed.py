"""A pattern's needed text stands in whatever the pattern matches."""

from __future__ import annotations

from random import Random

import pytest

from proxylint.names import BadPattern, Beyond, Language, any_of, domains, ends_with, javascript, one_of, posix
from proxylint.names.either import one_of_needed
from proxylint.names.patterns import Pattern

from .generated import pattern, texts


@pytest.mark.parametrize(
    ("written", "ignore_case", "expected"),
    [
        (r"banner[0-9]*ads\.com", False, "ads.com banner"),
        (r"BANNER[0-9]+", True, "banner"),
        (r"^http://(www\.)?example", False, "http:// example"),
        (r"(ab|cd)ef", False, "ef"),
        (r"x(abc)+def", False, "xabc def"),
        (r"a{0}bc?", False, "b"),
        (r"a{0,1}|b", False, ""),
        (r"[0-9]*", False, ""),
        ("\u00e9ab", False, "ab"),
        ("a.bb.ccc.a.dddd.e.ff", False, "dddd ccc bb ff"),
    ],
)
def test_what_is_needed(written: str, ignore_case: bool, expected: str) -> None:
    """The longest first, of those that are equally long the first."""
    assert posix(written, ignore_case=ignore_case).needed == tuple(expected.split())


def test_no_match_lacks_it() -> None:
    random, matched = Random(20), 0
    for flavour in ("posix", "javascript") * 600:
        try:
            written = pattern(random, flavour)
            language = posix(written, ignore_case=random.random() < 0.5) if flavour == "posix" else javascript(written)
            machine = language.machine()
        except (BadPattern, Beyond):
            continue
        for text in texts(random, 12):
            if text.isascii() and machine.matches(text):
                matched += bool(language.needed)
                assert all(word in text.lower() for word in language.needed), (written, text)
    assert matched > 100


def test_no_match_of_a_list_lacks_all_of_its_words() -> None:
    random, matched = Random(21), 0
    for _ in range(1200):
        parts: list[Language] = []
        for _ in range(3):
            try:
                parts.append(posix(pattern(random, "posix"), ignore_case=random.random() < 0.5))
            except (BadPattern, Beyond):
                continue
        words = one_of_needed(any_of(parts), 16)
        for text in texts(random, 12) if words is not None else ():
            if text.isascii() and any(part.matches(text) for part in parts):
                matched += 1
                assert any(word in text.lower() for word in words or ()), (parts, text)
    assert matched > 100


def test_words_of_a_list_are_known_if_they_are_few() -> None:
    listed = any_of([posix("^h[0-9]", ignore_case=True), one_of(["WWW", "b"]), ends_with(".x")])
    assert one_of_needed(listed, 4) == {"h", "www", "b", ".x"}
    assert one_of_needed(listed, 3) is None
    assert one_of_needed(any_of([listed, posix("[a-c]", ignore_case=False)]), 16) is None
    assert one_of_needed(any_of([]), 16) is None


def test_a_list_is_searched_by_it() -> None:
    parts: list[Language] = [domains([".b.example"])]
    parts += [posix(f"^h{at}x[0-9]+", ignore_case=True) for at in range(50)]
    listed = any_of(parts)
    asked = ("h7x1", "H49X0.example", "h7x", "a.b.example", "h51x1", "\u00e9")
    assert [listed.matches(text) for text in asked] == [True, True, False, True, False, False]


def test_of_many_patterns_below_one_domain_those_are_asked_whose_own_word_the_text_holds(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: list[str] = []
    matches = Pattern.matches

    def counted(self: Pattern, text: str) -> bool:
        asked.append(self.written)
        return matches(self, text)

    monkeypatch.setattr(Pattern, "matches", counted)
    several = any_of([javascript(f"/h{at}x.microsoft.com/") for at in range(100)])
    assert not several.matches("https://h7.microsoft.com/")
    assert not several.matches("https://h7x.example.com/")
    assert several.matches("https://a/h7x.microsoft.com/")
    assert asked == ["//h7x.microsoft.com//"] * 2
