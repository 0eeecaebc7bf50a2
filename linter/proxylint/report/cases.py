"""What `proxylint why` answers people: the outcome of every case at a glance, then each with what led to it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TextIO

from proxylint.endings import flatten, nearest, steps_of_each
from proxylint.report.color import Paint
from proxylint.report.outcome import headline, listen_name, say_record, say_route, shared_ports, style, traces
from proxylint.report.places import Places
from proxylint.report.sheet import Sheet
from proxylint.report.summary import counted
from proxylint.report.trace import folded, identity, show_trace, spot
from proxylint.report.visible import columns, guard
from proxylint.report.wrap import hang
from proxylint.text import Source, Span
from proxylint.verdict import Access, Case, Tls, Verdict

_INDENT = 13
_WIDEST_FACT = 60
_WIDEST_OUTCOME = 40

Fact = tuple[str, str, Span | None]


def write_text(
    verdicts: Sequence[Verdict],
    sources: Mapping[str, Source],
    out: TextIO,
    *,
    color: bool,
    width: int | None,
    ascii_only: bool,
    file: str = "",
) -> None:
    """As `terminal.write`. `file`: the one that was asked, by the path of its source."""
    sheet = Sheet(Paint(color), width, ascii_only)
    places = Places(sources)
    shared = shared_ports(verdicts)
    most = steps_of_each(sum(len(verdict.cases) for verdict in verdicts))
    for index, verdict in enumerate(verdicts):
        lines = _verdict(verdict, file, places, shared, most, sheet)
        out.write("\n" if index else "")
        out.writelines(guard(line) + "\n" for line in lines)


def _verdict(
    verdict: Verdict, file: str, places: Places, shared: frozenset[int], most: int, sheet: Sheet
) -> Iterator[str]:
    """`most`: steps of one trace."""
    yield sheet.paint(sheet.visible(verdict.request.url), "heading")
    if not verdict.cases:
        yield "  no port of this file takes such a request"
    several = len(verdict.cases) > 1
    if several:
        yield ""
        yield from _overview(verdict, shared, sheet)
    told: dict[object, int] = {}
    for number, case in enumerate(verdict.cases, 1):
        yield ""
        which = f"case {number}: " if several else "in every case: "
        yield f"  {which}{sheet.paint(sheet.visible(headline(case)), style(case))}"
        yield from _table(list(_facts(case, verdict, shared)), places, sheet)
        for name, trace in traces(case):
            yield ""
            rows, whole = nearest(trace, most)
            if not whole:
                yield f"    {sheet.paint(f'why {name}:', 'heading')} {sheet.dots} more steps before these"
                yield from show_trace(rows, file, places, sheet, indent="      ")
                continue
            before = told.setdefault((name, *map(identity, trace)), number)
            as_before = f" as in case {before}" if before != number else ""
            yield f"    {sheet.paint(f'why {name}:', 'heading')}{as_before}"
            if not as_before:
                yield from show_trace(list(flatten(folded(trace))), file, places, sheet, indent="      ")


def _overview(verdict: Verdict, shared: frozenset[int], sheet: Sheet) -> Iterator[str]:
    """One line for each case: what comes out, and when. What holds in all of them tells none apart."""
    ports = len({case.when.listen for case in verdict.cases}) > 1
    common = set.intersection(*(set(case.when.phrases()) for case in verdict.cases))
    yield f"  {counted(len(verdict.cases), 'case')}:"
    number = len(str(len(verdict.cases)))
    outcomes = [sheet.visible(headline(case)) for case in verdict.cases]
    column = min(max(map(columns, outcomes)), _WIDEST_OUTCOME)
    for index, (case, said) in enumerate(zip(verdict.cases, outcomes, strict=True), 1):
        start = f"    {index:>{number}}  "
        gap = " " * (column - columns(said) + 2)
        when = sheet.visible(
            "; ".join(phrase for phrase in _when(case, shared if ports else None) if phrase not in common)
        )
        first, *rest = hang(f"{start}{said}{gap}", when, sheet.columns)
        yield f"{start}{sheet.paint(said, style(case))}{first[len(start) + len(said) :]}".rstrip()
        yield from rest


def _when(case: Case, shared: frozenset[int] | None) -> Iterator[str]:
    """`shared` as of `shared_ports` where the port tells cases apart, else None."""
    yield from case.when.phrases()
    if case.when.listen and shared is not None:
        yield f"port {listen_name(case.when.listen, shared)}"
    if case.when.record:
        yield f"record {say_record(case.when.record)}"


def _facts(case: Case, verdict: Verdict, shared: frozenset[int]) -> Iterator[Fact]:
    """Name, text and place of what the case is about, what comes out and on whose word."""
    region, access, tls = case.when, case.access.value, case.tls.value
    host = region.names.witness().host
    yield from (("and" if number else "when", phrase, None) for number, phrase in enumerate(region.phrases()))
    if region.listen:
        yield "port", listen_name(region.listen, shared) or "", region.listen.span
    if region.record:
        yield "record", say_record(region.record), None
    if host != verdict.request.host:
        yield "example", host, None
    if case.failure:
        yield "failure", case.failure.text, case.failure.span
        return
    if access is not Access.SILENT:
        yield "access", access.value, case.access.span
    if tls is not Tls.SILENT:
        yield "tls", tls.value, case.tls.span
    if case.route.value != ():
        yield "route", say_route(case.route.value), case.route.span
    yield from (("because", reason, None) for reason in _reasons(case))


def _table(facts: Sequence[Fact], places: Places, sheet: Sheet) -> Iterator[str]:
    """One fact to a line, the places in a column of their own as far as the texts let them."""
    shown = [(name, sheet.visible(text), sheet.visible(spot(span, places))) for name, text, span in facts]
    column = min(max((columns(text) for _, text, place in shown if place), default=0), _WIDEST_FACT)
    for name, text, place in shown:
        first, *rest = hang(" " * _INDENT, text, None if sheet.columns is None else sheet.columns)
        beside = place and not rest and columns(text) <= column
        gap = " " * (column - columns(text) + 2)
        end = f"{gap}{sheet.paint(place, 'gutter')}" if beside else ""
        yield f"    {sheet.paint(f'{name:<{_INDENT - 4}}', 'quiet')}{first[_INDENT:]}{end}"
        yield from rest
        if place and not beside:
            yield f"{'':{_INDENT}}{sheet.paint(place, 'gutter')}"


def _reasons(case: Case) -> list[str]:
    return list(dict.fromkeys(one.reason for one in (case.access, case.tls, case.route) if one.reason))
