"""A required URL is left without an answer where the host does not resolve, or in another network."""

from __future__ import annotations

from collections.abc import Iterator

from proxylint import addresses
from proxylint.finding import Finding, Level
from proxylint.names import Names
from proxylint.region import ASKED, Region
from proxylint.rule import Examined, Rule
from proxylint.text import Span
from proxylint.verdict import Case
from proxylint_rules.pac.places import one_line
from proxylint_rules.pac.required import listed, needed


def check(examined: Examined) -> Iterator[Finding]:
    if examined.format.name != "pac":
        return
    groups: dict[tuple[Span, str, str], dict[str, None]] = {}
    for judged in needed(examined):
        for case in judged.verdict.cases:
            if case.failure is not None and _apart(case.when):
                span = case.failure.span or examined.source.whole
                key = (span, _where(case.when), _failure(case))
                groups.setdefault(key, {})[judged.verdict.request.url] = None
    for (span, where, failure), urls in groups.items():
        be = "is" if len(urls) == 1 else "are"
        yield Finding(
            RULE.code,
            RULE.name,
            RULE.level,
            one_line(examined, span),
            f"{listed(list(urls))} {be} left without an answer where {where}: {failure}.",
            advice="Decide about these hosts by name, above what asks for addresses, or check what it hands back.",
        )


def _apart(region: Region) -> bool:
    """Whether this is none of the cases that count for the verdict: those are told by MDE403."""
    return addresses.PUBLIC_SAMPLE not in region.answers(ASKED) or not region.client - addresses.LOOPBACK


def _where(region: Region) -> str:
    alone = Region(
        Names.of(region.names.family),
        client=region.client,
        minutes=region.minutes,
        resolved=tuple((name, answers) for name, answers in region.resolved if name == ASKED),
    )
    return " and ".join(alone.phrases()).replace("client in", "the own address is in")


def _failure(case: Case) -> str:
    """What the script throws may be any text."""
    text = case.failure.text.partition(";")[0] if case.failure else ""
    return "FindProxyForURL throws" if any(char in "{}@" or not char.isprintable() for char in text) else text


RULE = Rule(
    "PAC128",
    "no-answer-elsewhere",
    Level.WARNING,
    "A required URL is left without an answer where the host does not resolve, or in another network.",
    check,
    tags=("pac", "microsoft-defender", "connectivity"),
)
