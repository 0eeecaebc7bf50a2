"""Tests that no host reaches which would pass them, because all such hosts have their answer before.

Shown in two steps: a host that nothing is meant for does reach the test, and of all requests for a host that would pass
it, followed through every branch, none does.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from proxylint.format import Given, Policy
from proxylint.formats.pac.analysis.listed import HELPERS, heard_of, listening
from proxylint.formats.pac.analysis.runs import Budget, ask
from proxylint.formats.pac.analysis.subjects import Subject
from proxylint.formats.pac.analysis.survey import Survey, survey_of
from proxylint.formats.pac.analysis.tested import Tested, tests
from proxylint.formats.pac.explore import explore
from proxylint.formats.pac.policy import PacPolicy
from proxylint.formats.pac.script import Outcome, run
from proxylint.formats.pac.world import World
from proxylint.names import Names
from proxylint.records import dataclass
from proxylint.regex import regex
from proxylint.region import Region
from proxylint.request import Request
from proxylint.text import Span
from proxylint_grammars.pac import tree

MOST = 300
"""Tests of one script that are tried with one host."""

MOST_FOLLOWED = 20
"""Tests of one script for which all hosts are followed."""

_NAME = regex(r"(\*?\.)?((?>(?:[a-z0-9-]++\.)+)[a-z0-9-]++)")


@dataclass(frozen=True, slots=True)
class Shadowed:
    """`value`: the text of the test at `place`. `by`: the test that passes before, or the `return`. `answer` is what
    such a host gets and `meant` what this test would have given, as returned strings; None = not told."""

    place: Span
    value: str
    by: Span
    answer: str
    meant: str | None


def shadowed(policy: Policy, given: Given) -> tuple[Shadowed, ...]:
    survey = survey_of(policy)
    if survey is None or survey.dynamic or not isinstance(policy, PacPolicy):
        return ()
    reached = heard_of(policy, given)
    answers = _answers(survey)
    budget, aloud = Budget(), Budget()
    found = []
    followed = 0
    for test, host in _named(policy, given, reached):
        url = f"https://{host.replace('*', 'a')}/"
        if _passes(test, ask(policy, url, given, budget)):
            continue
        heard: dict[tuple[str, int], str] = {}
        outcome = ask(policy, url, given, aloud, helpers=listening(HELPERS, heard))
        if outcome is None or outcome.text is None or (test.how, id(test.text)) in heard or followed >= MOST_FOLLOWED:
            continue
        followed += 1
        by = _decided(outcome)
        if by is not None and _never(policy, given, test, host):
            found.append(Shadowed(test.literal.span, test.text, by, outcome.text, answers.get(test.node)))
    return tuple(sorted(found, key=lambda fact: fact.place))


def _named(policy: PacPolicy, given: Given, reached: Mapping[tuple[str, int], str]) -> Iterator[tuple[Tested, str]]:
    """Tests of the host for one name, or for all names below one, as a host of a request."""
    count = 0
    for test in tests(policy, given):
        known = test.subject is Subject.HOST and (test.how, id(test.text)) in reached and len(test.text) < 200
        named = _NAME.fullmatch(test.text) if known else None
        if named is None or (named[1] == "." and test.how != "dnsDomainIs"):
            continue
        if named[1] is None and test.how == "dnsDomainIs":
            continue  # the end of other names as well
        if named[1] == "*." and test.how != "shExpMatch":
            continue
        count += 1
        if count > MOST:
            return
        yield test, f"*.{named[2]}" if named[1] else named[2]


def _never(policy: PacPolicy, given: Given, test: Tested, host: str) -> bool:
    """Whether each request for such a host has an answer without this test."""
    assert policy.script is not None
    program = policy.script.program
    for scheme, port, path in (("https", 443, "/"), ("http", 80, "/*")):
        heard: dict[tuple[str, int], str] = {}
        helpers = listening(HELPERS, heard)
        request = Request(scheme, host, port, path)
        world = World(request, given, Region(Names.of(request.family)))
        leaves = explore(world, lambda world, helpers=helpers: run(program, world, helpers=helpers), _same)  # type: ignore[misc]
        if (test.how, id(test.text)) in heard or any(leaf.outcome.text is None for leaf in leaves):
            return False
    return True


def _same(outcome: Outcome) -> object:
    return outcome.text, outcome.failure, outcome.unknown


def _passes(test: Tested, outcome: Outcome | None) -> bool:
    """Whether it is this test that decided, and so was made: a run shows that soon, since what cannot hold is passed,
    while a run that tells all tests which are made makes them all. A test that is given its text from elsewhere may
    have decided with another."""
    own = test.literal.span.overlaps(test.node.span)
    return own and outcome is not None and outcome.text is not None and _decided(outcome) == test.node.span


def _decided(outcome: Outcome) -> Span | None:
    for tested in reversed(outcome.tests):
        if tested.held:
            return tested.term or tested.span
    return outcome.span


def _answers(survey: Survey) -> dict[Any, str]:
    """What is returned where a test passes that decides alone, or with others of which one is enough."""
    found: dict[Any, str] = {}
    for node in survey.of(tree.IfStatement):
        for arm in node.arms:
            answer = _returned(arm.consequent)
            if answer is not None:
                found.update((operand, answer) for operand in _enough(arm.test))
    return found


def _enough(test: Any) -> Iterator[Any]:
    waiting = [test]
    while waiting:
        node = waiting.pop()
        if isinstance(node, tree.LogicalExpression) and node.operator == "||":
            waiting += node.operands
        elif isinstance(node, tree.CallExpression):
            yield node


def _returned(node: Any) -> str | None:
    if isinstance(node, tree.BlockStatement) and len(node.body) == 1:
        node = node.body[0]
    argument = node.argument if isinstance(node, tree.ReturnStatement) else None
    return argument.value if isinstance(argument, tree.StringLiteral) else None
