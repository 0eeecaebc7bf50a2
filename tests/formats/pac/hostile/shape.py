"""What a shape is made of."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple


class Shape(NamedTuple):
    """`text` makes the file for a size; `size` is the largest that is worth a try, `engine` who reads it."""

    text: Callable[[int], str]
    size: int = 1_000_000
    engine: str = "chromium"

    @property
    def file(self) -> str:
        return self.text(self.size)


LAST = 'return "PROXY p:1";'


def entry(body: str, before: str = "") -> str:
    return f"{before}\nfunction FindProxyForURL(url, host) {{ {body} }}\n"


def forever(turn: str, start: str = "", before: str = "") -> Shape:
    """`{n}` is the size."""
    return Shape(lambda n: entry(f"{start} for (;;) {{ {turn} }}".replace("{n}", str(n)), before), 1000)


def loop(turn: str, start: str = "", *, size: int = 100_000, before: str = "") -> Shape:
    """So many turns, then an answer."""
    return Shape(lambda n: entry(f"{start} for (var i = 0; i < {n}; i++) {{ {turn} }} {LAST}", before), size)


def once(body: str, size: int, before: str = "") -> Shape:
    """`{n}` is the size."""
    return Shape(lambda n: entry(f"{body} {LAST}".replace("{n}", str(n)), before.replace("{n}", str(n))), size)


def filled(term: str, before: str = "", after: str = "", *, size: int = 1_000_000, engine: str = "chromium") -> Shape:
    """Terms until the file has so many characters: `{at}` is the number of each, `{high}` and `{low}` its bytes."""

    def text(n: int) -> str:
        count = max(1, (n - len(before) - len(after)) // len(_term(term, 10**5)))
        return before + "".join(_term(term, 10**5 + at) for at in range(count)) + after

    return Shape(text, size, engine)


def _term(term: str, at: int) -> str:
    return term.replace("{at}", str(at)).replace("{high}", str(at >> 8 & 255)).replace("{low}", str(at & 255))


HEAD = "function FindProxyForURL(url, host) { "
