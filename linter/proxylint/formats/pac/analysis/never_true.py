"""Tests of the host or the URL that no request can pass, shown over all host names.

What a script gets to see: the host in lower case, as Chromium and Firefox hand it over (observed on Chromium 156), an
IPv6 address without its brackets, a trailing dot kept; of an https URL scheme, host and port alone.
"""

from __future__ import annotations

import re
from enum import StrEnum

from proxylint.format import Given, Policy
from proxylint.formats.pac.analysis.subjects import Subject
from proxylint.formats.pac.analysis.tested import Tested, tests
from proxylint.names import BadPattern, Beyond, Family, Language, Names, Test, javascript, shell
from proxylint.names import Subject as Part
from proxylint.names.words import Words
from proxylint.records import dataclass
from proxylint.regex import regex
from proxylint.text import Span
from proxylint_grammars.pac import tree

MOST = 40_000
"""Tests that are looked at in one script."""


MOST_HARD = 1000
"""Of them, those with more than letters, digits, dots, slashes and stars, and regular expressions that are more than
words, for which all hosts are searched."""


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


def never_true(policy: Policy, given: Given) -> tuple[NeverTrue, ...]:
    found = []
    hard = 0
    for count, test in enumerate(tests(policy, given)):
        hard += not _is_easy(test)
        if count >= MOST or hard >= MOST_HARD:
            break
        fact = _fact(test)
        if fact is not None:
            found.append(fact)
    return tuple(sorted(found, key=lambda fact: (fact.call.start, fact.place.start)))


def _is_easy(test: Tested) -> bool:
    if isinstance(test.literal, tree.StringLiteral):
        return _EASY.fullmatch(test.text) is not None
    try:
        return isinstance(test.passing(test.text).in_one_line, Words)
    except (BadPattern, Beyond):
        return True


def _fact(test: Tested) -> NeverTrue | None:
    literal, text = test.literal, test.text
    try:
        why = _url_why(test, text) if test.subject is not Subject.HOST else _host_why(test, text)
    except (BadPattern, Beyond):
        return None
    return None if why is None else NeverTrue(test.node.span, literal.span, text, test.how, why)


# --- the host ---

_ALL = Family("*")
_ADDRESS = regex(r"[0-9a-f:.*?]++")
_EASY = regex(r"[A-Za-z0-9_*?.:/-]{0,200}+")
_ORDINARY = regex(r"(?i)[a-z0-9_*?-]++(?>(?:\.[a-z0-9_*?-]++)*)", re.ASCII)
"""Spares long lists the search: such a text is a name itself once its stars are letters, but for letters of a case that
no host is handed over in."""


def _host_why(test: Tested, text: str) -> Why | None:
    plain = isinstance(test.literal, tree.StringLiteral)
    stars = test.how == "shExpMatch" or not ("*" in text or "?" in text)
    if plain and stars and len(text) < 200 and _ORDINARY.fullmatch(text.removeprefix(".") if _is_end(test) else text):
        compared = text.partition(".")[0] if test.how == "localHostOrDomainIs" else text
        return None if compared == compared.lower() else Why.CASE
    if not text or (":" in text and (not plain or _ADDRESS.fullmatch(text))):
        return None  # an IPv6 address may match
    passing = test.passing(text)
    if _names_a_host(passing.in_one_line) or _any_host(passing):
        return None
    lowered = text.lower()
    if text != lowered and (not plain or _any_host(test.passing(lowered))):
        return Why.CASE if plain or _any_host(javascript(text, "i")) else None
    return _cause(test, text) if plain else Why.CHARACTER


def _is_end(test: Tested) -> bool:
    return test.how == "dnsDomainIs"


_NAME = regex(r"[a-z][a-z0-9]{0,30}+(?>(?:[.-][a-z0-9]{1,30}+){0,6})")


def _names_a_host(language: Language) -> bool:
    """Whether one of its first words is a host name itself: that spares long lists the search."""
    return isinstance(language, Words) and any(map(_NAME.fullmatch, language.likely()))


def _any_host(language: Language) -> bool:
    """Whether a name matches, with a dot at its end or without."""
    return any(_any(Test(language, Part.HOST, after=after)) for after in ("", "."))


def _any(test: Test) -> bool:
    """The names are new each time: they keep what they were divided into."""
    return Names.of(_ALL).split(test)[0] is not None


def _cause(test: Tested, text: str) -> Why:
    if "://" in text:
        return Why.HOST_ONLY if test.how == "shExpMatch" else Why.SCHEME
    if "/" in text:
        return Why.PATH
    if re.search(r":[0-9]+", text) and "[" not in text:
        return Why.PORT
    if "*" in text and test.how != "shExpMatch":
        return Why.WILDCARD
    if text.startswith(".") and _any_host(test.passing(text[1:])):
        return Why.LEADING_DOT
    return Why.CHARACTER


# --- the URL ---

_PLAIN_PATH = regex(r"[A-Za-z0-9_*?./&=%~:,@;-]++")
_AFTER_HOST = regex(r":[0-9*?]")


def _url_why(test: Tested, text: str) -> Why | None:
    """`url` ends in a slash for https, and behind the host for no scheme at all."""
    if test.how != "shExpMatch":
        return _no_host_test(test, text)
    if test.subject is Subject.URL and text.startswith("https://") and _AFTER_HOST.search(text[8:]) is None:
        host, _, path = text[8:].partition("/")
        if path.strip("*") and _ORDINARY.fullmatch(host) and host == host.lower() and _PLAIN_PATH.fullmatch(path):
            return Why.HTTPS_PATH  # behind the host there is one slash and no more
        if path and "|" not in text and not _any_url(shell(text), "https://"):
            rest = text[: len(text) - len(path)]
            if _any_url(shell(rest), "https://"):
                return Why.HTTPS_PATH
            return Why.CASE if _any_url(shell(rest.lower()), "https://") else None
    return None


def _any_url(language: Language, scheme: str) -> bool:
    return _any(Test(language, Part.HOST, scheme, "/"))


def _no_host_test(test: Tested, text: str) -> Why | None:
    """A test for hosts that is given the URL: what no https URL ends with. One of http may end with anything."""
    return Why.URL if test.how == "dnsDomainIs" and text and not text.endswith("/") else None
