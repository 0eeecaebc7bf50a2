"""Required URLs take one way over http and another over https."""

from __future__ import annotations

from collections.abc import Iterator

from proxylint.finding import Finding, Label, Level
from proxylint.rule import Examined, Rule
from proxylint_rules.pac.places import one_line
from proxylint_rules.pac.required import concrete, listed, needed
from proxylint_rules.pac.ways import told


def check(examined: Examined) -> Iterator[Finding]:
    if examined.format.name != "pac":
        return
    from proxylint.formats.pac.analysis.schemes import by_scheme

    facts = by_scheme(examined.policy, examined.given, (concrete(judged) for judged in needed(examined)))
    plain = [fact for fact in facts if fact.url.startswith("http:")]
    secure = [fact for fact in facts if fact.url.startswith("https:")]
    if not plain or not secure or plain[0].taken == secure[0].taken:
        return
    first = secure[0]
    verb = "is" if len(secure) == 1 else "are"
    yield Finding(
        RULE.code,
        RULE.name,
        RULE.level,
        one_line(examined, first.span),
        f"{listed([fact.url for fact in secure])} {verb} sent {told(first.taken)} and "
        f"{listed([fact.url for fact in plain])} {told(plain[0].taken)}, and only the scheme tells them apart.",
        related=(Label(one_line(examined, plain[0].span), "the answer over http"),),
        advice="Decide about these hosts by name: certificates are checked over http, the sensor reports over https.",
    )


RULE = Rule(
    "PAC133",
    "scheme-decides-way",
    Level.NOTE,
    "Required URLs take one way over http and another over https.",
    check,
    tags=("pac", "microsoft-defender", "connectivity"),
)
