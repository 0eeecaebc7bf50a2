"""Random values, with options, for every ACL type that proxylint models, near what is asked."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from random import Random

from tests.peers.patterns import POSIX, pattern

MDE = "endpoint.security.microsoft.com"
HOSTS = (
    f"x.{MDE}", f"a.b.{MDE}", MDE, "login.microsoftonline.com", "www.other.example", "eu.tls13.other.example",
    "go.microsoft.com", "ctldl.windowsupdate.com", f"eu-v20.{MDE}", "a.tls13.windowsupdate.com", "other.example",
    "198.18.7.7",
)  # fmt: skip
LOST = "lost.other.example"
"""A name that does not resolve."""
PATHS = ("/", "/commands/test", "/a/B.cab", "/x?y=1", "/pki/crl/a%20b.crl", "/?q=microsoft.com")
CLIENTS = ("10.1.2.3", "10.99.1.1", "192.168.1.77", "127.0.0.1", "203.0.113.9", "2001:db8::5")
DOMAINS = (
    f".{MDE}", MDE, f"x.{MDE}", f"*.{MDE}", ".microsoft.com", f".B.{MDE}", "login.microsoftonline.com", "none", "a,",
    ".microsoftonline.com", ".other.example", "WWW.other.example", ".example", ".com", "other.example", LOST,
    ".windowsupdate.com", "go.microsoft.com", "198.18.7.7", "http://x.example/", "other.example.",
    ".tls13.other.example",
)  # fmt: skip
NETWORKS = (
    "10.0.0.0/8", "10.1.0.0/16", "10.99.0.0/255.255.0.0", "10.1.2.3", "192.168.0.0/16", "192.168.1.0-192.168.1.99",
    "203.0.113.0/24", "127.0.0.1", "all", "0.0.0.0/0", "10.1.2.200/24", "2001:db8::/32", "ipv4", "ipv6", "0/0",
    "10.0.0.0-10.255.0.0/16",
)  # fmt: skip
PORTS = ("443", "80", "8443", "1-1023", "1024-65535", "80-443", "3128", "0-65535")
TIMES = (
    "SMTWHFA", "MTWHF", "D", "AS", "SMTWHFA 00:00-24:00", "00:00-11:59", "12:00-23:59", "MTWHF 00:00-24:00", "S",
    "D 08:00-18:00", "12:30-12:40", "W 12:45-13:00 12:00-12:44", "AS 23:00-23:59", "06:00-23:14",
)  # fmt: skip
_SPECIAL = "?+*()[]{}|^$\\"

Values = Callable[[Random], tuple[str, list[str]]]
"""Draws the options in front, as one text, and the values."""


def some(dice: Random, values: Sequence[str], most: int = 3) -> list[str]:
    return dice.sample(values, dice.randint(1, min(most, len(values))))


def of(values: Sequence[str], most: int = 3, options: Sequence[str] = ("",)) -> Values:
    return lambda dice: (dice.choice(options), some(dice, values, most))


def patterns(texts: Callable[[Random], str], options: Sequence[str] = ("",)) -> Values:
    """A flag may stand in front or between; -i and +i hold for what follows them."""

    def draw(dice: Random) -> tuple[str, list[str]]:
        found = [pattern(dice, texts(dice), POSIX, _SPECIAL) for _ in range(dice.randint(1, 2))]
        if len(found) > 1 and dice.random() < 0.15:
            found.insert(1, dice.choice(("-i", "+i")))
        flag = "-i" if dice.random() < 0.4 else ""
        return " ".join(filter(None, (dice.choice(options), flag))), found

    return draw


def host(dice: Random) -> str:
    return dice.choice(HOSTS)


def url(dice: Random) -> str:
    roll = dice.random()
    if roll < 0.5:
        return f"{host(dice)}:443"
    return f"{'http' if roll < 0.9 else 'https'}://{host(dice)}{path(dice)}"


def path(dice: Random) -> str:
    return dice.choice(PATHS).replace("%20", " ")


_SERVER = ("", "", "", "--client-requested", "--server-provided", "--consensus")
_USERS = ("REQUIRED", "alice", "bob")

VALUES: dict[str, Values] = {
    "src": of(NETWORKS),
    "dst": of(("198.18.0.0/16", "198.19.0.0/16", "10.0.0.0/8", "all", "198.18.0.53"), 2, ("", "", "-n")),
    "dstdomain": of(DOMAINS, 3, ("", "", "", "", "-n", "-n", "--")),
    "dstdom_regex": patterns(host, ("", "", "", "-n", "-ni", "-n --", "+i")),
    "url_regex": patterns(url),
    "urlpath_regex": patterns(path),
    "port": of(PORTS),
    "method": of(("CONNECT", "GET", "POST", "connect", "Get")),
    "proto": of(("HTTP", "HTTPS", "FTP", "http", "gopher", "NONE")),
    "time": lambda dice: ("", dice.choice(TIMES).split()),
    "random": lambda dice: ("", [dice.choice(("1/1000000", "0.999999", "1:999999"))]),
    "myportname": of(("3128", "office", "10.0.0.1:8080", "3131", "3130"), 2),
    "localport": of(("3128", "8080", "1-4000", "80", "443"), 1),
    "localip": of(("127.0.0.0/8", "10.0.0.1", "198.18.0.0/15", "all"), 1),
    "ssl::server_name": of(DOMAINS, 2, _SERVER),
    "ssl::server_name_regex": patterns(host, _SERVER),
    "at_step": of(("SslBump1", "SslBump2", "SslBump3", "sslbump1"), 2),
    "browser": of(("^Mde", "Firefox", "-i", "mdesensor/[0-9]"), 2),
    "referer_regex": of(("microsoft", "."), 1),
    "req_header": lambda dice: ("", [dice.choice(("User-Agent", "X-Tag")), dice.choice(("^Mde", "."))]),
    "req_mime_type": of((".", "^application/"), 1),
    "maxconn": lambda dice: ("", [dice.choice(("100", "1000"))]),
    "external": lambda dice: ("", ["helper", "one"]),
    "proxy_auth": of(_USERS, 2, ("", "", "-i")),
    "proxy_auth_regex": of((".", "^a"), 2, ("", "-i")),
    "max_user_ip": of(("1", "2"), 1, ("", "-s")),
    "ident": of(_USERS, 1),
    "ident_regex": of((".", "^a"), 1),
    "ext_user": of(_USERS, 1),
    "ext_user_regex": of((".", "^a"), 1),
    "urllogin": of((".", "^a"), 1),
    "snmp_community": of(("public", "private"), 1),
    "annotate_transaction": lambda dice: ("", ["key=value"]),
    "annotate_client": lambda dice: ("", [dice.choice(("key=value", "key+=value"))]),
    "tag": of(("one", "two"), 1),
    "note": lambda dice: (dice.choice(("", "-m", "-m=,")), ["key", "value"]),
    "transaction_initiator": of(("client", "all", "server", "internal"), 2),
    "connections_encrypted": lambda dice: ("", ["yes"]),
    "has": of(("request", "response", "ALE"), 1),
    "hier_code": of(("HIER_DIRECT", "FIRSTUP_PARENT"), 1),
    "http_status": of(("200-299", "403", "404,407", "500-599"), 1),
    "rep_mime_type": of((".", "^text/"), 1),
    "rep_header": lambda dice: ("", ["X-Peer-Via", dice.choice((".", "peer"))]),
    "peername": of(("up.parent.example", "second"), 1),
    "peername_regex": of(("up", "sec"), 1),
    "srcdomain": of((".corp.example", "none", ".none", "pc.corp.example"), 2),
    "srcdom_regex": patterns(lambda dice: dice.choice(("none", "corp.example"))),
    "src_as": of(("8075", "3598"), 2),
    "dst_as": of(("8075", "3598"), 2),
    "arp": of(("00:11:22:33:44:55", "66:77:88:99:aa:bb"), 2),
    "eui64": of(("0011:2233:4455:6677", "00:11:22:33:44:55:66:77"), 1),
    "squid_error": of(("ERR_ACCESS_DENIED", "ERR_DNS_FAIL", "TCP_RESET"), 2),
    "server_cert_fingerprint": of((":".join(["AB"] * 20), ":".join(["01"] * 20)), 1),
    "client_connection_mark": of(("0x1", "2/0xff"), 1),
    "user_cert": lambda dice: ("", ["CN", "device"]),
    "ca_cert": lambda dice: ("", ["O", "corp"]),
    "ssl_error": of(("X509_V_ERR_CERT_HAS_EXPIRED", "SQUID_X509_V_ERR_DOMAIN_MISMATCH"), 1),
}  # fmt: skip

NEVER_LISTED = ("annotate_transaction", "annotate_client")
"""Types that take no list file: the quote would be fatal, and nobody writes it."""

_LOGIN = ("proxy_auth", "proxy_auth_regex", "max_user_ip")
_OFTEN = ("src", "dstdomain", "dstdom_regex", "url_regex", "any-of", "all-of")
_SOMETIMES = ("urlpath_regex", "port", "method", "ssl::server_name", "dst", "time", "myportname")
_RARELY = (
    "ident", "ident_regex", "ext_user", "ext_user_regex", "tag", "note", "urllogin", "snmp_community",
    "annotate_transaction", "annotate_client", "req_mime_type", "has", "rep_header", "rep_mime_type", "peername",
    "peername_regex", "user_cert", "ca_cert", "ssl_error", "src_as", "dst_as", "arp", "eui64", "squid_error",
    "server_cert_fingerprint", "client_connection_mark", "srcdomain", "srcdom_regex",
)  # fmt: skip
"""Types that nearly never match, or about which little can be said: one of a configuration's ACLs in twenty."""


def kinds(login: bool, relays: bool) -> tuple[str, ...]:
    """Types to draw from, as often as they are to come. `login`: an auth scheme is there, which some demand.

    `relays`: there are parents; Squid would ask them for autonomous systems when it starts, and take them for dead.
    """
    usual = [kind for kind in VALUES if kind not in (*_LOGIN, *_RARELY)]
    rarely = [kind for kind in _RARELY if not (relays and kind in ("src_as", "dst_as"))]
    return (*(_OFTEN * 6), *(_SOMETIMES * 3), *(usual * 2), *rarely, *(_LOGIN * 2 if login else ()))
