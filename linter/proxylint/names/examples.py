"""A member of a family for which one test comes out as wanted, found by a search: the first of the shortest ones."""

from __future__ import annotations

from proxylint.names.asking import Reading
from proxylint.names.beginnings import Beginnings, Unfinished
from proxylint.names.errors import Beyond
from proxylint.names.family import Family, Subject, Witness
from proxylint.names.search import FIRST_WORK, search
from proxylint.tuples import NamedTuple


class Found(NamedTuple):
    """What a search has come to, None = there is no such member; and its work, in units of search.py."""

    member: Witness | Beyond | None
    work: int


def sought(reading: Reading, wanted: bool) -> Found:
    """By what is kept with the language for other families, where the rest of a member is no matter to the test."""
    family, subject = reading.family, reading.test.subject
    if family.open_host and subject is Subject.HOST:
        try:
            return Found(_beginnings(reading, wanted).first(family), 0)
        except Unfinished:
            pass
        except Beyond as beyond:
            return Found(beyond.with_traceback(None), 0)
    if family.open_path and subject is Subject.PATH:
        return _with_path(reading, wanted)
    return _searched(family, reading, wanted)


def _searched(family: Family, reading: Reading, wanted: bool) -> Found:
    spent: list[int] = []
    try:
        return Found(search(family, [reading.track(wanted)], spent.append), sum(spent))
    except Beyond as beyond:
        return Found(beyond.with_traceback(None), sum(spent))


def _with_path(reading: Reading, wanted: bool) -> Found:
    """Whatever the host is."""
    family, test, cache = reading.family, reading.test, reading.language.cache
    key = ("path", family.stem, test.before, test.after, wanted)
    found = cache.get(key)
    if not isinstance(found, Found):
        found = cache[key] = _searched(Family("a", family.path), reading, wanted)
    if not isinstance(found.member, Witness):
        return found
    return Found(Witness(f"a{family.tail}" if family.open_host else family.host, found.member.path), found.work)


def _beginnings(reading: Reading, wanted: bool) -> Beginnings:
    test, cache = reading.test, reading.language.cache
    key = ("beginnings", test.before, test.after, wanted)
    found = cache.get(key)
    if not isinstance(found, Beginnings):
        found = cache[key] = Beginnings(reading.track(wanted), FIRST_WORK)
    return found
