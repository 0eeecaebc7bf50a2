"""A list of names in ssl_bump is compared with an address."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from proxylint.finding import Finding, Level
from proxylint.rule import Examined, Rule

if TYPE_CHECKING:
    from proxylint.formats.squid.analysis.nameless_lists import NamelessList


def check(examined: Examined) -> Iterator[Finding]:
    if examined.format.name != "squid":
        return
    from proxylint.formats.squid.analysis.nameless_lists import nameless_lists

    for fact in nameless_lists(examined.policy):
        yield Finding(
            RULE.code,
            RULE.name,
            RULE.level,
            examined.one_line(fact.line.span),
            f"'{fact.acl.name}' ({fact.acl.type}) in this ssl_bump line does not see the name that clients ask for on "
            f"port {fact.port.listener.written}: {_instead(fact)}.",
            advice=_advice(fact),
        )


def _instead(fact: NamelessList) -> str:
    if fact.looks_back:
        return "it compares the name that a reverse look-up of the dialled address yields"
    return "it compares the dialled address"


def _advice(fact: NamelessList) -> str:
    kind = "ssl::server_name" if fact.acl.type == "dstdomain" else "ssl::server_name_regex"
    return f"Peek at step 1 ('acl step1 at_step SslBump1', 'ssl_bump peek step1'), and use an ACL of type {kind}."


RULE = Rule(
    "SQD406",
    "ssl-bump-list-without-name",
    Level.WARNING,
    "A list of names in ssl_bump is compared with an address, because the connection is intercepted.",
    check,
    tags=("squid", "tls"),
)
