"""Directives whose lines are access lists of the model: http_access and its kin, ssl_bump, limits of replies."""

from __future__ import annotations

from proxylint.formats.squid.model import AccessLine, Taint
from proxylint.formats.squid.reading.access_lines import read_access, rule_of
from proxylint.formats.squid.reading.draft import GATES, Draft, RefusedError
from proxylint.formats.squid.reading.scalars import size
from proxylint.formats.squid.reading.tokens import Arguments

_NEW = ("client-first", "server-first", "peek", "stare", "splice", "bump", "terminate", "none")
_OLD = {"allow": "client-first", "deny": "none"}


def read_gate(draft: Draft, arguments: Arguments, name: str) -> None:
    """An access list of the model, or one that only has to be well formed."""
    rule = read_access(draft, arguments)
    if rule is not None and name in GATES:
        draft.gates.setdefault(name, []).append(rule)


def read_ssl_bump(draft: Draft, arguments: Arguments) -> None:
    """An action and perhaps ACLs; a line without ACLs always matches (cache_cf.cc:4706-4790@5.7)."""
    word = arguments.need("an action")
    if word.text not in _NEW and word.text not in _OLD:
        raise RefusedError(f"ssl_bump has no action '{word.text}'", word.span)
    style = "old" if word.text in _OLD else "new"
    if draft.bump_style not in (None, style):
        raise RefusedError("ssl_bump allow/deny cannot be mixed with the other actions", word.span)
    draft.bump_style = style
    rule = rule_of(draft, arguments, _OLD.get(word.text, word.text))
    draft.gates.setdefault("ssl_bump", []).append(rule)


def close_ssl_bump(draft: Draft) -> None:
    """Old-style lists end in the opposite of their last line (cache_cf.cc:4682-4704@5.7)."""
    lines = [entry for entry in draft.gates.get("ssl_bump", ()) if isinstance(entry, AccessLine)]
    if draft.bump_style == "old" and lines:
        action = "none" if lines[-1].action == "client-first" else "client-first"
        draft.gates["ssl_bump"].append(AccessLine(action, (), lines[-1].span))


def read_reply_size(draft: Draft, arguments: Arguments) -> None:
    """reply_body_max_size SIZE acl...: a check of its own, so it stands before the list of http_reply_access."""
    limit = size(arguments)
    rule_of(draft, arguments, "")
    if limit is not None:
        taint = Taint(arguments.span, "reply_body_max_size may refuse a reply for its size")
        draft.gates.setdefault("http_reply_access", []).insert(0, taint)


def read_deny_info(draft: Draft, arguments: Arguments) -> None:
    """A page and the ACLs that bring it; a line without ACLs is logged and skipped (acl/Gadgets.cc:90-125@5.7)."""
    page = arguments.next()
    for name in arguments.words():
        if page is not None:
            draft.pages.setdefault(name.text, []).append(page.text)
