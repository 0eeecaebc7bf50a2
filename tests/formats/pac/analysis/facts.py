"""Shared by these tests: every analysis of a script, and a fact as text of the file."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from proxylint.format import Given, Policy
from proxylint.formats.pac.analysis.answers import odd_elements
from proxylint.formats.pac.analysis.apex import left_out
from proxylint.formats.pac.analysis.arguments import wrong_calls
from proxylint.formats.pac.analysis.conditions import settled_conditions
from proxylint.formats.pac.analysis.dead_code import dead_code
from proxylint.formats.pac.analysis.entry import differing_entries, replaced_functions
from proxylint.formats.pac.analysis.free_names import free_names
from proxylint.formats.pac.analysis.globals import consoles, extended_helpers, undeclared
from proxylint.formats.pac.analysis.language_level import modern_methods, modern_syntax
from proxylint.formats.pac.analysis.lookalikes import lookalikes
from proxylint.formats.pac.analysis.lookups import lookup_at_load, lookups_before_answer
from proxylint.formats.pac.analysis.misspelt import misspelt
from proxylint.formats.pac.analysis.networks import odd_networks
from proxylint.formats.pac.analysis.never_true import never_true
from proxylint.formats.pac.analysis.patterns import bad_patterns, odd_patterns
from proxylint.formats.pac.analysis.shadowed import shadowed
from proxylint.formats.pac.analysis.trailing_commas import trailing_commas
from proxylint.formats.pac.analysis.unanswered import unanswered
from proxylint.formats.pac.policy import PacPolicy
from proxylint.text import Span
from tests.formats.pac.asking import OPEN

URLS = ("https://www.example.com/", "http://www.example.com/")


def everything(policy: Policy, given: Given = OPEN) -> list[Any]:
    """All that is told, in the order of the analyses."""
    found: list[Any] = [
        analysis(policy, given)
        for analysis in (
            bad_patterns,
            consoles,
            extended_helpers,
            lookalikes,
            lookup_at_load,
            modern_methods,
            modern_syntax,
            never_true,
            odd_elements,
            odd_patterns,
            shadowed,
            trailing_commas,
            unanswered,
        )
    ]
    found += [
        analysis(policy)
        for analysis in (
            dead_code,
            free_names,
            odd_networks,
            replaced_functions,
            settled_conditions,
            undeclared,
            wrong_calls,
        )
    ]
    found += [analysis(policy, given, URLS) for analysis in (lookups_before_answer, differing_entries, left_out)]
    found.append(misspelt(policy, given, ("www.example.com", "*.windowsupdate.com")))
    return [fact for fact in found if fact]


def texts(policy: PacPolicy, spans: Iterable[Span]) -> list[str]:
    return [policy.source.quote(span) for span in spans]
