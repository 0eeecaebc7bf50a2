"""The states of an automaton as they are stored: short, and each read when the automaton first comes to it.

A small PAC file comes to an eighth of the grammar's 500 states, and half of all entries say the same for the same
symbols: "reduce", for everything that may follow. So a state is a line of two parts, each of pairs of numbers.
`5 12/7 -3`: for symbol 5 the entry is 12; for all symbols of set 7 it is -3.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


def written(states: Sequence[Mapping[str, int]]) -> dict[str, Any]:
    """What `unread` takes, made of strings and lists."""
    symbols = {symbol: at for at, symbol in enumerate(sorted({symbol for row in states for symbol in row}))}
    sets: dict[str, int] = {}
    return {"symbols": " ".join(symbols), "rows": [_line(row, symbols, sets) for row in states], "sets": list(sets)}


def _line(row: Mapping[str, int], symbols: Mapping[str, int], sets: dict[str, int]) -> str:
    reduced: dict[int, list[str]] = {}
    for symbol, entry in row.items():
        if entry < 0:
            reduced.setdefault(entry, []).append(symbol)
    own = " ".join(f"{symbols[symbol]} {entry}" for symbol, entry in row.items() if entry > 0)
    shared = [f"{sets.setdefault(' '.join(found), len(sets))} {entry}" for entry, found in reduced.items()]
    return f"{own}/{' '.join(shared)}"


def unread(stored: Any) -> list[Mapping[str, int]]:
    """The states. One that was used is a dictionary from then on."""
    symbols, sets = stored["symbols"].split(" "), stored["sets"]
    states: list[Mapping[str, int]] = []
    states.extend([Unread(states, at, line, symbols, sets) for at, line in enumerate(stored["rows"])])
    return states


class Unread(Mapping[str, int]):
    """A state that nobody has come to. It puts a dictionary in its place when it is asked something."""

    __slots__ = ("at", "line", "sets", "states", "symbols")

    def __init__(
        self, states: list[Mapping[str, int]], at: int, line: str, symbols: Sequence[str], sets: Sequence[str]
    ) -> None:
        self.states, self.at, self.line, self.symbols, self.sets = states, at, line, symbols, sets

    def read(self) -> Mapping[str, int]:
        found = self.states[self.at]
        if found is self:
            found = self.states[self.at] = self._row()
        return found

    def _row(self) -> dict[str, int]:
        own, _, shared = self.line.partition("/")
        numbers = list(map(int, own.split()))
        row = dict(zip(map(self.symbols.__getitem__, numbers[::2]), numbers[1::2], strict=True))
        if shared:
            numbers = list(map(int, shared.split()))
            for number, entry in zip(numbers[::2], numbers[1::2], strict=True):
                row.update(dict.fromkeys(self.sets[number].split(" "), entry))
        return row

    def __getitem__(self, symbol: str) -> int:
        return self.read()[symbol]

    def __contains__(self, symbol: object) -> bool:
        return symbol in self.read()

    def __iter__(self) -> Iterator[str]:
        return iter(self.read())

    def __len__(self) -> int:
        return len(self.read())
