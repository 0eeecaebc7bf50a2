"""Sessions are opened, and the certificates of servers are not verified."""

from __future__ import annotations

from collections.abc import Iterator

from proxylint.finding import Finding, Level
from proxylint.rule import Examined, Rule


def check(examined: Examined) -> Iterator[Finding]:
    if examined.format.name != "squid":
        return
    from proxylint.formats.squid.analysis.inspecting import unverified_servers

    for fact in unverified_servers(examined.policy):
        yield Finding(
            RULE.code,
            RULE.name,
            RULE.level,
            examined.one_line(fact.span),
            f"In sessions that Squid opens any server certificate is accepted ({fact.how}), and clients cannot notice.",
            advice="Delete it; allow single errors of single servers, with an ACL that names them, where it must be.",
        )


RULE = Rule(
    "SQD404",
    "servers-not-verified",
    Level.WARNING,
    "Sessions are opened, and the certificates of servers are not verified.",
    check,
    security="7.4",
    tags=("squid", "security", "tls", "external/cwe/cwe-295"),
)
