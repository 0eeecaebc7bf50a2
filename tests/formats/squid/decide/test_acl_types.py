"""What each ACL type says of a request, one by one: `allow it` alone, or its negation, decides."""

from __future__ import annotations

import pytest

from tests.formats.squid.decide.asking import answer, answers, ask, policy

CONNECT, GET = "https://a.example.com/", "http://a.example.com/x/y.exe?z=1"

MATCHES = {CONNECT: "allowed tunnelled", GET: "allowed plain"}
HEAD = "http_port 3128\nhttp_port 127.0.0.1:3129 name=inside\nauth_param basic program /x\n"

ROWS = [
    # names (acl/DomainData.cc:66@5.7)
    ("dstdomain .example.com", True, True),
    ("dstdomain .EXAMPLE.com", True, True),
    ("dstdomain example.com", False, False),
    ("dstdomain *.example.com", False, False),
    ("dstdomain a.example.com", True, True),
    ("dstdomain a.example.com.", False, False),
    ("dstdomain a.example.com:443", False, False),
    ("dstdom_regex ^a\\.", True, True),
    ("dstdom_regex ^A", False, False),
    ("dstdom_regex -i ^A", True, True),
    # URLs: a CONNECT shows host:port (acl/Url.cc:19, HttpRequest.cc:688@5.7)
    ("url_regex ^a\\.example\\.com:443$", True, False),
    ("url_regex ^http://a\\.example\\.com/x", False, True),
    ("url_regex \\.com$", False, False),
    ("url_regex z=1$", False, True),
    ("urlpath_regex ^/x/y", False, True),
    ("urlpath_regex -i \\.EXE", False, True),
    ("urlpath_regex .", False, True),
    # request line
    ("port 443", True, False),
    ("port 1-100", False, True),
    ("method CONNECT", True, False),
    ("method get post", False, True),
    ("proto HTTP", False, True),
    ("proto https", False, False),
    ("proto none", True, False),
    # connection
    ("src 10.0.0.0/8", True, True),
    ("src 10.1.2.0-10.1.2.9", True, True),
    ("src 10.1.2.3/255.255.255.255", True, True),
    ("src 10.1.2.4", False, False),
    ("src all", True, True),
    ("myportname 3128", True, True),
    ("myportname inside", False, False),
    ("localport 3128", True, True),
    ("localport 3129", False, False),
    ("dst 203.0.113.0/24", True, True),
    ("dst 198.51.100.0/24", False, False),
    ("dst -n 203.0.113.0/24", False, False),
    ("time MTWHFAS 00:00-24:00", True, True),
    ("time A 10:00-11:00", False, False),
    ("connections_encrypted", False, False),
    ("at_step SslBump1", True, True),
    ("at_step SslBump2", False, False),
    ("ssl::server_name .example.com", True, True),
    ("ssl::server_name --server-provided .example.com", False, False),
    ("ssl::server_name_regex ^a", True, True),
    # always or never in a client's request
    ("transaction_initiator client", True, True),
    ("transaction_initiator esi", False, False),
    ("has request", True, True),
    ("has response", False, False),
    ("annotate_transaction a=b", True, True),
    ("http_status 200", False, False),
    ("rep_mime_type text", False, False),
    ("rep_header Server nginx", False, False),
    ("urllogin .", False, False),
    ("note a b", False, False),
    ("tag x", False, False),
    ("ssl_error X509_V_ERR_CERT_HAS_EXPIRED", False, False),
    ("user_cert CN x", False, False),
]


@pytest.mark.parametrize(("acl", "connect", "get"), ROWS, ids=[row[0] for row in ROWS])
def test_matches(acl: str, connect: bool, get: bool) -> None:
    allow = policy(HEAD + f"acl it {acl}\nhttp_access allow it\nhttp_access deny all\n")
    negated = policy(HEAD + f"acl it {acl}\nhttp_access allow !it\nhttp_access deny all\n")

    for url, expected in ((CONNECT, connect), (GET, get)):
        found = [answer(asked, url, listen="3128", now="2024-05-08T12:00") for asked in (allow, negated)]
        wanted = [_when(MATCHES[url] if held else "denied") for held in (expected, not expected)]
        assert found == wanted


def _when(said: str) -> str:
    return f"{said} [local time in Wed 12:00-Wed 12:01]"


SPLITS = [
    ("browser Defender", "the User-Agent header fits 'it'", "the User-Agent header does not fit 'it' or is missing"),
    ("req_header X-A .", "the X-A header fits 'it'", "the X-A header does not fit 'it' or is missing"),
    ("random 0.5", "chance is with 'it'", "chance is against 'it'"),
    (
        "arp 00:11:22:33:44:55",
        "the client's hardware address is in 'it'",
        "the client's hardware address is not in 'it'",
    ),
    (
        "dst_as 8075",
        "an address of the host is in an autonomous system of 'it'",
        "no address of the host is in an autonomous system of 'it'",
    ),
    ("maxconn 10", "the client has more than 10 connections open", "the client has at most 10 connections open"),
    (
        "time D 08:00-17:00",
        "local time in Mon 08:00-Mon 17:01, Tue 08:00-Tue 17:01, Wed 08:00-Wed 17:01 and 2 more",
        None,
    ),
]


@pytest.mark.parametrize(("acl", "holds", "fails"), SPLITS, ids=[row[0] for row in SPLITS])
def test_splits(acl: str, holds: str, fails: str | None) -> None:
    asked = policy(HEAD + f"acl it {acl}\nhttp_access allow it\nhttp_access deny all\n")
    denied, allowed = answers(ask(asked, CONNECT, listen="3128"))

    assert allowed == f"allowed tunnelled [{holds}]"
    assert fails is None or denied == f"denied [{fails}]"


UNKNOWN = [
    ("srcdomain .example.org", "'it' (srcdomain) depends on the reverse DNS name of the client's address"),
    (
        "src somewhere.example.net",
        "'it' (src) names the host 'somewhere.example.net', whose addresses are looked up when Squid starts",
    ),
    ("dstdom_regex (a)\\1", "the pattern '(a)\\1' of 'it' is not decided: it refers back to a group"),
]


@pytest.mark.parametrize(("acl", "reason"), UNKNOWN, ids=[row[0] for row in UNKNOWN])
def test_what_is_not_modelled_is_unknown_where_it_decides(acl: str, reason: str) -> None:
    decides = policy(HEAD + f"acl it {acl}\nhttp_access allow it\nhttp_access deny all\n")
    decides_nothing = policy(HEAD + f"acl it {acl}\nhttp_access allow it\nhttp_access allow all\n")

    assert answer(decides, CONNECT, listen="3128") == f"unknown because {reason}"
    assert answer(decides_nothing, CONNECT, listen="3128") == "allowed tunnelled"


def test_a_name_among_src_values_is_known_when_it_is_given() -> None:
    asked = policy(HEAD + "acl it src somewhere.example.net\nhttp_access allow it\nhttp_access deny all\n")
    names = {"a.example.com": ["203.0.113.7"], "somewhere.example.net": ["10.1.2.3"]}

    assert answer(asked, CONNECT, listen="3128", resolve=names) == "allowed tunnelled"


@pytest.mark.parametrize(("version", "expected"), [(6, "denied"), (7, "allowed tunnelled")])
def test_a_wider_network_after_a_narrower_one_is_dropped_up_to_squid_6(version: int, expected: str) -> None:
    asked = policy(HEAD + "acl it src 10.99.0.0/16 10.0.0.0/8\nhttp_access allow it\nhttp_access deny all\n", version)

    assert answer(asked, CONNECT, listen="3128") == expected


class TestAddressAsHost:
    """A host that is an address: text first, then reverse DNS unless -n (acl/DestinationDomain.cc:54-90@5.7)."""

    URL = "https://203.0.113.9/"

    @pytest.mark.parametrize(
        ("acl", "expected"),
        [
            ("dstdomain 203.0.113.9", "allowed tunnelled"),
            ("dstdomain -n .example.com", "denied"),
            (
                "dstdomain .example.com",
                "unknown because 'it' (dstdomain) depends on the reverse DNS name of the host's address",
            ),
            ("dst 203.0.113.0/24", "allowed tunnelled"),
            ("dst -n 203.0.113.0/24", "allowed tunnelled"),
            ("url_regex ^203[.]0[.]113[.]9:443$", "allowed tunnelled"),
        ],
    )
    def test_table(self, acl: str, expected: str) -> None:
        asked = policy(HEAD + f"acl it {acl}\nhttp_access allow it\nhttp_access deny all\n")

        assert answer(asked, self.URL, listen="3128", resolve={}) == expected


def test_several_addresses_match_when_any_does() -> None:
    asked = policy(HEAD + "acl it dst 203.0.113.0/24\nhttp_access allow it\nhttp_access deny all\n")

    assert answer(asked, CONNECT, listen="3128", resolve={"a.example.com": ["198.51.100.1", "203.0.113.1"]}) == (
        "allowed tunnelled"
    )


def test_names_below_a_wildcard_have_the_addresses_of_their_own_entry() -> None:
    asked = policy(HEAD + "acl it dst 203.0.113.0/24\nhttp_access allow it\nhttp_access deny all\n")
    names = {"*.example.com": ["203.0.113.1"], "b.example.com": ["198.51.100.1"], "*.c.example.com": []}

    assert answers(ask(asked, "https://*.example.com/", listen="3128", resolve=names)) == [
        "denied [host is b.example.com, or host is below c.example.com and host is not b.example.com]",
        "allowed tunnelled [host is not below c.example.com; host is not b.example.com]",
    ]


@pytest.mark.parametrize(
    ("acl", "url", "expected"),
    [
        ("srcdomain .example.org", CONNECT, "denied"),
        ("srcdomain .example.org none", CONNECT, "allowed tunnelled"),
        ("srcdom_regex ^n", CONNECT, "allowed tunnelled"),
        ("dstdomain .example.org", "https://203.0.113.7/", "denied"),
        ("dstdomain none", "https://203.0.113.7/", "allowed tunnelled"),
        ("dstdom_regex ^none$", "https://203.0.113.7/", "allowed tunnelled"),
    ],
)
def test_an_address_that_is_told_to_have_no_name_is_compared_as_none(acl: str, url: str, expected: str) -> None:
    """acl/DestinationDomain.cc:97, SourceDomain.cc:56@5.7."""
    asked = policy(HEAD + f"acl it {acl}\nhttp_access allow it\nhttp_access deny all\n")

    assert answer(asked, url, listen="3128", resolve={"*.in-addr.arpa": ()}) == expected
