"""Exits of a long list that are noted together: who passes one of its tests, whichever, gets the same answer."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Sequence

from proxylint.formats.pac.exits_of_lists import Several
from proxylint.formats.pac.javascript.listed import FEWEST_EXITS, Listing, Listings
from proxylint.formats.pac.javascript.listed_tests import NETWORK
from proxylint.formats.pac.javascript.realm import Exit, Realm
from proxylint.formats.pac.javascript.values import Value
from proxylint.formats.pac.unfixed.flag import world_of
from proxylint.formats.pac.unfixed.possible import possible
from proxylint.formats.pac.unfixed.possible_words import WordTests
from proxylint.formats.pac.unfixed.text import Text
from proxylint.names import BadPattern, Beyond, Subject, Test, Witness
from proxylint.names.asking import read
from proxylint.names.family import Family
from proxylint.names.language import Language
from proxylint.tuples import NamedTuple


def leave_together(
    realm: Realm, listings: Listings, numbers: Sequence[int], text: str, taken: Callable[[int], Exit]
) -> int:
    """Note the exit of all who pass one of these tests; how many of the tests, from the first on, that was done for."""
    first, value, _ = listings[0]
    if first.asked.kind == NETWORK and len(listings) == 1 and first.index is not None:
        noted: int = first.index.leave_together(realm, first.asked.through, value, numbers, taken)
        return noted
    try:
        columns = [_column(realm, *column, numbers) for column in listings]
    except (Beyond, BadPattern):
        return 0
    end = min(len(numbers) if column is None else column.end for column in columns)
    if end < FEWEST_EXITS or None in columns:
        return 0
    rows = _Rows([column for column in columns if column is not None], taken)
    for column in rows.columns:
        if not column.note(realm, end, rows):
            return 0
    realm.spend_steps(end)
    return end


class _Rows(NamedTuple):
    """Tests in rows, a column for each that is written alike; `taken`: the exit of a row."""

    columns: Sequence[_Column]
    taken: Callable[[int], Exit]

    def first(self, member: Witness) -> Exit:
        """The exit that a member takes, who passes a test in at least one row."""
        found = (column.first(member) for column in self.columns)
        return self.taken(min((row for row in found if row is not None), default=0))


class _Column(NamedTuple):
    """Of tests in rows those that may hold: `rows` are their places among the rows that are looked at, ascending.

    `end`: before which row one of them holds for all, or may hold for what is fixed.
    """

    listing: Listing
    numbers: Sequence[int]
    rows: Sequence[int]
    sight: tuple[Subject, str, str] | None
    end: int

    def note(self, realm: Realm, end: int, among: _Rows) -> bool:
        """Note the exit that these tests guard in the rows before `end`."""
        rows = self.rows[: bisect_left(self.rows, end)]
        if not rows or self.sight is None:
            return True
        several = self.listing.index.languages(tuple(self.numbers[: len(rows)]))
        first = among.first if len(among.columns) > 1 else None
        noted = Several(Test(several.merged, *self.sight), several.languages, lambda at: among.taken(rows[at]), first)
        return world_of(realm).leave_together(realm, noted)

    def first(self, member: Witness) -> int | None:
        """The first row whose test of this column a member passes."""
        if self.sight is None:
            return None
        several = self.listing.index.languages(tuple(self.numbers))
        text = Test(several.merged, *self.sight).text(member.host, member.path) or ""
        return next((row for row, one in zip(self.rows, several.languages, strict=True) if one.matches(text)), None)


def _column(
    realm: Realm, listing: Listing, value: Value, places: Sequence[int], numbers: Sequence[int]
) -> _Column | None:
    """None where that is not looked into. Raises BadPattern, Beyond, Unmodelled."""
    found = None if listing.asked.kind == NETWORK else possible(realm, listing, value)
    if found is None:
        return None
    row_of = {place: row for row, place in enumerate(numbers)}
    own = [number for number in found if places[number] in row_of]
    rows, end = [row_of[places[number]] for number in own], len(numbers)
    if not rows or not isinstance(value, Text):
        return _Column(listing, own, rows, None, rows[0] if rows else end)
    view = value.view
    if not view.plain or view.fold or not _is_found_anywhere(listing, value, own):
        return None
    sight, family = (view.subject, view.before, view.after), world_of(realm).request.family
    several = listing.index.languages(tuple(own))
    several.spend(realm)
    if read(family, Test(several.merged, *sight)).verdict is not None:
        first = _open(several.languages, sight, family)
        end = rows[first] if first < len(rows) else end
    return _Column(listing, own, rows, sight, end)


def _is_found_anywhere(listing: Listing, text: Text, numbers: Sequence[int]) -> bool:
    """Of tests that ask where a word is found, that it is not at the start."""
    if not listing.asked.later:
        return True
    return all(text.starts(str(listing.words[number])) is False for number in numbers)


def languages_of(realm: Realm, listing: Listing, places: Sequence[int], numbers: Sequence[int]) -> Language:
    """What at least one of the tests at some places of a list matches, which `possible` looked up. Raises BadPattern,
    Beyond, Unmodelled."""
    index = listing.index
    assert isinstance(index, WordTests)
    if not isinstance(places, range):
        wanted = set(numbers)
        numbers = [number for number, place in enumerate(places) if place in wanted]
    found = index.languages(tuple(numbers))
    found.spend(realm)
    return found.merged


def _open(languages: Sequence[Language], sight: tuple[Subject, str, str], family: Family) -> int:
    """How many come before the first that holds for the whole family."""
    verdicts = (read(family, Test(language, *sight)).verdict for language in languages)
    return next((at for at, verdict in enumerate(verdicts) if verdict is True), len(languages))
