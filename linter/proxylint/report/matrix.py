"""The verdict matrix: every URL of the profile, its outcome in each file, and the line that decides."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import TextIO

from proxylint.clients import NOT_EXPECTED, Client, judge_for, standing
from proxylint.judgement import Failing, Judged, Outcome, Part
from proxylint.records import dataclass
from proxylint.report.tables import escaped, write_csv, write_markdown
from proxylint.report.visible import columns, visible
from proxylint.request import Request
from proxylint.rule import Examined
from proxylint.verdict import Case

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
    table: Sequence[Row], out: TextIO, format: str, *, profile: str, catalogue: str, clients: Sequence[Client] = ()
) -> None:
    """In one of: text, json, csv, markdown. `clients`: those of the rows."""
    titles = (*COLUMNS, *(client.title for client in clients))
    if format == "json":
        entries = [_entry(row, clients) for row in table]
        json.dump({"version": 1, "profile": profile, "catalogue": catalogue, "verdicts": entries}, out, indent=2)
        out.write("\n")
    elif format == "csv":
        write_csv((*titles, "catalogue"), ((*row.cells, catalogue) for row in table), out)
    elif format == "markdown":
        shown = [index for index, title in enumerate(titles) if title != "route"]
        cells = ([row.cells[index] for index in shown] for row in table)
        write_markdown([escaped(titles[index]) for index in shown], cells, out)
        tally = " ".join(_tallies(table, clients))
        out.write(f"\n{escaped(tally)} Profile: {profile}. Catalogue of {catalogue}.\n")
    else:
        _text(table, out, profile, catalogue, clients)


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


def _text(table: Sequence[Row], out: TextIO, profile: str, catalogue: str, clients: Sequence[Client]) -> None:
    """One column of outcome and one of faults; with `clients` one for each of them instead, under its name."""
    lines = [_line(row) for row in table]
    heads = ["", *(visible(client.title) for client in clients), ""] if clients else []
    widths = [max(map(columns, texts)) for texts in zip(*lines, *([heads] if heads else []), strict=True)]
    for number, (row, line) in enumerate(zip(table, lines, strict=True)):
        if number == 0 or row.file != table[number - 1].file:
            out.write(("\n" if number else "") + visible(row.file) + "\n")
            if heads:
                out.write(_aligned(heads, widths).rstrip() + "\n")
        mark = "" if row.required == "required" else "  (optional)"
        out.write((_aligned(line, widths) + mark).rstrip() + "\n")
    out.write("\n" + "".join(f"{tally}\n" for tally in _tallies(table, clients)))
    out.write(f"Profile: {profile}. Catalogue of {catalogue}.\n")


def _line(row: Row) -> list[str]:
    said = [cell.text for cell in row.clients] or [row.outcome, row.fault]
    return [row.url, *map(visible, said), visible(row.decided_by)]


def _aligned(cells: Sequence[str], widths: Sequence[int]) -> str:
    """In columns; the last one is as wide as it is."""
    padded = [cell + " " * (width - columns(cell)) for cell, width in zip(cells[:-1], widths[:-1], strict=True)]
    return "  " + "  ".join([*padded, cells[-1]])


def _tallies(table: Sequence[Row], clients: Sequence[Client]) -> Iterator[str]:
    needed = [row for row in table if row.required == "required"]
    if not clients:
        yield _tally(row.outcome for row in needed)
    for index, client in enumerate(clients):
        yield f"{visible(client.title)}: {_tally(row.clients[index].outcome.value for row in needed)}"


def _tally(outcomes: Iterable[str]) -> str:
    found = list(outcomes)
    said = [f"{found.count(one.value)} {one.value}" for one in (Outcome.PROVED, Outcome.FAIL, Outcome.UNDECIDED)]
    return ", ".join(said) + "."
