"""Lines that would let destinations pass without a login, if the login were not asked for above them.

Squid asks for credentials as soon as it evaluates an ACL that needs them, whatever the line says and wherever it
matches (auth/AclProxyAuth.cc:66-88@5.7).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from proxylint.format import Policy
from proxylint.formats.squid.analysis.cells import ANY
from proxylint.formats.squid.analysis.literals import may_demand_login
from proxylint.formats.squid.analysis.looks import TooMuch
from proxylint.formats.squid.analysis.relevance import Relevance
from proxylint.formats.squid.analysis.shadows import shadowed, takers
from proxylint.formats.squid.analysis.subject import lines, loaded, looks
from proxylint.formats.squid.model import AccessLine, Config, PortMode, Term
from proxylint.formats.squid.policy import SquidPolicy
from proxylint.records import dataclass
from proxylint.text import Span

DESTINATIONS = ("dstdomain", "dstdom_regex", "dst", "url_regex", "ssl::server_name", "ssl::server_name_regex")


@dataclass(frozen=True, slots=True)
class LateExemption:
    """`line` allows destinations, and no request without credentials ever gets to it: `asking` asks before.

    `general`: a line further down that allows clients which have logged in to go anywhere, with no denial between: to
    them the exemption gives nothing. None: everybody who has logged in is let through above.
    """

    line: AccessLine
    asking: AccessLine
    general: AccessLine | None


def late_exemptions(policy: Policy) -> tuple[LateExemption, ...]:
    """Nothing is said where a port intercepts: no credentials are asked for there."""
    squid = loaded(policy)
    if squid is None or any(port.mode in (PortMode.INTERCEPT, PortMode.TPROXY) for port in squid.config.ports):
        return ()
    found = lines(squid.config, "http_access")
    if len(found) != len(squid.config.gates.get("http_access", ())):
        return ()
    return tuple(_late(squid, found))


def _late(squid: SquidPolicy, found: Sequence[AccessLine]) -> Iterator[LateExemption]:
    config = squid.config
    asking = frozenset(line.span for line in found if may_demand_login(line.terms, config, squid.compiled))
    first = next((line for line in found if line.span in asking), None)
    if first is None:
        return
    anonymous, users = Relevance(found, looks(squid, anonymous=True)), Relevance(found, looks(squid, users=True))
    generals = _generals(config, found)
    for at in range(found.index(first) + 1, len(found)):
        line, general = found[at], generals[at]
        if line.action == "allow" and line.span not in asking and _names_destinations(config, line):
            by = _asked_before(anonymous, at, asking, first)
            if by is not None and (general is not None or shadowed(users, at) is not None):
                yield LateExemption(line, by, general)


def _names_destinations(config: Config, line: AccessLine) -> bool:
    return any(not term.negated and _type(config, term) in DESTINATIONS for term in line.terms)


def _type(config: Config, term: Term) -> str:
    """Squid's own ACLs, `manager` above all, are no site's exemption."""
    acl = config.acls.get(term.key)
    return acl.type if acl and not acl.builtin else ""


def _asked_before(relevance: Relevance, at: int, asking: frozenset[Span], first: AccessLine) -> AccessLine | None:
    """The asking line without which a request without credentials would come through to the line at the index; None =
    some may come anyway, or none comes for other reasons. `first`: the first line that asks."""
    known = relevance.looks
    try:
        own = known.conjunction(relevance.lines[at].terms, ANY)[0]
        above = list(relevance.above(at, own))
        if takers(own, above, known) is None:
            return None
        silent = [line for line in above if line.span not in asking]
        if takers(own, silent, known) is not None:
            return None
        loud = [line for line in above if line.span in asking]
        return next((line for line in loud if takers(own, [*silent, line], known) is not None), first)
    except TooMuch:
        return None


def _generals(config: Config, found: Sequence[AccessLine]) -> list[AccessLine | None]:
    """For each line the first one below that allows any destination, unless a denial comes first."""
    general: AccessLine | None = None
    generals: list[AccessLine | None] = []
    for line in reversed(found):
        generals.append(general)
        if line.action == "deny":
            general = None
        elif not any(_type(config, term) in DESTINATIONS for term in line.terms):
            general = line
    return generals[::-1]
