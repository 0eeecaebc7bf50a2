"""Which way a request goes where the WinHTTP setting decides: one case for each part of the hosts."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache, partial

from proxylint.formats.winhttp.bypass import BypassList, Part, divide, undivided
from proxylint.formats.winhttp.model import Setting, StaticProxy
from proxylint.formats.winhttp.proxies import Choice, choose
from proxylint.formats.winhttp.showing import shown
from proxylint.names import Names
from proxylint.records import dataclass
from proxylint.region import Record, Region
from proxylint.request import Request
from proxylint.text import Span
from proxylint.verdict import DIRECT, SILENT_ACCESS, SILENT_TLS, Case, Decision, Route, Step
from proxylint_grammars.winhttp import read_bypass_list
from proxylint_grammars.winhttp.syntax import Word

WORK, WORK_OF_CHARACTER = 500_000, 3
"""Work units (bypass.py) that all questions about a file may cost together, and more of them for each of its
characters: a second or so of a hostile one. What is asked first gets as much as it needs."""

WORK_OF_PART, WORK_OF_ITS_CHARACTER = 4_000, 20
"""The same of one computer's part of a file, of which there may be hundreds."""


class Work:
    """What is left of it. Answers that are known already cost the same again, so that what else was asked changes
    none."""

    __slots__ = ("_left",)

    def __init__(self, left: int) -> None:
        self._left = left

    @staticmethod
    def of_file(characters: int) -> Work:
        return Work(WORK + WORK_OF_CHARACTER * characters)

    @staticmethod
    def of_part(characters: int) -> Work:
        return Work(WORK_OF_PART + WORK_OF_ITS_CHARACTER * characters)

    def parts(
        self, divided: Callable[[], tuple[tuple[Part, ...], int]], undivided: Callable[[], tuple[Part, ...]]
    ) -> tuple[Part, ...]:
        """The hosts of a request by what a list does with them, found out in the one way or, where no work is left, in
        the other (bypass.py)."""
        if self._left <= 0:
            return undivided()
        parts, work = divided()
        self._left -= work
        return parts


@dataclass(frozen=True, slots=True)
class Asked:
    """One question."""

    request: Request
    work: Work

    @property
    def everything(self) -> Names:
        return Names.of(self.request.family)

    def divided(self, static: StaticProxy) -> tuple[Part, ...]:
        bypass = static.bypass.text if static.bypass else ""
        return self.work.parts(
            partial(_divided, self.request, bypass), lambda: undivided(self.request, _listed(bypass))
        )


@lru_cache(maxsize=1 << 14)
def _divided(request: Request, bypass: str) -> tuple[tuple[Part, ...], int]:
    """By the text of the list alone: the computers of a fleet share few."""
    return divide(request, _listed(bypass))


@lru_cache(maxsize=64)
def _listed(bypass: str) -> BypassList:
    return BypassList(read_bypass_list(Word(bypass, Span("", 0, len(bypass)))))


def setting_cases(setting: Setting, asked: Asked) -> tuple[Case, ...]:
    """What becomes of the request where the WinHTTP setting decides."""
    everything = asked.everything
    if setting.unknown is not None:
        unknown = setting.unknown
        return (_case(setting, everything, Decision(None, unknown.span, unknown.reason), unknown.reason),)
    if setting.static is None:
        return (_case(setting, everything, Decision((DIRECT,), setting.span), "direct access is set"),)
    choice = choose(setting.static.proxy, setting.static.proxies, asked.request.scheme)
    if choice.hop == DIRECT:
        return (_case(setting, everything, Decision((DIRECT,), choice.span), choice.note),)
    return tuple(_part(setting, setting.static, choice, part) for part in asked.divided(setting.static))


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
    steps = inner or (Step(decision.span, note, True if decision.reason is None else None),)
    return told(setting.record, names, decision, Step(setting.written.span, setting.title, None, steps))


def told(record: Record, names: Names, decision: Decision[Route], *trace: Step) -> Case:
    """One case of a record; the trace begins with the record, and what led to the way stands below it."""
    route = Decision(decision.value, decision.span, decision.reason, trace)
    return Case(Region(names, record=record), SILENT_ACCESS, SILENT_TLS, route)
