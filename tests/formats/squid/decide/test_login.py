"""When a client without credentials is asked to log in (auth/AclProxyAuth.cc, client_side_request.cc:758-805@5.7).

An ACL that demands credentials challenges when it is looked at, whatever the line would decide, with or without a `!`.
Every row was observed on Squid 5.7, 6.14 and 7.6: host M is on the list, host X is not.
"""

from __future__ import annotations

import pytest

from tests.formats.squid.decide.asking import answer, policy

M, X = "https://m.example.com/", "https://x.example.org/"
HEAD = """
http_port 3128
auth_param basic program /usr/lib/squid/basic
acl auth proxy_auth REQUIRED
acl mde dstdomain .example.com
acl exempt src 10.0.0.0/8
acl either any-of mde auth
acl rehtie any-of auth mde
acl both all-of mde auth
external_acl_type groups %LOGIN /usr/lib/squid/groups
external_acl_type plain %SRC /usr/lib/squid/plain
acl staff external groups staff
"""

TUNNEL = "allowed tunnelled"

ROWS = [
    ("allow auth|deny all", "login", "login"),
    ("allow mde|allow auth|deny all", TUNNEL, "login"),
    ("deny !auth|allow mde", "login", "login"),
    ("allow auth mde|deny all", "login", "login"),
    ("allow mde auth|deny all", "login", "denied"),
    ("deny !mde !auth|allow all", TUNNEL, "login"),
    ("deny !auth !mde|allow all", "login", "login"),
    ("deny !auth all", "login", "login"),
    ("deny all auth", "login", "login"),
    ("deny auth|allow all", "login", "login"),
    ("allow either|deny all", TUNNEL, "login"),
    ("allow rehtie|deny all", "login", "login"),
    ("allow both|deny all", "login", "denied"),
    ("allow CONNECT mde|allow auth", TUNNEL, "login"),
    ("allow exempt|deny !auth", TUNNEL, TUNNEL),
    ("allow staff|deny all", "login", "login"),
    ("allow mde|deny !staff|allow all", TUNNEL, "login"),
]


@pytest.mark.parametrize(("lines", "listed", "other"), ROWS, ids=[row[0] for row in ROWS])
def test_table(lines: str, listed: str, other: str) -> None:
    asked = policy(HEAD + "".join(f"http_access {line}\n" for line in lines.split("|")))

    assert (answer(asked, M), answer(asked, X)) == (listed, other)


def test_a_plain_get_is_asked_where_only_the_connect_is_let_through() -> None:
    asked = policy(HEAD + "http_access allow CONNECT mde\nhttp_access allow auth\n")

    assert answer(asked, "http://m.example.com/") == "login"


def test_a_client_outside_the_exempt_network_is_asked() -> None:
    asked = policy(HEAD + "http_access allow exempt\nhttp_access deny !auth\n")

    assert answer(asked, M, client="192.168.0.1") == "login [client in 192.168.0.1]"


def test_the_second_list_asks_too() -> None:
    asked = policy(HEAD + "http_access allow all\nadapted_http_access deny !auth\n")

    assert answer(asked, M) == "login"


@pytest.mark.parametrize(
    "line",
    ["never_direct allow auth", "always_direct allow auth", "cache_peer_access p allow auth", "miss_access allow auth"],
)
def test_lists_that_do_not_answer_clients_never_ask(line: str) -> None:
    asked = policy(HEAD + f"cache_peer p.example.net parent 3128 0 no-query name=p\nhttp_access allow all\n{line}\n")

    assert answer(asked, M) == TUNNEL


class TestInterception:
    """Behind interception nobody is asked; the ACL does not match, and a denial is a 407 if it was looked at last."""

    PORTS = "http_port 3129 intercept\n"

    @pytest.mark.parametrize(
        ("lines", "expected"),
        [
            ("allow auth|deny all", "denied"),
            ("deny !auth|allow all", "login"),
            ("deny !auth all|allow all", "denied"),
            ("allow mde|allow auth", "allowed plain"),
            ("allow auth", "login"),
        ],
    )
    def test_table(self, lines: str, expected: str) -> None:
        asked = policy(HEAD + self.PORTS + "".join(f"http_access {line}\n" for line in lines.split("|")))

        assert answer(asked, "http://m.example.com/", listen="3129") == expected


def test_ident_answers_a_denial_with_a_challenge_on_squid_5() -> None:
    text = HEAD + "acl who ident REQUIRED\nhttp_access deny !who\nhttp_access allow all\n"

    assert answer(policy(text, version=5), M) == "login"


def test_ident_crashes_squid_6() -> None:
    text = HEAD + "acl who ident REQUIRED\nhttp_access allow who\nhttp_access allow all\nhttp_access deny !who\n"

    crash = "unknown because 'who' (ident) crashes Squid 6 when it is checked"

    assert answer(policy(text, version=6), M) == crash, "whatever comes of it"
    assert answer(policy(text.replace("allow who", "allow mde"), version=6), M) == TUNNEL, "it is not reached"
    assert answer(policy(text.replace("allow who", "allow CONNECT !who"), version=6), M) == crash
    assert answer(policy(HEAD + "acl who ident a\nhttp_access allow all\nnever_direct deny who\n", 6), M) == crash


def test_a_helper_that_needs_no_log_in_splits_the_verdict() -> None:
    from tests.formats.squid.decide.asking import answers, ask

    asked = policy(HEAD + "acl fine external plain\nhttp_access allow fine\nhttp_access deny all\n")

    assert answers(ask(asked, M)) == [
        "denied [the helper of 'fine' says ERR]",
        "allowed tunnelled [the helper of 'fine' says OK]",
    ]


class TestDenyInfo:
    """What is sent in place of the challenge (aclGetDenyInfoPage, acl/Gadgets.cc:41@5.7)."""

    @pytest.mark.parametrize(
        ("page", "missing", "looked_at_last"),
        [
            ("TCP_RESET", "denied", "denied"),
            ("http://login.example.net/", "login", "denied"),
            ("403:ERR_NO", "login", "denied"),
            ("407:ERR_NO", "login", "login"),
            ("ERR_NO", "login", "login"),
        ],
    )
    def test_table(self, page: str, missing: str, looked_at_last: str) -> None:
        asked = policy(HEAD + f"http_port 3129 intercept\ndeny_info {page} auth\nhttp_access deny !auth\n")

        assert answer(asked, M) == missing
        assert answer(asked, "http://m.example.com/", listen="3129") == looked_at_last


def test_a_helper_in_a_list_that_cannot_wait_is_undecided() -> None:
    text = HEAD + "acl fine external plain\nhttp_access allow all\nmiss_access {}\n"

    assert answer(policy(text.format("deny fine")), M).startswith("unknown because 'fine' (external) needs an answer")
    assert answer(policy(text.format("deny mde !exempt fine")), M) == TUNNEL
