"""Several machines side by side, of which few are at work at a time."""

from __future__ import annotations

from collections.abc import Hashable
from functools import cached_property

from proxylint.names.machine import MATCHED, START, Machine

_Active = tuple[tuple[int, int], ...]


class Joint(Machine):
    """Matches when one of the machines does.

    A key holds those that are not idle, as pairs of a machine's place and its state, in order: a long list has many
    patterns, and only some of them have begun to match at any place of a text.
    """

    def __init__(self, machines: tuple[Machine, ...]) -> None:
        super().__init__(tuple((place, START) for place in range(len(machines))))
        self._machines = machines
        self._idle = [machine.idle() for machine in machines]
        self._living = sum(map(bool, self._idle))
        self._least = sum(machine.costs[state] for machine, state in zip(machines, self._idle, strict=True))
        self._combinations: dict[tuple[int, ...], int] = {}
        self._parts: list[tuple[int, ...]] = []
        self._beginnings: dict[int, dict[int, int]] = {}

    def _letter(self, character: str) -> int:
        return self._number(tuple([machine.letter(character) for machine in self._machines]))

    def _row(self, alphabet: str) -> tuple[int, ...]:
        rows = [machine.letters(alphabet) for machine in self._machines]
        return tuple(map(self._number, zip(*rows, strict=True)))

    def _number(self, parts: tuple[int, ...]) -> int:
        number = self._combinations.setdefault(parts, len(self._parts))
        if number == len(self._parts):
            self._parts.append(parts)
        return number

    def _advance(self, key: Hashable, letter: int) -> int:
        after = dict(self._beginning(letter))
        letters = self._parts[letter]
        for place, state in _active(key):
            now = self._machines[place].step(state, letters[place])
            if now != self._idle[place]:
                after[place] = now
            else:
                after.pop(place, None)
        if MATCHED in after.values():
            return MATCHED
        return self._at(tuple(sorted(after.items())))

    def _at(self, active: _Active) -> int:
        """DEAD (0) is where all of them are: the active ones, and so many that no idle one lives."""
        if len(active) == self._living and not any(state for _, state in active):
            return 0
        more = sum(self._machines[place].costs[state] - self._idle_cost(place) for place, state in active)
        return self._state(active, self._least + more)

    def _idle_cost(self, place: int) -> int:
        return self._machines[place].costs[self._idle[place]]

    def _beginning(self, letter: int) -> dict[int, int]:
        """The machines that a letter wakes, with the states that it brings them to."""
        found = self._beginnings.get(letter)
        if found is None:
            asked = zip(self._machines, self._idle, self._parts[letter], strict=True)
            after = [machine.step(state, mine) for machine, state, mine in asked]
            found = {place: state for place, state in enumerate(after) if state != self._idle[place]}
            self._beginnings[letter] = found
        return found

    def _accepts(self, key: Hashable) -> bool:
        active = _active(key)
        if any(self._machines[place].accepts(state) for place, state in active):
            return True
        return bool(self._content) and not self._content <= {place for place, _ in active}

    @cached_property
    def _content(self) -> frozenset[int]:
        """The machines that accept when they are idle."""
        idle = enumerate(zip(self._machines, self._idle, strict=True))
        return frozenset(place for place, (machine, state) in idle if machine.accepts(state))


def _active(key: Hashable) -> _Active:
    assert isinstance(key, tuple)
    return key
