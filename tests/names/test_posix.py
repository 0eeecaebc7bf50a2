"""What glibc's regcomp(REG_EXTENDED) takes and what it means by it; every row is put to this machine's libc too."""

from __future__ import annotations

import pytest

from proxylint.names import BadPattern, Beyond, matches, posix

from .oracles import c_locale, libc_answers, needs_glibc

REFUSED = [
    "*.foo.com", "+", "?x", "{1}", "a|*b", "a|{", "(*)", "(+a)", "(?:a)", "^*", "$*", r"\b*", r"\<+", "(", "(a",
    "((a)", "a(", "[", "[a", "[^", "[]", "[^]", "[[:alpha:]", "[[:foo:]]", "[[:]]", "[[.space.]]", "[[=ab=]]",
    "[z-a]", "[a-c-e]", "[a--]", "[a-[:digit:]]", "[[:alpha:]-z]", "[[=a=]-c]", "a{1", "a{", "a{}", "a{x}", "a{2,1}",
    "a{1,2,3}", "a{32768}", "\\", "a\\", r"\1", r"(a\1)", r"a{1\}",
]  # fmt: skip

MEANING = [
    # pattern, fold, matched, not matched
    ("", False, ["", "x"], []),
    ("a||b", False, ["x"], []),
    ("()", False, ["x"], []),
    ("a**", False, [""], []),
    ("xa+*y", False, ["xy", "xaay"], ["xby"]),
    ("^a.*?b$", False, ["ab", "axxb"], ["abx"]),
    ("a)", False, ["a)"], ["a"]),
    ("}", False, ["}"], ["{"]),
    (r"^[\.]$", False, [".", "\\"], ["x"]),
    (r"^[\d]$", False, ["d", "\\"], ["1"]),
    (r"^\d$", False, ["d"], ["1"]),
    (r"\d", True, [], ["d", "D", "1"]),
    (r"^\w\W$", False, ["_."], ["..", "aa"]),
    (r"^\S\s$", False, ["a "], ["aa"]),
    (r"\/\.", False, ["/."], ["/x"]),
    ("^a{,2}$", False, ["", "aa"], ["aaa"]),
    ("^a{,}$", False, ["", "aaa"], ["b"]),
    (r"^a{1\,2}$", False, ["a", "aa"], ["aaa"]),
    (r"^xa{\0}$", False, ["x"], ["xa"]),
    ("^(ab){2}{2}$", False, ["abababab"], ["abab"]),
    ("[]x]", False, ["]", "x"], ["["]),
    ("^[^]x]$", False, ["a"], ["]", "x"]),
    ("^[a-]$", False, ["a", "-"], ["b"]),
    ("^[---]$", False, ["-"], ["a"]),
    ("^[+--]$", False, ["+", ",", "-"], ["."]),
    ("^[[.-.]a]$", False, ["-", "a"], ["."]),
    ("^[[=a=]]$", False, ["a"], ["b"]),
    ("^[[:upper:]]$", False, ["A"], ["a"]),
    ("^[[:upper:]]$", True, ["A", "a"], ["1"]),
    ("^[A-z]$", False, ["_", "a"], ["1"]),
    ("^[A-z]$", True, ["a", "A"], ["_"]),
    ("^[^a]$", True, ["b"], ["a", "A"]),
    ("microsoft", True, ["WWW.MICROSOFT.COM"], ["micro"]),
    ("Microsoft", False, [], ["microsoft"]),
    (r"\bwd\b", False, ["a.wd.b", "wd"], ["awd"]),
    (r"\Bd", False, ["wd"], ["w.d"]),
    (r"\<wd\>", False, ["a-wd"], ["wdx"]),
    (r"\`a\'", False, ["a"], ["aa"]),
    ("a^b", False, [], ["a^b", "ab"]),
    (r"(^|\.)microsoft\.com$", False, ["microsoft.com", "x.microsoft.com"], ["xmicrosoft.com"]),
    ("é?x", False, ["éx"], ["x"]),
]  # fmt: skip


@pytest.mark.parametrize("written", REFUSED)
def test_refused(written: str) -> None:
    with pytest.raises(BadPattern) as caught:
        posix(written, ignore_case=False)
    assert 0 <= caught.value.position <= len(written)


@needs_glibc
def test_glibc_refuses_the_same() -> None:
    with c_locale():
        assert [written for written in REFUSED if libc_answers(written, False, []) is not None] == []


@pytest.mark.parametrize(("written", "fold", "hits", "misses"), MEANING)
def test_meaning(written: str, fold: bool, hits: list[str], misses: list[str]) -> None:
    language = posix(written, ignore_case=fold)
    assert [text for text in hits + misses if matches(language, text)] == hits


@needs_glibc
def test_glibc_means_the_same() -> None:
    with c_locale():
        for written, fold, hits, misses in MEANING:
            answer = libc_answers(written, fold, hits + misses)
            assert (written, answer) == (written, "1" * len(hits) + "0" * len(misses))


@needs_glibc
@pytest.mark.parametrize(("written", "refused"), [("[_-z]", True), ("[a-Z]", False), ("[Z-a]", True)])
def test_ignoring_case_reads_ranges_in_upper_case(written: str, refused: bool) -> None:
    with c_locale():
        assert (libc_answers(written, True, []) is None) is refused
    if refused:
        with pytest.raises(BadPattern):
            posix(written, ignore_case=True)
    else:
        assert matches(posix(written, ignore_case=True), "q")


@pytest.mark.parametrize(
    ("written", "reason"),
    [
        (r"(a)\1", "it refers back to a group"),
        (r"(^a){2}", "the C library mistreats an anchor inside a repeated group"),
        (r"(a\b)+", "the C library mistreats an anchor inside a repeated group"),
        ("(" * 101 + ")" * 101, "its groups nest more than 100 deep"),
    ],
)
def test_beyond(written: str, reason: str) -> None:
    with pytest.raises(Beyond) as caught:
        posix(written, ignore_case=False)
    assert caught.value.reason == reason
