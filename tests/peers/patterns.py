"""Random regular expressions that come near a text: pieces of it, with the faults people make."""

from __future__ import annotations

from random import Random

POSIX = (("[a-z]", "[^.]", ".", "[[:alnum:]]", "\\w"), (".*", ".+", "({0}|q)", "{0}{{1,2}}", "{0}?", "{0}+"))
JAVASCRIPT = (
    ("[a-z]", "[^.]", ".", "\\w", "[^\\/]", "\\S", "[\\s\\S]"),
    (".*", ".+", "({0}|q)", "{0}{{1,2}}", "{0}?", "{0}+", "(?:{0})", "{0}*?", "(?!\\/){0}", "\\b{0}", "[{0}x]"),
)
"""Ways to write one character in another way, and ways to repeat or join it."""


def pattern(dice: Random, text: str, flavour: tuple[tuple[str, ...], tuple[str, ...]], special: str) -> str:
    """`special`: the characters that are escaped where they stand in the text."""
    others, repeats = flavour
    start = dice.randrange(len(text)) if dice.random() < 0.7 else 0
    piece = text[start : start + dice.randint(1, 24)]
    out = []
    for char in piece:
        roll = dice.random()
        if char == ".":
            out.append("\\." if roll < 0.6 else "." if roll < 0.9 else "[.]")
        elif char in special:
            out.append("\\" + char)
        elif roll < 0.04:
            out.append(dice.choice(others))
        elif roll < 0.08:
            out.append(dice.choice(repeats).format(char))
        elif roll < 0.1:
            out.append(char.upper())
        else:
            out.append(char)
    begin = "^" if (start == 0 and dice.random() < 0.6) or dice.random() < 0.05 else ""
    end = "$" if (start + len(piece) >= len(text) and dice.random() < 0.6) or dice.random() < 0.05 else ""
    return f"{begin}{''.join(out)}{end}"
