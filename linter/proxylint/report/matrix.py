"""The verdict matrix: every URL of the profile, its outcome in each file, and the line that decides."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import TextIO

from proxylint.clients import NOT_EXPECTED, Client, judge_for, standing
from proxylint.judgement import Failing, Judged, Outcome, Part
from proxylint.records import dataclass
from proxylint.report.inline import prose
from proxylint.report.json import encode
from proxylint.report.sheet import PLAIN, Sheet
from proxylint.report.tables import write_csv, write_markdown
from proxylint.report.visible import columns, guard, visible
from proxylint.report.wrap import hang, wrap
from proxylint.request import Request
from proxylint.rule import Examined
from proxylint.verdict import Case

VERSION = 1

COLUMNS = ("file", "url", "service", "required", "outcome", "fault", "route", "decided by")


@dataclass(frozen=True, slots=True)
class Cell:
    """One URL for one group of devices. `standing`: the outcome in words."""

    outcome: Outcome
    standing: str
    fault: str

    @property
    def text(self) -> str:
        return f"{self.standing}: {self.fault}" if self.standing in ("fails", NOT_EXPECTED) else self.standing


@dataclass(frozen=True, slots=True)
class Row:
    """One URL in one file. `fault` lists what is wrong in plain words, empty where it passes.

    `clients`: for each group of devices that was asked for, in that order.
    """

    file: str
    url: str
    service: str
    required: str
    outcome: str
    fault: str
    route: str
    decided_by: str
    clients: tuple[Cell, ...] = ()

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
            *(cell.text for cell in self.clients),
        )


def rows(examined: Sequence[Examined], clients: Sequence[Client] = (), anything: Sequence[Request] = ()) -> list[Row]:
    """`anything` as of `clients.judge_for`."""
    return [row for one in examined for row in _rows(one, clients, anything)]


def _rows(examined: Examined, clients: Sequence[Client], anything: Sequence[Request]) -> Iterator[Row]:
    judgements = [judge_for(client, examined, anything) for client in clients]
    for index, judged in enumerate(examined.judged):
        cells = (_cell(client, found[index]) for client, found in zip(clients, judgements, strict=True))
        yield _row(examined, judged, tuple(cells))


def _cell(client: Client, judged: Judged) -> Cell:
    return Cell(judged.outcome, standing(client, judged), _faults(judged))


def _faults(judged: Judged) -> str:
    return ", ".join(dict.fromkeys(_said(failing) for failing in judged.failings))


def _row(examined: Examined, judged: Judged, clients: tuple[Cell, ...]) -> Row:
    cases = [case for failing in judged.failings for case in failing.cases] or list(judged.verdict.cases)
    return Row(
        examined.source.path,
        judged.verdict.request.url,
        examined.services[judged.endpoint.area].title,
        "required" if judged.endpoint.needed else "optional",
        judged.outcome.value,
        _faults(judged),
        "; ".join(dict.fromkeys(_route(case) for case in judged.verdict.cases)),
        ", ".join(dict.fromkeys(place for case in cases[:3] if (place := _place(examined, case)))),
        clients,
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


def write(
    table: Sequence[Row],
    out: TextIO,
    format: str,
    *,
    profile: str,
    catalogue: str,
    clients: Sequence[Client] = (),
    sheet: Sheet = PLAIN,
) -> None:
    """In one of: text, json (as `matrix.schema.json` says), csv, markdown. `clients`: those of the rows. `sheet`: for
    text."""
    titles = (*COLUMNS, *(client.title for client in clients))
    if format == "json":
        entries = [_entry(row, clients) for row in table]
        matrix = {"version": VERSION, "profile": profile, "catalogue": catalogue, "verdicts": entries}
        out.write(encode(matrix, indent=2) + "\n")
    elif format == "csv":
        write_csv((*titles, "catalogue"), ((*row.cells, catalogue) for row in table), out)
    elif format == "markdown":
        shown = [index for index, title in enumerate(titles) if title != "route"]
        cells = ([row.cells[index] for index in shown] for row in table)
        write_markdown([titles[index] for index in shown], cells, out)
        tally = " ".join(_tallies(table, clients))
        out.write(f"\n{prose(tally)} {prose(_basis(profile, catalogue))}\n")
    else:
        out.writelines(guard(line) + "\n" for line in _text(table, clients, _basis(profile, catalogue), sheet))


def _entry(row: Row, clients: Sequence[Client]) -> dict[str, object]:
    entry: dict[str, object] = dict(zip((name.replace(" ", "_") for name in COLUMNS), row.cells, strict=False))
    if clients:
        entry["clients"] = [
            {
                "name": client.name,
                "kind": client.kind.value,
                "user": client.user,
                "outcome": cell.outcome.value,
                "standing": cell.standing,
                "fault": cell.fault,
            }
            for client, cell in zip(clients, row.clients, strict=True)
        ]
    return entry


def _text(table: Sequence[Row], clients: Sequence[Client], closing: str, sheet: Sheet) -> Iterator[str]:
    """One column of outcome and one of faults; with `clients` one for each of them instead, under its name."""
    lines = [_line(row, sheet) for row in table]
    heads = ["", *(sheet.visible(client.title) for client in clients), ""] if clients else []
    widths = [max(map(columns, texts)) for texts in zip(*lines, *([heads] if heads else []), strict=True)]
    below = sheet.columns is not None and sum(widths) + 2 * len(widths) > sheet.columns
    for number, (row, line) in enumerate(zip(table, lines, strict=True)):
        if number == 0 or row.file != table[number - 1].file:
            yield from ("",) if number else ()
            yield sheet.paint(sheet.visible(row.file), "heading")
            yield from _aligned(heads, widths, [""] * len(heads), sheet, below=below) if heads else ()
        if below and not row.clients:
            yield from _ragged(line, _styles(row), sheet)
        else:
            yield from _aligned(line, widths, _styles(row), sheet, below=below)
    yield from ("",) if table else ()
    yield from _tallies(table, clients)
    yield from (sheet.paint(line, "quiet") for line in wrap(sheet.visible(closing), sheet.columns))


def _basis(profile: str, catalogue: str) -> str:
    return f"Profile: {profile}. Catalogue of {catalogue}."


_OPTIONAL = "  (optional)"
_STYLES = {Outcome.PROVED: "good", Outcome.FAIL: "error", Outcome.UNDECIDED: "warning"}


def _line(row: Row, sheet: Sheet) -> list[str]:
    """Of a place in the file itself, which is named above, the line is told."""
    said = [cell.text for cell in row.clients] or [row.outcome, row.fault]
    place = re.sub(rf"(^|, ){re.escape(row.file)}:(?=[0-9])", r"\1line ", row.decided_by)
    mark = "" if row.required == "required" else _OPTIONAL
    return [*(sheet.visible(text) for text in (row.url, *said)), sheet.visible(place) + mark]


def _styles(row: Row) -> list[str]:
    """Of the cells of a line."""
    if row.clients:
        said = ["" if cell.standing.startswith("works ") else _STYLES[cell.outcome] for cell in row.clients]
    else:
        optional = row.required != "required" and row.outcome == Outcome.FAIL.value
        said = ["warning" if optional else _STYLES[Outcome(row.outcome)], ""]
    return ["", *said, "quiet"]


def _ragged(cells: Sequence[str], styles: Sequence[str], sheet: Sheet) -> Iterator[str]:
    """The outcome first, and nothing aligned behind it: one line where it fits."""
    url, outcome, fault, place = cells
    start = f"  {outcome:<{max(len(one.value) for one in Outcome)}}  "
    said = ", ".join(filter(None, (fault, place)))
    first, *rest = hang(start, f"{url}: {said}" if said else url, sheet.columns)
    yield f"  {sheet.paint(outcome, styles[1])}{first[2 + len(outcome) :]}"
    yield from rest


def _aligned(
    cells: Sequence[str], widths: Sequence[int], styles: Sequence[str], sheet: Sheet, *, below: bool
) -> Iterator[str]:
    """In columns, the last one as wide as it is; `below`: all but the first in a line of their own."""
    padded = [
        (sheet.paint(cell, style) if style else cell) + " " * (width - columns(cell))
        for cell, width, style in zip(cells, (*widths[:-1], columns(cells[-1])), styles, strict=True)
    ]
    if below:
        yield from (f"  {padded[0]}".rstrip(),) if cells[0] else ()
        yield f"    {'  '.join(padded[1:])}".rstrip()
    else:
        yield f"  {'  '.join(padded)}".rstrip()


def _tallies(table: Sequence[Row], clients: Sequence[Client]) -> Iterator[str]:
    needed = [row for row in table if row.required == "required"]
    if not clients:
        yield f"Required URLs: {_tally(row.outcome for row in needed)}"
    for index, client in enumerate(clients):
        yield f"{visible(client.title)}: {_tally(row.clients[index].outcome.value for row in needed)}"


def _tally(outcomes: Iterable[str]) -> str:
    found = list(outcomes)
    said = [f"{found.count(one.value)} {one.value}" for one in (Outcome.PROVED, Outcome.FAIL, Outcome.UNDECIDED)]
    return ", ".join(said) + "."
