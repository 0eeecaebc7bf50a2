"""Values of method, proto and myportname ACLs that no request, or no https request, has."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from enum import StrEnum

from proxylint.format import Policy
from proxylint.formats.squid.analysis.placeholders import language_of
from proxylint.formats.squid.analysis.subject import complete, loaded
from proxylint.formats.squid.analysis.uses import names_in_use
from proxylint.formats.squid.analysis.written import written_lines
from proxylint.formats.squid.model import Acl, Config, PortMode, Value
from proxylint.formats.squid.policy import SquidPolicy
from proxylint.formats.squid.reading.wordlists import word_set
from proxylint.records import dataclass
from proxylint.regex import regex


class Deadness(StrEnum):
    METHOD = "no method is written so"
    PROTOCOL = "Squid knows no such protocol and leaves the value out"
    CONNECT = "https is asked for with CONNECT, which has no protocol"
    PORT = "no port has that name"


Reason = Callable[[str], Deadness | None]
"""Why a value of one ACL is dead, if it is."""


@dataclass(frozen=True, slots=True)
class DeadWord:
    """`ports`: the names that ports do have, where the value was meant for one."""

    acl: str
    type: str
    value: Value
    why: Deadness
    ports: tuple[str, ...] = ()


def dead_words(policy: Policy) -> tuple[DeadWord, ...]:
    """Of ACLs that something uses; of a list file that several of a type name, for the first of them."""
    squid = loaded(policy)
    return () if squid is None else tuple(_facts(squid))


def _facts(squid: SquidPolicy) -> Iterator[DeadWord]:
    """ftp_port opens ports with names as well, which the model does not keep."""
    named = names_in_use(squid)
    others = any(line.name == "ftp_port" for line in written_lines(squid))
    names = tuple(port.name for port in squid.config.ports)
    seen: set[tuple[str, int]] = set()
    for key, acl in squid.config.acls.items():
        if acl.type not in _REASONS or key not in named or acl.builtin or (acl.type == "myportname" and others):
            continue
        reason = _REASONS[acl.type](acl, squid.config)
        for part in acl.parts:
            listed = part.values.listed
            if listed is not None:
                if (acl.type, listed) in seen:
                    continue
                seen.add((acl.type, listed))
            for index, text in enumerate(part.values.texts()):
                why = reason(text) if language_of(text) is None else None
                if why is not None:
                    ports = names if why is Deadness.PORT else ()
                    yield DeadWord(acl.name, acl.type, part.values.at(index), why, ports)


_TOKEN = regex(r"[!#$%&'*+.^_`|~0-9A-Za-z-]++")
"""RFC 9110 5.6.2; Squid refuses a request whose method holds anything else (http/one/RequestParser.cc@5.7)."""

_PROTOCOLS = word_set(
    """none http ftp https coap coaps gopher wais cache_object icp htcp urn whois icy tls ssl authority_form internal
    unknown max"""
)
"""More than any version knows (anyp/ProtocolType.h); another one is left out with a warning
(acl/ProtocolData.cc:54-69@5.7)."""


def _method(acl: Acl, config: Config) -> Reason:
    return lambda text: None if _TOKEN.fullmatch(text) else Deadness.METHOD


def _protocol(acl: Acl, config: Config) -> Reason:
    """https stands alone in the ACL, or else its other values may be what it is for."""
    alone = sum(len(part.values) for part in acl.parts) == 1
    opened = any(port.bumping or port.secure or port.mode is PortMode.ACCEL for port in config.ports)

    def reason(text: str) -> Deadness | None:
        if text.lower() not in _PROTOCOLS:
            return Deadness.PROTOCOL
        return Deadness.CONNECT if text.lower() == "https" and alone and not opened else None

    return reason


def _port(acl: Acl, config: Config) -> Reason:
    """Ports may stand in what was not read."""
    names = {port.name for port in config.ports}
    known = complete(config)
    return lambda text: Deadness.PORT if known and text not in names else None


_REASONS = {"method": _method, "proto": _protocol, "myportname": _port}
