"""The verdict matrix: every URL of the profile, its outcome in each file, and the line that decides."""

from __future__ import annotations

import csv
import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TextIO

from proxylint.judgement import Failing, Judged, Outcome, Part
from proxylint.report.visible import visible
from proxylint.rule import Examined
from proxylint.verdict import Case

COLUMNS = ("file", "url", "service", "required", "outcome", "fault", "route", "decided by")


@dataclass(frozen=True, slots=True)
class Row:
    """One URL in one file. `fault` lists what is wrong in plain words, empty where it passes."""

    file: str
    url: str
    service: str
    required: str
    outcome: str
    fault: str
    route: str
    decided_by: str

    @property
    def cells(self) -> tuple[str, ...]:
        return (
            self.file,
            self.url,
            self.service,
            self.required,
            self.outcome,
            self.fault,
            self.route,
            self.decided_by,
        )


def rows(examined: Sequence[Examined]) -> list[Row]:
    return [_row(one, judged) for one in examined for judged in one.judged]


def _row(examined: Examined, judged: Judged) -> Row:
    cases = [case for failing in judged.failings for case in failing.cases] or list(judged.verdict.cases)
    return Row(
        examined.source.path,
        judged.verdict.request.url,
        examined.services[judged.endpoint.area].title,
        "required" if judged.endpoint.needed else "optional",
        judged.outcome.value,
        ", ".join(dict.fromkeys(_said(failing) for failing in judged.failings)),
        "; ".join(dict.fromkeys(_route(case) for case in judged.verdict.cases)),
        ", ".join(dict.fromkeys(place for case in cases[:3] if (place := _place(examined, case)))),
    )


def _said(failing: Failing) -> str:
    limits = [] if failing.part is Part.ALL else [failing.part.value]
    limits += [] if failing.everywhere else ["some clients"]
    return f"{failing.fault.value} ({', '.join(limits)})" if limits else failing.fault.value


def _route(case: Case) -> str:
    if case.route.value is None:
        return "unknown"
    return " then ".join(str(hop) for hop in case.route.value) or "none"


def _place(examined: Examined, case: Case) -> str:
    span = case.access.span or case.route.span or case.tls.span
    if span is None:
        return ""
    return f"{span.file}:{examined.policy.sources[span.file].place(span.start).line}"


def write(table: Sequence[Row], out: TextIO, format: str, *, profile: str, catalogue: str) -> None:
    """In one of: text, json, csv, markdown."""
    if format == "json":
        entries = [dict(zip((name.replace(" ", "_") for name in COLUMNS), row.cells, strict=True)) for row in table]
        json.dump({"version": 1, "profile": profile, "catalogue": catalogue, "verdicts": entries}, out, indent=2)
        out.write("\n")
    elif format == "csv":
        csv.writer(out, lineterminator="\n").writerows([COLUMNS, *(map(_formula_safe, row.cells) for row in table)])
    elif format == "markdown":
        _markdown(table, out, profile, catalogue)
    else:
        _text(table, out, profile, catalogue)


def _formula_safe(cell: str) -> str:
    """A spreadsheet takes a cell that starts with one of these for a formula."""
    return "'" + cell if cell[:1] in ("=", "+", "-", "@", "\t", "\r") else cell


def _markdown(table: Sequence[Row], out: TextIO, profile: str, catalogue: str) -> None:
    shown = COLUMNS[:6] + COLUMNS[7:]
    out.write("| " + " | ".join(shown) + " |\n|" + " --- |" * len(shown) + "\n")
    for row in table:
        cells = row.cells[:6] + row.cells[7:]
        out.write("| " + " | ".join(_escaped(visible(cell)) for cell in cells) + " |\n")
    out.write(f"\n{_tally(table)} Profile: {profile}. Catalogue of {catalogue}.\n")


def _escaped(cell: str) -> str:
    for char in "\\`*_[]<>|":
        cell = cell.replace(char, "\\" + char)
    return cell


def _text(table: Sequence[Row], out: TextIO, profile: str, catalogue: str) -> None:
    widths = [max((len(row.cells[index]) for row in table), default=0) for index in (1, 4, 5)]
    for number, row in enumerate(table):
        if number == 0 or row.file != table[number - 1].file:
            out.write(("\n" if number else "") + visible(row.file) + "\n")
        mark = "" if row.required == "required" else "  (optional)"
        cells = (
            f"{row.url:<{widths[0]}}",
            f"{row.outcome:<{widths[1]}}",
            f"{visible(row.fault):<{widths[2]}}",
            visible(row.decided_by),
        )
        out.write(("  " + "  ".join(cells) + mark).rstrip() + "\n")
    out.write(f"\n{_tally(table)}\nProfile: {profile}. Catalogue of {catalogue}.\n")


def _tally(table: Sequence[Row]) -> str:
    needed = [row.outcome for row in table if row.required == "required"]
    return (
        ", ".join(
            f"{needed.count(outcome.value)} {word}"
            for outcome, word in ((Outcome.PROVED, "proved"), (Outcome.FAIL, "fail"), (Outcome.UNDECIDED, "undecided"))
        )
        + "."
    )
