"""Which hosts a NO_PROXY list could send past the proxy.

That the agent heeds the variable is not documented, and programs that do read its entries in different ways: as the end
of a name with or without a dot in front, with `*`, as networks. So of a host that an entry covers in any of these ways
nothing is certain; what none could cover is.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from proxylint.formats.mdatp.model import Assigned
from proxylint.names import Beyond, Language, Names, Test, any_of, ends_with, glob
from proxylint.regex import regex
from proxylint.request import Request

_MOST = 1000
"""Entries of a list that are told apart."""

_SEPARATOR = regex(r"[,;\s]+")
_ADDRESS = regex(r"[0-9.]+|.*:.*")
_PORT = regex(r":[0-9*]*\Z")


def divide(request: Request, lists: tuple[Assigned, ...]) -> tuple[Names | None, Names | None]:
    """The hosts of a request that an entry could cover, and those that none does; None = there are none."""
    everything = Names.of(request.family)
    entries, covering = _read(lists)
    if covering is None or (entries and _ADDRESS.fullmatch(request.host)):
        return everything, None
    try:
        return everything.split(covering)
    except Beyond:
        return everything, None


@lru_cache(maxsize=16)
def _read(lists: tuple[Assigned, ...]) -> tuple[bool, Test | None]:
    """Whether there are entries, and which hosts they could cover; None = that is unclear."""
    entries = [entry.lower() for one in lists for entry in _SEPARATOR.split(one.value.text) if entry]
    if any(one.raw for one in lists) or len(entries) > _MOST:
        return bool(entries), None
    label, unless = "NO_PROXY could cover the host", "NO_PROXY cannot cover it"
    return bool(entries), Test(any_of(_languages(entries)), label=label, unless=unless)


def _languages(entries: list[str]) -> Iterator[Language]:
    for entry in entries:
        bare = _PORT.sub("", entry).rstrip(".")
        ending = bare.lstrip("*").lstrip(".")
        if "*" in ending:
            yield glob(bare)
        elif ending or "*" in bare:
            yield ends_with(ending)
