"""One way to draw a text from a grammar, whoever makes the choices: hypothesis, or a seeded random number generator.

A grammar is a table from the name of a rule to its alternatives. In an alternative `<name>` stands for a text of that
rule, `<name*>` for up to five, `<name+>` for at least one; all else stands for itself. The first alternative of a rule
ends: it leads to no rule that leads back.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from functools import cache

from hypothesis import strategies as st

Grammar = Mapping[str, Sequence[str]]
Choose = Callable[[int], int]
"""A number from 0 up to, and without, the given one."""

MOST = 400
"""Rules that are replaced in one text; beyond it each one takes its first alternative."""

_REFERENCE = re.compile(r"<([a-z_]+)([*+]?)>")

HOSTILE = (
    "\0", "\r", "\n", "\t", " ", "\\", '"', "'", "`", "#", "!", "%", "*", "(", ")", "[", "]", "{", "}", "\x1b[2J",
    "\u202e", "\ufeff", "é", "東", "🔥", "\x85", "\u2028", "::error::", "]]>", "a" * 300, "9" * 40, "/*",
    "*/", "${", "@",
)  # fmt: skip
"""What files hold that were typed, converted or attacked."""


@cache
def _pieces(alternative: str) -> tuple[tuple[str, str, str], ...]:
    """Constant text, and the rule behind it with its mark; the last text has none."""
    parts = _REFERENCE.split(alternative)
    return tuple(zip(parts[::3], [*parts[1::3], ""], [*parts[2::3], ""], strict=True))


def drawn(grammar: Grammar, start: str, choose: Choose) -> str:
    """A text of the rule `start`."""
    out: list[str] = []
    waiting, replaced = [start], 0
    while waiting:
        rule = waiting.pop()
        if rule.startswith("="):
            out.append(rule[1:])
            continue
        alternatives = grammar[rule]
        replaced += 1
        chosen = alternatives[choose(len(alternatives)) if replaced < MOST else 0]
        behind: list[str] = []
        for text, name, mark in _pieces(chosen):
            times = 1 if not mark else choose(6) + (mark == "+") if replaced < MOST else int(mark == "+")
            behind += ["=" + text, *([name] * times if name else [])]
        waiting.extend(reversed(behind))
    return "".join(out)


def spoilt(text: str, choose: Choose) -> str:
    """The same with up to three faults: something cut out, said twice, or put in."""
    for _ in range(choose(4)):
        at = choose(len(text) + 1)
        end = min(len(text), at + choose(12))
        text = text[:at] + ("", text[at:end] * 2, HOSTILE[choose(len(HOSTILE))])[choose(3)] + text[end:]
    return text


@st.composite
def texts(draw: st.DrawFn, grammar: Grammar, start: str, *, faults: bool = True) -> str:
    """The same as a strategy."""

    def choose(below: int) -> int:
        return draw(st.integers(0, below - 1))

    text = drawn(grammar, start, choose)
    return spoilt(text, choose) if faults else text
