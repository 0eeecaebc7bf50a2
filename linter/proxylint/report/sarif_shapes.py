"""Objects of sarif-om as text with holes: what a report has many of is an object once, and printed ever after.

A shape is made when it is first filled. `known` holds those that were made beforehand, so that a run over a small file
needs neither sarif-om nor attrs, whose import takes as long as four bare interpreters.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import compress, product

from proxylint.report.sarif_encoding import Encoded, encode

Hole = Callable[[str], Encoded | None]
"""From the name of a value to where it goes; None for an optional one that is not there."""

known: dict[str, str] = {}

_HOLE = re.compile("\0([a-z_]+)\0")
_ALL: list[Shape] = []


class Shape:
    """`optional`: values that may be None, and then the property is not there."""

    __slots__ = ("_made", "_make", "_name", "_optional")

    def __init__(self, make: Callable[[Hole], object], optional: tuple[str, ...]) -> None:
        self._make, self._optional, self._name = make, optional, make.__name__
        self._made: dict[tuple[str, ...], str] = {}

    def __call__(self, **values: object) -> str:
        """Strings are JSON text."""
        names = tuple([name for name in self._optional if values.get(name) is not None]) if self._optional else ()
        text = self._made.get(names)
        if text is None:
            key = self.key(names)
            text = self._made[names] = known[key] if key in known else self.text(names)
        return text % values

    def key(self, names: tuple[str, ...]) -> str:
        return " ".join((self._name, *names))

    def text(self, names: tuple[str, ...]) -> str:
        """For `%`, with the optional values `names`."""
        absent = set(self._optional).difference(names)
        value = self._make(lambda name: None if name in absent else Encoded(f"\0{name}\0"))
        return _HOLE.sub(r"%(\1)s", encode(value).replace("%", "%%"))

    def variants(self) -> Iterator[tuple[str, ...]]:
        for chosen in product((False, True), repeat=len(self._optional)):
            yield tuple(compress(self._optional, chosen))


def shape(*optional: str) -> Callable[[Callable[[Hole], object]], Shape]:
    def wrap(make: Callable[[Hole], object]) -> Shape:
        made = Shape(make, optional)
        _ALL.append(made)
        return made

    return wrap


def texts() -> dict[str, str]:
    """Every shape that has been defined, in all variants."""
    return {one.key(names): one.text(names) for one in _ALL for names in one.variants()}
