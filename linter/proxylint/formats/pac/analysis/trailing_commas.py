"""Array literals with a comma behind the last element."""

from __future__ import annotations

from proxylint.format import Given, Policy
from proxylint.formats.pac.analysis.survey import survey_of
from proxylint.formats.pac.policy import PacPolicy
from proxylint.text import Span
from proxylint_grammars.pac import tree


def trailing_commas(policy: Policy, given: Given) -> tuple[Span, ...]:
    """The commas. One that a comment parts from the bracket is not seen."""
    survey = survey_of(policy) if given.pac_engine == "winhttp" else None
    if survey is None or not isinstance(policy, PacPolicy):
        return ()
    text = policy.source.text
    found = []
    for node in (*survey.of(tree.ScalarArray), *survey.of(tree.ArrayExpression)):
        at = node.span.end - 2
        while at > node.span.start and text[at] in " \t\r\n":
            at -= 1
        hole = isinstance(node, tree.ArrayExpression) and (not node.elements or node.elements[-1] is None)
        if text[at] == "," and not hole:
            found.append(Span(node.span.file, at, at + 1))
    return tuple(sorted(found))
