"""Tests of the host or the URL that no request can pass, shown over all host names.

What a script gets to see: the host in lower case, as Chromium and Firefox hand it over (observed on Chromium 156), an
IPv6 address without its brackets, a trailing dot kept; of an https URL scheme, host and port alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from proxylint.format import Policy
from proxylint.formats.pac.analysis.subjects import Subject, Subjects
from proxylint.formats.pac.analysis.survey import Survey, survey_of
from proxylint.names import BadPattern, Beyond, Family, Language, Names, Test, ends_with, javascript, one_of, shell
from proxylint.names import Subject as Part
from proxylint.text import Span
from proxylint_grammars.pac import tree

MOST = 3000
"""Tests that are looked at in one script."""


class Why(StrEnum):
    """What stands in the text that no request has; LEADING_DOT: a whole name that begins with a dot."""

    WILDCARD = "a wildcard"
    SCHEME = "a scheme"
    PATH = "a path"
    PORT = "a port"
    CASE = "an upper-case letter"
    LEADING_DOT = "a leading dot"
    URL = "the URL in place of the host"
    HTTPS_PATH = "a path of https"
    HOST_ONLY = "the host in place of the URL"
    CHARACTER = "a character that no host name has"


@dataclass(frozen=True, slots=True)
class NeverTrue:
    """`call`: the whole test; `value`: the text that nothing matches, at `place`; `how`: what tests it, such as
    "dnsDomainIs"."""

    call: Span
    place: Span
    value: str
    how: str
    why: Why


def never_true(policy: Policy) -> tuple[NeverTrue, ...]:
    survey = survey_of(policy)
    if survey is None:
        return ()
    found = []
    for count, test in enumerate(_tests(survey)):
        if count >= MOST:
            break
        fact = _fact(test)
        if fact is not None:
            found.append(fact)
    return tuple(sorted(found, key=lambda fact: (fact.call.start, fact.place.start)))


@dataclass(frozen=True, slots=True)
class _Tested:
    how: str
    subject: Subject
    node: Any
    literal: tree.StringLiteral | tree.RegExpLiteral


def _tests(survey: Survey) -> Iterator[_Tested]:
    subjects = Subjects(survey)
    for call in survey.helpers:
        if call.name in _HELPERS and len(call.node.arguments) >= 2:
            first, second = call.node.arguments[:2]
            if isinstance(second, tree.StringLiteral) and (subject := subjects.of(first)):
                yield _Tested(call.name, subject, call.node, second)
    for node in survey.of(tree.BinaryExpression):
        if node.operator in ("==", "===") and len(node.operands) == 2:
            for one, other in (node.operands, node.operands[::-1]):
                if isinstance(other, tree.StringLiteral) and subjects.of(one) is Subject.HOST:
                    yield _Tested("the comparison", Subject.HOST, node, other)
    for call in survey.calls:
        callee = call.node.callee
        if (
            isinstance(callee, tree.MemberExpression)
            and isinstance(callee.object, tree.RegExpLiteral)
            and getattr(callee.property, "name", "") == "test"
            and len(call.node.arguments) == 1
            and (subject := subjects.of(call.node.arguments[0])) is Subject.HOST
        ):
            yield _Tested("the regular expression", subject, call.node, callee.object)


_HELPERS = ("dnsDomainIs", "localHostOrDomainIs", "shExpMatch")


def _fact(test: _Tested) -> NeverTrue | None:
    literal = test.literal
    text = literal.pattern if isinstance(literal, tree.RegExpLiteral) else literal.value
    try:
        why = _url_why(test, text) if test.subject is not Subject.HOST else _host_why(test, text)
    except (BadPattern, Beyond):
        return None
    return None if why is None else NeverTrue(test.node.span, literal.span, text, test.how, why)


def _language(test: _Tested, text: str) -> Language:
    if isinstance(test.literal, tree.RegExpLiteral):
        return javascript(text, "".join(flag for flag in test.literal.flags if flag in "imsu"))
    if test.how == "shExpMatch":
        return shell(text)
    if test.how == "dnsDomainIs":
        return ends_with(text)
    cuts = [at for at, char in enumerate(text) if char == "."] if test.how == "localHostOrDomainIs" else []
    return one_of([text, *(text[:at] for at in cuts if at)])


# --- the host ---

_HOSTS = Names.of(Family("*"))
_ADDRESS = re.compile(r"[0-9a-f:.*?]++")
_ORDINARY = re.compile(r"[a-z0-9_*?-]++(?>(?:\.[a-z0-9_*?-]++)*)")
"""Spares long lists the search: such a text is a name itself once its stars are letters."""


def _host_why(test: _Tested, text: str) -> Why | None:
    plain = isinstance(test.literal, tree.StringLiteral)
    stars = test.how == "shExpMatch" or not ("*" in text or "?" in text)
    if plain and stars and len(text) < 200 and _ORDINARY.fullmatch(text.removeprefix(".") if _is_end(test) else text):
        return None
    if not text or (":" in text and (not plain or _ADDRESS.fullmatch(text))):
        return None  # an IPv6 address may match
    if _any_host(_language(test, text)):
        return None
    lowered = text.lower()
    if text != lowered and (not plain or _any_host(_language(test, lowered))):
        return Why.CASE if plain or _any_host(javascript(text, "i")) else None
    return _cause(test, text) if plain else Why.CHARACTER


def _is_end(test: _Tested) -> bool:
    return test.how == "dnsDomainIs"


def _any_host(language: Language) -> bool:
    """Whether a name matches, with a dot at its end or without."""
    return any(_HOSTS.split(Test(language, Part.HOST, after=after))[0] is not None for after in ("", "."))


def _cause(test: _Tested, text: str) -> Why:
    if "://" in text:
        return Why.HOST_ONLY if test.how == "shExpMatch" else Why.SCHEME
    if "/" in text:
        return Why.PATH
    if re.search(r":[0-9]+", text):
        return Why.PORT
    if "*" in text and test.how != "shExpMatch":
        return Why.WILDCARD
    if text.startswith(".") and _any_host(_language(test, text[1:])):
        return Why.LEADING_DOT
    return Why.CHARACTER


# --- the URL ---

_AFTER_HOST = re.compile(r":[0-9*?]")


def _url_why(test: _Tested, text: str) -> Why | None:
    """`url` ends in a slash for https, and behind the host for no scheme at all."""
    if test.how != "shExpMatch":
        return _no_host_test(test, text)
    if test.subject is Subject.URL and text.startswith("https://") and _AFTER_HOST.search(text[8:]) is None:
        path = text[8:].partition("/")[2]
        if path and "|" not in text and not _any_url(shell(text), "https://"):
            rest = text[: len(text) - len(path)]
            if _any_url(shell(rest), "https://"):
                return Why.HTTPS_PATH
            return Why.CASE if _any_url(shell(rest.lower()), "https://") else None
    return None


def _any_url(language: Language, scheme: str) -> bool:
    return _HOSTS.split(Test(language, Part.HOST, scheme, "/"))[0] is not None


def _no_host_test(test: _Tested, text: str) -> Why | None:
    """A test for hosts that is given the URL: what no https URL ends with."""
    return Why.URL if test.how == "dnsDomainIs" and not text.endswith("/") else None
