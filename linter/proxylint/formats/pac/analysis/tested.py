"""Tests of the host or the URL with a text: by a helper, by comparison, by a regular expression."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from proxylint.format import Given, Policy
from proxylint.formats.pac.analysis.listed import HELPERS, listed
from proxylint.formats.pac.analysis.subjects import Subject, Subjects
from proxylint.formats.pac.analysis.survey import Survey, survey_of
from proxylint.names import Language, ends_with, javascript, one_of, shell
from proxylint.records import dataclass
from proxylint.regex import regex
from proxylint_grammars.pac import tree


@dataclass(frozen=True, slots=True)
class Tested:
    """`how`: what tests, such as "dnsDomainIs"; `node`: the whole test."""

    how: str
    subject: Subject
    node: Any
    literal: tree.StringLiteral | tree.RegExpLiteral

    @property
    def text(self) -> str:
        return self.literal.pattern if isinstance(self.literal, tree.RegExpLiteral) else self.literal.value

    def passing(self, text: str) -> Language:
        """What would pass with this text. Raises BadPattern and Beyond."""
        if isinstance(self.literal, tree.RegExpLiteral):
            return javascript(text, "".join(flag for flag in self.literal.flags if flag in "imsu"))
        if self.how == "shExpMatch":
            return shell(text)
        if self.how == "dnsDomainIs":
            return ends_with(text)
        cuts = [at for at, char in enumerate(text) if char == "."] if self.how == "localHostOrDomainIs" else []
        return one_of([text, *(text[:at] for at in cuts if at)])


def tests(policy: Policy, given: Given) -> Iterator[Tested]:
    survey = survey_of(policy)
    if survey is None:
        return
    subjects = Subjects(survey)
    yield from _helped(survey, subjects)
    for entry in listed(policy, given):
        yield Tested(entry.call.name or "", entry.subject, entry.call.node, entry.literal)
    for node in survey.of(tree.BinaryExpression):
        if node.operator in ("==", "===") and len(node.operands) == 2:
            for one, other in (node.operands, node.operands[::-1]):
                if isinstance(other, tree.StringLiteral) and subjects.of(one) is Subject.HOST:
                    yield Tested("the comparison", Subject.HOST, node, other)
    for call in survey.calls:
        callee = call.node.callee
        if (
            isinstance(callee, tree.MemberExpression)
            and isinstance(callee.object, tree.RegExpLiteral)
            and getattr(callee.property, "name", "") == "test"
            and len(call.node.arguments) == 1
            and (subject := subjects.of(call.node.arguments[0])) is Subject.HOST
        ):
            yield Tested("the regular expression", subject, call.node, callee.object)


def _helped(survey: Survey, subjects: Subjects) -> Iterator[Tested]:
    for call in survey.helpers:
        if call.name in HELPERS and len(call.node.arguments) >= 2:
            first, second = call.node.arguments[:2]
            if isinstance(second, tree.StringLiteral) and (subject := subjects.of(first)):
                yield Tested(call.name, subject, call.node, second)


_NAME = regex(r"(?:[a-z0-9-]++\.)+[a-z]{2,}")


def name_in(text: str) -> str | None:
    """The name that a simple pattern is written around: at least two labels, without what stands for anything."""
    text = text.lower().replace("\\.", ".").replace("\\/", "/").removeprefix("^").removesuffix("$")
    text = re.sub(r"\A(?:https?:|\*:)?//", "", text)
    text = text.strip("*").removeprefix(".*").removesuffix(".*").removesuffix("/").strip("*").removesuffix(":")
    text = text.removeprefix(".")
    return text if _NAME.fullmatch(text) else None
