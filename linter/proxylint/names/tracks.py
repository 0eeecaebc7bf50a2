"""Several machines that read the same text side by side, each with the outcome it must have."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import product

from proxylint.names.family import Subject
from proxylint.names.machine import DEAD, MATCHED, START, Machine
from proxylint.records import dataclass

States = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Track:
    """One machine in the race and the outcome it must have."""

    machine: Machine
    subject: Subject
    before: str
    after: str
    wanted: bool

    def start(self) -> int:
        return self.machine.run(START, self.before)

    def ends_well(self, state: int) -> bool:
        return self.machine.accepts(self.machine.run(state, self.after)) is self.wanted


class Stage:
    """The tracks that read one part of the text together: the host, or the path.

    `hopes`: per track the places worth keeping, or None to keep all (Automaton.kept).
    """

    def __init__(self, tracks: Iterable[Track], alphabet: str) -> None:
        self.tracks = tuple(tracks)
        self.steps = self._representatives(alphabet)
        self.hopes: tuple[int | None, ...] = (None,) * len(self.tracks)

    def _representatives(self, alphabet: str) -> list[tuple[str, States]]:
        """Of the characters that no machine here tells apart, the first stands for all."""
        if not self.tracks:
            return [(alphabet[0], ())]
        found: dict[States, str] = {}
        read = zip(*(track.machine.letters(alphabet) for track in self.tracks), strict=True)
        for letters, character in zip(read, alphabet, strict=True):
            found.setdefault(letters, character)
        return [(character, letters) for letters, character in found.items()]

    def step(self, states: States, letters: States) -> States | None:
        """None = some track has failed for good."""
        after = []
        for track, state, letter, hope in zip(self.tracks, states, letters, self.hopes, strict=True):
            state = track.machine.step(state, letter)
            if hope is not None:
                state = track.machine.kept(state, hope)
            if state == (DEAD if track.wanted else MATCHED):
                return None
            after.append(state)
        return tuple(after)

    def run(self, states: Iterable[int], text: str) -> States | None:
        after = []
        for track, state in zip(self.tracks, states, strict=True):
            state = track.machine.run(state, text)
            if state == (DEAD if track.wanted else MATCHED):
                return None
            after.append(state)
        return tuple(after)

    def singles(self, states: States) -> Iterable[States]:
        """A match may be guessed place by place, so that sets of places cannot multiply; a mismatch may not."""
        return product(
            *(
                track.machine.singles(state) if track.wanted else (state,)
                for track, state in zip(self.tracks, states, strict=True)
            )
        )

    def cost(self, states: States) -> int:
        return 1 + sum(track.machine.costs[state] for track, state in zip(self.tracks, states, strict=True))
