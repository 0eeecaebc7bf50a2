"""Which of thousands of networks can hold an address: what is true of one address is looked up, mask by mask."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from proxylint.formats.pac.exits import AskClient, AskResolved, asked_once
from proxylint.formats.pac.exits_of_lists import Ranges
from proxylint.formats.pac.javascript.listed import Listing
from proxylint.formats.pac.javascript.listed_tests import Word
from proxylint.formats.pac.javascript.realm import Exit, Realm
from proxylint.formats.pac.javascript.values import UNDEFINED, Unmodelled, Value
from proxylint.formats.pac.library.dotted import parse_dotted
from proxylint.formats.pac.library.globals import is_standard
from proxylint.formats.pac.library.names import works_as_made
from proxylint.formats.pac.library.network import matching, my_ip_address, resolved
from proxylint.formats.pac.library.restarts import IPV4, OWN
from proxylint.formats.pac.unfixed.address import Address
from proxylint.formats.pac.unfixed.flag import Flag, world_of
from proxylint.formats.pac.unfixed.text import Text
from proxylint.intervals import Intervals


class NetworkIndex:
    """Of tests `isInNet(variable, network, mask)` by `(network, mask)`. One that is no network holds for nothing."""

    def __init__(self, words: Sequence[Word]) -> None:
        self._count = len(words)
        self._networks: dict[int, tuple[int, int]] = {}
        """By the number of its test: address and mask."""
        self._by_mask: dict[int, dict[int, list[int]]] = {}
        for number, word in enumerate(words):
            network, mask = map(parse_dotted, word)
            if network is not None and mask is not None:
                self._networks[number] = (network & mask, mask)
                self._by_mask.setdefault(mask, {}).setdefault(network & mask, []).append(number)
        self._numbers = tuple(self._networks)
        self._ranges: dict[int, Intervals | None] = {}
        self._unions: dict[tuple[int, ...], Intervals] = {}

    def possible(self, realm: Realm, through: str, value: Value) -> Sequence[int] | None:
        """The tests that may hold for a variable's value, ascending; None = that is not known."""
        value = _address(realm, through, value, self._count)
        if isinstance(value, Address):
            return self._numbers
        fixed = parse_dotted(value)
        if fixed is not None:
            return sorted(number for mask, nets in self._by_mask.items() for number in nets.get(fixed & mask, ()))
        return () if value is None else None

    def leave_together(
        self, realm: Realm, through: str, value: Value, numbers: Sequence[int], taken: Callable[[int], Exit]
    ) -> int:
        """Note the exit of the addresses in any of these networks; for how many of them that was done."""
        address, world = _address(realm, through, value, len(numbers)), world_of(realm)
        ranges = list(self._until_unclear(numbers))
        if not isinstance(address, Address) or not ranges:
            return 0
        union = self._union(tuple(numbers[: len(ranges)]), ranges)
        asked = asked_once(world, realm, Flag(lambda world: address.within(world, union)))
        if not isinstance(asked, tuple) or not asked[1]:
            return 0
        question = asked[0]
        if not isinstance(question, (AskResolved, AskClient)):
            return 0
        if not world.leave_together(realm, Ranges(question, ranges, taken)):
            return 0
        realm.spend_steps(len(ranges))
        return len(ranges)

    def _until_unclear(self, numbers: Iterable[int]) -> Iterable[Intervals]:
        """The addresses of each, up to the first mask that has too many holes to say."""
        for number in numbers:
            if number not in self._ranges:
                try:
                    self._ranges[number] = matching(*self._networks[number])
                except Unmodelled:
                    self._ranges[number] = None
            found = self._ranges[number]
            if found is None:
                return
            yield found

    def _union(self, numbers: tuple[int, ...], ranges: Sequence[Intervals]) -> Intervals:
        found = self._unions.get(numbers)
        if found is None:
            found = Intervals.of(part for one in ranges for part in one.parts)
            self._unions.clear()
            self._unions[numbers] = found
        return found


def _address(realm: Realm, through: str, value: Value, tests: int) -> Value:
    """What `isInNet` tests in the end: a text of an address, null, an `Address`; any other value is not looked into.

    `through`: the function that is called with the value; one that the script has in its place is not looked into.
    Nor is a look-up that breaks the script off. `tests`: how many look it up.
    """
    own = through == "myIpAddress"
    if through and not (is_standard(realm, through) and (own or type(value) is str or isinstance(value, Text))):
        return False
    if not through and not isinstance(value, Text) and (type(value) is not str or parse_dotted(value) is not None):
        return value
    restarts = world_of(realm).restarts
    if restarts is not None and not restarts.may_pass(OWN if own else IPV4, "" if own else value, tests):
        return False
    try:
        return my_ip_address(realm, UNDEFINED, []) if own else resolved(realm, value)
    except Unmodelled:
        return False


def possible_networks(realm: Realm, listing: Listing, value: Value) -> Sequence[int] | None:
    """As `possible`, of a listing of networks."""
    if not (is_standard(realm, "isInNet") and works_as_made(realm, "isInNet")):
        return None
    if listing.index is None:
        listing.index = NetworkIndex(listing.words)
    index: NetworkIndex = listing.index
    return index.possible(realm, listing.asked.through, value)
