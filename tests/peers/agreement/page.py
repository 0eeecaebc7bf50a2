"""docs/agreement.md: the figures of a whole run, put into page.md. Nothing in it tells of a machine or a day."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from tests.peers.agreement.figures import Figures, together
from tests.peers.agreement.names import Checks
from tests.peers.bearing import Bearing

PATH = Path(__file__).parents[3] / "docs" / "agreement.md"
TEMPLATE = Path(__file__).with_name("page.md")
MOST_REASONS = 12


@dataclass(frozen=True, slots=True)
class Row:
    """`what` was asked of `peer`, the program."""

    what: str
    peer: str
    figures: Figures


@dataclass(frozen=True, slots=True)
class Run:
    """`rows` by part of the comparison; `cases`: pages of written cases, by part; `programs`: names and versions."""

    seed: int
    programs: Sequence[tuple[str, str]]
    rows: dict[str, list[Row]]
    checks: Sequence[Checks]
    cases: dict[str, list[str]]


WILDCARDS = "names of wildcards"
"""The row whose questions are about all names of a family at once."""


def write(run: Run) -> str:
    squid, pac = run.rows["squid"], [*run.rows["pac"], *run.rows["chromium"]]
    return TEMPLATE.read_text("utf-8").format(
        seed=run.seed,
        programs=_lines(f"| {name} | {version} |" for name, version in run.programs),
        squid=_table(squid, "configurations"),
        starts=_starts(squid),
        squid_cases=cases(run.cases["squid"]),
        squid_unknown=_unknown(together(row.figures for row in squid)),
        pac=_table(pac, "files"),
        pac_cases=cases(run.cases["pac"]),
        pac_unknown=_unknown(together(row.figures for row in pac if row.what != WILDCARDS)),
        names=_names(run.checks),
    )


def cases(names: Sequence[str]) -> str:
    return f"Pages of written cases: {len(names)} ({', '.join(names)})."


def _lines(lines: Iterable[str]) -> str:
    return "\n".join(lines)


def _table(rows: Iterable[Row], files: str) -> str:
    head = (f"| asked | of | {files} | questions | agree | open | unknown | differ |", "|---|---|" + "---:|" * 6)
    return _lines((*head, *map(_row, rows)))


def _row(row: Row) -> str:
    figures = row.figures
    kinds = (Bearing.AGREES, Bearing.OPEN, Bearing.UNKNOWN, Bearing.DIFFERS)
    counts = [figures.files, figures.questions, *(figures.bearings[kind] for kind in kinds)]
    return f"| {row.what} | {row.peer} | {' | '.join(map(str, counts))} |"


def _starts(rows: Iterable[Row]) -> str:
    """`rows` of one program stand together."""
    head = ("| does it start? | proxylint: starts | proxylint: refuses |", "|---|---:|---:|")
    words = ("starts", "refuses")
    lines = []
    for peer, of_peer in groupby(rows, lambda row: row.peer):
        starts = together(row.figures for row in of_peer).starts
        lines += [f"| {peer} {real} | {' | '.join(str(starts[real, said]) for said in words)} |" for real in words]
    return _lines((*head, *lines))


def _unknown(figures: Figures) -> str:
    if not figures.reasons:
        return "Nothing was left unknown."
    ranked = sorted(figures.reasons.items(), key=lambda item: (-item[1], item[0]))
    rest = sum(count for _, count in ranked[MOST_REASONS:])
    return _lines(
        (
            f"Unknown are {figures.unknown_share:.2%} of all answers, for these reasons:",
            "",
            *(f"* {count}: {reason}" for reason, count in ranked[:MOST_REASONS]),
            *((f"* {rest}: others",) if rest else ()),
        )
    )


def _names(checks: Iterable[Checks]) -> str:
    head = ("| peer | patterns | refused by both | checks | differ |", "|---|" + "---:|" * 4)
    return _lines((*head, *(f"| {one.peer} | {one.patterns} | {one.refused} | {one.checks} | 0 |" for one in checks)))
