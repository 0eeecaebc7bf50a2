"""Patterns of shExpMatch that hold more than `*` and `?`.

Chromium, Firefox and pacparser turn the pattern into a regular expression without escaping the rest of that syntax;
other engines take it as it stands (PyPAC, recent pac-resolver). MDN promises `*` and `?` only.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from proxylint.format import Given, Policy
from proxylint.formats.pac.analysis.listed import listed
from proxylint.formats.pac.analysis.subjects import Subject, Subjects
from proxylint.formats.pac.analysis.survey import Call, survey_of
from proxylint.names import BadPattern, Beyond, Family, Names, Test, glob, shell
from proxylint.names import Subject as Part
from proxylint.records import dataclass
from proxylint.regex import regex
from proxylint.text import Span
from proxylint_grammars.pac import tree

MOST = 100
"""Patterns of one script that are looked into."""

_SYNTAX = regex(r"[()\[\]{}|^$+\\]")
_ALL = Family("*")


@dataclass(frozen=True, slots=True)
class BadShell:
    """The pattern at `place` makes shExpMatch throw; `message` is the engine's."""

    call: Span
    place: Span
    message: str


@dataclass(frozen=True, slots=True)
class OddShell:
    """`host` passes where the pattern is a regular expression, and not where only stars count.

    `loose`: a host that passes though none of the alternatives, each by itself, would take it.
    """

    call: Span
    place: Span
    host: str
    loose: str | None


def bad_patterns(policy: Policy, given: Given) -> tuple[BadShell, ...]:
    """Patterns that throw, `try` left out."""
    found = []
    for call, _, literal in _patterns(policy, given):
        if not call.guarded and _SYNTAX.search(literal.value):
            try:
                shell(literal.value)
            except BadPattern as problem:
                found.append(BadShell(call.node.span, literal.span, problem.message))
            except Beyond:
                continue
    return tuple(sorted(found, key=lambda fact: fact.place.start))


def odd_patterns(policy: Policy, given: Given) -> tuple[OddShell, ...]:
    """Patterns for hosts about which engines disagree. Where the engine is a browser's, it reads them as it does."""
    found = []
    asked = 0
    for call, subject, literal in _patterns(policy, given) if given.pac_engine == "winhttp" else ():
        if _SYNTAX.search(literal.value) and subject is Subject.HOST and asked < MOST:
            asked += 1
            host, loose = _witnesses(literal.value)
            if host is not None:
                found.append(OddShell(call.node.span, literal.span, host, loose))
    return tuple(sorted(found, key=lambda fact: fact.place.start))


def _patterns(policy: Policy, given: Given) -> Iterator[tuple[Call, Subject | None, tree.StringLiteral]]:
    survey = survey_of(policy)
    if survey is None:
        return
    subjects = Subjects(survey)
    for call in survey.helpers:
        if call.name == "shExpMatch" and len(call.node.arguments) >= 2:
            literal = call.node.arguments[1]
            if isinstance(literal, tree.StringLiteral):
                yield call, subjects.of(call.node.arguments[0]), literal
    for one in listed(policy, given):
        if one.call.name == "shExpMatch":
            yield one.call, one.subject, one.literal


def _witnesses(pattern: str) -> tuple[str | None, str | None]:
    """No host holds a character of this syntax, so whatever passes passes by the regular expression alone."""
    try:
        matching = Names.of(_ALL).split(Test(shell(pattern)))[0]
        if matching is None:
            return None, None
        rest: Names | None = matching
        parts = pattern.split("|") if not re.search(r"[()\[\]{}^$+\\?]", pattern) else []
        for part in parts:
            rest = rest and rest.split(Test(glob(part), Part.HOST))[1]
        loose = rest.witness().host if rest is not None and len(parts) > 1 else None
        return matching.witness().host, loose
    except (BadPattern, Beyond):
        return None, None
