"""Some host gets no answer: the script throws, or ends without a string."""

from __future__ import annotations

from collections.abc import Iterator

from proxylint.fault import Fault
from proxylint.finding import Finding, Level
from proxylint.rule import Examined, Rule
from proxylint_rules.pac.places import one_line, overlaps, unanswered


def check(examined: Examined) -> Iterator[Finding]:
    if examined.format.name != "pac":
        return
    from proxylint.formats.pac.analysis import unanswered as analysis

    told = unanswered(examined)
    for fact in analysis.unanswered(examined.policy, examined.given):
        if _required_too(examined) if fact.head else overlaps(fact.span, told):
            continue
        yield Finding(
            RULE.code,
            RULE.name,
            RULE.level,
            one_line(examined, fact.span),
            f"FindProxyForURL {_told(fact.failure)} for '{fact.url}', so browsers go direct and WinHTTP "
            "reports an error.",
            advice="Give every path through the function a return with a string.",
        )


def _told(failure: str) -> str:
    """What the script throws may be any text, a password among it."""
    return "throws" if any(char in "{}@" or not char.isprintable() for char in failure) else failure


def _required_too(examined: Examined) -> bool:
    """Whether a required URL falls off the end as well, which MDE403 tells."""
    return any(
        case.failure is not None and case.failure.span is None
        for judged in examined.judged
        if judged.endpoint.needed
        for failing in judged.failings
        if failing.fault is Fault.NO_ANSWER
        for case in failing.cases
    )


RULE = Rule(
    "PAC107",
    "host-without-answer",
    Level.WARNING,
    "Some host gets no answer: the script throws, or ends without a string.",
    check,
    tags=("pac", "correctness"),
)
