"""A finding as a SARIF result. Results are made one by one and forgotten: the whole tree first costs ten times the
time and fifteen times the memory.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import groupby
from operator import attrgetter

from proxylint.endings import deciding
from proxylint.finding import Affected, Finding, Label
from proxylint.records import asdict, dataclass, field
from proxylint.report import sarif_model as model
from proxylint.report.fingerprint import fingerprint
from proxylint.report.linehash import file_bytes, line_hashes
from proxylint.report.report import Suppressed
from proxylint.report.sarif_encoding import encode, quoted
from proxylint.report.sarif_message import MOST_LINKS, message, safe
from proxylint.report.sarif_places import Sites, uri
from proxylint.report.sarif_shapes import Hole, shape
from proxylint.text import Span

_REMEMBERED = 2_000


@dataclass
class Writer:
    """Makes results, and counts what they leave out. `most_steps`: of one trace. `hidden`: the findings that comments
    hide; None where SARIF shall know nothing of them. Else all results have suppressions, be it none (3.27.23).
    """

    sites: Sites
    rules: Mapping[str, int]
    most_steps: int
    hidden: Sequence[Suppressed] | None = None
    places_left: int = 0
    steps_left: int = 0
    _hiding: dict[int, Suppressed] = field(init=False)
    _steps: dict[tuple[int, Span, str], str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._hiding = {id(one.finding): one for one in self.hidden or ()}

    def results(self, findings: Sequence[Finding]) -> Iterator[str]:
        """As JSON, in order of place (by URI), then code."""
        places = self.sites.places
        for path, group in groupby(sorted(findings, key=_order), key=_file):
            there = list(group)
            last = max(places.extent(finding.span).first.line for finding in there)
            hashes = line_hashes(file_bytes(places.source(path)), last)
            for finding in there:
                yield self._result(finding, hashes.get(places.extent(finding.span).first.line))

    def _result(self, finding: Finding, line_hash: str | None) -> str:
        return result(
            code=quoted(finding.code),
            rule=self.rules.get(finding.code, -1),
            level=quoted(finding.level.value),
            text=quoted(message(finding)),
            place=self.sites.primary(finding.span),
            related=self._related(finding.related),
            flows=self._flows(finding),
            line=None if line_hash is None else quoted(line_hash),
            verdict=quoted(fingerprint(finding, self.sites.places)),
            properties=_properties(finding),
            suppressions=None if self.hidden is None else self._suppressions(finding),
        )

    def _suppressions(self, finding: Finding) -> str:
        one = self._hiding.get(id(finding))
        if one is None:
            return ""
        reason = quoted(safe(one.reason)) if one.reason else None
        return suppression(place=self.sites.physical(one.span), reason=reason)

    def _related(self, labels: Sequence[Label]) -> str | None:
        """Numbered as the links in the message are."""
        if not labels:
            return None
        self.places_left += max(0, len(labels) - MOST_LINKS)
        place = self.sites.physical
        found = [
            related_location(number=number, text=quoted(safe(label.text)), place=place(label.span))
            for number, label in enumerate(labels[:MOST_LINKS], 1)
        ]
        return ",".join(found)

    def _flows(self, finding: Finding) -> str | None:
        """One path through the places of the trace, in order of evaluation. GitHub rejects a step without a place."""
        rows, left = deciding(finding.trace, self.most_steps)
        self.steps_left += left
        steps = [self._step(depth, step.span, step.note) for depth, step in rows if step.span is not None]
        return ",".join(steps) if steps else None

    def _step(self, depth: int, span: Span, note: str) -> str:
        key = (depth, span, note)
        found = self._steps.get(key)
        if found is None:
            if len(self._steps) >= _REMEMBERED:
                self._steps.clear()
            found = flow_location(depth=depth, text=quoted(safe(note)), place=self.sites.physical(span))
            self._steps[key] = found
        return found


@shape("line", "related", "flows", "properties", "suppressions")
def result(hole: Hole) -> object:
    line = {"primaryLocationLineHash": hole("line")} if hole("line") else {}
    flow = model.CodeFlow(thread_flows=[model.ThreadFlow(locations=[hole("flows")])])
    return model.Result(
        rule_id=hole("code"),
        rule_index=hole("rule"),
        level=hole("level"),
        message=model.Message(text=hole("text")),
        locations=[model.Location(physical_location=hole("place"))],
        related_locations=[hole("related")] if hole("related") else None,
        code_flows=[flow] if hole("flows") else None,
        partial_fingerprints={**line, "proxylintVerdict/v1": hole("verdict")},
        properties=hole("properties"),
        suppressions=[hole("suppressions")] if hole("suppressions") else None,
    )


@shape("reason")
def suppression(hole: Hole) -> object:
    place = model.Location(physical_location=hole("place"))
    return model.Suppression(kind="inSource", state="accepted", justification=hole("reason"), location=place)


@shape()
def related_location(hole: Hole) -> object:
    words = model.Message(text=hole("text"))
    return model.Location(id=hole("number"), message=words, physical_location=hole("place"))


@shape()
def flow_location(hole: Hole) -> object:
    location = model.Location(message=model.Message(text=hole("text")), physical_location=hole("place"))
    return model.ThreadFlowLocation(location=location, nesting_level=hole("depth"))


_file = attrgetter("span.file")


def _order(finding: Finding) -> tuple[str, int, str, int, str]:
    span = finding.span
    return (_uri(span.file), span.start, finding.code, span.end, finding.text)


_uri = lru_cache(maxsize=64)(uri)


def _properties(finding: Finding) -> str | None:
    """What the message may have cut short: all URLs, and the advice as it is written."""
    parts = []
    if finding.affected:
        parts.append(f'"affected":[{",".join(map(_affected, finding.affected))}]')
    if finding.advice:
        parts.append(f'"advice":{quoted(finding.advice)}')
    return f"{{{','.join(parts)}}}" if parts else None


@lru_cache(maxsize=_REMEMBERED)
def _affected(group: Affected) -> str:
    return encode(asdict(group))
