"""Lists of names in ssl_bump that compare an address, because the connection is intercepted.

dstdomain and dstdom_regex look at the host of the CONNECT at every step, which is the dialled address then
(acl/DestinationDomain.cc:54-90@5.7).
"""

from __future__ import annotations

from collections.abc import Iterator

from proxylint.format import Policy
from proxylint.formats.squid.analysis.addressed import only_names
from proxylint.formats.squid.analysis.bump_lines import idle_lines
from proxylint.formats.squid.analysis.subject import lines, loaded
from proxylint.formats.squid.model import AccessLine, Acl, Port, PortMode
from proxylint.formats.squid.policy import SquidPolicy
from proxylint.records import dataclass


@dataclass(frozen=True, slots=True)
class NamelessList:
    """On `port` the ACL of the line meets no name but the one that a reverse look-up yields; with -n not even that."""

    line: AccessLine
    acl: Acl
    port: Port

    @property
    def looks_back(self) -> bool:
        return "n" not in self.acl.options and self.acl.type != "url_regex"


def nameless_lists(policy: Policy) -> tuple[NamelessList, ...]:
    """Of lines that may act; those that never do are another fact (bump_lines.py)."""
    squid = loaded(policy)
    if squid is None:
        return ()
    port = next((one for one in squid.config.ports if one.bumping and one.mode is not PortMode.FORWARD), None)
    return () if port is None else tuple(_facts(squid, port))


def _facts(squid: SquidPolicy, port: Port) -> Iterator[NamelessList]:
    idle = {fact.line.span for fact in idle_lines(squid)}
    for line in lines(squid.config, "ssl_bump"):
        for term in line.terms if line.span not in idle else ():
            acl = squid.config.acls.get(term.key)
            if acl is None or term.negated or acl.type not in ("dstdomain", "dstdom_regex", "url_regex"):
                continue
            if any(len(part.values) for part in acl.parts) and only_names(acl, squid.compiled):
                yield NamelessList(line, acl, port)
