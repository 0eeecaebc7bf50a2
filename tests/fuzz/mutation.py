"""Changes of an input that keep most of it valid: lines drawn from a grammar, lines moved, said twice, or lost.

Bytes alone seldom make a directive or a statement out of another; this does. Nearly every third change is libFuzzer's
own. Lines come from other files as well, some at a time.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from random import Random

from tests.nearly.drawing import HOSTILE, Grammar, drawn

Mutate = Callable[[bytes, int], bytes]
"""What libFuzzer does with bytes, given the most that may come out."""


def mutator(grammar: Grammar, bytewise: Mutate, seeds: Sequence[bytes] = ()) -> Callable[[bytes, int, int], bytes]:
    """For atheris: input, most bytes, seed. The same seed changes the same input in the same way.

    `seeds`: files whose lines may be taken over.
    """
    rules = sorted(grammar)

    def text(rule: str, dice: Random) -> bytes:
        return drawn(grammar, rule, dice.randrange).encode("utf-8", "surrogatepass")

    def line(dice: Random) -> bytes:
        if not seeds or dice.randrange(2):
            return text("line", dice)
        lines = dice.choice(seeds).split(b"\n")
        at = dice.randrange(len(lines))
        return b"\n".join(lines[at : at + dice.choice((1, 1, 2, 3, 5))])

    def mutate(data: bytes, most: int, seed: int) -> bytes:
        dice = Random(seed)
        kind = dice.randrange(13)
        if kind < 4:
            return bytewise(data, most)
        if kind == 4:
            return text("file", dice)[:most]
        if kind < 8:
            return _lines(data, dice, lambda: line(dice))[:most]
        if kind == 12:
            return _number(data, dice)[:most]
        at = dice.randrange(len(data) + 1)
        new = text(dice.choice(rules), dice) if kind < 11 else dice.choice(HOSTILE).encode()
        return (data[:at] + new + data[at + dice.choice((0, 0, 1, len(new))) :])[:most]

    return mutate


NUMBERS = (
    *(str(number).encode() for bits in (7, 8, 16, 31, 32, 63, 64) for number in (2**bits - 1, 2**bits, 2**bits + 8)),
    *(b"0", b"00", b"08", b"0" * 40 + b"8", b"0x1f", b"1e9", b"-1", b"+1", b"1.5", b"9" * 400, b""),
    *("\xb2".encode("latin-1"), "1\xb2".encode("latin-1"), "\xb2".encode(), "\u0663".encode(), "\uff11".encode()),
)
"""At the bounds of what programs read numbers into, in other spellings, and digits that are none."""

_NUMBER = re.compile(rb"[0-9]++")


def _number(data: bytes, dice: Random) -> bytes:
    """With another number in the place of one."""
    found = list(_NUMBER.finditer(data))
    if not found:
        return data + dice.choice(NUMBERS)
    one = dice.choice(found)
    return data[: one.start()] + dice.choice(NUMBERS) + data[one.end() :]


def _lines(data: bytes, dice: Random, line: Callable[[], bytes]) -> bytes:
    lines = data.split(b"\n")
    for _ in range(dice.randrange(1, 4)):
        at, other = dice.randrange(len(lines)), dice.randrange(len(lines))
        match dice.randrange(5):
            case 0:
                lines[at] = line().rstrip(b"\n")
            case 1 | 2:
                lines.insert(at, line().rstrip(b"\n"))
            case 3:
                lines[at], lines[other] = lines[other], lines[at]
            case _:
                lines.insert(at, lines[other])
                del lines[dice.randrange(len(lines))]
    return b"\n".join(lines)
