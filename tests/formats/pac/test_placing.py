"""A pattern is left out only where no member of the family matches it: each is searched for exactly."""

from __future__ import annotations

import pytest

from proxylint.formats.pac.unfixed import placing
from proxylint.formats.pac.unfixed.placing import Framed, Line, Placing, framed
from proxylint.names import Subject, Test, javascript
from proxylint.names.asking import read
from proxylint.names.family import Family

FRAMES = (
    r"^https?:\/\/([\w-]+\.)*@[:\/]",
    r"^https?:\/\/[^\/]*\.@\/",
    r"^http:\/\/@\/",
    r"^http:\/\/(www\.)?@",
    r"\/@[\/-]\d+",
    r"[.]@\/x$",
    r"@$",
    r"@\/?$",
    r"^[^\/]+\/\/[^\/]+\/@",
    r"^.{5,9}@\.",
    r"([a-z]+\.)+@(:\d+)?\/",
    r"(?!\/)@\/",
    r"\b@\b",
    r"^http:\/\/a|@",
    r"^x@",
)
WORDS = (
    *("com", "x.com", "b.x.com", "a.b.x.com", "crl.x.com", "evilx.com", "xx.com", "a", "x-y", "pki", "Pki"),
    *("b.x.com/pki", "http", "p", "//a", "a.test", "x.com/pk", "x.com/pki/q", "c", "ttp"),
)
FAMILIES = (
    (Family("*.x.com", "/pki/*"), Subject.HOST_PATH, "http://", ""),
    (Family("*.x.com", "/*"), Subject.HOST_PATH, "http://", ""),
    (Family("*", "/*"), Subject.HOST_PATH, "http://", ""),
    (Family("crl.x.com", "/pki/*"), Subject.PATH, "http://crl.x.com", ""),
    (Family("crl.x.com", "/*"), Subject.PATH, "http://crl.x.com", "#x"),
)


def spelled(frame: str, word: str) -> str:
    return frame.replace("@", word.replace(".", "\\.").replace("/", "\\/"))


@pytest.mark.parametrize("flags", ["", "i"])
@pytest.mark.parametrize("frame", FRAMES)
def test_what_is_left_out_matches_nothing(frame: str, flags: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(placing, "FEWEST", 1)
    sources = [spelled(frame, word) for word in WORDS]
    index = Placing([(source, flags) for source in sources])
    for family, subject, before, after in FAMILIES:
        left = index.possible(range(len(sources)), Line.of(family, subject, before, after))
        for number in set(range(len(sources))).difference(left):
            test = Test(javascript(sources[number], flags), subject, before, after)
            assert read(family, test).example(True) is None, (sources[number], family)


def test_of_urls_those_are_left_that_end_as_the_host_does(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(placing, "FEWEST", 1)
    index = Placing([(spelled(FRAMES[0], word), "i") for word in WORDS])
    family, *around = FAMILIES[0]
    left = index.possible(range(len(WORDS)), Line.of(family, *around))
    named = ["com", "x.com", "b.x.com", "a.b.x.com", "crl.x.com"]
    assert [WORDS[number] for number in left] == [*named, "b.x.com/pki", "x.com/pki/q"]


@pytest.mark.parametrize(
    ("source", "frame", "word"),
    [
        (r"^.*\.x1\.com$", r"^.*@$", ".x1.com"),
        (r"^https?:\/\/abcdefgh[:\/]", r"^https?:@[:\/]", "//abcdefgh"),
        (r"^http:.*a\.de", r"^http:.*@", "a.de"),
        (r"abcd+", "@d+", "abc"),
        (r"\wabc", r"\w@", "abc"),
        (r"[abcdef]gh", "[abcdef]@", "gh"),
    ],
)
def test_the_longest_word_is_taken_out(source: str, frame: str, word: str) -> None:
    assert framed(source) == Framed(frame.replace("@", placing.MARK), word)


@pytest.mark.parametrize(
    "source", [r".*", r"\x41bcd", r"a{2}bc", r"(ab)\1cd", f"abc{placing.MARK}", r"[a\x41]b", "ab\\"]
)
def test_where_it_is_unclear_where_a_word_begins_none_is(source: str) -> None:
    assert framed(source) is None
