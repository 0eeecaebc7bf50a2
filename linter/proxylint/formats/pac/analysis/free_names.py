"""Names that nothing explains, neither the language, nor an engine, nor the file: where one is reached, it throws."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from functools import cache

from proxylint.format import Policy
from proxylint.formats.pac.analysis.survey import survey_of
from proxylint.formats.pac.javascript.builtins.contexts import make_realm
from proxylint.formats.pac.library.globals import CLASSIC, EXTENDED, ONLY_WINHTTP, define
from proxylint.records import dataclass
from proxylint.text import Span


class Kind(StrEnum):
    """BROWSER: an object of web pages; KEYWORD: what is returned, without quotation marks."""

    UNKNOWN = "unknown"
    BROWSER = "browser"
    KEYWORD = "keyword"


@dataclass(frozen=True, slots=True)
class FreeName:
    """The first place of a name. `meant`: what it is a slip of, where that is plain."""

    span: Span
    name: str
    kind: Kind
    called: bool
    meant: str | None
    others: tuple[Span, ...]


_BROWSER = frozenset(
    (
        *("window", "document", "navigator", "location", "screen", "localStorage", "XMLHttpRequest", "ActiveXObject"),
        *("setTimeout", "setInterval", "fetch", "process", "require", "module", "WScript"),
    )
)
"""Not there in any PAC engine (observed on Chromium 156; Microsoft Q209266 for Internet Explorer)."""
_KEYWORDS = frozenset(("DIRECT", "PROXY", "SOCKS", "SOCKS5", "HTTPS"))


MOST = 10_000
"""Names that are told of one script: the first ones that stand in it."""

MOST_GUESSES = 50
"""Names for which it is looked what was meant."""


@cache
def known_names() -> frozenset[str]:
    """All that some engine defines."""
    found: set[str] = set()
    for engine in ("chromium", "firefox", "winhttp"):
        realm = make_realm(None, {})
        define(realm, engine)
        found |= realm.globals.props.keys()
    return frozenset(found)


def free_names(policy: Policy) -> tuple[FreeName, ...]:
    """Nothing is told of a name that the file writes somewhere, asks `typeof` about, or uses in `try` only."""
    survey = survey_of(policy)
    if survey is None or survey.dynamic:
        return ()
    settled = {free.node.name for free in survey.free if free.use in ("write", "typeof")} | survey.properties
    places: dict[str, list[tuple[Span, bool]]] = {}
    for free in survey.free:
        name = free.node.name
        if name not in settled and name not in known_names() and not free.guarded:
            places.setdefault(name, []).append((free.node.span, free.use == "called"))
    declared = {binding.name for binding in survey.bindings.values()}
    first = sorted(places, key=lambda name: min(places[name]))[:MOST]
    facts = [
        _fact(name, sorted(places[name]), declared if count < MOST_GUESSES else ())
        for count, name in enumerate(sorted(first))
    ]
    return tuple(sorted(facts, key=_place))


def _place(fact: FreeName) -> int:
    return fact.span.start


def _fact(name: str, uses: list[tuple[Span, bool]], declared: Iterable[str]) -> FreeName:
    kind = Kind.BROWSER if name in _BROWSER else Kind.KEYWORD if name in _KEYWORDS else Kind.UNKNOWN
    called = uses[0][1]
    meant = None
    if kind is Kind.UNKNOWN:
        helpers = (*CLASSIC, *EXTENDED, *ONLY_WINHTTP) if declared else ()
        meant = nearest(name, sorted({*declared, *helpers, *(() if called else ("undefined",))}))
    return FreeName(uses[0][0], name, kind, called, meant, tuple(span for span, _ in uses[1:]))


def nearest(name: str, candidates: Iterable[str]) -> str | None:
    """The one candidate that is at most two slips away, and one for each four letters; None where several are."""
    most = min(2, len(name) // 4)
    folded = name.lower()
    found = [
        (distance(folded, other.lower(), most), other)
        for other in candidates
        if other != name and abs(len(other) - len(name)) <= most and len(name) <= 60
    ]
    near = sorted((slips, other) for slips, other in found if slips <= most)
    if not near or (len(near) > 1 and near[0][0] == near[1][0]):
        return None
    return near[0][1]


def distance(one: str, other: str, most: int) -> int:
    """Letters left out, put in, changed, or two that changed places; above `most` it does not matter how many."""
    before: list[int] = []
    row = list(range(len(other) + 1))
    for at, char in enumerate(one, 1):
        before, last, row = row, before, [at]
        for to, wanted in enumerate(other, 1):
            cost = min(row[-1] + 1, before[to] + 1, before[to - 1] + (char != wanted))
            if at > 1 and to > 1 and char == other[to - 2] and one[at - 2] == wanted:
                cost = min(cost, last[to - 2] + 1)
            row.append(cost)
        if min(row) > most:
            return most + 1
    return row[-1]
