"""Our reading of patterns against the engines themselves, on seeded random patterns.

The normal run takes a sample; PROXYLINT_AGREEMENT=full takes more than 200,000 checks of one text each.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from functools import partial
from random import Random

from proxylint.names import BadPattern, Beyond, Language, javascript, matches, posix, shell

from .generated import odd_pattern, pattern, shell_pattern, texts
from .oracles import SLOW, c_locale, libc_answers, needs_glibc, needs_v8, v8_answers

FULL = os.environ.get("PROXYLINT_AGREEMENT") == "full"
PATTERNS = 12_000 if FULL else 600
TEXTS = 24

BEYOND = "beyond"


def answers(make: Callable[[], Language], asked: list[str]) -> str | None:
    """Like an engine's; BEYOND where we say that we do not know."""
    try:
        language = make()
        return "".join("1" if matches(language, text) else "0" for text in asked)
    except BadPattern:
        return None
    except Beyond:
        return BEYOND


def report(kind: str, ours: list[str | None], theirs: list[str | None]) -> None:
    compared = [pair for pair in zip(ours, theirs, strict=True) if pair[0] != BEYOND and pair[1] != SLOW]
    refused = sum(their is None for _, their in compared)
    print(f"{kind}: {(len(compared) - refused) * TEXTS} checks, {refused} patterns refused, {len(ours)} patterns")
    assert len(compared) > 0.9 * len(ours)
    assert refused > 0.05 * len(ours)


@needs_glibc
def test_posix_patterns_mean_what_glibc_makes_of_them() -> None:
    random = Random("posix")
    asked = []
    for number in range(PATTERNS):
        written = (pattern if number % 3 else odd_pattern)(random, "posix")
        asked.append((written, random.random() < 0.3, texts(random, TEXTS)))
    ours = [answers(partial(posix, p, ignore_case=fold), seen) for p, fold, seen in asked]
    with c_locale():
        theirs = [libc_answers(*question) for question in asked]
    wrong = [q[:2] for q, our, their in zip(asked, ours, theirs, strict=True) if our not in (BEYOND, their)]
    assert wrong == []
    report("glibc", ours, theirs)


@needs_v8
def test_javascript_and_shell_patterns_mean_what_v8_makes_of_them() -> None:
    random = Random("javascript")
    asked = list(_for_v8(random))
    ours = [
        answers(partial(shell, p) if flags == "shell" else partial(javascript, p, flags), seen)
        for p, flags, seen in asked
    ]
    theirs = v8_answers(asked)
    wrong = [
        q[:2] for q, our, their in zip(asked, ours, theirs, strict=True) if our not in (BEYOND, their) and their != SLOW
    ]
    assert wrong == []
    report("V8", ours, theirs)


def _for_v8(random: Random) -> Iterator[tuple[str, str, list[str]]]:
    for number in range(PATTERNS):
        flags = random.choice(["", "", "", "i", "s", "m", "g", "im"])
        if number % 3 == 0:
            yield shell_pattern(random), "shell", texts(random, TEXTS)
        else:
            make = pattern if number % 3 == 1 else odd_pattern
            yield make(random, "javascript"), flags, texts(random, TEXTS)
