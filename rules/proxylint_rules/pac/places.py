"""Where a finding stands, always within one line, and how it quotes the script."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from proxylint.fault import Fault
from proxylint.finding import Label
from proxylint.rule import Examined
from proxylint.text import Span

_LONGEST = 80
_RELATED = 5


def one_line(examined: Examined, span: Span) -> Span:
    """The span, cut where its first line ends for JavaScript (ECMA-262, LineTerminator)."""
    return examined.one_line(span, "\r\n\u2028\u2029")


def shown(examined: Examined, span: Span, what: str) -> str:
    """The text in quotation marks; where it cannot stand in a sentence, `what` names it.

    A text with a brace, a quotation mark, a line end or an @ (which may follow a password) is not quoted.
    """
    text = examined.source.quote(span)
    if len(text) > 2 and text[0] == text[-1] and text[0] in "\"'`":
        text = text[1:-1]
    if len(text) > _LONGEST or any(char in "{}@'" or not char.isprintable() for char in text):
        return what
    return f"'{text}'"


def also(examined: Examined, spans: Iterable[Span], text: str) -> tuple[Label, ...]:
    return tuple(Label(one_line(examined, span), text) for span in list(spans)[:_RELATED])


def unanswered(examined: Examined) -> Sequence[Span]:
    """Where a required URL is left without an answer, which MDE403 tells."""
    return [
        case.failure.span
        for judged in examined.judged
        if judged.endpoint.needed
        for failing in judged.failings
        if failing.fault is Fault.NO_ANSWER
        for case in failing.cases
        if case.failure is not None and case.failure.span is not None
    ]


def overlaps(one: Span, others: Iterable[Span]) -> bool:
    return any(one.overlaps(other) for other in others)
