"""Breaks text into lines by its width on a terminal."""

from __future__ import annotations

from proxylint.report.visible import columns

NARROW = 24
"""Columns below which breaking lines does more harm than good."""
WIDE = 110
"""Columns of prose that an eye still follows, however wide the terminal is."""


def wrap(text: str, room: int | None) -> list[str]:
    """Lines of at most `room` columns, broken at blanks; a longer word, such as a URL, stays whole. None = one line."""
    if room is None or columns(text) <= min(room, WIDE):
        return [text]
    lines: list[str] = []
    line, used = "", 0
    for word in text.split(" "):
        needed = columns(word)
        if line and used + 1 + needed > max(min(room, WIDE), NARROW):
            lines.append(line)
            line, used = word, needed
        else:
            line, used = (f"{line} {word}", used + 1 + needed) if line else (word, needed)
    return [*lines, line]


def hang(first: str, text: str, room: int | None) -> list[str]:
    """`text` beside `first`, its further lines below its own start, within `room` columns in all."""
    start = columns(first)
    lines = wrap(text, None if room is None else room - start)
    return [first + lines[0], *(" " * start + line for line in lines[1:])]
