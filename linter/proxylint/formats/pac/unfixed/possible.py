"""Which tests of a long list can hold for the host or URL that is asked for: the others need not be made one by one."""

from __future__ import annotations

from collections.abc import Sequence

from proxylint.formats.pac.javascript.builtins.patterns import LONGEST_TEXT
from proxylint.formats.pac.javascript.builtins.table import CONSTRUCTORS, METHODS
from proxylint.formats.pac.javascript.listed import FEWEST_EXITS, Listing
from proxylint.formats.pac.javascript.listed_tests import CALL, EQUAL, MAKER, NETWORK, PATTERN
from proxylint.formats.pac.javascript.realm import Realm
from proxylint.formats.pac.javascript.values import Fn, Value
from proxylint.formats.pac.library.globals import is_standard
from proxylint.formats.pac.library.names import works_as_made
from proxylint.formats.pac.unfixed.flag import world_of
from proxylint.formats.pac.unfixed.possible_words import LOOKS, WordTests
from proxylint.formats.pac.unfixed.text import Text
from proxylint.names.language import LINE_ENDS
from proxylint.names.word_index import Edges

_HELPERS = ("dnsDomainIs", "shExpMatch")
"""Those that are looked up."""


def possible(realm: Realm, listing: Listing, value: Value) -> Sequence[int] | None:
    """The tests of `listing` that may hold for the value of their variable; None = that is not looked into."""
    if listing.asked.kind == NETWORK:
        from proxylint.formats.pac.unfixed.possible_networks import possible_networks

        return possible_networks(realm, listing, value)
    if not _is_own(realm, listing):
        return None
    edges = _edges(value)
    if edges is None:
        return None
    index = listing.index
    if index is None:
        index = listing.index = WordTests(listing)
    found: Sequence[int] = index.possible(edges)
    if listing.asked.kind == PATTERN and len(found) >= FEWEST_EXITS and isinstance(value, Text):
        realm.spend_steps(len(found) // LOOKS)
        found = index.fitting(found, value, world_of(realm).request.family)
    return found


def _is_own(realm: Realm, listing: Listing) -> bool:
    """Whether the function is still the engine's or the language's own."""
    kind, name = listing.asked.kind, listing.asked.name
    if kind == CALL:
        return name in _HELPERS and is_standard(realm, name) and works_as_made(realm, name)
    if kind == EQUAL:
        return True
    if listing.asked.made is not None and not _makes_patterns(realm):
        return False
    method = "RegExp" if name in ("test", "exec") else "String", name
    several = [method, ("RegExp", "exec")] if kind == PATTERN else [method]
    return all(realm.prototypes[holder].props.get(one) is METHODS[holder][one] for holder, one in several)


def _makes_patterns(realm: Realm) -> bool:
    maker = realm.globals.props.get(MAKER)
    return isinstance(maker, Fn) and (maker.call, maker.construct) == CONSTRUCTORS[MAKER][:2]


def _edges(value: Value) -> Edges | None:
    if type(value) is str:
        plain = len(value) <= LONGEST_TEXT and LINE_ENDS.isdisjoint(value)
        return Edges(value, value, frozenset(), exact=True) if plain else None
    if isinstance(value, Text):
        view = value.view
        if not LINE_ENDS.isdisjoint(value.fixed):
            return None
        return Edges(view.prefix, view.suffix, view.alphabet)
    return None
