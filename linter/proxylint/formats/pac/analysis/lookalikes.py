"""Tests that take more hosts than the name in them: shown by a request that nobody meant and that goes direct.

Such a request is only told where it makes a difference: a host of no list takes a proxy.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from proxylint.format import Given, Policy
from proxylint.formats.pac.analysis.listed import listed
from proxylint.formats.pac.analysis.runs import STRANGER, Budget, ask, way
from proxylint.formats.pac.analysis.subjects import Subject, Subjects
from proxylint.formats.pac.analysis.survey import Survey, survey_of
from proxylint.formats.pac.analysis.tested import name_in
from proxylint.formats.pac.policy import PacPolicy
from proxylint.formats.pac.script import Outcome
from proxylint.names import BadPattern, Beyond, Language, contains, ends_with, javascript, shell, starts_with
from proxylint.records import dataclass
from proxylint.regex import regex
from proxylint.text import Span
from proxylint_grammars.pac import tree

MOST = 40
"""Tests of one script that are tried out; each costs two runs at most."""


@dataclass(frozen=True, slots=True)
class Lookalike:
    """`call` at `place` is written around the name `meant`; `url` passes it too and goes direct, by `answer`."""

    call: Span
    place: Span
    meant: str
    url: str
    answer: Span | None


def lookalikes(policy: Policy, given: Given) -> tuple[Lookalike, ...]:
    survey = survey_of(policy)
    if survey is None or not isinstance(policy, PacPolicy):
        return ()
    budget = Budget()
    usual = {
        scheme: way(policy, ask(policy, f"{scheme}://{STRANGER}/", given, budget), given)
        for scheme in ("https", "http")
    }
    if not any(route and route[0].kind != "direct" for route in usual.values()):
        return ()
    found = []
    for count, test in enumerate(test for test in _tests(policy, survey, given) if test.matching is not None):
        if count >= MOST:
            break
        fact = _told(policy, test, usual, given, budget)
        if fact is not None:
            found.append(fact)
    return tuple(sorted(found, key=lambda fact: fact.place.start))


def _told(policy: PacPolicy, test: _Test, usual: Any, given: Given, budget: Budget) -> Lookalike | None:
    url = test.matching
    assert url is not None
    if not (route := usual[url.partition(":")[0]]) or route[0].kind == "direct":
        return None
    outcome = ask(policy, url, given, budget)
    taken = way(policy, outcome, given)
    if outcome is None or taken is None or taken[0].kind != "direct" or not passed(outcome, test.call):
        return None
    return Lookalike(test.call, test.place, test.meant, url, outcome.span)


def passed(outcome: Outcome, call: Span) -> bool:
    """Whether this very test made the answer."""
    for tested in reversed(outcome.tests):
        span = tested.term or tested.span
        if tested.held and span.start <= call.start and call.end <= span.end:
            return True
    return False


@dataclass(frozen=True, slots=True)
class _Test:
    call: Span
    place: Span
    meant: str
    matching: str | None
    """A URL that nobody meant and that passes."""


def _tests(policy: PacPolicy, survey: Survey, given: Given) -> Iterator[_Test]:
    subjects = Subjects(survey)
    for call in survey.calls:
        subject, literal, language = _parts(call.name, call.node, subjects)
        if subject is None or literal is None or language is None:
            continue
        text = literal.pattern if isinstance(literal, tree.RegExpLiteral) else literal.value
        meant = name_in(text)
        if meant is not None:
            yield _Test(call.node.span, literal.span, meant, _matching(language, subject, meant))
    for one in listed(policy, given):
        if one.subject is Subject.HOST and _SAFE.fullmatch(one.literal.value):
            continue
        meant, found = name_in(one.literal.value), _language(one.call.name or "", one.literal.value)
        if meant is not None and found is not None:
            yield _Test(one.call.node.span, one.literal.span, meant, _matching(found, one.subject, meant))


_SAFE = regex(r"\*?\.[a-z0-9.-]++")
"""Takes the names below one name and no others; spares long lists the trial."""


def _language(name: str, text: str) -> Language | None:
    try:
        return shell(text) if name == "shExpMatch" else ends_with(text) if name == "dnsDomainIs" else None
    except (BadPattern, Beyond):
        return None


def _parts(name: str | None, node: tree.CallExpression, subjects: Subjects) -> tuple[Any, Any, Language | None]:
    """What is tested, the literal that it is tested with, and what passes."""
    callee, arguments = node.callee, node.arguments
    if name in ("dnsDomainIs", "shExpMatch") and len(arguments) == 2:
        literal = arguments[1]
        if isinstance(literal, tree.StringLiteral):
            return subjects.of(arguments[0]), literal, _language(name, literal.value)
    try:
        if isinstance(callee, tree.MemberExpression) and not callee.computed and len(arguments) == 1:
            return _method(getattr(callee.property, "name", ""), callee.object, arguments[0], subjects)
    except (BadPattern, Beyond):
        pass
    return None, None, None


def _method(name: str, base: Any, argument: Any, subjects: Subjects) -> tuple[Any, Any, Language | None]:
    if isinstance(base, tree.RegExpLiteral) and name == "test":
        return subjects.of(argument), base, _regexp(base)
    if isinstance(argument, tree.RegExpLiteral) and name in ("match", "search"):
        return subjects.of(base), argument, _regexp(argument)
    words = {"indexOf": contains, "includes": contains, "endsWith": ends_with, "startsWith": starts_with}
    if isinstance(argument, tree.StringLiteral) and name in words:
        return subjects.of(base), argument, words[name](argument.value)
    return None, None, None


def _regexp(node: tree.RegExpLiteral) -> Language:
    return javascript(node.pattern, "".join(flag for flag in node.flags if flag in "imsu"))


def _matching(language: Language, subject: Subject, name: str) -> str | None:
    """A request of somebody else's that passes: his own name in front, behind, or in the path of his own host."""
    hosts = [f"evil{name}"] if name.count(".") == 1 else []
    for host in (*hosts, f"{name}.evil.example", f"www.{name}.evil.example"):
        if language.matches(host if subject is Subject.HOST else f"https://{host}/"):
            return f"https://{host}/"
    if subject is not Subject.HOST:
        urls = (f"http://evil.example/{name}/", f"http://evil.example/www.{name}/")
        return next((url for url in urls if language.matches(url)), None)
    return None
