"""Ports that inspect and the ssl_bump list that says how: one of them without the other does nothing."""

from __future__ import annotations

from collections.abc import Iterator

from proxylint.format import Policy
from proxylint.formats.squid.analysis.relevance import Relevance
from proxylint.formats.squid.analysis.shadows import shadowed, takes_everything
from proxylint.formats.squid.analysis.subject import complete, lines, loaded, looks
from proxylint.formats.squid.analysis.written import written_lines
from proxylint.formats.squid.model import AccessLine, Port, PortMode, Term
from proxylint.formats.squid.policy import SquidPolicy
from proxylint.records import dataclass
from proxylint.text import Span
from proxylint_grammars.squid import Line, access_terms, next_word, words

_PORT_LINES = ("http_port", "https_port", "ascii_port")
_SSL_BUMP = ("ssl-bump", "sslBump")


@dataclass(frozen=True, slots=True)
class UnusedBumpLines:
    """There are ssl_bump lines, `first` and others, and no port has ssl-bump. `port`: one that clients can use."""

    first: AccessLine
    count: int
    port: Port | None


@dataclass(frozen=True, slots=True)
class BumpingPort:
    """A port has ssl-bump and there is no ssl_bump line (client_side.cc:3359-3392@5.7). `opens`: it terminates every
    session with its own certificate; else it is a plain tunnel."""

    port: Port
    opens: bool


@dataclass(frozen=True, slots=True)
class TrustedAll:
    """Certificates of servers are not verified: `how`, the directive that says so, stands at `span`."""

    how: str
    span: Span


def unused_bump_lines(policy: Policy) -> UnusedBumpLines | None:
    squid = loaded(policy)
    if squid is None or not complete(squid.config):
        return None
    found = lines(squid.config, "ssl_bump")
    if not found or any(port.bumping for port in squid.config.ports):
        return None
    usable = (port for port in squid.config.ports if port.mode is not PortMode.ACCEL and not port.secure)
    return UnusedBumpLines(found[0], len(found), next(usable, None))


def idle_bumping_ports(policy: Policy) -> tuple[BumpingPort, ...]:
    squid = loaded(policy)
    if squid is None or not complete(squid.config) or squid.config.gates.get("ssl_bump"):
        return ()
    flagged = {line.span for line in _port_lines(squid)}
    return tuple(BumpingPort(port, port.secure) for port in squid.config.ports if port.span in flagged)


def _port_lines(squid: SquidPolicy) -> Iterator[Line]:
    for line in written_lines(squid):
        arguments = words(line, line.arguments_at)
        if line.name in _PORT_LINES and any(word.text in _SSL_BUMP for word in arguments):
            yield line


def unverified_servers(policy: Policy) -> tuple[TrustedAll, ...]:
    """Only where sessions are opened, so that clients cannot verify the servers themselves; not below an `if`, of which
    it is not known here whether it holds."""
    squid = loaded(policy)
    if squid is None or not any(_opens(port) for port in squid.config.ports):
        return ()
    written = written_lines(squid)
    if any(line.name == "if" for line in written):
        return ()
    return (*_accepting_lines(squid, written), *_careless_options(written))


def _opens(port: Port) -> bool:
    return port.bumping or (port.secure and port.mode in (PortMode.INTERCEPT, PortMode.TPROXY))


def _accepting_lines(squid: SquidPolicy, written: tuple[Line, ...]) -> Iterator[TrustedAll]:
    """sslproxy_cert_error: errors that an `allow` line matches are ignored (ssl/support.cc `ssl_verify_cb`@5.7)."""
    found = [_access_line(line) for line in written if line.name == "sslproxy_cert_error"]
    known = looks(squid, reply=True)
    relevance = Relevance(found, known)
    for at, line in enumerate(found):
        if line.action == "allow" and takes_everything(line, known) and shadowed(relevance, at) is None:
            yield TrustedAll("sslproxy_cert_error allow", line.span)


def _access_line(line: Line) -> AccessLine:
    action = next_word(line, line.arguments_at)
    terms = access_terms(line, action.end) if action else ()
    return AccessLine(
        action.text if action else "", tuple(Term(term.name, term.negated, term.span) for term in terms), line.span
    )


def _careless_options(written: tuple[Line, ...]) -> Iterator[TrustedAll]:
    """security/PeerOptions.cc:33@5.7."""
    for line in written:
        if line.name in ("tls_outgoing_options", "sslproxy_flags"):
            for word in words(line, line.arguments_at):
                name, equals, value = word.text.partition("=")
                flags = value if equals else name
                if "DONT_VERIFY_PEER" in flags.replace(":", ",").split(","):
                    yield TrustedAll(f"{line.name} with DONT_VERIFY_PEER", word.span)
