"""Machines read a text from the left and know at every place whether it matches, never will, or always will.

States are small numbers for hashable keys; a step once made is remembered. Letters are numbers for sets of characters
that the machine does not tell apart.
"""

from __future__ import annotations

from collections.abc import Hashable

from proxylint.names.errors import Beyond

DEAD, MATCHED, START = 0, 1, 2

LONGEST_RUN = 2_000_000
"""Work units (see `costs`) for one concrete text."""


class Machine:
    """Unanchored search: a state is MATCHED for good once some part of the text read so far matched, whatever follows.

    `costs`: work units of one step from each state.
    """

    def __init__(self, start: Hashable) -> None:
        self._letters: dict[str, int] = {}
        self._rows: dict[str, tuple[int, ...]] = {}
        self._keys: list[Hashable] = [None, None, start]
        self._steps: list[dict[int, int]] = [{}, {}, {}]
        self._ends: dict[int, bool] = {DEAD: False, MATCHED: True}
        self._known: dict[Hashable, int] = {}
        self.costs = [1, 1, 1]

    def letter(self, character: str) -> int:
        """Characters of one letter are the same to this machine."""
        known = self._letters.get(character)
        if known is None:
            known = self._letters[character] = self._letter(character)
        return known

    def letters(self, alphabet: str) -> tuple[int, ...]:
        """The letters of all characters of an alphabet, in its order: every search asks for the same ones."""
        known = self._rows.get(alphabet)
        if known is None:
            known = self._rows[alphabet] = self._row(alphabet)
        return known

    def step(self, state: int, letter: int) -> int:
        if state <= MATCHED:
            return state
        found = self._steps[state].get(letter)
        if found is None:
            found = self._steps[state][letter] = self._advance(self._keys[state], letter)
        return found

    def run(self, state: int, text: str) -> int:
        """The state behind `text`. Raises Beyond when pattern and text are both huge."""
        spent = 0
        letters, steps, costs = self._letters, self._steps, self.costs
        for character in text:
            if state <= MATCHED:
                return state
            spent += costs[state]
            if spent > LONGEST_RUN:
                raise Beyond("the pattern is too large for a text of this length")
            letter = letters.get(character)
            if letter is None:
                letter = self.letter(character)
            after = steps[state].get(letter)
            state = self.step(state, letter) if after is None else after
        return state

    def accepts(self, state: int) -> bool:
        """Whether the text read so far matches when nothing follows."""
        known = self._ends.get(state)
        if known is None:
            known = self._ends[state] = self._accepts(self._keys[state])
        return known

    def matches(self, text: str) -> bool:
        return self.accepts(self.run(START, text))

    def decided(self, beginning: str) -> bool | None:
        """Whether every text, or no text, that begins so matches; None = that depends on the rest."""
        state = self.run(START, beginning)
        return None if state > MATCHED else state == MATCHED

    def singles(self, state: int) -> tuple[int, ...]:
        """States that together match what `state` matches, each as small as can be."""
        return (state,)

    def idle(self) -> int:
        """A state in which nothing has begun, where the machine stays as long as nothing begins, if there is one."""
        return START

    def kept(self, state: int, hope: int) -> int:
        """The state without what is not in `hope`."""
        return state

    def _state(self, key: Hashable, cost: int, name: Hashable = None) -> int:
        """`name`: equal for equal keys, where the hashes of keys are not to be relied on."""
        name = name or key
        found = self._known.get(name)
        if found is None:
            found = self._known[name] = len(self._keys)
            self._keys.append(key)
            self._steps.append({})
            self.costs.append(cost)
        return found

    def _row(self, alphabet: str) -> tuple[int, ...]:
        return tuple(map(self.letter, alphabet))

    def _letter(self, character: str) -> int:
        raise NotImplementedError

    def _advance(self, key: Hashable, letter: int) -> int:
        raise NotImplementedError

    def _accepts(self, key: Hashable) -> bool:
        raise NotImplementedError
