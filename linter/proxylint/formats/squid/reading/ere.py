"""Whether glibc's regcomp takes a pattern. Squid compiles with REG_EXTENDED|REG_NOSUB (acl/RegexData.cc:158@5.7)."""

from __future__ import annotations

import re

from proxylint.names.errors import BadPattern, Beyond
from proxylint.names.posix_syntax import parse

_ATOMS = (
    r"(?:[^\\\[\](){}*+?|^$]++|\\[^0-9bB<>`']|\[\^?+(?>(?:0-9|a-z|A-Z|[a-zA-Z0-9_./])+)\])[*+?]*+"
    r"|[\^$|]"
)
_PLAIN = re.compile(rf"(?>(?:{_ATOMS}|\((?>(?:{_ATOMS})*)\)[*+?]*+)*)")
"""Patterns without groups in groups, intervals, word edges and unusual brackets: valid at a glance, as most in long
lists."""


def plainly_valid(pattern: str) -> bool:
    """Whether the pattern is one of those, as written and as Squid cleans it (`cleaned` in patterns.py)."""
    return _PLAIN.fullmatch(pattern) is not None and not pattern.startswith((".*", "^.*"))


def invalid(pattern: str) -> str | None:
    """Why regcomp refuses the pattern, as a clause; None = it takes it."""
    if _PLAIN.fullmatch(pattern):
        return None
    try:
        parse(pattern, False)
    except BadPattern as bad:
        return bad.message
    except Beyond:
        return None
    return None
