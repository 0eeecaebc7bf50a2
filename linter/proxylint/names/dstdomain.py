"""Lists of domain names as Squid's dstdomain writes them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from proxylint.names.errors import Beyond
from proxylint.names.language import Language
from proxylint.names.words import Words

if TYPE_CHECKING:
    from proxylint.names.machine import Machine

_LONG_LIST = 20_000


class Domains(Language):
    """dstdomain values: `d` is that name; `.d` is d and every name below it (Squid: acl/DomainData.cc:66@5).

    A list of a million names must stay a list: one pass per two-label tail, and only what can matter is looked at.
    """

    __slots__ = ("entries",)

    def __init__(self, entries: Iterable[str]) -> None:
        self.entries = tuple(entries)
        super().__init__(self.entries if len(self.entries) <= 64 else id(self.entries))

    def matches(self, text: str) -> bool:
        names = self._candidates(text)
        return (
            text in names
            or "." + text in names
            or any(text[at:] in names for at, character in enumerate(text) if character == ".")
        )

    def within(self, prefix: str, suffix: str) -> Language:
        names = self._candidates(suffix)
        return self if len(names) > _LONG_LIST else _words(sorted(names)).within(prefix, suffix)

    def likely(self) -> Iterable[str]:
        return self.entries[:4]

    def phrase(self, positive: bool = True) -> str:
        verb = "is in" if positive else "is not in"
        if len(self.entries) == 1:
            return f"{verb} {self.entries[0]}"
        shown = ", ".join(self.entries[:3]) + (", ..." if len(self.entries) > 3 else "")
        return f"{verb} the list {shown}"

    def _candidates(self, suffix: str) -> frozenset[str]:
        """The entries that matter for a text with this end: those that share its last two labels, or lie above them."""
        tail = ".".join(suffix.split(".")[-2:])
        found = self.cache.get(tail)
        if isinstance(found, frozenset):
            return found
        above = "." + tail.rpartition(".")[2]
        kept = [entry for entry in self.entries if entry.endswith(tail)]
        names = frozenset([*kept, above] if above in self.entries else kept)
        self.cache[tail] = names
        return names

    def _build(self) -> Machine:
        if len(self.entries) > _LONG_LIST:
            raise Beyond("the list is too long")
        return _words(self.entries).machine()


def _words(entries: Iterable[str]) -> Words:
    equal, ends = [], []
    for entry in entries:
        equal.append(entry.removeprefix("."))
        if entry.startswith("."):
            ends.append(entry)
    return Words(equal=equal, ends=ends)


def domains(entries: Iterable[str]) -> Language:
    """Squid dstdomain values, already in lower case. A value that no host name can equal matches nothing."""
    return Domains(entries)
