"""Texts that a helper is given from a list: they do not stand in the call, and a run shows that they get there.

A text that is handed on unchanged stays the object of its literal, so that its own place is known (`literals.py`). What
the call tests must hold on all ways through the script, which `Subjects` tells; the run only brings the texts.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache

from proxylint.format import Given, Policy
from proxylint.formats.pac.analysis.runs import Budget, ask
from proxylint.formats.pac.analysis.subjects import Subject, Subjects
from proxylint.formats.pac.analysis.survey import Call, Survey, survey_of
from proxylint.formats.pac.javascript.realm import Realm
from proxylint.formats.pac.javascript.values import Builtin, Value
from proxylint.formats.pac.library.globals import CLASSIC
from proxylint.formats.pac.policy import PacPolicy
from proxylint.records import dataclass
from proxylint_grammars.pac import tree

HELPERS = ("dnsDomainIs", "localHostOrDomainIs", "shExpMatch")
MOST = 30_000
"""Texts of one script."""

URLS = ("https://www.unrelated.invalid/", "http://www.unrelated.invalid/", "http://intranet/")
"""Requests that no test is meant for, so that most tests are reached."""


@dataclass(frozen=True, slots=True)
class Listed:
    """A text as a literal of its own place, and a call that is given it."""

    call: Call
    subject: Subject
    literal: tree.StringLiteral


def listed(policy: Policy, given: Given) -> tuple[Listed, ...]:
    """In the order of the file."""
    return _listed(policy, given) if isinstance(policy, PacPolicy) else ()


@lru_cache(maxsize=1)
def _listed(policy: PacPolicy, given: Given) -> tuple[Listed, ...]:
    """Kept for the file at hand, which several analyses ask about."""
    survey = survey_of(policy)
    sites = {} if survey is None else _sites(survey)
    if not sites or policy.script is None:
        return ()
    found: dict[tuple[str, int], Listed] = {}
    for (helper, known), text in heard_of(policy, given).items():
        span = policy.script.literals.span(text) if helper in sites else None
        if span is not None:
            call, subject = sites[helper]
            found[helper, known] = Listed(call, subject, tree.StringLiteral(span, text))
    return tuple(sorted(found.values(), key=lambda one: (one.literal.span, one.call.node.span)))


def _sites(survey: Survey) -> dict[str, tuple[Call, Subject]]:
    """The calls of a helper that are given their text from elsewhere, where all of them test the same."""
    subjects = Subjects(survey)
    sites: dict[str, list[tuple[Call, Subject | None]]] = {}
    for call in survey.helpers:
        name, arguments = call.name or "", call.node.arguments
        if name in HELPERS and len(arguments) >= 2 and not isinstance(arguments[1], tree.StringLiteral):
            sites.setdefault(name, []).append((call, subjects.of(arguments[0])))
    found = {}
    for name, calls in sites.items():
        call, subject = calls[0]
        if subject is not None and all(other is subject for _, other in calls):
            found[name] = (call, subject)
    return found


@lru_cache(maxsize=1)
def heard_of(policy: PacPolicy, given: Given) -> Mapping[tuple[str, int], str]:
    """The texts that helpers are given for hosts of no list, by helper and identity."""
    heard: dict[tuple[str, int], str] = {}
    helpers = listening(HELPERS, heard)
    budget = Budget()
    for url in URLS:
        ask(policy, url, given, budget, helpers=helpers)
    return heard


def listening(names: Iterable[str], heard: dict[tuple[str, int], str]) -> dict[str, Builtin]:
    """These helpers, which remember the texts that they are given: by helper and identity."""
    return {name: _listening(name, heard) for name in names}


def _listening(name: str, heard: dict[tuple[str, int], str]) -> Builtin:
    """The helper itself, which remembers what it is given; the texts are kept, so that no other gets their identity."""
    call: Callable[[Realm, Value, list[Value]], Value]
    call, length = CLASSIC[name]

    def listen(realm: Realm, this: Value, arguments: list[Value]) -> Value:
        if len(arguments) >= 2 and type(arguments[1]) is str and len(heard) < MOST:
            heard.setdefault((name, id(arguments[1])), arguments[1])
        return call(realm, this, arguments)

    return Builtin(name, listen, length)
