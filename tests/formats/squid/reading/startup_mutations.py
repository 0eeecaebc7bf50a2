"""Configurations made from those of startup_cases.py by small changes, the same ones for the same seed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from random import Random

from tests.formats.squid.reading.startup_cases import TOPICS, cases

_NOISE = list("!\"#'\\-+.,:/%={}()[]*0129aZ \t&@")
_OUTSIDE = re.compile(r"tproxy|cert=|effective|chroot|include +[!|]|parameters|dhparams|capath|crl|tls-dh|engine")
"""What would make Squid look at more than the file, or change what it may do."""


def mutations(seed: int) -> Iterator[str]:
    dice = Random(seed)
    whole = [text for topic in TOPICS for text in cases(topic)]
    words = sorted({word for text in whole for word in text.split()})
    while True:
        text = dice.choice(whole)
        for _ in range(dice.randint(1, 3)):
            text = _changed(text, dice, whole, words)
        if not _OUTSIDE.search(text):
            yield text


def _changed(text: str, dice: Random, whole: list[str], words: list[str]) -> str:
    """One word removed, added, replaced or spoiled, or lines of another configuration added."""
    lines = text.split("\n")
    number = dice.randrange(len(lines))
    parts = re.split(r"( +)", lines[number])
    place = dice.randrange(len(parts))
    kind = dice.randrange(5)
    if kind == 0:
        del parts[place]
    elif kind == 1:
        parts.insert(place, f" {dice.choice(words)} ")
    elif kind == 2:
        parts[place] = dice.choice(words)
    elif kind == 3:
        at = dice.randint(0, len(parts[place]))
        parts[place] = parts[place][:at] + dice.choice(_NOISE) + parts[place][at + dice.randint(0, 1) :]
    lines[number] = "".join(parts)
    if kind == 4:
        lines[number:number] = dice.choice(whole).split("\n")[:2]
    return "\n".join(lines)
