"""The answer of a file: for each of its records, which way a request goes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from proxylint.format import Given, Remark
from proxylint.formats.winhttp.bypass import Part, divide
from proxylint.formats.winhttp.model import Setting, StaticProxy, Unknown
from proxylint.formats.winhttp.proxies import Choice, choose
from proxylint.formats.winhttp.showing import shown
from proxylint.names import Names
from proxylint.region import Region
from proxylint.request import Request
from proxylint.text import Source, Span
from proxylint.verdict import (
    DIRECT,
    SILENT_ACCESS,
    SILENT_TLS,
    Case,
    Decision,
    Failure,
    Route,
    Step,
    Verdict,
)

SETTING_ITSELF = "winhttp"
"""The component that is asked for where none is named: whatever takes the WinHTTP setting as it stands."""


@dataclass(frozen=True, slots=True, eq=False)
class WinhttpPolicy:
    """All records of a file, each a setting of its own. Access and TLS are not for the client to say.

    A file without any record gives no case, and `failure` says so. Equal to itself alone, so that what was found out
    about it can be kept. `sources` hold no passwords.
    """

    sources: Mapping[str, Source]
    settings: tuple[Setting, ...] = ()
    remarks: Sequence[Remark] = ()
    failure: Failure | None = None

    def decide(self, request: Request, given: Given) -> Verdict:
        asked = _Asked(request, given.component or SETTING_ITSELF)
        return Verdict(request, tuple(case for setting in self.settings for case in _cases(setting, asked)))


@dataclass(slots=True)
class _Asked:
    """One question. `parts` keeps what was found for a bypass list: the computers of a fleet share few."""

    request: Request
    component: str
    parts: dict[str, tuple[Part, ...]] = field(default_factory=dict)

    def divided(self, static: StaticProxy) -> tuple[Part, ...]:
        text = static.bypass.text if static.bypass else ""
        if text not in self.parts:
            self.parts[text] = divide(self.request, static.entries)
        return self.parts[text]


def _cases(setting: Setting, asked: _Asked) -> tuple[Case, ...]:
    everything = Names.of(asked.request.family)
    if asked.component != SETTING_ITSELF:
        reason = f"which proxy the component {shown(asked.component)} uses is not modelled yet"
        return (_unknown(setting, everything, Unknown(reason, setting.span)),)
    if setting.unknown is not None:
        return (_unknown(setting, everything, setting.unknown),)
    if setting.static is None:
        return (_case(setting, everything, Decision((DIRECT,), setting.span), "direct access is set"),)
    choice = choose(setting.static.proxy, setting.static.proxies, asked.request.scheme)
    if choice.hop == DIRECT:
        return (_case(setting, everything, Decision((DIRECT,), choice.span), choice.note),)
    return tuple(_part(setting, setting.static, choice, part) for part in asked.divided(setting.static))


def _unknown(setting: Setting, names: Names, unknown: Unknown) -> Case:
    return _case(setting, names, Decision(None, unknown.span, unknown.reason), unknown.reason)


def _part(setting: Setting, static: StaticProxy, choice: Choice, part: Part) -> Case:
    """What becomes of some hosts where a proxy serves the scheme."""
    served = Step(choice.span, choice.note, True, () if choice.reason is None else (Step(choice.span, choice.reason),))
    step, span = _bypass_step(static, part)
    if part.bypassed:
        return _case(setting, part.names, Decision((DIRECT,), span), "", (served, step))
    if part.bypassed is None:
        decision: Decision[Route] = Decision(None, span, step.note)
    else:
        route = (choice.hop,) if choice.hop is not None else None
        decision = Decision(route, choice.span, choice.reason)
    return _case(setting, part.names, decision, "", (served, step))


def _bypass_step(static: StaticProxy, part: Part) -> tuple[Step, Span]:
    """The step for the bypass list, and the place that decides in it."""
    if part.entry is None:
        span = static.bypass.span if static.bypass else static.proxy.span
        note = part.why if part.bypassed is None else "no entry of the bypass list covers the host"
        note = note if static.bypass or part.bypassed is None else "there is no bypass list"
        return Step(span, note, part.bypassed), span
    whole = static.entries[part.entry].whole
    if part.bypassed:
        return Step(whole.span, f"the bypass entry {shown(whole.text)} covers the host", True), whole.span
    return Step(
        whole.span, f"whether the bypass entry {shown(whole.text)} covers the host depends: {part.why}"
    ), whole.span


def _case(setting: Setting, names: Names, decision: Decision[Route], note: str, inner: tuple[Step, ...] = ()) -> Case:
    """One case of a record, with its trace: the record, and below it what led to the way."""
    steps = inner or (Step(decision.span, note, True if decision.reason is None else None),)
    trace = (Step(setting.written.span, setting.title, None, steps),)
    return Case(
        Region(names, record=setting.record),
        SILENT_ACCESS,
        SILENT_TLS,
        Decision(decision.value, decision.span, decision.reason, trace),
    )
