"""How the rules over endpoints speak: one finding for each line that decides, with all URLs it decides about."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from proxylint import addresses
from proxylint.fault import Fault
from proxylint.finding import Affected, Finding, Label, Level
from proxylint.intervals import Intervals
from proxylint.judgement import Failing, Judged, Outcome, Part
from proxylint.records import dataclass
from proxylint.region import MINUTES, Region, show_minutes
from proxylint.retelling import retold_case
from proxylint.rule import Examined, Rule
from proxylint.text import Span
from proxylint.verdict import Case, Decision, Step, holding


@dataclass(frozen=True, slots=True)
class Hit:
    """One URL that fails in one case."""

    judged: Judged
    failing: Failing
    case: Case | None


Sentence = Callable[[str, str, str], str]
"""From the subject ("'x' and 3 more URLs"), its verb ("is" or "are") and the scope (" for clients in ...", or nothing)
to a sentence without its full stop."""


def tell(
    examined: Examined,
    rule: Rule,
    fault: Fault,
    sentence: Sentence,
    *,
    wanted: Callable[[Judged, Failing], bool] = lambda judged, failing: judged.endpoint.needed,
    mentioned: Callable[[Judged, Failing], bool] = lambda judged, failing: False,
    level: Level | None = None,
    judged: Iterable[Judged] | None = None,
) -> Iterator[Finding]:
    """The findings of one rule: `wanted` URLs that fail by `fault`, grouped by line and reason.

    `mentioned` URLs are counted with the wanted ones of their line and reason; where there are none, they are a note.
    `judged`: of other URLs than those of the profile. A fault that does not hit every class of clients on every port is
    a warning at most, unless it cuts off a device of the site; and so is one of URLs only that the documents disagree
    about.
    """
    full = level or rule.level
    groups: dict[tuple[Span, str], list[Hit]] = {}
    for one in examined.judged if judged is None else judged:
        for failing in one.failings:
            if failing.fault is fault and (wanted(one, failing) or mentioned(one, failing)):
                for case in failing.cases or (None,):
                    key = (place(examined, fault, case), _reason(fault, case))
                    groups.setdefault(key, []).append(Hit(one, failing, case))
    for (span, reason), hits in groups.items():
        counted: list[Hit] = []
        others: list[Hit] = []
        for hit in hits:
            (counted if wanted(hit.judged, hit.failing) else others).append(hit)
        told, worst = (counted, full) if counted else (hits, Level.NOTE)
        everywhere = any(hit.failing.everywhere for hit in told)
        certain = everywhere or any(map(_cuts_off, told))
        doubtful = all(_doubtful(examined, hit) for hit in told)
        doubt = "; Microsoft's lists do not agree that this is needed" if doubtful else ""
        trace = _trace(examined, told, retelling=len(groups) <= MOST_RETOLD)
        scope = _scope(examined, told, everywhere) + _provided(told)
        yield Finding(
            rule.code,
            rule.name,
            worst if certain and not doubtful else min(worst, Level.WARNING, key=lambda one: one.rank),
            span,
            sentence(*_subject(told), scope) + _besides(others if counted else ()) + reason + doubt + ".",
            related=_related(trace, span),
            trace=trace,
            affected=_affected(examined, told),
            advice=_advice(examined, counted, span) if counted else None,
        )


def _besides(hits: Iterable[Hit]) -> str:
    """How many URLs that no device requires share the fault of those told of."""
    number = len(_urls(hit for hit in hits if not hit.judged.endpoint.needed))
    return f", nor of {'one that is' if number == 1 else f'{number} that are'} optional" if number else ""


def _cuts_off(hit: Hit) -> bool:
    """Whether a device of the site, by its configuration, is cut off in this case."""
    return hit.case is not None and bool(hit.case.when.client & hit.failing.devices)


def _doubtful(examined: Examined, hit: Hit) -> bool:
    """Whether a document does without this URL: it does not name the port, or names another host that passes."""
    row = hit.judged.endpoint
    others = [one for one in examined.judged if one.endpoint.id == row.instead] if row.instead else []
    replaced = bool(others) and all(one.outcome is Outcome.PROVED for one in others)
    return replaced or hit.judged.verdict.request.port in row.disputed


def _advice(examined: Examined, hits: list[Hit], span: Span) -> str | None:
    if examined.format.remedy is None:
        return None
    requests = tuple(dict.fromkeys(hit.judged.verdict.request for hit in hits))
    return examined.format.remedy(examined.policy, hits[0].failing.fault, requests, span)


def decision(fault: Fault, case: Case) -> Decision[object]:
    """The decision of a case that a fault is about."""
    if fault in (Fault.INSPECTED, Fault.TERMINATED):
        return case.tls
    if fault in (Fault.SENT_DIRECT, Fault.SENT_TO_PROXY, Fault.NO_ANSWER):
        return case.route
    asked: tuple[Decision[object], ...] = (case.access, case.tls, case.route)
    return next((one for one in asked if one.reason is not None), case.access)


def place(examined: Examined, fault: Fault, case: Case | None) -> Span:
    """The line to edit: the one that decided; the file's first line where nothing did. Cut to one line."""
    span = None
    if case is not None:
        span = (case.failure.span if case.failure else None) or decision(fault, case).span
    if span is None:
        return examined.source.whole
    return examined.one_line(span)


_NO_BRACES = str.maketrans("{}", "()")
"""What a script throws may hold any character; braces are placeholders in SARIF messages (SARIF 2.1.0, 3.11.5)."""


def _reason(fault: Fault, case: Case | None) -> str:
    """Why the answer is unknown or missing, to end the sentence with."""
    if case is not None and case.failure is not None:
        return f": {case.failure.text.rstrip('.').translate(_NO_BRACES)}"
    if fault is not Fault.UNDECIDED or case is None:
        return ""
    return f": {(decision(fault, case).reason or 'it is not modelled').rstrip('.').translate(_NO_BRACES)}"


def _subject(hits: list[Hit]) -> tuple[str, str]:
    urls = _urls(hits)
    if len(urls) == 1:
        return f"'{urls[0]}'", "is"
    return f"'{urls[0]}' and {len(urls) - 1} more URL{'s' if len(urls) > 2 else ''}", "are"


def _urls(hits: Iterable[Hit]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(hit.judged.verdict.request.url for hit in hits))


def _scope(examined: Examined, hits: list[Hit], everywhere: bool) -> str:
    """Which computer is hit, where it has a name, and which clients, ports and records, where it is not all of them."""
    regions = [hit.case.when for hit in hits if hit.case is not None]
    computers = sorted({region.record.host for region in regions if region.record and region.record.host})
    if everywhere or not regions:
        return f" on {', '.join(computers)}" if computers else ""
    clients = Intervals.of(part for region in regions for part in region.client.parts)
    # Loopback never counts, so it is no exception worth naming.
    named = addresses.show(clients | addresses.LOOPBACK if len(clients.parts) > 2 else clients)
    anybody = clients | addresses.LOOPBACK == addresses.EVERY
    said = (
        "" if anybody else f" for clients in {named.removeprefix('any address ')}".replace(" in outside ", " outside ")
    )
    ports = sorted({region.listen.written for region in regions if region.listen})
    if ports and len(ports) < len(examined.ports):
        said += f" on port {', '.join(ports)}"
    numbered = sorted(
        {f"record {region.record.index}" for region in regions if region.record and not region.record.host}
    )
    records = [*computers, *numbered]
    return said + (f" on {', '.join(records)}" if records else "")


def _provided(hits: list[Hit]) -> str:
    """On what the fault depends besides hosts, clients and ports, where every case depends on something."""
    each = [_conditions(hit.case.when) if hit.case else () for hit in hits]
    if not all(each):
        return ""
    phrases = tuple(dict.fromkeys(phrase for found in each for phrase in found))
    more = f" and {len(phrases) - 2} more conditions" if len(phrases) > 2 else ""
    return " when " + " and ".join(phrases[:2]) + more


def _conditions(region: Region) -> tuple[str, ...]:
    said = [condition.say(holds) for condition, holds in region.conditions if condition.usual is None]
    if region.minutes != MINUTES:
        said.append(f"local time is in {show_minutes(region.minutes)}")
    return tuple(said)


def _affected(examined: Examined, hits: list[Hit]) -> tuple[Affected, ...]:
    areas: dict[str, list[Hit]] = {}
    for hit in hits:
        areas.setdefault(hit.judged.endpoint.area, []).append(hit)
    return tuple(
        Affected(examined.services[area].title, examined.services[area].consequence, _urls(found), _examples(found))
        for area, found in areas.items()
    )


def _examples(hits: Iterable[Hit]) -> tuple[str, ...]:
    """One host that is hit, for each family of which only a part is."""
    return tuple(
        dict.fromkeys(
            hit.case.when.names.witness().host
            for hit in hits
            if hit.failing.part is not Part.ALL and hit.case is not None
        )
    )


MOST_RETOLD = 100
"""Findings of one rule whose cases are asked again: a thousand lines with one each would be as many questions more."""


def _trace(examined: Examined, hits: list[Hit], *, retelling: bool) -> Sequence[Step]:
    """Of the first URL, true of each step: where parts of a world go on alike, a walk tells the reasons of one."""
    first = hits[0]
    case = first.case
    if case is None:
        return ()
    if retelling:
        case = retold_case(examined.policy, first.judged.verdict, case, examined.given)
    return decision(first.failing.fault, case).trace


def _related(trace: Sequence[Step], primary: Span) -> tuple[Label, ...]:
    """What made the deciding line match when it was looked at last, where that lies elsewhere: usually the value in a
    list."""
    for step in holding(trace):
        span = step.span
        if span is not None and span.file == primary.file and span.start <= primary.start < span.end:
            found = dict.fromkeys(
                Label(leaf.span, leaf.note)
                for leaf in leaves([step])
                if leaf.span is not None and leaf.held and not leaf.span.overlaps(primary)
            )
            if found:
                return tuple(found)[:5]
    return ()


def leaves(steps: Iterable[Step]) -> Iterator[Step]:
    stack = list(steps)[::-1]
    while stack:
        step = stack.pop()
        if step.inner:
            stack.extend(step.inner[::-1])
        else:
            yield step
