"""Names of the global object: variables that nobody declared, and names that only some engines have."""

from __future__ import annotations

from collections.abc import Iterable

from proxylint.format import Given, Policy
from proxylint.formats.pac.analysis.survey import Survey, survey_of
from proxylint.formats.pac.library.globals import EXTENDED, ONLY_WINHTTP
from proxylint.formats.pac.script import ENTRY_EX
from proxylint.records import dataclass
from proxylint.text import Span


@dataclass(frozen=True, slots=True)
class Undeclared:
    """`names` are written inside functions, in the order of their first places."""

    span: Span
    names: tuple[str, ...]
    places: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class OnlySome:
    """`name` is missing in some engines; `places` are further ones."""

    span: Span
    name: str
    places: tuple[Span, ...]


def undeclared(policy: Policy) -> Undeclared | None:
    survey = survey_of(policy)
    if survey is None or survey.dynamic:
        return None
    first: dict[str, Span] = {}
    for free in sorted(survey.free, key=lambda free: free.node.span):
        if free.use == "write" and free.function is not None:
            first.setdefault(free.node.name, free.node.span)
    places = tuple(first.values())
    return Undeclared(places[0], tuple(first), places) if places else None


def extended_helpers(policy: Policy, given: Given) -> tuple[OnlySome, ...]:
    """Helpers that Firefox does not define, where the script neither asks for them first nor has the entry function
    from which alone Microsoft documents them. Where the engine is Chromium those that it does not define."""
    survey = survey_of(policy)
    if survey is None or survey.dynamic or ENTRY_EX in survey.top:
        return ()
    common: Iterable[str] = () if given.pac_engine == "chromium" else EXTENDED
    return _unguarded(survey, {*common, *ONLY_WINHTTP})


def consoles(policy: Policy, given: Given) -> tuple[OnlySome, ...]:
    """`console`, which V8 defines and JScript does not (observed on Chromium 156; MDN)."""
    survey = survey_of(policy)
    return (
        ()
        if survey is None or survey.dynamic or given.pac_engine != "winhttp"
        else _unguarded(survey, frozenset(("console",)))
    )


def _unguarded(survey: Survey, names: frozenset[str] | set[str]) -> tuple[OnlySome, ...]:
    settled = {free.node.name for free in survey.free if free.use in ("write", "typeof")} | survey.properties
    found: dict[str, list[Span]] = {}
    for free in sorted(survey.free, key=lambda free: free.node.span):
        name = free.node.name
        if name in names and name not in settled and not free.guarded:
            found.setdefault(name, []).append(free.node.span)
    return tuple(OnlySome(spans[0], name, tuple(spans[1:])) for name, spans in found.items())
