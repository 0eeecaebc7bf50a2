"""The parser loads what V8 loads and refuses what V8 refuses."""

from __future__ import annotations

import os
import random
import re
from collections.abc import Sequence

import pytest

from proxylint.text import Source
from proxylint_grammars.pac import SyntaxProblem, parse
from tests.grammars.pac.engine import refusals
from tests.nearly.drawing import drawn
from tests.nearly.syntax import SYNTAX


def _cases(name: str) -> list[str]:
    with open(os.path.join(os.path.dirname(__file__), name), encoding="utf-8", newline="\n") as file:
        return file.read().removesuffix("\n").split("\n---\n")[1:]


ACCEPTED, REJECTED = _cases("accepted.txt"), _cases("rejected.txt")


def refused(text: str) -> bool:
    try:
        parse(Source("proxy.pac", text))
    except SyntaxProblem as problem:
        assert problem.kind == "syntax"
        return True
    return False


@pytest.mark.parametrize("text", ACCEPTED)
def test_accepted(text: str) -> None:
    assert not refused(text)


@pytest.mark.parametrize("text", REJECTED)
def test_rejected(text: str) -> None:
    assert refused(text)


@pytest.mark.peer
def test_v8_agrees_on_the_written_cases() -> None:
    texts = ACCEPTED + REJECTED
    expected = [False] * len(ACCEPTED) + [True] * len(REJECTED)
    assert [answer is not None for answer in refusals(texts)] == expected


_PIECES = re.compile(r"""(?s)"[^"\n]*"|'[^'\n]*'|`[^`]*`|//[^\n]*|/\*.*?\*/|\w+|\s+|[<>=!&|?+*.-]+|.""")


def _mutant(dice: random.Random, texts: Sequence[str]) -> str:
    """One of the texts with one to three pieces left out, put in, exchanged, or a line end put in."""
    pieces = _PIECES.findall(dice.choice(texts)) or ["x"]
    strange = _PIECES.findall(dice.choice(ACCEPTED)) or ["x"]
    for _ in range(dice.randint(1, 3)):
        at = dice.randrange(len(pieces))
        kind = dice.randrange(4)
        pieces[at : at + (kind != 1)] = {0: [], 1: [dice.choice(strange)], 2: ["\n"], 3: [dice.choice(strange)]}[kind]
        pieces = pieces or ["x"]
    return "".join(pieces)


@pytest.mark.peer
@pytest.mark.parametrize("seed", range(4))
def test_v8_agrees_on_mutants(seed: int) -> None:
    dice = random.Random(seed)
    assert _differing([_mutant(dice, ACCEPTED + REJECTED) for _ in range(300)]) == []


@pytest.mark.peer
@pytest.mark.parametrize("seed", range(4))
def test_v8_agrees_on_drawn_scripts(seed: int) -> None:
    """Of every form; then those that load, with a piece or more changed."""
    dice = random.Random(seed)
    texts = [drawn(SYNTAX, "script", dice.randrange) for _ in range(300)]
    assert _differing(texts) == []
    loaded = [text for text in texts if not refused(text)]
    assert len(loaded) > 20
    assert _differing([_mutant(dice, loaded) for _ in range(200)]) == []


def _differing(texts: Sequence[str]) -> list[tuple[str, str | None]]:
    answers = zip(texts, refusals(texts), strict=True)
    return [(text, answer) for text, answer in answers if refused(text) != bool(answer)]
