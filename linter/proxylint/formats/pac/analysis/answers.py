"""The strings that the script returns: which elements an engine drops, and which mean something else than they seem to.

Two sources: literals that a `return` of the entry function hands on, and the answer to a request for a host of no list.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import StrEnum
from functools import lru_cache
from typing import Any

from proxylint.format import Given, Policy
from proxylint.formats.pac.analysis.runs import Budget, ask
from proxylint.formats.pac.analysis.subjects import entries
from proxylint.formats.pac.analysis.survey import Binding, Survey, survey_of
from proxylint.formats.pac.policy import Answer, PacPolicy
from proxylint.formats.pac.returned import Element, parse_returned
from proxylint.records import dataclass
from proxylint.regex import regex
from proxylint.text import Span
from proxylint_grammars.pac import tree
from proxylint_grammars.pac.node import Node

MOST = 2000
"""Returned expressions that are followed."""


class Oddity(StrEnum):
    """DROPPED: no engine can use it, or Chromium cannot; LOGIN: it holds a user name or a password."""

    DROPPED = "dropped"
    LOGIN = "login"
    NAMED_DIRECT = "named direct"
    WITHOUT_PORT = "without port"


class Cause(StrEnum):
    """What is wrong with a dropped element, as far as it can be told."""

    PLACEHOLDER = "placeholder"
    HTTP = "http"
    NO_KEYWORD = "no keyword"
    COMMA = "comma"
    SEMICOLON = "semicolon"
    URL = "url"
    PORT = "port"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class OddElement:
    """`span`: the element, or the `return` where the string is put together. `alone`: nothing else is left, so the
    request goes direct. `port`: the one that is assumed. `keyword` is a word of the format, never text of the file."""

    span: Span
    oddity: Oddity
    cause: Cause
    reason: str
    alone: bool
    keyword: str
    port: int


def odd_elements(policy: Policy, given: Given) -> tuple[OddElement, ...]:
    return _odd_elements(policy, given) if isinstance(policy, PacPolicy) else ()


@lru_cache(maxsize=1)
def _odd_elements(policy: PacPolicy, given: Given) -> tuple[OddElement, ...]:
    """Kept for the file at hand, which four rules ask about."""
    survey = survey_of(policy)
    if survey is None:
        return ()
    found: dict[Span, OddElement] = {}
    for text, place, literal in _answers(policy, survey, given):
        elements = parse_returned(text, given.pac_engine)
        answer = Answer(elements, place if literal else None)
        left = any(element.hop is not None or element.unsure for element in elements)
        for element in elements:
            fact = _odd(text, element, answer.span_of(element) or place, alone=not left)
            if fact is not None:
                found.setdefault(fact.span, fact)
    return tuple(found[span] for span in sorted(found))


def _answers(policy: PacPolicy, survey: Survey, given: Given) -> Iterator[tuple[str, Span, bool]]:
    """Text, place, and whether the place is a literal that holds the text."""
    for node in returned_literals(survey):
        yield node.value, node.span, True
    budget = Budget()
    for url in ("https://unrelated.invalid/", "http://unrelated.invalid/"):
        outcome = ask(policy, url, given, budget)
        if outcome is not None and outcome.text is not None:
            literal = policy.answer(outcome, given).literal
            if literal is not None or outcome.span is not None:
                yield outcome.text, literal or outcome.span or survey.program.span, literal is not None


def returned_literals(survey: Survey) -> Iterator[tree.StringLiteral]:
    """String literals that the entry function returns where it gets there: as they stand, through a choice, a variable
    with one value, or a function of the script."""
    returns: dict[Node, list[Any]] = {}
    for node in survey.of(tree.ReturnStatement):
        home = survey.homes[node]
        if home is not None and node.argument is not None:
            returns.setdefault(home.node, []).append(node.argument)
    waiting = [part for entry in entries(survey) for part in returns.get(entry.node, ())]
    seen: set[Any] = {entry.node for entry in entries(survey)}
    for _ in range(MOST):
        if not waiting:
            return
        node = waiting.pop()
        if isinstance(node, tree.StringLiteral):
            yield node
        elif isinstance(node, tree.ConditionalExpression):
            waiting += [arm.consequent for arm in node.arms] + [node.alternate]
        elif isinstance(node, tree.Identifier):
            value = _value(survey.bindings.get(node))
            if value is not None and value not in seen:
                seen.add(value)
                waiting.append(value)
        elif isinstance(node, tree.CallExpression) and isinstance(node.callee, tree.Identifier):
            function = _value(survey.bindings.get(node.callee))
            if function in survey.functions and function not in seen:
                seen.add(function)
                waiting += returns.get(function, ())


def _value(binding: Binding | None) -> Any:
    if binding is None or binding.parameter is not None or len(binding.values) != 1:
        return None
    return binding.values[0]


_LOGIN = regex(r"(?i)(?:PROXY|HTTPS?|SOCKS[45]?)[ \t]++[^@]*+@")
_PORTLESS = regex(r"\S++[ \t]++(?:\[[^\]]*+\]|[^:\s]++)")
_HOLES = regex(r"<[A-Za-z_ -]++>|\{\{|\$\{|%[A-Za-z_]++%|__[A-Za-z_]++__|@[A-Za-z_]++@|\b(?:HOST|ADDRESS):PORT\b")


def _odd(text: str, element: Element, span: Span, *, alone: bool) -> OddElement | None:
    written = text[element.start : element.end]
    word = re.split(r"[\s:]", written, maxsplit=1)[0].upper()
    hop, reason = element.hop, element.reason or ""
    port = 0 if hop is None else hop.port
    keyword = word if word in _KEYWORDS else ""
    if _LOGIN.match(written) and not _HOLES.search(written):
        return OddElement(span, Oddity.LOGIN, Cause.OTHER, reason, alone, keyword, port)
    if hop is None and not element.unsure:
        return OddElement(span, Oddity.DROPPED, _cause(written, word), reason, alone, keyword, port)
    if hop is not None and hop.kind != "direct" and hop.host == "direct":
        return OddElement(span, Oddity.NAMED_DIRECT, Cause.OTHER, reason, alone, keyword, port)
    if hop is not None and hop.kind != "direct" and _PORTLESS.fullmatch(written):
        return OddElement(span, Oddity.WITHOUT_PORT, Cause.OTHER, reason, alone, keyword, port)
    return None


_KEYWORDS = ("PROXY", "HTTP", "HTTPS", "SOCKS", "SOCKS4", "SOCKS5", "DIRECT", "QUIC")


def _cause(written: str, word: str) -> Cause:
    if _HOLES.search(written):
        return Cause.PLACEHOLDER
    if word == "HTTP" and "://" not in written.split()[0]:
        return Cause.HTTP
    if "," in written:
        return Cause.COMMA
    if "://" in written:
        return Cause.URL
    if len(re.findall(r"(?i)\b(?:PROXY|DIRECT|HTTPS?|SOCKS[45]?)(?=[ \t]|\Z)", written)) > 1:
        return Cause.SEMICOLON
    if word not in _KEYWORDS:
        return Cause.NO_KEYWORD
    return Cause.PORT if re.search(r":[^\]]*+\Z", written) else Cause.OTHER
