"""The functions that engines call: one that replaces another, and two that disagree."""

from __future__ import annotations

from collections.abc import Iterable

from proxylint.format import Given, Policy
from proxylint.formats.pac.analysis.runs import Budget, ask, way
from proxylint.formats.pac.analysis.survey import survey_of
from proxylint.formats.pac.policy import PacPolicy
from proxylint.formats.pac.script import ENTRY, ENTRY_EX
from proxylint.records import dataclass, replace
from proxylint.text import Span
from proxylint.verdict import Hop
from proxylint_grammars.pac import tree

MOST = 60
"""URLs for which two entry functions are compared."""


@dataclass(frozen=True, slots=True)
class Replaced:
    """`span` is a function that another one of the same name, at `by`, replaces before anything runs."""

    span: Span
    name: str
    by: Span


@dataclass(frozen=True, slots=True)
class Differing:
    """Windows calls the function at `span` and sends `url` by `windows`; all others send it by `others`."""

    span: Span
    plain: Span
    url: str
    windows: Hop
    others: Hop


def replaced_functions(policy: Policy) -> tuple[Replaced, ...]:
    """Of all functions that stand at top level: in JavaScript the last declaration counts (ECMA-262,
    GlobalDeclarationInstantiation)."""
    survey = survey_of(policy)
    if survey is None:
        return ()
    seen: dict[str, list[Span]] = {}
    for node in survey.program.body:
        if isinstance(node, tree.FunctionDeclaration):
            seen.setdefault(node.id.name, []).append(node.id.span)
    found = [Replaced(span, name, spans[-1]) for name, spans in seen.items() for span in spans[:-1]]
    return tuple(sorted(found, key=lambda fact: fact.span))


def differing_entries(policy: Policy, given: Given, urls: Iterable[str]) -> Differing | None:
    """The first of the URLs that is sent two ways: WinHTTP calls FindProxyForURLEx where there is one, Chromium and
    Firefox never do (observed on Chromium 156; MicrosoftDocs/win32, ipv6-aware-proxy-helper-api-definitions)."""
    survey = survey_of(policy)
    if survey is None or not isinstance(policy, PacPolicy):
        return None
    heads = {node.id.name: node.id.span for node in survey.program.body if isinstance(node, tree.FunctionDeclaration)}
    if ENTRY not in heads or ENTRY_EX not in heads:
        return None
    budget = Budget()
    for url in list(dict.fromkeys(urls))[:MOST]:
        one, other = (
            way(policy, ask(policy, url, asked, budget), asked)
            for asked in (replace(given, pac_engine=engine) for engine in ("winhttp", "chromium"))
        )
        if one and other and one[0] != other[0]:
            return Differing(heads[ENTRY_EX], heads[ENTRY], url, one[0], other[0])
    return None
