"""Whether glibc's regcomp takes a pattern. Squid compiles with REG_EXTENDED|REG_NOSUB (acl/RegexData.cc:158@5.7)."""

from __future__ import annotations

from proxylint.names.errors import BadPattern, Beyond
from proxylint.regex import regex

_BRACKET = r"\[\^?+(?>(?:0-9|a-z|A-Z|[a-zA-Z0-9_./])+)\]"


def plain_piece(literal: str, escaped: str) -> str:
    """An alternation for pieces of patterns without groups in groups, intervals, word edges and unusual brackets: such
    patterns are valid at a glance, as most in long lists. `literal` and `escaped` are classes of characters: those that
    mean themselves, and those that do so behind a backslash."""
    literals = rf"(?:{literal}++|\\{escaped})(?>(?:\\{escaped}{literal}*+)*)"
    atoms = rf"(?:{literals}|{_BRACKET})[*+?]*+|[\^$|]"
    return rf"{atoms}|\((?>(?:{atoms})*)\)[*+?]*+"


_PIECE = plain_piece(r"[^\\\[\](){}*+?|^$]", "[^0-9bB<>`']")
_PLAIN = regex(rf"(?>(?:{_PIECE})*)")


def invalid(pattern: str) -> str | None:
    """Why regcomp refuses the pattern, as a clause; None = it takes it."""
    if _PLAIN.fullmatch(pattern):
        return None
    from proxylint.names.posix_syntax import parse

    try:
        parse(pattern, False)
    except BadPattern as bad:
        return bad.message
    except Beyond:
        return None
    return None
