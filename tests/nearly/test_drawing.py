"""Every grammar ends, names only rules that it has, and gives the same text for the same choices."""

from __future__ import annotations

import re
from random import Random

import pytest
from hypothesis import given, settings

from tests.nearly.around import BASELINE, COMMENTS, PATTERNS, SETTINGS
from tests.nearly.drawing import Grammar, drawn, spoilt, texts
from tests.nearly.mdatp import MDATP
from tests.nearly.pac import PAC
from tests.nearly.questions import QUESTIONS
from tests.nearly.squid import SQUID
from tests.nearly.winhttp import WINHTTP

GRAMMARS: dict[str, Grammar] = {
    "baseline": BASELINE,
    "comments": COMMENTS,
    "mdatp": MDATP,
    "pac": PAC,
    "patterns": PATTERNS,
    "questions": QUESTIONS,
    "settings": SETTINGS,
    "squid": SQUID,
    "winhttp": WINHTTP,
}


@pytest.mark.parametrize("name", GRAMMARS)
def test_first_alternatives_end(name: str) -> None:
    grammar = GRAMMARS[name]
    ends: set[str] = set()
    while len(ends) < len(grammar):
        more = {rule for rule in grammar if set(re.findall(r"<([a-z_]+)[*+]?>", grammar[rule][0])) <= ends} - ends
        assert more, f"these go round in circles: {sorted(set(grammar) - ends)}"
        ends |= more


@pytest.mark.parametrize("name", GRAMMARS)
def test_the_same_choices_give_the_same_text(name: str) -> None:
    first, second = (
        [spoilt(drawn(GRAMMARS[name], "file", dice.randrange), dice.randrange) for _ in range(50)]
        for dice in (Random(1), Random(1))
    )
    assert first == second
    assert len(set(first)) > 30
    assert max(map(len, first)) < 100_000


@settings(max_examples=20)
@given(texts(SQUID, "line", faults=False))
def test_hypothesis_makes_the_same_choices(text: str) -> None:
    assert text.endswith("\n") or text.startswith(("if ", "auth_param", "<"))
