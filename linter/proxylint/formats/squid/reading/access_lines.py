"""Access lists: an action and ACL names (acl/Gadgets.cc:137-186, InnerNode.cc:43-73@5.7)."""

from __future__ import annotations

from functools import partial

from proxylint.format import Absent, Standing
from proxylint.formats.squid.model import AccessLine, Taint, Term
from proxylint.formats.squid.reading.defined import need_acl
from proxylint.formats.squid.reading.draft import Draft
from proxylint.formats.squid.reading.listed_values import left_open
from proxylint.formats.squid.reading.tokens import Arguments
from proxylint.text import Span
from proxylint_grammars.squid import Term as Written
from proxylint_grammars.squid import Word, access_terms

Rule = AccessLine | Taint

_model_term = partial(tuple.__new__, Term)
"""What the class does itself, without a call in Python."""


def read_access(draft: Draft, arguments: Arguments) -> Rule | None:
    """`allow` or `deny` and terms. None = Squid logs the line and skips it; a remark says so."""
    action = arguments.next()
    if action is None or action.text not in ("allow", "deny"):
        said = "has neither allow nor deny" if action is None else f"says '{action.text}' instead of allow or deny"
        draft.remark(Standing.UNREADABLE, arguments.span, f"this {arguments.line.name} line {said}: Squid skips it")
        return None
    rule = rule_of(draft, arguments, action.text)
    if isinstance(rule, AccessLine) and not rule.terms:
        text = f"this {arguments.line.name} line names no ACL: Squid skips it"
        draft.remark(Standing.UNREADABLE, arguments.span, text)
        return None
    return rule


def rule_of(draft: Draft, arguments: Arguments, action: str) -> Rule:
    """The rest of the line as terms under an action, perhaps none; a taint where a file of names is not known."""
    terms, absent = read_terms(draft, arguments)
    if absent is not None:
        return Taint(arguments.span, absent.reason)
    return AccessLine(action, terms, arguments.span)


def read_terms(draft: Draft, arguments: Arguments) -> tuple[tuple[Term, ...], Absent | None]:
    """ACL names up to the end of the line, each defined above. A file of names ends the line."""
    terms: list[Term] = []
    if draft.open_list is not None and not draft.quoted:
        return tuple(_listed_term(draft, value) for value in left_open(draft)), None
    for written in _written(draft, arguments):
        if not written.file:
            terms.append(_term(draft, written.name, written.negated, written.span))
            continue
        found = arguments.opened(written.name, whole=True)
        if isinstance(found, Absent):
            return tuple(terms), None if found.certain else found
        terms.extend(_listed_term(draft, value) for value in found)
    return tuple(terms), arguments.absent


def _written(draft: Draft, arguments: Arguments) -> tuple[Written, ...]:
    if not draft.quoted:
        return access_terms(arguments.line, arguments.at)
    words = arguments.words()
    return tuple(Written(word.text.removeprefix("!"), word.text[:1] == "!", word.span) for word in words)


def _listed_term(draft: Draft, value: Word) -> Term:
    negated = value.text[0] == "!"
    return _term(draft, value.text[1:] if negated else value.text, negated, value.span)


def _term(draft: Draft, name: str, negated: bool, span: Span) -> Term:
    need_acl(draft, name, span)
    return _model_term((name, negated, span))
