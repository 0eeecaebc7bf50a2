"""What becomes of a request, in the words of every report and as programs read it (`proxylint why --format json`)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TextIO

from proxylint.endings import nearest, steps_of_each
from proxylint.region import Listener, Record
from proxylint.report.json import encode
from proxylint.report.places import Places
from proxylint.text import Source, Span
from proxylint.verdict import Access, Case, Route, Step, Tls, Verdict

VERSION = 1

_SAID = {
    Access.ALLOWED: "allowed",
    Access.DENIED: "denied",
    Access.LOGIN: "a login is asked for",
    Access.SILENT: "not decided here",
    Access.UNKNOWN: "unknown",
}
_STYLES = {
    Access.ALLOWED: "good",
    Access.DENIED: "error",
    Access.LOGIN: "error",
    Access.SILENT: "place",
    Access.UNKNOWN: "warning",
}


def write_json(
    file: str,
    kind: str,
    urls: Sequence[str],
    verdicts: Sequence[Verdict],
    sources: Mapping[str, Source],
    out: TextIO,
    *,
    catalogue: str,
) -> None:
    """As `why.schema.json` says; `urls` as they were asked."""
    out.write(encode(verdict_json(file, kind, urls, verdicts, sources, catalogue), indent=1) + "\n")


def verdict_json(
    file: str,
    kind: str,
    urls: Sequence[str],
    verdicts: Sequence[Verdict],
    sources: Mapping[str, Source],
    catalogue: str,
) -> dict[str, object]:
    places = Places(sources)
    shared = shared_ports(verdicts)
    most = steps_of_each(sum(len(verdict.cases) for verdict in verdicts))
    return {
        "version": VERSION,
        "file": file,
        "kind": kind,
        "catalogue": catalogue,
        "verdicts": [
            {"url": url, "cases": [_case_json(case, places, shared, most) for case in verdict.cases]}
            for url, verdict in zip(urls, verdicts, strict=True)
        ],
    }


def decisions_json(case: Case, places: Places) -> dict[str, object]:
    """What becomes of a case, and which lines say so: the part of the verdict contract that a comparison shares."""
    decisions = (case.access, case.tls, case.route)
    return {
        "access": case.access.value.value,
        "tls": case.tls.value.value,
        "route": None if case.route.value is None else [str(hop) for hop in case.route.value],
        "failure": case.failure.text if case.failure else None,
        "reason": next((decision.reason for decision in decisions if decision.reason), None),
        "decided_by": {
            "access": decided_by(case.access.span, places),
            "tls": decided_by(case.tls.span, places),
            "route": decided_by(case.route.span, places),
        },
    }


def _case_json(case: Case, places: Places, shared: frozenset[int], most: int) -> dict[str, object]:
    told = [nearest(trace, most) for _, trace in traces(case)]
    return {
        "when": list(case.when.phrases()),
        "listen": listen_name(case.when.listen, shared),
        "host": case.when.names.witness().host,
        "record": record_json(case.when.record),
        **decisions_json(case, places),
        "trace": [
            {"path": step.span.file, "line": places.extent(step.span).first.line, "note": step.note}
            for rows, _ in told
            for _, step in rows
            if step.span is not None
        ],
        **({} if all(whole for _, whole in told) else {"trace_cut": True}),
    }


def shared_ports(verdicts: Iterable[Verdict]) -> frozenset[int]:
    """Ports on which more than one listener of the file is told apart."""
    listeners = {(case.when.listen.port, case.when.listen.written) for case in _cases(verdicts) if case.when.listen}
    ports = [port for port, _ in listeners]
    return frozenset(port for port in ports if ports.count(port) > 1)


def _cases(verdicts: Iterable[Verdict]) -> Iterator[Case]:
    return (case for verdict in verdicts for case in verdict.cases)


def listen_name(listener: Listener | None, shared: frozenset[int]) -> str | None:
    if listener is None:
        return None
    return listener.written if listener.port in shared else str(listener.port)


def record_json(record: Record | None) -> dict[str, object] | None:
    if record is None:
        return None
    return {"index": record.index, "host": record.host, "store": record.store, "current": record.current}


def decided_by(span: Span | None, places: Places) -> dict[str, object] | None:
    return {"path": span.file, "line": places.extent(span).first.line} if span else None


def traces(case: Case) -> list[tuple[str, Sequence[Step]]]:
    """The trace of each question that has one. Questions decided by the same evaluation share theirs: told once."""
    found: list[tuple[str, Sequence[Step]]] = []
    for name, trace in (("access", case.access.trace), ("tls", case.tls.trace), ("route", case.route.trace)):
        if trace and all(trace != told for _, told in found):
            found.append((name, trace))
    return found


def headline(case: Case) -> str:
    if case.failure:
        return "no usable answer"
    if case.access.value is Access.SILENT:
        return "way unknown" if case.route.value is None else say_route(case.route.value)
    if case.access.value is Access.ALLOWED and case.tls.value not in (Tls.PLAIN, Tls.SILENT):
        return f"{_SAID[case.access.value]}, TLS {case.tls.value}"
    return _SAID[case.access.value]


def style(case: Case) -> str:
    if case.failure:
        return "error"
    if case.access.value is Access.ALLOWED and case.tls.value in (Tls.INSPECTED, Tls.TERMINATED, Tls.UNKNOWN):
        return "warning"
    return _STYLES[case.access.value]


def say_route(route: Route) -> str:
    if route is None:
        return "unknown"
    return ", then ".join("direct" if hop.kind == "direct" else f"to {hop}" for hop in route) or "nowhere"


def say_record(record: Record) -> str:
    host = f" of {record.host}" if record.host else ""
    return f"{record.index}{host}, store {record.store}{'' if record.current else ', superseded'}"
