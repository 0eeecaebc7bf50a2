"""ACL types: who reads the values, and which options each type knows (AclRegs.cc@5.7, acl/*.h `options`)."""

from __future__ import annotations

from proxylint.formats.squid.reading.wordlists import word_set
from proxylint.records import dataclass

_CASE = ("-i", "+i")
_SERVER = ("--client-requested", "--server-provided", "--consensus")


@dataclass(frozen=True, slots=True)
class AclType:
    """`family`: how values are read. `options`: those that stand in front of the values and hold for the whole ACL.
    `flags`: -i and +i. `valued`: options that may carry `=value`."""

    family: str
    options: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()
    valued: tuple[str, ...] = ()


TYPES: dict[str, AclType] = {
    "all-of": AclType("names"),
    "any-of": AclType("names"),
    "src": AclType("address"),
    "dst": AclType("address", ("-n",)),
    "localip": AclType("address"),
    "dstdomain": AclType("domain", ("-n",)),
    "srcdomain": AclType("domain"),
    "ssl::server_name": AclType("domain", _SERVER),
    "ssl::server_name_regex": AclType("regex", _SERVER, _CASE),
    "dstdom_regex": AclType("regex", ("-n",), _CASE),
    "srcdom_regex": AclType("regex", (), _CASE),
    "url_regex": AclType("regex", (), _CASE),
    "urlpath_regex": AclType("regex", (), _CASE),
    "urllogin": AclType("regex", (), _CASE),
    "browser": AclType("regex", (), _CASE),
    "referer_regex": AclType("regex", (), _CASE),
    "req_mime_type": AclType("regex", (), _CASE),
    "rep_mime_type": AclType("regex", (), _CASE),
    "peername_regex": AclType("regex", (), _CASE),
    "ext_user_regex": AclType("regex", (), _CASE),
    "ident_regex": AclType("regex", (), _CASE),
    "proxy_auth_regex": AclType("regex", (), _CASE),
    "req_header": AclType("header", (), _CASE),
    "rep_header": AclType("header", (), _CASE),
    "proxy_auth": AclType("users", (), _CASE),
    "ident": AclType("users", (), _CASE),
    "ext_user": AclType("users", (), _CASE),
    "port": AclType("range"),
    "localport": AclType("range"),
    "myportname": AclType("text"),
    "peername": AclType("text"),
    "tag": AclType("text"),
    "snmp_community": AclType("text"),
    "method": AclType("text"),
    "proto": AclType("text"),
    "src_as": AclType("text"),
    "dst_as": AclType("text"),
    "arp": AclType("text"),
    "eui64": AclType("text"),
    "http_status": AclType("text"),
    "ssl_error": AclType("certificate error"),
    "squid_error": AclType("error"),
    "server_cert_fingerprint": AclType("text"),
    "user_cert": AclType("attribute"),
    "ca_cert": AclType("attribute"),
    "connections_encrypted": AclType("text"),
    "time": AclType("time"),
    "at_step": AclType("step"),
    "hier_code": AclType("hierarchy"),
    "transaction_initiator": AclType("initiator"),
    "has": AclType("component"),
    "note": AclType("note", ("-m",), (), ("-m",)),
    "annotate_client": AclType("annotation"),
    "annotate_transaction": AclType("annotation"),
    "adaptation_service": AclType("service"),
    "client_connection_mark": AclType("mark"),
    "external": AclType("external"),
    "random": AclType("random"),
    "maxconn": AclType("limit"),
    "max_user_ip": AclType("user limit", ("-s",)),
}

DOMAIN_TYPES = frozenset(name for name, described in TYPES.items() if described.family == "domain")

NEEDS_LOGIN = frozenset(("proxy_auth", "proxy_auth_regex"))
"""Types that Squid refuses while no auth scheme is configured (auth/AclProxyAuth.cc:103-116@5.7)."""

_RENAMED = {"myip": "localip", "myport": "localport", "clientside_mark": "client_connection_mark"}


def renamed(word: str) -> str:
    """Old type names that Squid turns into new ones (acl/Acl.cc:202-229@5.7)."""
    return _RENAMED.get(word, word)


def acl_type(word: str, version: int) -> AclType | None:
    """The type of a word; None = Squid does not know it. ident left with Squid 7 (release notes 7)."""
    if version >= 7 and word in ("ident", "ident_regex"):
        return None
    return TYPES.get(word)


HIERARCHY = word_set(
    """HIER_NONE HIER_DIRECT SIBLING_HIT PARENT_HIT DEFAULT_PARENT SINGLE_PARENT FIRSTUP_PARENT FIRST_PARENT_MISS
    CLOSEST_PARENT_MISS CLOSEST_PARENT CLOSEST_DIRECT NO_DIRECT_FAIL SOURCE_FASTEST ROUNDROBIN_PARENT CD_PARENT_HIT
    CD_SIBLING_HIT CARP ANY_OLD_PARENT USERHASH_PARENT SOURCEHASH_PARENT PINNED ORIGINAL_DST STANDBY_POOL"""
)
"""hier_code.h@5.7."""

INITIATORS = word_set(
    """client peer-pool certificate-fetching esi cache-digest server htcp icp icmp asn ipc adaptation icon peer-mcast
    internal all"""
)
"""XactionInitiator.cc:18@5.7."""

ERRORS = word_set(
    """ERR_NONE ERR_ACCESS_DENIED ERR_CACHE_ACCESS_DENIED ERR_CACHE_MGR_ACCESS_DENIED ERR_FORWARDING_DENIED
    ERR_NO_RELAY ERR_CANNOT_FORWARD ERR_READ_TIMEOUT ERR_LIFETIME_EXP ERR_READ_ERROR ERR_WRITE_ERROR
    ERR_CONNECT_FAIL ERR_SECURE_CONNECT_FAIL ERR_SOCKET_FAILURE ERR_DNS_FAIL ERR_URN_RESOLVE
    ERR_ONLY_IF_CACHED_MISS ERR_TOO_BIG ERR_INVALID_RESP ERR_UNSUP_HTTPVERSION ERR_INVALID_REQ ERR_UNSUP_REQ
    ERR_INVALID_URL ERR_ZERO_SIZE_OBJECT ERR_PRECONDITION_FAILED ERR_CONFLICT_HOST ERR_FTP_DISABLED
    ERR_FTP_UNAVAILABLE ERR_FTP_FAILURE ERR_FTP_PUT_ERROR ERR_FTP_NOT_FOUND ERR_FTP_FORBIDDEN
    ERR_FTP_PUT_CREATED ERR_FTP_PUT_MODIFIED ERR_ESI ERR_ICAP_FAILURE ERR_GATEWAY_FAILURE ERR_DIR_LISTING
    ERR_SQUID_SIGNATURE ERR_SHUTTING_DOWN ERR_PROTOCOL_UNKNOWN TCP_RESET ERR_CLIENT_GONE ERR_SECURE_ACCEPT_FAIL
    ERR_REQUEST_START_TIMEOUT ERR_REQUEST_PARSE_TIMEOUT ERR_RELAY_REMOTE"""
)
"""err_type of error/forward.h, the same at 5.7, 6.14 and 7.6."""

STEPS = frozenset(("sslbump1", "sslbump2", "sslbump3", "generatingconnect"))
"""acl/AtStepData.cc@5.7."""

BUILTIN = (
    ("all", "src", "all"),
    ("localhost", "src", "127.0.0.1/32 ::1"),
    ("to_localhost", "dst", "127.0.0.0/8 0.0.0.0/32 ::1/128 ::/128"),
    ("CONNECT", "method", "CONNECT"),
    ("ssl::certHasExpired", "ssl_error", "X509_V_ERR_CERT_HAS_EXPIRED"),
    ("ssl::certNotYetValid", "ssl_error", "X509_V_ERR_CERT_NOT_YET_VALID"),
    ("ssl::certDomainMismatch", "ssl_error", "SQUID_X509_V_ERR_DOMAIN_MISMATCH"),
    ("ssl::certUntrusted", "ssl_error", "X509_V_ERR_INVALID_CA"),
    ("ssl::certSelfSigned", "ssl_error", "X509_V_ERR_DEPTH_ZERO_SELF_SIGNED_CERT"),
)
"""Name, type and values of the ACLs that every version defines (cf.data.pre:1028-1042@5.7)."""

SINCE_6 = (("to_linklocal", "dst", "169.254.0.0/16 fe80::/10"),)
"""cf.data.pre:1095@6.14."""

MANAGER = (("^cache_object://", True), ("^[^:]+://[^/]+/squid-internal-mgr/", False))
"""Patterns of `manager` and whether they ignore case; the first one is gone in 7 (cf.data.pre:1113@7.6)."""
