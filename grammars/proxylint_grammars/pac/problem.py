"""Why a text is not a script that a PAC engine can load."""

from __future__ import annotations

from typing import Literal, TypeAlias

from proxylint.text import Span

Kind: TypeAlias = Literal["syntax", "unsupported", "too-large", "too-deep"]
Cause: TypeAlias = Literal[
    "http-header", "html-page", "typographic-quote", "no-break-space", "invisible-character", "misspelt-function",
    "unbalanced-bracket", "unbalanced-quote", "unclosed-comment", "placeholder", "foreign-text", "missing-operator",
    "missing-operand",
]  # fmt: skip


class SyntaxProblem(Exception):
    """The text cannot be loaded, or cannot be read by this parser.

    `kind`: "syntax" is what V8 refuses as well; "too-large" what Chromium and WinHTTP refuse whatever it holds;
    "unsupported" and "too-deep" say nothing about an engine: the parser stops there. `message` is one plain sentence
    without full stop and line numbers. `cause` names the usual cause where it was recognised. `opening` is the place
    of the bracket, quote or comment that is still open.
    """

    def __init__(
        self, span: Span, message: str, cause: Cause | None = None, kind: Kind = "syntax", opening: Span | None = None
    ) -> None:
        super().__init__(message)
        self.span = span
        self.message = message
        self.cause = cause
        self.kind = kind
        self.opening = opening
