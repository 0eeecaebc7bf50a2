"""Lines of http_access and its kin that no request ever matches (acl/Tree.cc@5.7: the first line that matches wins)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from proxylint.format import Policy
from proxylint.formats.squid.analysis.literals import may_demand_login
from proxylint.formats.squid.analysis.looks import Looks
from proxylint.formats.squid.analysis.relevance import Relevance
from proxylint.formats.squid.analysis.shadows import shadowed, takes_everything
from proxylint.formats.squid.analysis.subject import lines, looks, readable
from proxylint.formats.squid.analysis.uses import empty_acls
from proxylint.formats.squid.model import AccessLine
from proxylint.formats.squid.policy import SquidPolicy
from proxylint.records import dataclass

GATES = ("http_access", "adapted_http_access", "miss_access", "always_direct", "never_direct", "url_rewrite_access")
"""Lists that are walked for a request. http_reply_access is walked for a reply; ssl_bump has its own machine."""

REPLY_GATES = ("http_reply_access",)

FAST = ("miss_access",)
"""Lists that do not wait for slow ACLs; cache_peer_access is another."""


@dataclass(frozen=True, slots=True)
class DeadLine:
    """`gate`: the directive, with the peer's name for cache_peer_access. `last`: it is the last of the list, so what no
    line matches gets the opposite of its action, although it never matches itself."""

    gate: str
    line: AccessLine
    above: tuple[AccessLine, ...]
    last: bool

    @property
    def overruled(self) -> bool:
        """Whether some request gets another answer than the line would give."""
        return any(line.action != self.line.action for line in self.above)


@dataclass(frozen=True, slots=True)
class AfterAll:
    """`line` matches every request, so the lines below it are never reached. `lost`: the first of them that has
    another action; None = they all say the same again."""

    gate: str
    line: AccessLine
    first: AccessLine
    lost: AccessLine | None
    count: int


def dead_lines(policy: Policy) -> tuple[DeadLine | AfterAll, ...]:
    squid = readable(policy)
    if squid is None:
        return ()
    return squid.compiled.of("dead lines", "", lambda: tuple(_dead_lines(squid)))


def _dead_lines(squid: SquidPolicy) -> Iterator[DeadLine | AfterAll]:
    config = squid.config
    empty = frozenset(fact.name.lower() for fact in empty_acls(squid))
    for name in (*GATES, *REPLY_GATES):
        known = looks(squid, reply=name in REPLY_GATES, waits=name not in FAST)
        yield from _of_list(name, lines(config, name), known, empty)
    for peer in config.peers:
        found = tuple(line for line in peer.access if isinstance(line, AccessLine))
        yield from _of_list(f"cache_peer_access {peer.name}", found, looks(squid, waits=False), empty)


def _of_list(
    gate: str, found: Sequence[AccessLine], known: Looks, empty: frozenset[str]
) -> Iterator[DeadLine | AfterAll]:
    """A last line for everything is good style even where nothing is left for it. Lines that an empty ACL keeps from
    matching are told as such. A line that may ask for a login does so without matching, so it is not dead."""
    relevance = Relevance(found, known)
    for at, line in enumerate(found):
        last = at + 1 == len(found)
        if any(term.key in empty and not term.negated for term in line.terms):
            continue
        if takes_everything(line, known):
            if not last:
                yield _after(gate, line, found[at + 1 :])
            return
        if may_demand_login(line.terms, known.config, known.compiled):
            continue
        shadow = shadowed(relevance, at)
        if shadow is not None:
            yield DeadLine(gate, line, shadow.above, last and not known.config.failures)


def _after(gate: str, line: AccessLine, below: Sequence[AccessLine]) -> AfterAll:
    lost = next((one for one in below if one.action != line.action), None)
    return AfterAll(gate, line, below[0], lost, len(below))
