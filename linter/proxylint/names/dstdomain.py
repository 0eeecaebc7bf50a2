"""Lists of domain names as Squid's dstdomain writes them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from proxylint.names.errors import Beyond
from proxylint.names.language import Language
from proxylint.names.words import Words

if TYPE_CHECKING:
    from proxylint.names.machine import Machine

_LONG_LIST = 20_000


class Domains(Language):
    """dstdomain values: `d` is that name; `.d` is d and every name below it (Squid: acl/DomainData.cc:66@5).

    A list of a million names must stay a list: it is kept as one text, in which the few names that matter for a
    question are found by their last two labels.
    """

    __slots__ = ("_count", "_text")

    def __init__(self, entries: Iterable[str]) -> None:
        listed = ["", *entries, ""]
        self._text = "\n".join(listed)
        if self._text.count("\n") >= len(listed):
            listed = [entry for entry in listed if "\n" not in entry]
            self._text = "\n".join(listed)
        self._count = len(listed) - 2
        super().__init__(self._text)

    @property
    def entries(self) -> list[str]:
        return self._text.split("\n")[1:-1] if self._count else []

    def matches(self, text: str) -> bool:
        return self.covering(text) is not None

    def covering(self, text: str) -> str | None:
        """The value that covers a name: itself, or the nearest name above it that starts with a dot."""
        names = self._candidates(text)
        if text in names:
            return text
        text = "." + text
        at = 0
        while at >= 0:
            if text[at:] in names:
                return text[at:]
            at = text.find(".", at + 1)
        return None

    def within(self, prefix: str, suffix: str) -> Language:
        if not suffix and self._count > _LONG_LIST:
            return self
        names = self._candidates(suffix)
        return self if len(names) > _LONG_LIST else _words(sorted(names)).within(prefix, suffix)

    def likely(self) -> Iterable[str]:
        return self._first(4)

    def phrase(self, positive: bool = True) -> str:
        verb = "is in" if positive else "is not in"
        if self._count == 1:
            return f"{verb} {self.entries[0]}"
        shown = ", ".join(self._first(3)) + (", ..." if self._count > 3 else "")
        return f"{verb} the list {shown}"

    def _first(self, most: int) -> list[str]:
        return self._text.split("\n", most + 1)[1 : min(most, self._count) + 1]

    def _candidates(self, suffix: str) -> frozenset[str]:
        """The entries that matter for a text with this end: those that share its last two labels, or lie above them."""
        tail = _tail(suffix)
        found = self.cache.get(tail)
        if isinstance(found, frozenset):
            return found
        names = frozenset((*self._ending_in(tail), *self._whole("." + tail.rpartition(".")[2])))
        self.cache[tail] = names
        return names

    def _whole(self, top: str) -> tuple[str, ...]:
        """`top` where it is an entry itself: the dotted last label alone."""
        found = self.cache.get(top)
        if not isinstance(found, tuple):
            found = self.cache[top] = (top,) if f"\n{top}\n" in self._text else ()
        return found

    def _ending_in(self, tail: str) -> Iterator[str]:
        """The entries that end so; nothing is done for the others."""
        end = tail + "\n"
        at = self._text.find(end, 1)
        while at >= 0:
            yield self._text[self._text.rfind("\n", 0, at) + 1 : at + len(tail)]
            at = self._text.find(end, at + 1)

    def _build(self) -> Machine:
        if self._count > _LONG_LIST:
            raise Beyond("the list is too long")
        return _words(self.entries).machine()


def _tail(text: str) -> str:
    """The last two labels."""
    return ".".join(text.rsplit(".", 2)[-2:])


def _words(entries: Iterable[str]) -> Words:
    equal, ends = [], []
    for entry in entries:
        equal.append(entry.removeprefix("."))
        if entry.startswith("."):
            ends.append(entry)
    return Words(equal=equal, ends=ends)


def domains(entries: Iterable[str]) -> Domains:
    """Squid dstdomain values, already in lower case. A value that no host name can equal matches nothing."""
    return Domains(entries)
