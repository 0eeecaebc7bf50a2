"""Which report goes where: `--format` and `--output` may be given several times, and belong together by their order."""

from __future__ import annotations

import os
from collections.abc import Sequence

from proxylint.errors import UsageError
from proxylint.records import dataclass

FORMAT, OUTPUT = "format", "output"
STDOUT = "-"
"""The output that means standard output, where the order says which format that is."""


@dataclass(frozen=True, slots=True)
class Destination:
    """A format and the file that it is written to; None = standard output."""

    format: str
    output: str | None = None


def destinations(
    order: Sequence[str], formats: Sequence[str], outputs: Sequence[str], default: str = "text"
) -> tuple[Destination, ...]:
    """Each output belongs to the format before it. One of each belong together in either order, and an output without
    any format gets the `default`.

    UsageError where it is not clear what goes where: two reports to standard output, or to one file.
    """
    if len(formats) <= 1 and len(outputs) <= 1:
        found = [Destination(*formats or (default,), *outputs)]
    else:
        found = _paired([name for name in order if name in (FORMAT, OUTPUT)], list(formats), list(outputs))
    found = [Destination(one.format) if one.output == STDOUT else one for one in found]
    _check(found)
    return tuple(found)


def _paired(order: Sequence[str], formats: list[str], outputs: list[str]) -> list[Destination]:
    found: list[Destination] = []
    for name in order:
        if name == FORMAT:
            found.append(Destination(formats.pop(0)))
            continue
        output = outputs.pop(0)
        if not found:
            raise UsageError(f"--output '{output}': with several of them, write each behind the --format it is for")
        if found[-1].output is not None:
            raise UsageError(f"--output '{output}': '{found[-1].output}' gets that report; give it a --format")
        found[-1] = Destination(found[-1].format, output)
    return found


def _check(found: Sequence[Destination]) -> None:
    plain = [one.format for one in found if one.output is None]
    if len(plain) > 1:
        raise UsageError(
            f"--format {' and '.join(plain)}: only one can go to standard output; give the others --output"
        )
    files: set[str] = set()
    for output in [one.output for one in found if one.output is not None]:
        if os.path.realpath(output) in files:
            raise UsageError(f"--output '{output}': two reports cannot go to one file")
        files.add(os.path.realpath(output))
