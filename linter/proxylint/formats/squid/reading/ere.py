"""Whether glibc's regcomp takes a pattern. Squid compiles with REG_EXTENDED|REG_NOSUB (acl/RegexData.cc:158@5.7)."""

from __future__ import annotations

import re

from proxylint.names.errors import BadPattern, Beyond
from proxylint.names.posix_syntax import parse

_PLAIN = re.compile(r"\^?+(?:(?:[^\\\[\](){}*+?|^$]|\\[^0-9bB<>`'])[*+?]*+)*+\$?+")
"""Patterns without groups, brackets, intervals, alternatives, word edges: valid at a glance, as most in long lists."""


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
