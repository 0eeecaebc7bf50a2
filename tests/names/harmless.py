"""Python's `re` as an oracle, for the patterns that are proved not to run away in it and to mean the same there."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from proxylint.names.errors import Beyond

if TYPE_CHECKING:
    import re

    from proxylint.names.tree import Node


@lru_cache(maxsize=4096)
def safe_re(pattern: str, flags: str, flavour: str) -> re.Pattern[str] | None:
    """For `flavour` "javascript" or "posix" (flags "i" or ""); None = not proved safe, or not the same in Python.

    Groups have JavaScript's numbers. Texts must have no character beyond U+FFFF (JavaScript counts two). For POSIX only
    whether it matches is right, not how long the match is. Raises BadPattern.
    """
    tree = _tree(pattern, flags, flavour)
    if tree is None:
        return None
    from tests.names.backtracking import harmless

    if not harmless(tree):
        return None
    import re

    from tests.names.python_spelling import spell_re

    return re.compile(spell_re(tree), re.ASCII)


def _tree(pattern: str, flags: str, flavour: str) -> Node | None:
    from proxylint.names import javascript_syntax, posix_syntax
    from proxylint.names.modelled import check

    try:
        if flavour == "javascript":
            tree = javascript_syntax.parse(pattern, flags)
        else:
            tree = posix_syntax.parse(pattern, "i" in flags)
        check(tree)
    except Beyond:
        return None
    return tree
