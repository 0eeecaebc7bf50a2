"""Is there a member of a family that these tests match and those do not? Breadth first, so a shortest one is found.

A member is free labels + the constant tail of its host, then a constant stem of its path + free characters. All
machines read it side by side. A branch ends as soon as one test can no longer come out as wanted.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from proxylint.names.automaton import Automaton
from proxylint.names.errors import Beyond
from proxylint.names.family import HOST_CHARACTERS, LONGEST_HOST, PATH_CHARACTERS, Family, Subject, Witness
from proxylint.names.tracks import Stage, States, Track

FIRST_WORK = 3_000
MOST_WORK = 60_000
"""Work units of one search: steps of one machine, weighted by how many places it is in."""


Spend = Callable[[int], None]
"""Told how many work units have been used up; it may raise what it likes."""


class _Spent(Beyond):
    """The work of this search is used up."""


Node = tuple[bool, bool, States]
"""In the path already; at the beginning of a label, where no dot may stand and no host may end; the states."""


def search(family: Family, tracks: Sequence[Track], spend: Spend | None = None) -> Witness | None:
    """A shortest member for which every track ends as wanted; None = there is none. Beyond when the work runs out.

    `spend` is told of the work units before it is known what they have found."""
    try:
        return _run(_Search(family, tracks, FIRST_WORK), spend)
    except _Spent:
        search = _Search(family, tracks, MOST_WORK)
        search.prune()
        return _run(search, spend)


def _run(search: _Search, spend: Spend | None) -> Witness | None:
    before = search.left
    try:
        return search.run()
    finally:
        if spend is not None:
            spend(before - max(search.left, 0))


class _Search:
    def __init__(self, family: Family, tracks: Sequence[Track], most: int) -> None:
        self._family = family
        self.left = most
        host = [track for track in tracks if track.subject is not Subject.PATH]
        self._host = Stage(host, HOST_CHARACTERS)
        self._dot = tuple(track.machine.letter(".") for track in host)
        self._path = Stage((track for track in tracks if track.subject is not Subject.HOST), PATH_CHARACTERS)
        self._path_starts = [track.start() for track in tracks if track.subject is Subject.PATH]
        self._came: dict[Node, tuple[Node, str] | None] = {}
        self._waiting: list[Node] = []
        self._found: Witness | None = None
        self._thorough = False

    def prune(self) -> None:
        """Work that pays only when a plain search has not come to an end."""
        self._thorough = True
        self._path.hopes = tuple(self._hope(track, in_path=True) for track in self._path.tracks)
        self._host.hopes = tuple(self._hope(track, in_path=False) for track in self._host.tracks)

    def _hope(self, track: Track, in_path: bool) -> int | None:
        machine, family = track.machine, self._family
        if not isinstance(machine, Automaton) or (hope := machine.hope_at_end()) is None:
            return None
        hope = machine.hope_before(track.after, hope)
        if track.subject is not Subject.HOST and family.open_path:
            hope = machine.hope_before_any(PATH_CHARACTERS, hope)
        if in_path:
            return hope
        stem = family.stem if track.subject is Subject.HOST_PATH else ""
        hope = machine.hope_before(family.tail + stem, hope)
        return machine.hope_before_any(HOST_CHARACTERS + ".", hope)

    def run(self) -> Witness | None:
        begun = self._host.run((track.start() for track in self._host.tracks), "")
        if begun is not None:
            if self._family.open_host:
                self._reach((False, True, begun), None, "")
            else:
                self._end_host(None, begun)
        length, room = 0, LONGEST_HOST - len(self._family.tail)
        while self._waiting and self._found is None:
            level, self._waiting = self._waiting, []
            for node in level:
                in_path, _, _ = node
                if in_path:
                    self._from_path(node)
                elif length < room:
                    self._from_host(node)
                if self._found is not None:
                    break
            length += 1
        return self._found

    def _spend(self, units: int) -> None:
        self.left -= units
        if self.left < 0:
            raise _Spent("the patterns together need too many steps")

    def _reach(self, node: Node, came: Node | None, character: str) -> None:
        if node in self._came:
            return
        self._came[node] = None if came is None else (came, character)
        self._waiting.append(node)
        in_path, fresh, states = node
        if in_path:
            self._end_path(node, states)
        elif not fresh:
            self._end_host(node, states)

    def _from_host(self, node: Node) -> None:
        _, fresh, states = node
        cost = self._host.cost(states)
        for character, letters in self._host.steps:
            self._go(node, letters, character, cost, fresh=False)
        if not fresh:
            self._go(node, self._dot, ".", cost, fresh=True)

    def _from_path(self, node: Node) -> None:
        _, _, states = node
        cost = self._path.cost(states)
        for character, letters in self._path.steps:
            self._go(node, letters, character, cost, fresh=False)

    def _go(self, node: Node, letters: States, character: str, cost: int, fresh: bool) -> None:
        if self._found is not None:
            return
        self._spend(cost)
        in_path, _, states = node
        stage = self._path if in_path else self._host
        after = stage.step(states, letters)
        if after is None:
            return
        for each in stage.singles(after) if self._thorough else (after,):
            self._spend(1)
            self._reach((in_path, fresh, each), node, character)

    def _end_host(self, node: Node | None, states: States) -> None:
        """The host could end here: tests of the host alone are settled, the others go on into the path."""
        family = self._family
        tail = family.tail
        after = self._host.run(states, tail)
        self._spend(self._host.cost(states))
        if after is None or self._found is not None:
            return
        onward = []
        for track, state in zip(self._host.tracks, after, strict=True):
            if track.subject is Subject.HOST_PATH:
                onward.append(state)
            elif not track.ends_well(state):
                return
        in_path = self._enter_path(onward)
        if in_path is None:
            return
        if family.open_path:
            self._reach((True, False, in_path), node, "")
        else:
            self._end_path(node, in_path)

    def _enter_path(self, onward: list[int]) -> States | None:
        whole, paths = iter(onward), iter(self._path_starts)
        starts = [next(whole if track.subject is Subject.HOST_PATH else paths) for track in self._path.tracks]
        return self._path.run(starts, self._family.stem)

    def _end_path(self, node: Node | None, states: States) -> None:
        if self._found is not None:
            return
        if all(track.ends_well(state) for track, state in zip(self._path.tracks, states, strict=True)):
            self._found = self._spell(node)

    def _spell(self, node: Node | None) -> Witness:
        """The member that leads to `node`, read back from its end."""
        host: list[str] = []
        path: list[str] = []
        while node is not None and (came := self._came.get(node)) is not None:
            earlier, character = came
            in_path, _, _ = earlier
            (path if in_path else host).append(character)
            node = earlier
        family = self._family
        name = "".join(reversed(host)) + family.tail
        return Witness(name, family.stem + "".join(reversed(path)) if family.path is not None else None)
