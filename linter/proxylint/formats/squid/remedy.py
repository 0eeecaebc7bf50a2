"""What to write into a squid.conf, and where, so that a required URL is let through."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from proxylint.fault import Fault
from proxylint.format import Policy
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
    if fault in (Fault.DENIED, Fault.LOGIN):
        action = "http_access allow mde"
        acl_type = "dstdomain"
    elif fault in (Fault.INSPECTED, Fault.TERMINATED):
        # At the first step server_name is the CONNECT host, later the SNI; dstdomain stays the CONNECT host, which is
        # an address on an intercepting port (acl/ServerName.cc:26-162@5.7).
        action = "ssl_bump splice mde_tls"
        acl_type = "ssl::server_name"
    else:
        return None
    name = action.split()[-1]
    lines = [f"acl {name} {acl_type} {domain}" for domain in domains(request.host for request in requests)]
    where = "Write above this line" if at.end else "Write"
    return "\n".join((f"{where}:", *(f"    {line}" for line in (*lines, action))))


def _directive(policy: Policy, at: Span) -> str:
    source = policy.sources.get(at.file)
    return "" if source is None else source.text[at.start : at.end].partition(" ")[0]


def domains(hosts: Iterable[str]) -> tuple[str, ...]:
    """dstdomain values for hosts and `*.` wildcards, without overlaps, which stop Squid 5 and 6 from starting."""
    wanted = {("." + host[2:]) if host.startswith("*.") else host for host in hosts}
    return tuple(sorted(value for value in wanted if not any(_covers(other, value) for other in wanted - {value})))


def _covers(wide: str, narrow: str) -> bool:
    return wide.startswith(".") and (narrow == wide[1:] or narrow.endswith(wide))
