"""Parents that are sent the client's own credentials (http.cc:1755-1858, clients/HttpTunneler.cc:333-360@5.7)."""

from __future__ import annotations

from proxylint.format import Policy
from proxylint.formats.squid.analysis.subject import readable
from proxylint.formats.squid.model import Peer
from proxylint.records import dataclass

PASSING = ("PASS", "PASSTHRU", "PROXYPASS")


@dataclass(frozen=True, slots=True)
class PassingParent:
    """`login`: the value of login=, by which the administrator expects credentials of each user."""

    peer: Peer
    login: str


def passing_parents(policy: Policy) -> tuple[PassingParent, ...]:
    """Origin servers behind an accelerator are no proxies."""
    squid = readable(policy)
    if squid is None:
        return ()
    return tuple(
        PassingParent(peer, login)
        for peer in squid.config.peers
        if peer.kind == "parent" and "originserver" not in peer.options
        for login in (peer.options.get("login"),)
        if login in PASSING
    )
