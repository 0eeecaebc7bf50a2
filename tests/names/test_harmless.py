"""Which patterns may reach Python's `re`, and in what spelling."""

from __future__ import annotations

import time

import pytest

from proxylint.names import BadPattern
from tests.names.harmless import safe_re


@pytest.mark.parametrize(
    ("written", "text", "groups"),
    [
        (r"^https?:\/\/([^\/:]+)(:\d+)?\/.*$", "https://a.b:80/x", ("a.b", ":80")),
        (r"^(\d+)\.(\d+)\.(\d+)\.(\d+)$", "10.1.2.3", ("10", "1", "2", "3")),
        (r"^([a-z0-9-]+\.)?microsoft\.com$", "x.microsoft.com", ("x.",)),
        (r"(?<host>[^.]+)\.(.*)", "a.b.c", ("a", "b.c")),
        (r"(?:x)(a)|(b)", "b", (None, "b")),
        (r"a.*?(b|c)", "axbc", ("b",)),
        (r"(?!\/)(.)", "/x", ("x",)),
        (r"\B(x)", "wx", ("x",)),
    ],
)
def test_groups_have_javascripts_numbers(written: str, text: str, groups: tuple[str | None, ...]) -> None:
    safe = safe_re(written, "", "javascript")
    assert safe is not None
    found = safe.search(text)
    assert found is not None and found.groups() == groups


def test_named_groups_keep_their_names() -> None:
    safe = safe_re("(?<host>a)(?<$x>b)", "", "javascript")
    assert safe is not None and dict(safe.groupindex) == {"host": 1}


@pytest.mark.parametrize(
    "written",
    [
        "(a+)+$", "(.*a){12}", "(a|aa)+$", "(a|b)*", "(\\w+\\.?)+\\d$", "a*a*a*b", ".*.*.*x", "(x?x?x?x?x?x?x?x?){2}y",
        "(a)\\1", "(?<=a)b", "(?=ab)", "((a)|b){2}", "(|a){3}", "(a*)?", "(?:a?){20}", "(a{1,1000}){1,1000}",
    ],
)  # fmt: skip
def test_not_proved_or_not_the_same(written: str) -> None:
    assert safe_re(written, "", "javascript") is None


def test_refused_patterns() -> None:
    with pytest.raises(BadPattern):
        safe_re("(", "", "javascript")
    with pytest.raises(BadPattern):
        safe_re("*", "", "posix")


@pytest.mark.parametrize(
    ("written", "flags", "hits", "misses"),
    [
        ("a$", "", ["a"], ["a\n"]),
        ("^b$", "m", ["a\r\nb", "b\u2028"], ["a b"]),
        ("^.$", "", ["\x85"], ["\n", "\u2029"]),
        ("^k$", "i", ["K"], ["\u212a"]),
        (r"^\d\w$", "", ["1_"], ["\u0661a", "1é"]),
        ("^[^]$", "", ["\n"], [""]),
        ("[]", "", [], ["", "]"]),
    ],
)
def test_meaning_is_javascripts(written: str, flags: str, hits: list[str], misses: list[str]) -> None:
    safe = safe_re(written, flags, "javascript")
    assert safe is not None
    assert [text for text in hits + misses if safe.search(text)] == hits


def test_posix_spelling() -> None:
    safe = safe_re(r"^[\.]\<wd\>\d$", "", "posix")
    assert safe is not None
    assert [bool(safe.search(text)) for text in ("\\wdd", ".wdd", ".wd1")] == [False, False, False]
    word = safe_re(r"[\.]\<wd\>", "i", "posix")
    assert word is not None and [bool(word.search(t)) for t in ("\\WD", ".wd.", ".wdx")] == [True, True, False]


@pytest.mark.parametrize("written", ["^a.*b.*c$", "a[^b]*c", "x?x?x?x?xxxx", "[a-z]+\\.com", "(a|b|ab)(c|bcd)(d*)$"])
def test_what_is_let_through_is_fast(written: str) -> None:
    safe = safe_re(written, "", "javascript")
    assert safe is not None
    started = time.process_time()
    for text in ("a" * 300, "ab" * 150, "x" * 300, "abc" * 100 + "!"):
        safe.search(text)
    assert time.process_time() - started < 1
