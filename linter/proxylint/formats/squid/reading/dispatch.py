"""Gives each line to the reader of its kind, as the generated parse_line does (cf_gen.cc:654-680@5.7)."""

from __future__ import annotations

from collections.abc import Callable

from proxylint.formats.squid.model import Taint
from proxylint.formats.squid.reading import adaptation, authentication, caching, gates, kinds, logs, peers, scalars
from proxylint.formats.squid.reading.acl_lines import read_acl
from proxylint.formats.squid.reading.directives import Directive
from proxylint.formats.squid.reading.draft import Draft, RefusedError
from proxylint.formats.squid.reading.ports import read_port
from proxylint.formats.squid.reading.tokens import Arguments

Reader = Callable[[Draft, Arguments], None]


def read_directive(draft: Draft, arguments: Arguments, found: Directive) -> None:
    """One line of a known directive. Refused where Squid stops."""
    reader = _BY_NAME.get(found.name) or _READERS.get(found.kind)
    if reader is not None:
        reader(draft, arguments)
    elif found.kind == "access":
        gates.read_gate(draft, arguments, found.name)
    elif found.kind == "PortCfg":
        read_port(draft, arguments, found.name)
    elif found.kind == "obsolete":
        _obsolete(draft, arguments, found.name)
    elif found.kind in ("onoff", "YesNoNone"):
        draft.switches[found.name] = scalars.switch(arguments)
    elif found.kind == "int":
        draft.numbers[found.name] = scalars.whole(arguments)


def _rewriter(draft: Draft, arguments: Arguments) -> None:
    if arguments.quoted_rest():
        reason = "the program of url_rewrite_program may answer or change requests"
        draft.rewriters.append(Taint(arguments.span, reason))


def _obsolete(draft: Draft, arguments: Arguments, name: str) -> None:
    """Obsolete directives are logged and skipped, but for these (cache_cf.cc:997-1065@5.7)."""
    if name in ("log_access", "log_icap") and draft.version < 7:
        raise RefusedError(f"{name} is obsolete: Squid 5 and 6 refuse it, Squid 7 ignores it", arguments.span)
    if name == "url_rewrite_concurrency":
        scalars.whole(arguments)
    elif name == "ignore_ims_on_miss":
        scalars.switch(arguments)
    elif name.startswith("sslproxy_"):
        word = arguments.need("a value")
        if (
            name != "sslproxy_options"
        ):  # looked at when the first TLS connection is made (security/PeerOptions.cc:767@5.7)
            draft.outgoing.client(f"{_OUTGOING[name]}={word.text}", word)


_OUTGOING = {
    "sslproxy_cafile": "cafile",
    "sslproxy_capath": "capath",
    "sslproxy_cipher": "cipher",
    "sslproxy_client_certificate": "cert",
    "sslproxy_client_key": "key",
    "sslproxy_flags": "flags",
    "sslproxy_version": "version",
}


_BY_NAME: dict[str, Reader] = {
    "reply_body_max_size": gates.read_reply_size,
    "url_rewrite_program": _rewriter,
}

_READERS: dict[str, Reader] = {
    "acl": read_acl,
    "sslproxy_ssl_bump": gates.read_ssl_bump,
    "denyinfo": gates.read_deny_info,
    "peer": peers.read_peer,
    "peer_access": peers.read_peer_access,
    "hostdomaintype": peers.read_neighbor_type,
    "authparam": authentication.read_auth_param,
    "externalAclHelper": authentication.read_external_type,
    "icap_service_type": kinds.service("icap"),
    "ecap_service_type": kinds.service("ecap"),
    "adaptation_service_set_type": adaptation.read_group,
    "adaptation_service_chain_type": adaptation.read_group,
    "icap_class_type": adaptation.read_group,
    "adaptation_access_type": adaptation.read_adaptation_access,
    "icap_access_type": adaptation.read_adaptation_access,
    "configuration_includes_quoted_values": kinds.quoting,
    "string": kinds.text,
    "CpuAffinityMap": kinds.affinity,
    "eol": kinds.line,
    "wordlist": kinds.quoted_texts,
    "SBufList": kinds.quoted_texts,
    "TokenOrQuotedString": kinds.quoted_text,
    "cachemgrpasswd": kinds.policy,
    "removalpolicy": kinds.policy,
    "int64_t": kinds.long,
    "u_short": kinds.short,
    "b_size_t": kinds.size(signed=False),
    "b_int64_t": kinds.size(),
    "kb_int64_t": kinds.size(1024),
    "b_ssize_t": kinds.size(0),
    "time": kinds.duration(scalars.SECOND),
    "time_msec": kinds.duration(scalars.MILLISECOND),
    "time_nanoseconds": kinds.duration(scalars.NANOSECOND),
    "tristate": kinds.tristate,
    "pipelinePrefetch": kinds.prefetch,
    "uri_whitespace": kinds.one_of("strip", "deny", "allow", "encode", "chop"),
    "memcachemode": kinds.cache_mode,
    "address": kinds.address,
    "acl_address": kinds.address_terms,
    "acl_tos": kinds.tos_terms,
    "acl_nfmark": kinds.mark_terms,
    "acl_b_size_t": kinds.size_terms,
    "http_header_access": kinds.header_access,
    "http_header_replace": kinds.header_replace,
    "HeaderWithAclList": kinds.header_add,
    "note": kinds.note,
    "http_upgrade_request_protocols": kinds.guarded_access,
    "on_unsupported_protocol": kinds.unsupported,
    "AuthSchemes": kinds.auth_schemes,
    "sslproxy_cert_sign": kinds.certificate_sign,
    "sslproxy_cert_adapt": kinds.certificate_adapt,
    "ftp_epsv": kinds.passive_ftp,
    "icap_service_failure_limit": kinds.failure_limit,
    "securePeerOptions": kinds.outgoing_tls,
    "HelperChildConfig": kinds.children,
    "UrlHelperTimeout": kinds.helper_timeout,
    "access_log": logs.read_log,
    "logformat": logs.read_logformat,
    "cachedir": caching.read_cache_dir,
    "refreshpattern": caching.read_refresh_pattern,
    "delay_pool_count": caching.read_pool_count,
    "delay_pool_access": caching.read_pool_access,
    "delay_pool_class": caching.read_pool_line,
    "delay_pool_rates": caching.read_pool_line,
}
"""Kinds that are not here take any arguments, as far as is known."""
