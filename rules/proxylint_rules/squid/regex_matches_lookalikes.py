"""A pattern lets through hosts that only look like the name in it."""

from __future__ import annotations

from collections.abc import Iterator

from proxylint.finding import Finding, Label, Level
from proxylint.rule import Examined, Rule
from proxylint_rules.squid.domain_wording import shown
from proxylint_rules.squid.line_wording import written


def check(examined: Examined) -> Iterator[Finding]:
    if examined.format.name != "squid":
        return
    from proxylint.formats.squid.analysis.lookalikes import lookalikes

    for fact in lookalikes(examined.policy):
        line = written("ssl_bump" if fact.spliced else "http_access", fact.line)
        does = "spares it from inspection" if fact.spliced else "lets it through"
        yield Finding(
            RULE.code,
            RULE.name,
            RULE.level,
            examined.one_line(fact.value.span),
            f"The pattern {shown(examined, fact.value.span)} of the ACL '{fact.acl}' matches '{fact.host}' too, and "
            f"{line} {does}.",
            related=(Label(examined.one_line(fact.line.span), does),),
            advice=f"{_instead(fact.type)} with '.{fact.meant}', or write the pattern as '{_anchored(fact.meant)}'.",
        )


def _instead(kind: str) -> str:
    return f"Use an ACL of type {'ssl::server_name' if kind.startswith('ssl::') else 'dstdomain'}"


def _anchored(name: str) -> str:
    return r"(^|\.)" + name.replace(".", r"\.") + "$"


RULE = Rule(
    "SQD207",
    "regex-matches-lookalikes",
    Level.WARNING,
    "A pattern lets through hosts that only look like the name in it.",
    check,
    security="6.0",
    tags=("squid", "security", "external/cwe/cwe-625"),
)
