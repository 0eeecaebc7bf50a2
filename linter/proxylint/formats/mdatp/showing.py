"""Values of a file as they may be shown: without passwords, and not longer than a line can bear."""

from __future__ import annotations

from proxylint_grammars.mdatp.syntax import masked

_LONGEST = 80


def shown(text: str) -> str:
    """`text` in quotes, with `***` for what stands before an `@`."""
    text = masked(text)
    return f"'{text}'" if len(text) <= _LONGEST else f"'{text[:_LONGEST]}...'"
