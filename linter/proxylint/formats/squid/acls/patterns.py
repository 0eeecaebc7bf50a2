"""The languages of names that the values of an ACL mean."""

from __future__ import annotations

from itertools import chain

from proxylint import addresses
from proxylint.formats.squid.compiled import list_key
from proxylint.formats.squid.model import Acl, Value
from proxylint.formats.squid.sight import Sight
from proxylint.intervals import Intervals
from proxylint.names import BadPattern, Beyond, Language, any_of, domains, posix
from proxylint.names.dstdomain import Domains
from proxylint.records import dataclass
from proxylint.regex import regex

_NUMERIC = regex(r"[0-9.]++|[0-9A-Fa-f:.]*+:[0-9A-Fa-f:.]*+")
_ENDS = frozenset("0123456789.")

NO_ADDRESS = Intervals(())


@dataclass(frozen=True, slots=True)
class Matcher:
    """What an ACL matches. `beyond`: why a part of it is not known, so that a text outside `language` is undecided.

    `numeric`: the addresses among the values, for hosts that are addresses. `listed`: the language, if it is a list.
    """

    language: Language
    beyond: str | None = None
    numeric: Intervals = NO_ADDRESS
    empty: bool = False
    listed: Domains | None = None


def domain_matcher(acl: Acl, sight: Sight) -> Matcher:
    """dstdomain and ssl::server_name values; the reader has put them in lower case, as Squid does
    (acl/DomainData.cc:66@5.7)."""
    return sight.compiled.of("domains", list_key(acl, sight.compiled), lambda: _read_domains(acl))


def regex_matcher(acl: Acl, sight: Sight) -> Matcher:
    return sight.compiled.of("patterns", acl.name, lambda: _named(acl, _patterns(acl, sight)))


@dataclass(frozen=True, slots=True)
class _Patterns:
    """`beyond`: the first pattern that is not decided, and why."""

    language: Language
    beyond: tuple[str, str] | None
    empty: bool


def _patterns(acl: Acl, sight: Sight) -> _Patterns:
    return sight.compiled.of("pattern list", list_key(acl, sight.compiled), lambda: _read_patterns(acl))


def _named(acl: Acl, found: _Patterns) -> Matcher:
    beyond = None
    if found.beyond is not None:
        pattern, reason = found.beyond
        beyond = f"the pattern '{pattern}' of '{acl.name}' is not decided: {reason}"
    return Matcher(found.language, beyond, empty=found.empty)


def _read_domains(acl: Acl) -> Matcher:
    lists = [part.values.texts() for _, part in acl.telling()]
    numbers = []
    for text in chain.from_iterable(lists):
        if (text[-1:] in _ENDS or ":" in text) and _NUMERIC.fullmatch(text):
            try:
                numbers.append(addresses.parse_address(text))
            except ValueError:
                continue
    listed = domains(chain.from_iterable(lists))
    return Matcher(listed, None, Intervals.of((number, number) for number in numbers), not any(lists), listed)


def _read_patterns(acl: Acl) -> _Patterns:
    """Invalid patterns are skipped by Squid 5; later versions refuse the file, which is told elsewhere."""
    languages: list[Language] = []
    beyond: tuple[str, str] | None = None
    empty = True
    for _, part in acl.telling():
        for text in part.values.texts():
            empty = False
            try:
                languages.append(posix(text, ignore_case=part.ignore_case))
            except BadPattern:
                continue
            except Beyond as error:
                beyond = beyond or (text, error.reason)
    return _Patterns(any_of(languages), beyond, empty)


def covering_domain(acl: Acl, host: str, sight: Sight) -> Value | None:
    """The value that covers a host: itself, or the nearest name above it with a leading dot."""
    listed = domain_matcher(acl, sight).listed
    text = None if listed is None else listed.covering(host)
    if text is None:
        return None
    return sight.compiled.of("place", (list_key(acl, sight.compiled), text), lambda: _place(acl, text))


def _place(acl: Acl, text: str) -> Value:
    part, index = next((part, texts.index(text)) for part in acl.parts if text in (texts := part.values.texts()))
    return part.values.at(index)


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
