"""What Squid knows of a transaction at the moment it walks an access list.

The same device request is looked at several times: the CONNECT, the CONNECT that is made up when a peeked connection is
spliced, the GET inside a bumped session, the reply. Each look is a `Sight`; an ACL that cannot be told from it alone
splits the region that is being decided.
"""

from __future__ import annotations

from enum import StrEnum

from proxylint.format import Given
from proxylint.formats.squid.compiled import Compiled
from proxylint.formats.squid.model import Config, Port, PortMode
from proxylint.names import Beyond
from proxylint.records import dataclass, field
from proxylint.request import DEFAULT_PORTS, Request


class Stage(StrEnum):
    """Which message is looked at; words for people."""

    REQUEST = "the request"
    RENEWED = "the CONNECT that is checked again for a splice"
    INNER = "the request inside the bumped session"


EXHAUSTED = "the access lists tell more cases apart than can be followed"


class Spent(Exception):
    """The work on one question has grown past its budget. `reason` completes "undecided because"."""

    def __init__(self, reason: str = EXHAUSTED) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(slots=True)
class Budget:
    """Counts looks at ACLs and regions made, so that a hostile file ends in `unknown` and never in an endless run."""

    left: int
    reason: str = EXHAUSTED
    decided: bool = False

    def spend(self, amount: int = 1) -> None:
        self.left -= amount
        if self.left < 0:
            raise Beyond(self.reason) if self.decided else Spent(self.reason)

    def leave(self, amount: int) -> None:
        """The question is decided. What is done with the names of its cases later has so much; beyond it they cannot be
        told apart, and nothing ends."""
        self.left = amount
        self.decided = True


@dataclass(frozen=True, slots=True)
class Sight:
    """`scheme` is what `proto` compares: NONE for a client's CONNECT (acl/Protocol.cc:21@5.7). `method` is CONNECT,
    GET, or NONE for the request that ssl_bump sees first of an intercepted connection, which has none
    (client_side.cc:2596@5.7).

    `numeric`: the URL's host is the address that the client dialled (intercepted TLS); `named`: the name in the client
    hello, or in the CONNECT, is known.
    `verified`: the name of the host fits the address that was dialled.
    `step`: the ssl_bump step, None where it cannot be told. `asks`: missing credentials are asked for; else an ACL that
    needs them does not match (auth/Acl.cc:37-49@5.7). `headers`: the client's own headers are there. `waits`: slow
    ACLs are waited for (acl/Checklist.cc `goAsync`@5.7). `answers`: the addresses given for the asked host.
    `walk`: tells walks of lists that do not wait apart. Within one of them nothing new becomes known.
    """

    config: Config
    compiled: Compiled = field(compare=False)
    given: Given = field(compare=False)
    request: Request
    port: Port
    budget: Budget = field(compare=False)
    method: str = "CONNECT"
    scheme: str = "NONE"
    stage: Stage = Stage.REQUEST
    numeric: bool = False
    named: bool = True
    verified: bool = True
    step: int | None = 1
    asks: bool = True
    headers: bool = True
    waits: bool = True
    reply: bool = False
    certificate: bool = False
    answers: tuple[int, ...] | None = None
    walk: int = field(default=0, compare=False)

    @property
    def look(self) -> str:
        """Tells looks apart that may see different things; the same untold answer holds for equal ones only."""
        seen = (self.stage, self.method, self.scheme, self.step)
        return " ".join(map(str, (*seen, self.numeric, self.named, self.certificate, self.waits, self.reply)))

    @property
    def unaddressed(self) -> bool:
        """Both ends of the connection look like `::`, port 0: Squid 6 and later give no addresses to the request that
        ssl_bump sees first of an intercepted connection (client_side.cc:2571, acl/FilledChecklist.cc:251,
        HttpRequest.cc:88@6.13; observed on Squid 6.13 and 7.7)."""
        return self.method == "NONE" and self.config.version >= 6

    @property
    def intercepted(self) -> bool:
        return self.port.mode in (PortMode.INTERCEPT, PortMode.TPROXY)

    @property
    def host(self) -> str:
        """The asked host as Squid writes it: an IPv6 address stands in brackets (Ip::Address::toHostStr@5.7)."""
        host = self.request.host
        return f"[{host}]" if ":" in host else host

    @property
    def before(self) -> str:
        """What stands in front of the host in the URL text; a CONNECT has no scheme (HttpRequest.cc:688-693@5.7)."""
        if self.method == "CONNECT":
            return ""
        return "://" if self.scheme == "NONE" else f"{self.scheme.lower()}://"

    @property
    def after(self) -> str:
        """What stands between host and path: a CONNECT always shows its port, other methods an unusual one."""
        usual = self.method == "GET" and DEFAULT_PORTS[self.scheme.lower()] == self.request.port
        return "" if usual else f":{self.request.port}"

    @property
    def path(self) -> str | None:
        """The path as the URL shows it; it may end in `*` for a family. None for a CONNECT.

        An https URL that names no path stands for all paths, which a bumped session shows.
        """
        if self.method != "GET":
            return None
        if self.scheme == "HTTPS" and self.request.path == "/":
            return "/*"
        return self.request.path
