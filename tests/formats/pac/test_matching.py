"""Where a pattern matches and what it captures: as V8 finds it, in steps that grow with the text."""

from __future__ import annotations

from random import Random
from types import SimpleNamespace
from typing import Any, cast

import pytest

from proxylint.formats.pac.javascript.builtins import matching
from proxylint.formats.pac.javascript.builtins.instructions import MOST_INSTRUCTIONS, program
from proxylint.formats.pac.javascript.realm import STEPS, Realm
from proxylint.formats.pac.javascript.values import Unmodelled
from proxylint.names import BadPattern, Beyond
from tests.names.generated import pattern, texts
from tests.names.oracles import Capture, needs_v8, v8_captures

ROWS = [
    (r"^https?:\/\/([^\/:]+)(:\d+)?\/.*$", "https://a.b:80/x", ("a.b", ":80")),
    (r"(?<host>[^.]+)\.(.*)", "a.b.c", ("a", "b.c")),
    (r"(?:x)(a)|(b)", "b", (None, "b")),
    (r"a.*?(b|c)", "axbc", ("b",)),
    (r"(?!\/)(.)", "/x", ("x",)),
    (r"(?=(a+))a*b", "aab", ("aa",)),
    (r"(z)((a+)?(b+)?(c))*", "zaacbbbcac", ("z", "ac", "a", None, "c")),
    (r"(a*)*", "b", (None,)),
    (r"(a*){2}", "b", ("",)),
    (r"(?:a|ab)(?:c|bcd)(d*)$", "abcd", ("",)),
    (r"((a)|b){2}", "ab", ("b", None)),
    (r"(|a){3}", "aaa", ("",)),
]
"""Those with repeats of groups are the examples of ECMA-262 22.2.2.3.1 or alike."""


def searched(written: str, flags: str, text: str, steps: int = STEPS) -> tuple[list[Any] | None, int]:
    """What `exec` gives, index first, and the steps that it took."""
    realm = SimpleNamespace(steps=steps)

    def spend(amount: int) -> None:
        realm.steps -= amount
        if realm.steps < 0:
            raise realm.out_of_steps()

    realm.spend_steps = spend
    realm.out_of_steps = lambda: Unmodelled("it did not end")
    found = matching.search(program(written, flags), cast("Realm", realm), text, 0)
    if found is None:
        return None, steps - realm.steps
    begin, end, groups = found
    return [
        begin,
        text[begin:end],
        *(None if one is None else text[slice(*one)] for one in groups),
    ], steps - realm.steps


@pytest.mark.parametrize(("written", "text", "groups"), ROWS)
def test_groups(written: str, text: str, groups: tuple[str | None, ...]) -> None:
    found, _ = searched(written, "", text)
    assert found is not None and tuple(found[2:]) == groups


def test_named_groups_have_their_numbers() -> None:
    assert program("(?<host>a)(b)(?<rest>c)", "").names == {"host": 1, "rest": 3}


@needs_v8
def test_rows_are_what_v8_says() -> None:
    theirs = v8_captures([(written, "", [text]) for written, text, _ in ROWS])
    assert [(row[0], searched(row[0], "", row[1])[0]) for row in ROWS] == [
        (row[0], their[0]) for row, their in zip(ROWS, theirs, strict=True)
    ]


def nested(dice: Random, depth: int = 4) -> str:
    """Repeats in repeats of what may be empty, with groups: where engines differ if they do."""
    roll = dice.random()
    if depth == 0 or roll < 0.2:
        return dice.choice(["a", "b", "[ab]", "", ".", "^", "$", "\\b", "a?", "b*"])
    inner = nested(dice, depth - 1)
    if roll < 0.65:
        times = dice.choice(["*", "+", "?", "*?", "+?", "??", "{2}", "{0,2}", "{1,3}?", "{2,}", "{0}"])
        return f"{dice.choice(['(', '(?:'])}{inner}){times}"
    if roll < 0.8:
        return inner + nested(dice, depth - 1)
    if roll < 0.95:
        return f"{dice.choice(['(', '(?:'])}{inner}|{nested(dice, depth - 1)})"
    return f"(?{dice.choice('=!')}{inner})"


@needs_v8
@pytest.mark.parametrize("make", ["nested", "written"])
def test_what_is_captured_is_what_v8_captures(make: str) -> None:
    dice = Random(make)
    asked = []
    for _ in range(600):
        if make == "nested":
            written, flags = nested(dice), ""
            seen = ["".join(dice.choice("ab") for _ in range(dice.randrange(7))) for _ in range(8)]
        else:
            written, flags, seen = pattern(dice, "javascript"), dice.choice(["", "i", "m"]), texts(dice, 8)
        try:
            program(written, flags)
        except (BadPattern, Beyond):
            continue
        asked.append((written, flags, seen))
    assert len(asked) > 400
    for (written, flags, seen), their in zip(asked, v8_captures(asked), strict=True):
        if isinstance(their, str):  # V8 took too long
            continue
        ours: list[Capture | None] = [searched(written, flags, text)[0] for text in seen]
        assert (written, flags, seen, ours) == (written, flags, seen, their)


@pytest.mark.parametrize(
    "written",
    [
        "^((a+)+c|a+b)$", "^(a|a)*c|b$", "^(a|aa)+c|b$", "(x+x+)+y|b", "^(([a-z])+.)+[A-Z]|b$", "(.*a){12}c|b",
        "^(a?){12}a{12}c|b$", "(a*)*(a*)*(a*)*c|b$", "(?:(a|b|ab)*c|a*b)$",
    ],
)  # fmt: skip
def test_steps_grow_with_the_text(written: str) -> None:
    """Each would take a backtracking engine for ever, and each matches in the end."""
    small, middle, large = (searched(written, "", "a" * n + "b")[1] for n in (500, 1000, 2000))
    assert searched(written, "", "aab")[0] is not None
    assert large - middle < 2.5 * (middle - small) + 10


def test_all_that_is_tried_is_paid_for() -> None:
    with pytest.raises(Unmodelled, match="did not end"):
        searched("(?=.*b)c", "", "a" * 3000, 1000)


def test_many_matches_in_one_text_cost_what_each_is() -> None:
    """That a long text follows costs a match nothing."""
    near, far = (searched("a", "", "xa" + "b" * n)[1] for n in (10, 60_000))
    assert near == far


def test_repeats_that_unfold_to_too_much_are_not_followed() -> None:
    program(f"a{{{MOST_INSTRUCTIONS // 3}}}", "")
    for written in ("(a{1,200}){1,200}", f"a{{{MOST_INSTRUCTIONS + 1}}}", "((a{999}){999}){999}"):
        with pytest.raises(Beyond, match="more than 20,000 instructions"):
            program(written, "")
