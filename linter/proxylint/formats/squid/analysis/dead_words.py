"""Values of method, proto and myportname ACLs that no request, or no https request, has."""

from __future__ import annotations

from collections.abc import Iterator
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


@dataclass(frozen=True, slots=True)
class DeadWord:
    """`ports`: the names that ports do have, where the value was meant for one."""

    acl: str
    type: str
    value: Value
    why: Deadness
    ports: tuple[str, ...] = ()


def dead_words(policy: Policy) -> tuple[DeadWord, ...]:
    """Of ACLs that something uses."""
    squid = loaded(policy)
    return () if squid is None else tuple(_facts(squid))


def _facts(squid: SquidPolicy) -> Iterator[DeadWord]:
    """ftp_port opens ports with names as well, which the model does not keep."""
    named = names_in_use(squid)
    others = any(line.name == "ftp_port" for line in written_lines(squid))
    for key, acl in squid.config.acls.items():
        if acl.type not in _REASONS or key not in named or acl.builtin or (acl.type == "myportname" and others):
            continue
        for part in acl.parts:
            for index, text in enumerate(part.values.texts()):
                why = _REASONS[acl.type](text, acl, squid.config) if language_of(text) is None else None
                if why is not None:
                    ports = tuple(port.name for port in squid.config.ports) if why is Deadness.PORT else ()
                    yield DeadWord(acl.name, acl.type, part.values.at(index), why, ports)


_TOKEN = regex(r"[!#$%&'*+.^_`|~0-9A-Za-z-]++")
"""RFC 9110 5.6.2; Squid refuses a request whose method holds anything else (http/one/RequestParser.cc@5.7)."""

_PROTOCOLS = word_set(
    """none http ftp https coap coaps gopher wais cache_object icp htcp urn whois icy tls ssl authority_form internal
    unknown max"""
)
"""More than any version knows (anyp/ProtocolType.h); another one is left out with a warning
(acl/ProtocolData.cc:54-69@5.7)."""


def _method(text: str, acl: Acl, config: Config) -> Deadness | None:
    return None if _TOKEN.fullmatch(text) else Deadness.METHOD


def _protocol(text: str, acl: Acl, config: Config) -> Deadness | None:
    """https stands alone in the ACL, or else its other values may be what it is for."""
    if text.lower() not in _PROTOCOLS:
        return Deadness.PROTOCOL
    alone = [one for part in acl.parts for one in part.values.texts()] == [text]
    opened = any(port.bumping or port.secure or port.mode is PortMode.ACCEL for port in config.ports)
    return Deadness.CONNECT if text.lower() == "https" and alone and not opened else None


def _port(text: str, acl: Acl, config: Config) -> Deadness | None:
    """Ports may stand in what was not read."""
    if not complete(config) or any(port.name == text for port in config.ports):
        return None
    return Deadness.PORT


_REASONS = {"method": _method, "proto": _protocol, "myportname": _port}
