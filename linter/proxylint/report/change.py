"""A change of a verdict in words: what was, what is now, in which cases, and which lines decide."""

from __future__ import annotations

from collections.abc import Iterable

from proxylint.comparison import Compared
from proxylint.difference import Change, Effect
from proxylint.judgement import Failing
from proxylint.records import dataclass
from proxylint.region import Record
from proxylint.report.outcome import headline, listen_name, say_record, say_route, shared_ports
from proxylint.text import Span
from proxylint.verdict import Access, Case, Tls


@dataclass(frozen=True, slots=True)
class Told:
    """A change in words. `when`: phrases that all hold. `was`, `now`: outcome and deciding lines."""

    effect: Effect
    when: tuple[str, ...]
    was: str
    now: str
    was_lines: tuple[Span, ...] = ()
    now_lines: tuple[Span, ...] = ()
    example: str | None = None


def tell(compared: Compared) -> list[Told]:
    """Each change in its order; one where the answers are the same, but who counts has changed."""
    verdicts = (compared.old.verdict, compared.new.verdict)
    shared = shared_ports(verdicts)
    several = len({case.when.listen for verdict in verdicts for case in verdict.cases}) > 1
    return [_change(compared, change, shared if several else None) for change in compared.changes] or [
        _outcome(compared)
    ]


def _change(compared: Compared, change: Change, shared: frozenset[int] | None) -> Told:
    if change.unsure:
        return Told(change.effect, (change.unsure,), _said(change.old, change.new), "this may change")
    return Told(
        change.effect,
        (*change.when.phrases(), *_where(change, shared)),
        _said(change.old, change.new),
        _said(change.new, change.old),
        deciding(change.old, change.new),
        deciding(change.new, change.old),
        _example(compared, change),
    )


def _outcome(compared: Compared) -> Told:
    was, now = compared.old, compared.new
    faults = ", ".join(failing.fault.value for failing in now.failings)
    return Told(
        compared.effect,
        ("each client is answered as before, but other clients count: those that the file serves",),
        was.outcome.value,
        f"{now.outcome.value} ({faults})" if faults else now.outcome.value,
        _lines(was.failings),
        _lines(now.failings),
    )


def _lines(failings: Iterable[Failing], most: int = 3) -> tuple[Span, ...]:
    spans = (case.access.span or case.route.span for failing in failings for case in failing.cases)
    return tuple(dict.fromkeys(span for span in spans if span))[:most]


def _where(change: Change, shared: frozenset[int] | None) -> list[str]:
    """The port, where there are several (`shared` as of `shared_ports`, else None), and the computer of a dump."""
    said = []
    if change.when.listen and shared is not None:
        said.append(f"port {listen_name(change.when.listen, shared)}")
    if change.when.record:
        said.append(_computer(change.when.record))
    return said


def _computer(record: Record) -> str:
    if record.host and record.store == "winhttp" and record.current:
        return f"on {record.host}"
    return f"record {say_record(record)}"


def _example(compared: Compared, change: Change) -> str | None:
    """A URL of the part, where the request stands for several and not all of them are in it."""
    request, names = compared.new.verdict.request, change.when.names
    member = names.witness()
    url = f"{request.scheme}://{member.host}{member.path or '/'}"
    return None if names.whole() or url == request.url else url


def _said(case: Case | None, other: Case | None) -> str:
    if case is None:
        gone = other is not None and other.when.record is not None
        return "not in the file" if gone else "no such port"
    said = headline(case)
    if case.failure:
        return f"{said}: {case.failure.text}"
    if reason := next((one.reason for one in (case.access, case.tls, case.route) if one.reason), None):
        return f"{said}: {reason}"
    if case.access.value is not Access.ALLOWED or other is None:
        return said
    if other.access.value is not Access.ALLOWED:
        return "allowed" if case.tls.value is Tls.TUNNELLED else said
    return said if case.route.value == other.route.value else f"{said}, {say_route(case.route.value)}"


def deciding(case: Case | None, other: Case | None) -> tuple[Span, ...]:
    """The lines behind what differs from the other side; where that has no answer, behind all."""
    if case is None:
        return ()
    if case.failure:
        return (case.failure.span,) if case.failure.span else ()
    spans = [case.access.span, case.tls.span, case.route.span]
    if other is not None and case.access.value is not Access.SILENT and case.access.value is not other.access.value:
        spans = [case.access.span]
    elif other is not None:
        differ = (case.tls.value is not other.tls.value, case.route.value != other.route.value)
        spans = [one.span for one, differs in zip((case.tls, case.route), differ, strict=True) if differs]
    return tuple(dict.fromkeys(span for span in spans if span))
