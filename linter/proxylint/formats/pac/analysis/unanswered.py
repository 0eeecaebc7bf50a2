"""Hosts that get no answer, whether or not anybody required them: each shown by a run with everything fixed.

The hosts that are tried: one of no list, a plain name, addresses, and one for each name that the script tests for.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from proxylint.format import Given, Policy
from proxylint.formats.pac.analysis.arguments import wrong_calls
from proxylint.formats.pac.analysis.free_names import free_names
from proxylint.formats.pac.analysis.patterns import bad_patterns
from proxylint.formats.pac.analysis.runs import Budget, ask
from proxylint.formats.pac.analysis.subjects import entries
from proxylint.formats.pac.analysis.survey import Survey, survey_of
from proxylint.formats.pac.policy import PacPolicy
from proxylint.records import dataclass
from proxylint.regex import regex
from proxylint.text import Span
from proxylint_grammars.pac import tree

MOST = 40
"""Hosts that are tried."""

_ALWAYS = ("www.unrelated.invalid", "intranet", "192.0.2.1", "10.9.8.7")
_HOST = regex(r"[a-z0-9-]++(?:\.[a-z0-9-]++)*")


@dataclass(frozen=True, slots=True)
class Unanswered:
    """For `url` the script does what `failure` says; `head`: it just ends, and the place is where the function
    begins."""

    span: Span
    url: str
    failure: str
    head: bool


def unanswered(policy: Policy, given: Given) -> tuple[Unanswered, ...]:
    """One for each place; places that other facts explain are left out."""
    survey = survey_of(policy)
    functions = [] if survey is None else entries(survey)
    if survey is None or not isinstance(policy, PacPolicy) or not functions:
        return ()
    start = functions[-1].node.span
    explained = _explained(policy, given)
    found: dict[Span, Unanswered] = {}
    for span, url, failure in _failures(policy, survey, given):
        place = span or start
        if span is None or not any(place.start < other.end and other.start < place.end for other in explained):
            found.setdefault(place, Unanswered(place, url, failure, span is None))
    return tuple(found[place] for place in sorted(found))


def _explained(policy: PacPolicy, given: Given) -> list[Span]:
    spans = [span for name in free_names(policy) for span in (name.span, *name.others)]
    spans += [fact.span for fact in wrong_calls(policy)]
    return spans + [fact.call for fact in bad_patterns(policy, given)]


def _failures(policy: PacPolicy, survey: Survey, given: Given) -> Iterator[tuple[Span | None, str, str]]:
    budget = Budget()
    for host in (*_ALWAYS, *_tested(survey)):
        for scheme in ("https", "http"):
            url = f"{scheme}://{host}/"
            outcome = ask(policy, url, given, budget)
            if outcome is not None and outcome.failure is not None and not outcome.at_load:
                yield outcome.span, url, outcome.failure
                break


def _tested(survey: Survey) -> list[str]:
    """A host for each of the first names that are tested for."""
    texts: list[tree.StringLiteral] = []
    for call in survey.helpers:
        if call.name in ("dnsDomainIs", "shExpMatch", "localHostOrDomainIs"):
            texts += [one for one in call.node.arguments[1:2] if isinstance(one, tree.StringLiteral)]
    for node in survey.of(tree.BinaryExpression):
        if node.operator in ("==", "==="):
            operands: tuple[Any, ...] = node.operands
            texts += [one for one in operands if isinstance(one, tree.StringLiteral)]
    found: dict[str, None] = {}
    for text in sorted(texts, key=lambda node: node.span.start):
        host = text.value.removeprefix("*").removesuffix("*")
        host = f"www{host}" if host.startswith(".") else host
        if len(host) <= 253 and _HOST.fullmatch(host):
            found[host] = None
        if len(found) >= MOST - len(_ALWAYS):
            break
    return list(found)
