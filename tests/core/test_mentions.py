"""What is looked for around words only is what would be found anywhere."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Mapping
from string import ascii_lowercase

import pytest
from hypothesis import given
from hypothesis import strategies as st

from proxylint import mentions, secret_words, secrets
from proxylint.mentions import matches, mentioned

PATTERNS: dict[str, tuple[re.Pattern[str], Mapping[str, Iterable[int]]]] = {
    "named": (secrets._NAMED, secret_words.NAMES),
    "login": (secrets._LOGIN, secrets._LOGIN_WORDS),
    "header": (secrets._HEADER, secrets._HEADER_WORDS),
    "told": (secret_words._TOLD, secret_words.NAMES),
    "shape": (secret_words._SHAPES, secret_words._SHAPE_WORDS),
    "scheme": (secret_words._SCHEME, secret_words._SCHEME_WORDS),
    "user": (secret_words._USER, secret_words._USER_WORDS),
    "sshpass": (secret_words._SSHPASS, secret_words._SSHPASS_WORDS),
}
NAMED = """
    password passwd passphrase passwort kennwort wachtwoord contrasena contraseña senha mot-de-passe mot_de_passe pwd
    secret token credential credentials apikey api-key accesskey access_key accountkey account-key privatekey
    private_key sharedkey shared-key pass pw mdp dbpass dbpw bypass compass
"""
FOUND = {
    "named": [f"{name}='x'" for name in NAMED.split()],
    "told": [f"{name}: A1b2c3d4" for name in NAMED.split()],
    "login": ["login=u:p", '"login=u:p q"', "LOGIN=a", "login=PASS"],
    "header": [f"{one}: v" for name in ("Authorization", "Cookie", "X-Api-Key") for one in (name, f"Proxy-{name}")],
    "shape": [
        "AKIA" + "A1" * 8,
        "ASIA" + "A1" * 8,
        "AIza" + "a" * 35,
        "ya29." + "a" * 20,
        *(f"gh{kind}_" + "a" * 30 for kind in "pousr"),
        "github_pat_" + "a" * 30,
        "glpat-" + "a" * 20,
        *(f"xox{kind}-" + "a" * 10 for kind in "abeoprs"),
        "sk_live_" + "a" * 16,
        "rk_live_" + "a" * 16,
        "npm_" + "a" * 36,
        "pypi-" + "a" * 40,
        "hf_" + "a" * 30,
        "dop_v1_" + "a" * 64,
        "eyJ" + "a" * 8 + ".eyJ" + "a" * 8 + ".a",
    ],
    "scheme": [f"{scheme} dXNlcjpwdw==" for scheme in ("Bearer", "Basic", "Negotiate", "NTLM")],
    "user": [f"{option} u:p" for option in ("-u", "-U", "--user", "--proxy-user")],
    "sshpass": ["sshpass -p x", "ConvertTo-SecureString 'x'", "ConvertTo-SecureString -String 'x'"],
}
NOT_MEANT = ("login=PASS", "bypass='x'", "compass='x'", "bypass: A1b2c3d4", "compass: A1b2c3d4")
WORDS = [one for written in FOUND.values() for one in written]
BETWEEN = [
    " ",
    "\n",
    '"',
    "'",
    "=",
    ":",
    "-",
    "/",
    "x",
    "s",
    "é",
    "\N{LATIN SMALL LETTER LONG S}",
    "\N{KELVIN SIGN}",
    "İ",
    "proxy-",
    "p",
]
written = st.lists(st.sampled_from(WORDS + BETWEEN) | st.sampled_from(BETWEEN), max_size=12).map("".join)


def near(pattern: re.Pattern[str], words: Mapping[str, Iterable[int]], text: str) -> list[tuple[int, int]]:
    return [one.span() for one in matches(pattern, text, words, mentioned(text, words))]


def anywhere(pattern: re.Pattern[str], text: str) -> list[tuple[int, int]]:
    return [one.span() for one in pattern.finditer(text)]


@pytest.mark.parametrize("name", PATTERNS)
@given(text=written)
def test_around_words_as_much_is_found_as_anywhere(name: str, text: str) -> None:
    assert near(*PATTERNS[name], text) == anywhere(PATTERNS[name][0], text)


@pytest.mark.parametrize(("name", "text"), [(name, text) for name, texts in FOUND.items() for text in texts])
def test_each_word_of_a_pattern_is_looked_for(name: str, text: str) -> None:
    """In other cases too, where the pattern takes them, and behind another text."""
    for one in (text, text.upper(), f"see {text}", f"see {text} and {text}"):
        assert near(*PATTERNS[name], one) == anywhere(PATTERNS[name][0], one)
    assert near(*PATTERNS[name], f"see {text}") or text in NOT_MEANT


@pytest.mark.parametrize("end", range(60, 90))
def test_what_stands_where_two_pieces_meet_is_found_once(end: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mentions, "_PIECE", 64)
    text = "account_key='a' api_key = 'b' ".rjust(end, "-") + "mot-de-passe='c'".rjust(end, "-")
    assert near(*PATTERNS["named"], text) == anywhere(PATTERNS["named"][0], text) != []
    assert mentioned(text, ["key", "pass", "secret"]) == {"key", "pass"}


def test_a_letter_is_mentioned_by_whatever_a_pattern_takes_for_it() -> None:
    characters = "".join(map(chr, range(128, sys.maxunicode + 1)))
    beyond = re.findall("(?i)[a-z]", characters)
    letters = {one: next(letter for letter in ascii_lowercase if re.match(f"(?i){letter}", one)) for one in beyond}
    assert len(letters) > 3
    assert [one for one, letter in letters.items() if not mentioned(one, [letter])] == []


def test_places_in_lower_case_are_those_of_the_text() -> None:
    """The lower case of no character has two, but that of one, which is told apart before."""
    longer = [chr(point) for point in range(sys.maxunicode + 1) if len(chr(point).lower()) != 1]
    assert longer == ["İ"]
    assert near(*PATTERNS["named"], "İİ secret='x'") == [(3, 13)]
