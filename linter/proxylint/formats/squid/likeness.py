"""How much a text looks like a squid.conf."""

from __future__ import annotations

from proxylint.text import Source

_TELLING = frozenset(
    [
        "http_access",
        "http_port",
        "https_port",
        "cache_peer",
        "cache_peer_access",
        "refresh_pattern",
        "external_acl_type",
        "auth_param",
        "ssl_bump",
        "http_reply_access",
        "adapted_http_access",
        "never_direct",
        "always_direct",
        "coredump_dir",
        "cache_mem",
        "cache_dir",
        "visible_hostname",
        "forwarded_for",
        "url_rewrite_program",
        "icp_access",
        "deny_info",
        "sslcrtd_program",
        "delay_pools",
    ]
)
"""Directives that no other kind of file begins lines with."""

_SWITCHES = (["via", "on"], ["via", "off"])
"""Lines of prose begin with this word as well."""

_ACL_TYPES = frozenset(
    ("src", "dst", "dstdomain", "dstdom_regex", "url_regex", "port", "method", "proxy_auth", "external")
)
"""The most used types: other programs have `acl` lines too."""

_READ = 256 * 1024
"""Characters looked at: a kind shows itself early."""

_ACLS_ALONE = 60
"""The most that acl lines come to without another telling line: HAProxy writes some of them alike."""


def likeness(source: Source) -> int:
    """0 (not at all) to 100 (certainly): 100 for three telling lines."""
    directives, acls = 0, 0
    for line in source.text[:_READ].splitlines():
        words = line.split(None, 3)
        if words and (words[0] in _TELLING or words[:2] in _SWITCHES):
            directives += 40
        elif len(words) > 2 and words[0] == "acl" and words[2] in _ACL_TYPES:
            acls += 20
        if directives >= 100:
            return 100
    return min(100, directives + min(acls, _ACLS_ALONE))
