"""A name that Defender's hosts are aliases of is exempted, which Defender never asks for."""

from __future__ import annotations

from collections.abc import Iterator

from proxylint.catalogue import Endpoint
from proxylint.fault import Fault
from proxylint.finding import Finding, Level
from proxylint.format import Vantage
from proxylint.rule import Examined, Rule
from proxylint.text import Span
from proxylint.verdict import Access, Case, Tls, steps_of
from proxylint_rules.mde.wording import decision, leaves

_SAID = {
    Fault.INSPECTED: "inspection",
    Fault.TERMINATED: "being cut",
    Fault.LOGIN: "the login",
    Fault.DENIED: "being denied",
}


def check(examined: Examined) -> Iterator[Finding]:
    """Only where required URLs, and hosts of no list, fail in the very way that names below the alias are spared."""
    if examined.format.vantage is not Vantage.PROXY or examined.catalogue is None:
        return
    usual = {failing.fault for judged in examined.beyond(_host("host.invalid")) for failing in judged.failings}
    hit = {failing.fault for one in examined.judged if one.endpoint.needed for failing in one.failings}
    for fault, said in _SAID.items():
        for alias in examined.catalogue.aliases if fault in usual & hit else ():
            for span in _sparing(examined, alias, fault):
                yield Finding(
                    RULE.code,
                    RULE.name,
                    RULE.level,
                    examined.one_line(span),
                    f"This exempts names below '{alias}' from {said}, but Defender for Endpoint asks for none of them: "
                    "its hosts are aliases of such names, and what counts is the name that is asked for.",
                    advice="Exempt the names that the finding about the failing URLs lists. If this value was meant "
                    "for Defender, take it out.",
                )


def _host(name: str) -> Endpoint:
    return Endpoint("", name, (443,), "", (), "ww", (), "R")


def _sparing(examined: Examined, alias: str, fault: Fault) -> Iterator[Span]:
    """The values with the alias in them by which some names below it pass."""
    passing = [
        decision(fault, case).trace
        for judged in examined.beyond(_host(f"*.{alias}"))
        for case in judged.verdict.cases
        if _passes(case, fault)
    ]
    spans = {step.span for step in leaves(steps_of(passing)) if step.span is not None and step.held}
    for span in sorted(spans):
        if alias in examined.policy.sources[span.file].text[span.start : span.end].lower().replace("\\", ""):
            yield span


def _passes(case: Case, fault: Fault) -> bool:
    spared = case.access.value is Access.ALLOWED
    return spared and (fault in (Fault.LOGIN, Fault.DENIED) or case.tls.value is Tls.TUNNELLED)


RULE = Rule(
    "MDE304",
    "alias-exempt",
    Level.NOTE,
    "A name that Defender's hosts are aliases of is exempted, which Defender never asks for.",
    check,
    tags=("microsoft-defender", "connectivity"),
)
