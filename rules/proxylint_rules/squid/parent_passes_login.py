"""A parent proxy is sent the client's own credentials."""

from __future__ import annotations

from collections.abc import Iterator

from proxylint.finding import Finding, Level
from proxylint.rule import Examined, Rule


def check(examined: Examined) -> Iterator[Finding]:
    if examined.format.name != "squid":
        return
    from proxylint.formats.squid.analysis.parents import passing_parents

    for fact in passing_parents(examined.policy):
        yield Finding(
            RULE.code,
            RULE.name,
            RULE.level,
            examined.one_line(fact.peer.span),
            f"The parent '{fact.peer.host}' is sent the client's own credentials (login={fact.login}): a service that "
            "sends none gets the parent's login challenge, if the parent asks for one.",
            advice="Exempt these services at the parent too, or give this proxy its own login: 'login=user:password'.",
        )


RULE = Rule(
    "SQD501",
    "parent-passes-login",
    Level.NOTE,
    "A parent proxy is sent the client's own credentials, so it may ask clients for them.",
    check,
    tags=("squid", "connectivity"),
)
