"""Directives that Squid still knows and no longer heeds: it logs them and goes on (TYPE obsolete in cf.data.pre)."""

from __future__ import annotations

from proxylint.format import Policy
from proxylint.formats.squid.analysis.subject import readable
from proxylint.formats.squid.analysis.written import written_lines
from proxylint.formats.squid.reading.directives import directive
from proxylint.records import dataclass
from proxylint.text import Span
from proxylint_grammars.squid import Line


@dataclass(frozen=True, slots=True)
class ObsoleteDirective:
    """`span`: the first of `count` lines. `lost`: what they no longer do, as a clause; None = nothing that decides
    about requests. `heeded`: Squid does what they say all the same. `instead`: what to write now, as a phrase."""

    name: str
    span: Span
    count: int
    version: int
    lost: str | None
    heeded: bool
    instead: str | None


_LOST = {
    "cache_peer_domain": "any host may go to the peer",
    "header_access": "no header is taken out",
}

_INSTEAD = {
    "cache_peer_domain": "cache_peer_access with an ACL of type dstdomain",
    "header_access": "request_header_access and reply_header_access",
    "hierarchy_stoplist": "always_direct or cache_peer_access",
    "url_rewrite_concurrency": "url_rewrite_children with concurrency=",
    "emulate_httpd_log": "access_log with the logformat common",
    "forward_log": "access_log with a logformat of its own",
    "referer_log": "access_log with the logformat referrer",
    "useragent_log": "access_log with the logformat useragent",
    "log_fqdn": "%>A in a logformat",
    "log_access": "access_log with ACLs",
    "log_icap": "icap_log with ACLs",
    "zph_local": "qos_flows",
}
"""Notes in cf.data.pre@5.7."""

_FOLDED = "sslproxy_"
"""These are still taken, as if they stood in tls_outgoing_options (cache_cf.cc:997-1065@5.7)."""


def obsolete_directives(policy: Policy) -> tuple[ObsoleteDirective, ...]:
    """One for each directive; lines below an `if` count as well."""
    squid = readable(policy)
    if squid is None:
        return ()
    found: dict[str, list[Line]] = {}
    for line in written_lines(squid):
        known = directive(line.name, squid.config.version)
        if known is not None and known.kind == "obsolete":
            found.setdefault(known.name, []).append(line)
    return tuple(_fact(name, lines, squid.config.version) for name, lines in found.items())


def _fact(name: str, lines: list[Line], version: int) -> ObsoleteDirective:
    heeded = name.startswith(_FOLDED)
    instead = "tls_outgoing_options" if heeded else _INSTEAD.get(name)
    return ObsoleteDirective(lines[0].name, lines[0].span, len(lines), version, _LOST.get(name), heeded, instead)
