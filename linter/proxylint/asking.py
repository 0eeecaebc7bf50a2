"""One URL, asked for by several parts of a product that take their proxies from different settings."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from proxylint.catalogue import Service
from proxylint.format import Format, Given, Policy
from proxylint.records import replace
from proxylint.region import Condition, Region
from proxylint.request import Request
from proxylint.verdict import Case, Verdict

Askers = Mapping[str, str]
"""Who asks: a name for `Given.component`, and how people call it."""


def askers(format: Format, policy: Policy, service: Service) -> Askers:
    """The components that ask for the URLs of a service, where the file's settings differ by who asks."""
    if format.by_component is None or not service.components or not format.by_component(policy):
        return {}
    return {name: format.components[name] for name in service.components if name in format.components}


def asked_by(policy: Policy, request: Request, given: Given, askers: Askers) -> Verdict:
    """The verdict of each asker, told apart by the condition that it is this one who asks."""
    if not askers:
        return policy.decide(request, given)
    verdicts = {name: policy.decide(request, replace(given, component=name)) for name in askers}
    if len(verdicts) == 1:
        return next(iter(verdicts.values()))
    return Verdict(request, tuple(case for name in askers for case in _cases(verdicts[name], name, askers)))


def _cases(verdict: Verdict, asker: str, askers: Askers) -> Iterator[Case]:
    for case in verdict.cases:
        when: Region | None = case.when
        for condition, holds in _conditions(asker, askers):
            when = when and when.split_condition(condition)[0 if holds else 1]
        if when is not None:
            yield replace(case, when=when)


def _conditions(asker: str, askers: Askers) -> Iterator[tuple[Condition, bool]]:
    """All before it do not ask, and it does; of the last one that follows."""
    *others, last = askers
    for name in others:
        unless = f"{askers[last]} asks" if len(askers) == 2 else f"{askers[name]} does not ask"
        yield Condition(f"asker {name}", f"{askers[name]} asks", unless=unless), name == asker
        if name == asker:
            return
