"""Syntax and methods that came with ECMAScript 2015 or later.

WinHTTP's script engine is Microsoft's JScript component (MicrosoftDocs/win32, autoproxy-issues-in-winhttp), which has
none of them in any version; what runs the script in current Windows is not documented.
"""

from __future__ import annotations

from collections.abc import Iterator

from proxylint.format import Given, Policy
from proxylint.formats.pac.analysis.survey import Survey, survey_of
from proxylint.records import dataclass
from proxylint.text import Span
from proxylint_grammars.pac import tree


@dataclass(frozen=True, slots=True)
class Modern:
    """`what`: the construct, in a programmer's words; `others`: how many more there are, of any kind."""

    span: Span
    what: str
    others: int


def modern_syntax(policy: Policy, given: Given) -> Modern | None:
    """The first place. An engine without it cannot load the script. Nothing where the engine is a browser's."""
    survey = survey_of(policy) if given.pac_engine == "winhttp" else None
    found = [] if survey is None else sorted(_syntax(survey))
    return None if not found else Modern(found[0][0], found[0][1], len(found) - 1)


def modern_methods(policy: Policy, given: Given) -> Modern | None:
    """The first call of a string method that such an engine lacks, where the script does not bring its own."""
    survey = survey_of(policy) if given.pac_engine == "winhttp" else None
    found = []
    for call in () if survey is None else survey.calls:
        callee = call.node.callee
        if isinstance(callee, tree.MemberExpression) and not callee.computed and not call.guarded:
            name = getattr(callee.property, "name", "")
            if survey is not None and name in _METHODS and name not in survey.members:
                found.append((call.node.span, name))
    found.sort()
    return None if not found else Modern(found[0][0], found[0][1], len(found) - 1)


_METHODS = frozenset(("startsWith", "endsWith", "includes", "padStart", "padEnd", "repeat"))
_KINDS = {
    tree.ArrayPattern: "an array pattern",
    tree.ArrowFunctionExpression: "an arrow function",
    tree.AssignmentPattern: "a default value",
    tree.BigIntLiteral: "a big integer",
    tree.ChainExpression: "'?.'",
    tree.ClassDeclaration: "a class",
    tree.ClassExpression: "a class",
    tree.ForOfStatement: "'for ... of'",
    tree.ObjectPattern: "an object pattern",
    tree.RestElement: "'...'",
    tree.SpreadElement: "'...'",
    tree.TemplateLiteral: "a template string",
}


def _syntax(survey: Survey) -> Iterator[tuple[Span, str]]:
    for kind, what in _KINDS.items():
        for node in survey.of(kind):
            yield node.span, what
    for node in survey.of(tree.VariableDeclaration):
        if node.kind != "var":
            yield node.span, f"'{node.kind}'"
    for node in survey.of(tree.Property):
        if node.shorthand or node.computed or node.method:
            yield node.span, "a short or computed property"
    for node in survey.of(tree.BinaryExpression):
        if node.operator == "**":
            yield node.span, "'**'"
    for node in survey.of(tree.LogicalExpression):
        if node.operator == "??":
            yield node.span, "'??'"
