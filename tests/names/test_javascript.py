"""ECMAScript without u: what V8 takes, and what it means by it; every row is put to V8 too."""

from __future__ import annotations

import pytest

from proxylint.names import BadPattern, Beyond, javascript, matches

from .oracles import Question, needs_v8, v8_answers

REFUSED = [
    ("*.foo.com", ""), ("+", ""), ("?x", ""), ("{1}", ""), ("{1,}", ""), ("a|*b", ""), ("a**", ""), ("a{2}{3}", ""),
    ("^*", ""), (r"\b+", ""), ("(", ""), ("(a", ""), (")", ""), ("a)", ""), ("(?a)", ""), ("(?", ""), ("[", ""),
    ("[a", ""), ("[b-a]", ""), ("a{2,1}", ""), ("\\", ""), ("[\\", ""), ("(?<>a)", ""), ("(?<1a>a)", ""),
    ("(?<a", ""), (r"(?<a>x)\k", ""), (r"(?<a>x)\k<b>", ""), (r"(?<a>x)[\k]", ""), ("(?<=a)*", ""), ("a", "gg"),
    ("a", "x"), ("a", "uv"),
]  # fmt: skip

MEANING = [
    # pattern, flags, matched, not matched
    ("", "", ["", "x"], []),
    ("]", "", ["]"], ["["]),
    ("}", "", ["}"], ["{"]),
    ("^{$", "", ["{"], ["}"]),
    ("^a{,2}$", "", ["a{,2}"], ["aa"]),
    ("^a{1$", "", ["a{1"], ["a"]),
    (r"^\/$", "", ["/"], ["\\/"]),
    ("^[^]$", "", ["\n", "a"], [""]),
    ("[]", "", [], ["", "[]"]),
    (r"^\cA$", "", ["\x01"], ["A"]),
    (r"^\c$", "", ["\\c"], ["c"]),
    (r"^[\c]$", "", ["\\", "c"], ["\x03"]),
    (r"^[\c1]$", "", ["\x11"], ["1"]),
    (r"^\x41\x4$", "", ["Ax4"], ["A\x04"]),
    (r"^\u0041\u12$", "", ["Au12"], ["A"]),
    (r"^\u{3}$", "", ["uuu"], ["\x03"]),
    (r"^\101\8\08$", "", ["A8\x008"], ["A"]),
    (r"^\1$", "", ["\x01"], ["1"]),
    (r"^\377\400$", "", ["\xff 0"], ["\xff"]),
    (r"^\k\p$", "", ["kp"], ["k"]),
    (r"^\d\D\w\W\s\S$", "", ["1aa. a"], ["aaa. a"]),
    (r"^\s$", "", ["\u00a0", "\ufeff", " "], ["\u200b"]),
    (r"^[\w-z]$", "", ["-", "a", "_"], ["."]),
    (r"^[+--]$", "", [",", "-"], ["."]),
    (r"^[\b]$", "", ["\b"], ["b"]),
    (r"^[\B\-]$", "", ["B", "-"], ["\\"]),
    ("a.b", "", ["axb"], ["a\nb", "a\u2028b"]),
    ("a.b", "s", ["a\nb"], ["ab"]),
    ("^b$", "", ["b"], ["a\nb", "b\n"]),
    ("^b$", "m", ["a\nb", "b\r"], ["ab"]),
    ("^*.".replace("*", ""), "", ["x"], [""]),
    ("^microsoft$", "i", ["MicroSoft"], ["micro"]),
    ("^[^a-z]$", "i", ["1"], ["q", "Q"]),
    ("^k$", "i", ["K"], ["\u212a"]),
    ("^ÿ$", "i", ["ÿ", "Ÿ"], ["y"]),
    ("^[à-ö]$", "i", ["Ö", "ö"], ["o"]),
    (r"\bwd\b", "", ["a.wd.b"], ["awd"]),
    (r"\B", "", ["", "ab"], ["a"]),
    (r"a(?=b)", "", ["ab"], ["ac", "a"]),
    (r"a(?!\/)", "", ["ab", "a"], ["a/"]),
    (r"a(?!\.|$)", "", ["ab"], ["a.", "a"]),
    (r"a(?=[b-d]|$)", "", ["ac", "a"], ["ax"]),
    (r"^(?=a)*b", "", ["b"], ["ab"]),
    (r"^(?=a)+b", "", [], ["b", "ab"]),
    (r"^(?:a|(?<name>b))+?$", "", ["aab"], ["c"]),
    ("^(?:a?){3}$", "", ["", "aaa"], ["aaaa"]),
    ("^.$", "", ["é"], ["\U0001f600"]),
    ("a", "g", ["ba"], ["b"]),
]  # fmt: skip


@pytest.mark.parametrize(("written", "flags"), REFUSED)
def test_refused(written: str, flags: str) -> None:
    with pytest.raises(BadPattern) as caught:
        javascript(written, flags)
    assert 0 <= caught.value.position <= len(written)


@pytest.mark.parametrize(("written", "flags", "hits", "misses"), MEANING)
def test_meaning(written: str, flags: str, hits: list[str], misses: list[str]) -> None:
    language = javascript(written, flags)
    assert [text for text in hits + misses if matches(language, text)] == hits


@needs_v8
def test_v8_says_the_same() -> None:
    questions: list[Question] = [(written, flags, []) for written, flags in REFUSED]
    questions += [(written, flags, hits + misses) for written, flags, hits, misses in MEANING]
    expected = [None] * len(REFUSED) + ["1" * len(hits) + "0" * len(misses) for *_, hits, misses in MEANING]
    answers = v8_answers(questions)
    assert [
        (q, answer) for q, answer, wanted in zip(questions, answers, expected, strict=True) if answer != wanted
    ] == []


@pytest.mark.parametrize(
    ("written", "flags", "reason"),
    [
        (r"(a)\1", "", "it refers back to a group"),
        (r"(?<n>a)\k<n>", "", "it refers back to a group"),
        ("(?=ab)", "", "it looks around for more than one character"),
        ("(?<!a)b", "", "it looks around for more than one character"),
        ("a", "u", "its flag u is not modelled"),
        ("a", "y", "its flag y is not modelled"),
        ("(?i:a)", "", "engines differ on flags inside a pattern"),
        ("(?<n>a)|(?<n>b)", "", "engines differ on two groups of one name"),
        ("(a{1,1000}){1,1000}", "", "its counted repeats unfold to too many steps"),
        ("(" * 101 + ")" * 101, "", "its groups nest more than 100 deep"),
    ],
)
def test_beyond(written: str, flags: str, reason: str) -> None:
    with pytest.raises(Beyond) as caught:
        javascript(written, flags)
    assert caught.value.reason == reason
