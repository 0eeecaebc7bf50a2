"""Helpers that are called with too few arguments, or with more than they look at."""

from __future__ import annotations

from enum import StrEnum

from proxylint.format import Policy
from proxylint.formats.pac.analysis.survey import survey_of
from proxylint.records import dataclass
from proxylint.text import Span
from proxylint_grammars.pac import tree


class Effect(StrEnum):
    """What comes of it, in the helpers of Chromium and Firefox (`pac_js_library.h`, `ascii_pac_utils.js`)."""

    THROWS = "throws"
    FALSE = "false"
    NULL = "null"
    IGNORED = "ignored"


_TOO_FEW = {
    "dnsDomainIs": (2, Effect.THROWS),
    "dnsDomainLevels": (1, Effect.THROWS),
    "dnsResolve": (1, Effect.NULL),
    "isInNet": (3, Effect.FALSE),
    "isPlainHostName": (1, Effect.THROWS),
    "isResolvable": (1, Effect.FALSE),
    "localHostOrDomainIs": (2, Effect.THROWS),
    "shExpMatch": (2, Effect.THROWS),
}
_LOOKS_AT = {"dnsDomainIs": 2, "isInNet": 3, "localHostOrDomainIs": 2, "shExpMatch": 2}
"""Further arguments of these were meant to be tested too."""


@dataclass(frozen=True, slots=True)
class WrongCall:
    span: Span
    name: str
    given: int
    wanted: int
    effect: Effect


def wrong_calls(policy: Policy) -> tuple[WrongCall, ...]:
    survey = survey_of(policy)
    found = []
    for call in () if survey is None or survey.dynamic else survey.helpers:
        name, arguments = call.name or "", call.node.arguments
        if any(isinstance(one, tree.SpreadElement) for one in arguments):
            continue
        wanted, effect = _TOO_FEW.get(name, (0, Effect.IGNORED))
        if len(arguments) < wanted and not (call.guarded and effect is Effect.THROWS):
            found.append(WrongCall(call.node.span, name, len(arguments), wanted, effect))
        elif len(arguments) > _LOOKS_AT.get(name, len(arguments)):
            found.append(WrongCall(call.node.span, name, len(arguments), _LOOKS_AT[name], Effect.IGNORED))
    return tuple(sorted(found, key=lambda fact: fact.span.start))
