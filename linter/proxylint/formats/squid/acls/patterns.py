"""The languages of names that the values of an ACL mean."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

from proxylint import addresses
from proxylint.formats.squid.model import Acl, Value
from proxylint.formats.squid.sight import Sight
from proxylint.intervals import Intervals
from proxylint.names import BadPattern, Beyond, Language, any_of, domains, posix

_NUMERIC = re.compile(r"[0-9.]++|[0-9A-Fa-f:.]*+:[0-9A-Fa-f:.]*+")


NO_ADDRESS = Intervals(())


@dataclass(frozen=True, slots=True)
class Matcher:
    """What an ACL matches. `beyond`: why a part of it is not known, so that a text outside `language` is undecided.

    `numeric`: the addresses among the values, for hosts that are addresses.
    """

    language: Language
    beyond: str | None = None
    numeric: Intervals = NO_ADDRESS
    empty: bool = False


def domain_matcher(acl: Acl, sight: Sight) -> Matcher:
    """dstdomain and ssl::server_name values, which Squid puts in lower case (acl/DomainData.cc:66@5.7)."""
    return sight.compiled.of("domains", acl.name, lambda: _read_domains(acl))


def regex_matcher(acl: Acl, sight: Sight) -> Matcher:
    return sight.compiled.of("patterns", acl.name, lambda: _read_patterns(acl))


def _read_domains(acl: Acl) -> Matcher:
    texts = [text.lower() for part in acl.parts for text in part.values.texts()]
    numbers = []
    for text in texts:
        if _NUMERIC.fullmatch(text):
            try:
                numbers.append(addresses.parse_address(text))
            except ValueError:
                continue
    return Matcher(domains(texts), None, Intervals.of((number, number) for number in numbers), not texts)


def _read_patterns(acl: Acl) -> Matcher:
    """Invalid patterns are skipped by Squid 5; later versions refuse the file, which is told elsewhere."""
    languages, beyond, empty = [], None, True
    for part in acl.parts:
        for text in part.values.texts():
            empty = False
            try:
                languages.append(posix(text, ignore_case=part.ignore_case))
            except BadPattern:
                continue
            except Beyond as error:
                beyond = beyond or f"the pattern '{text}' of '{acl.name}' is not decided: {error.reason}"
    return Matcher(any_of(languages), beyond, empty=empty)


@dataclass(frozen=True, slots=True)
class _DomainIndex:
    """Where each value stands: its position among all values of the ACL, and where the parts begin."""

    positions: dict[str, int]
    starts: tuple[int, ...]


def covering_domain(acl: Acl, host: str, sight: Sight) -> Value | None:
    """The value that covers a host: itself, or the nearest name above it with a leading dot."""
    index = sight.compiled.of("domain index", acl.name, lambda: _index(acl))
    labels = host.split(".")
    above = ("." + ".".join(labels[cut:]) for cut in range(len(labels)))
    for text in (host, *above):
        position = index.positions.get(text)
        if position is not None:
            part = bisect_right(index.starts, position) - 1
            return acl.parts[part].values.at(position - index.starts[part])
    return None


def _index(acl: Acl) -> _DomainIndex:
    positions: dict[str, int] = {}
    starts: list[int] = []
    position = 0
    for part in acl.parts:
        starts.append(position)
        for text in part.values.texts():
            positions.setdefault(text.lower(), position)
            position += 1
    return _DomainIndex(positions, tuple(starts))


MOST_TRIED = 200
"""Patterns tried to name the one that matched; a longer list is named as a whole."""


def covering_pattern(acl: Acl, text: str) -> Value | None:
    tried = 0
    for part in acl.parts:
        for index, pattern in enumerate(part.values.texts()):
            tried += 1
            if tried > MOST_TRIED:
                return None
            try:
                if posix(pattern, ignore_case=part.ignore_case).matches(text):
                    return part.values.at(index)
            except (BadPattern, Beyond):
                continue
    return None
