"""What to write into a squid.conf, and where, so that a required URL is let through."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import chain

from proxylint.fault import Fault
from proxylint.format import Policy
from proxylint.formats.squid.model import AccessLine, PortMode
from proxylint.formats.squid.policy import SquidPolicy
from proxylint.formats.squid.showing import joined
from proxylint.request import Request
from proxylint.text import Span


def remedy(policy: Policy, fault: Fault, requests: Sequence[Request], at: Span) -> str | None:
    """Lines to copy. They go above the line that decides, since the first line that matches wins.

    No access list refuses at an ssl_bump line or a port: there the name does not fit the address that was dialled.
    """
    directive = _directive(policy, at)
    if fault is Fault.DENIED and directive in ("ssl_bump", "http_port", "https_port"):
        same = "Let Squid and its clients ask the same DNS server, so that Squid finds the addresses that they dial."
        later = " Or peek at step 2 as well: a splice at step 3 is not checked." if directive == "ssl_bump" else ""
        return same + later
    if not isinstance(policy, SquidPolicy):
        return None
    where = "Write above this line" if at.end else "Write"
    if fault in (Fault.DENIED, Fault.LOGIN) or (fault is Fault.UNDECIDED and directive == "http_access"):
        lines = _allowing(policy, requests)
    elif fault in (Fault.INSPECTED, Fault.TERMINATED):
        lines, first = _splicing(policy, requests, at)
        where = where if first is None else f"Write above '{joined(policy.sources[first.file], first)}'"
    else:
        return None
    return "\n".join((f"{where}:", *(f"    {line}" for line in lines)))


def _allowing(policy: SquidPolicy, requests: Sequence[Request]) -> list[str]:
    """For the clients that the file serves anyway, and for nobody else."""
    from proxylint.formats.squid.serving import clients

    name, who = _free_name(policy, "mde"), clients(policy)
    lines = [f"acl {name} dstdomain {domain}" for domain in domains(request.host for request in requests)]
    if who.networks:
        group = _free_name(policy, "mde_clients")
        return [*lines, f"acl {group} src {' '.join(who.networks)}", f"http_access allow {group} {name}"]
    allowing = [f"http_access allow {acl} {name}" for acl in who.acls] or [f"http_access allow {name}"]
    return [*lines, *allowing]


def _splicing(policy: SquidPolicy, requests: Sequence[Request], at: Span) -> tuple[list[str], Span | None]:
    """The lines, and the line to write them above if it is not the one that decides.

    At the first step server_name is the CONNECT host, later the SNI; dstdomain stays the CONNECT host, which is an
    address on an intercepting port (acl/ServerName.cc:26-162@5.7). There, and above a stare, behind which nothing can
    be spliced, a peek at the client's hello comes first.
    """
    name = _free_name(policy, "mde_tls")
    values = domains(request.host for request in requests)
    lines = [*(f"acl {name} ssl::server_name {domain}" for domain in values), f"ssl_bump splice {name}"]
    above = _above(policy, at)
    stare = next((line.span for line in above if line.action == "stare"), None)
    unnamed = any(port.bumping and port.mode in (PortMode.INTERCEPT, PortMode.TPROXY) for port in policy.config.ports)
    if stare is not None or (unnamed and all(line.action != "peek" for line in above)):
        step = _free_name(policy, "mde_step1")
        lines[-1:] = [f"acl {step} at_step SslBump1", f"ssl_bump peek {step}", lines[-1]]
    return lines, stare


def _above(policy: SquidPolicy, at: Span) -> list[AccessLine]:
    """The ssl_bump lines above the one at a place."""
    found = []
    for line in policy.config.gates.get("ssl_bump", ()):
        if line.span == at:
            break
        if isinstance(line, AccessLine):
            found.append(line)
    return found


def _free_name(policy: SquidPolicy, wanted: str) -> str:
    """A name that the file does not have: another value in an ACL that other lines use could change what those do, and
    Squid 5 and 6 refuse a value that covers another one of its ACL."""
    taken = policy.config.acls
    names = (f"{wanted}_{number}" for number in range(2, len(taken) + 3))
    return next(name for name in chain((wanted,), names) if name not in taken)


def _directive(policy: Policy, at: Span) -> str:
    """The word that the line of a place begins with."""
    source = policy.sources.get(at.file)
    if source is None:
        return ""
    words = source.text[source.text.rfind("\n", 0, at.start) + 1 : at.end].split(None, 1)
    return words[0].lower() if words else ""


def domains(hosts: Iterable[str]) -> tuple[str, ...]:
    """dstdomain values for hosts and `*.` wildcards, without overlaps, which stop Squid 5 and 6 from starting."""
    wanted = {("." + host[2:]) if host.startswith("*.") else host for host in hosts}
    return tuple(sorted(value for value in wanted if not any(_covers(other, value) for other in wanted - {value})))


def _covers(wide: str, narrow: str) -> bool:
    return wide.startswith(".") and (narrow == wide[1:] or narrow.endswith(wide))
