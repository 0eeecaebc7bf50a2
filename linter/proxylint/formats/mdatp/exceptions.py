"""Which hosts a NO_PROXY list could send past the proxy.

That the agent heeds the variable is not documented, and programs that do read its entries in different ways: as the end
of a name with or without a dot in front, with `*`, as networks. So of a host that an entry covers in any of these ways
nothing is certain; what none could cover is.
"""

from __future__ import annotations

from collections.abc import Iterator

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
    entries = [entry.lower() for one in lists for entry in _SEPARATOR.split(one.value.text) if entry]
    unclear = any(one.raw for one in lists) or len(entries) > _MOST
    if unclear or (entries and _ADDRESS.fullmatch(request.host)):
        return everything, None
    try:
        return everything.split(
            Test(any_of(_languages(entries)), label="NO_PROXY could cover the host", unless="NO_PROXY cannot cover it")
        )
    except Beyond:
        return everything, None


def _languages(entries: list[str]) -> Iterator[Language]:
    for entry in entries:
        bare = _PORT.sub("", entry).rstrip(".")
        ending = bare.lstrip("*").lstrip(".")
        if "*" in ending:
            yield glob(bare)
        elif ending or "*" in bare:
            yield ends_with(ending)
