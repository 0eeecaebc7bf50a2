"""How a reader says that Squid stops."""

from __future__ import annotations

from proxylint.text import Span


class RefusedError(Exception):
    """Squid stops at this line (self_destruct, fatal, an uncaught exception). One sentence says why; without a span it
    is the whole line. `elsewhere`: in another file that includes this one it may be right. Caught for each line."""

    def __init__(self, text: str, span: Span | None = None, *, elsewhere: bool = False) -> None:
        super().__init__(text)
        self.text = text
        self.span = span
        self.elsewhere = elsewhere
