"""Traces of many findings along one list."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from proxylint.verdict import Step, Trace, Trail


class Reads:
    """How often the steps of a line were read."""

    number = 0


def along_one_list(lines: Sequence[Step]) -> tuple[list[Trace], Reads]:
    """One trace for each line, with all lines above."""
    reads = Reads()

    class Counted(tuple[Step, ...]):
        def __iter__(self) -> Iterator[Step]:
            reads.number += 1
            return super().__iter__()

    trail: Trail = None
    traces = []
    for line in lines:
        trail = (trail, Counted((line,)))
        traces.append(Trace(trail))
    return traces, reads
