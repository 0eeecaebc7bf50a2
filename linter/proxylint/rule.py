"""The seam for rules: a rule is one module that exports `RULE`, with one Markdown page of the same name beside it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING

from proxylint.asking import asked_by, askers
from proxylint.catalogue import Catalogue, Endpoint, Profile, Service
from proxylint.finding import Finding, Level
from proxylint.format import Format, Given, Policy
from proxylint.judgement import Judged, Served, judge
from proxylint.records import dataclass, field
from proxylint.text import Source, Span

if TYPE_CHECKING:
    from proxylint.suppression.ledger import Ledger


@dataclass(frozen=True, slots=True)
class Examined:
    """All a rule may look at: one file, what it means, and the judged verdicts of the profile.

    `judged` is empty where the file has no verdicts (its program would refuse it). `services`: by area, from the
    catalogue. `direct_egress`: whether the site lets devices out without a proxy; None = not said. `given`: what the
    verdicts were asked with. `catalogue` and `profile`: where the judged rows come from; None = they come from nowhere.
    `clients`: whom a proxy serves.
    """

    source: Source
    format: Format
    policy: Policy
    judged: tuple[Judged, ...]
    services: Mapping[str, Service]
    direct_egress: bool | None = None
    given: Given = field(default_factory=Given)
    catalogue: Catalogue | None = None
    profile: Profile = field(default_factory=Profile)
    clients: Served = field(default_factory=dict)
    _ports: list[frozenset[str]] = field(default_factory=list, repr=False, compare=False)

    def beyond(self, endpoint: Endpoint) -> tuple[Judged, ...]:
        """A row that the profile does not have, judged as its own are."""
        service = self.services.get(endpoint.area)
        who = askers(self.format, self.policy, service) if service else {}
        verdicts = (asked_by(self.policy, one, self.given, who) for one in endpoint.requests)
        return tuple(judge(endpoint, verdict, self.format.vantage, self.clients) for verdict in verdicts)

    @property
    def ports(self) -> frozenset[str]:
        """Those of which a verdict speaks, as they are written; found out once, for each finding asks."""
        if not self._ports:
            cases = (case for judged in self.judged for case in judged.verdict.cases)
            self._ports.append(frozenset(case.when.listen.written for case in cases if case.when.listen is not None))
        return self._ports[0]

    def one_line(self, span: Span, ends: str = "\r\n") -> Span:
        """The span, cut before the first of `ends`: where a finding stands, however many lines a statement has."""
        text = self.policy.sources.get(span.file, self.source).text
        end = min(span.end, len(text))
        for sign in ends:
            found = text.find(sign, span.start, end)
            end = end if found < 0 else found
        return Span(span.file, span.start, end)


Check = Callable[[Examined], Iterator[Finding]]
Review = Callable[["Ledger"], Iterator[Finding]]


def nothing(examined: Examined) -> Iterator[Finding]:
    """The check of a rule that looks at a run alone."""
    return iter(())


@dataclass(frozen=True, slots=True)
class Rule:
    """`code` is for ever; `name` says the fault and reads after "allow". `summary`: one sentence for lists.

    `security`: CVSS-like severity 0.0 to 10.0 for code scanning, as text; None = not a security matter. `review` looks
    at the suppressions of a whole run, when all files are done. It is asked in order of codes and read one by one: what
    it says may be suppressed in turn, and what is found next may hang on that.
    """

    code: str
    name: str
    level: Level
    summary: str
    check: Check
    security: str | None = None
    tags: tuple[str, ...] = ()
    review: Review | None = None

    @property
    def module(self) -> str:
        """Where the rule is written; its page lies beside it."""
        return (self.review or self.check).__module__
