"""The ssl_bump machine (client_side_request.cc:1399-1504, client_side.cc:2998-3132, ssl/PeekingPeerConnector.cc@5.7).

The table was observed on Squid 5.7, 6.14 and 7.6 with OpenSSL 3: M is on the list, X is not.
"""

from __future__ import annotations

import pytest

from tests.formats.squid.decide.asking import answer, answers, ask, policy

M, X = "https://m.example.com/", "https://x.example.org/"
HEAD = """
http_port 3128 ssl-bump cert=/etc/squid/ca.pem
acl step1 at_step SslBump1
acl step2 at_step SslBump2
acl step3 at_step SslBump3
acl M ssl::server_name .example.com
acl MC ssl::server_name --client-requested .example.com
acl N ssl::server_name .example.org
acl D dstdomain .example.com
acl SP ssl::server_name --server-provided .example.com
acl mde dstdomain .example.com
"""
ALLOW = "http_access allow all\n"
SPLICED, BUMPED, CUT = "allowed tunnelled", "allowed inspected", "allowed terminated"

ROWS = [
    ("splice D|bump all", SPLICED, BUMPED),
    ("splice M|bump all", SPLICED, BUMPED),
    ("peek step1|splice M|bump all", SPLICED, BUMPED),
    ("peek step1|splice M|stare step2|bump step3", SPLICED, BUMPED),
    ("peek step1|splice M|stare all", SPLICED, BUMPED),
    ("peek step1|splice M|stare step2", SPLICED, BUMPED),
    ("splice M|peek all|bump all", SPLICED, SPLICED),
    ("peek all|splice M|bump all", SPLICED, SPLICED),
    ("stare all|splice M|bump all", BUMPED, BUMPED),
    ("stare step1", SPLICED, SPLICED),
    ("peek step1|stare step2|splice M", BUMPED, BUMPED),
    ("peek step1|splice M|terminate all", SPLICED, CUT),
    ("peek step1|bump !M", SPLICED, BUMPED),
    ("bump N", SPLICED, BUMPED),
    ("none M|server-first all", SPLICED, BUMPED),
    ("peek step1|none M|bump all", BUMPED, BUMPED),
    ("peek step1|server-first all", SPLICED, SPLICED),
    ("peek step1|splice SP|bump all", BUMPED, BUMPED),
    ("bump", BUMPED, BUMPED),
    ("terminate step1", CUT, CUT),
]


def config(lines: str, access: str = ALLOW) -> str:
    return HEAD + access + "".join(f"ssl_bump {line}\n" for line in lines.split("|"))


@pytest.mark.parametrize(("lines", "listed", "other"), ROWS, ids=[row[0] for row in ROWS])
def test_table(lines: str, listed: str, other: str) -> None:
    asked = policy(config(lines))

    assert (answer(asked, M), answer(asked, X)) == (listed, other)


def test_a_peeked_tls_1_3_server_is_spliced_before_it_can_be_cut() -> None:
    assert answers(ask(policy(config("peek all|terminate all")), X)) == [
        "allowed tunnelled [the server speaks TLS 1.3]",
        "allowed terminated [the server speaks TLS 1.2 or older]",
    ]


class TestPorts:
    def test_the_flag_without_a_rule_inspects_nothing(self) -> None:
        assert answer(policy(HEAD + ALLOW), M) == SPLICED

    def test_a_rule_without_the_flag_inspects_nothing(self) -> None:
        asked = policy((HEAD + ALLOW).replace(" ssl-bump cert=/etc/squid/ca.pem", "") + "ssl_bump bump all\n")

        assert answer(asked, M) == SPLICED

    def test_the_flag_is_per_port(self) -> None:
        asked = policy(config("bump all") + "http_port 3129\n")

        assert answers(ask(asked, M)) == [BUMPED, SPLICED]
        assert [case.when.listen.port for case in ask(asked, M).cases if case.when.listen] == [3128, 3129]


class TestAccess:
    """http_access decides before, and again on the CONNECT made up for a splice and on the request inside."""

    def test_a_refused_connect_stays_refused_whatever_the_rules_say(self) -> None:
        assert answer(policy(config("splice all", "http_access deny all\n")), M) == "denied"

    def test_the_request_inside_is_no_connect(self) -> None:
        access = "http_access allow CONNECT mde\nhttp_access deny all\n"

        assert answer(policy(config("bump all", access)), M) == "denied"
        assert answer(policy(config("splice all", access)), M) == SPLICED

    def test_the_request_inside_is_never_challenged(self) -> None:
        access = (
            "auth_param basic program /x\nacl auth proxy_auth REQUIRED\n"
            "http_access allow CONNECT mde\nhttp_access allow auth\n"
        )

        assert answer(policy(config("bump all", access)), M) == "denied"

    def test_a_path_rule_splits_the_request_inside(self) -> None:
        access = "acl exe urlpath_regex -i \\.exe$\nhttp_access deny exe\nhttp_access allow all\n"
        asked = policy(config("bump all", access))

        assert answers(ask(asked, M)) == ["denied [path in exe]", "allowed inspected [path not in exe]"]
        assert answer(asked, "https://m.example.com/a.EXE") == "denied"
        assert answer(asked, "https://m.example.com/a.cab") == BUMPED
        assert answer(policy(config("splice all", access)), "https://m.example.com/a.EXE") == SPLICED

    def test_a_header_rule_fails_when_a_splice_at_step_2_is_checked_again(self) -> None:
        access = "acl ua browser Defender\nhttp_access allow ua\nhttp_access deny all\n"
        fits = "the User-Agent header fits 'ua'"

        assert answers(ask(policy(config("peek step1|splice all", access)), M)) == ["denied"]
        assert answers(ask(policy(config("splice step1", access)), M)) == [
            "denied [the User-Agent header does not fit 'ua' or is missing]",
            f"allowed tunnelled [{fits}]",
        ]

    @pytest.mark.parametrize(("version", "expected"), [(5, SPLICED), (6, "denied")])
    def test_the_second_connect_has_a_protocol_on_squid_5_only(self, version: int, expected: str) -> None:
        access = "acl web proto HTTP\nhttp_access allow step1\nhttp_access allow web\nhttp_access deny all\n"

        assert answer(policy(config("peek step1|splice all", access), version), M) == expected

    @pytest.mark.parametrize(("version", "expected"), [(5, "denied"), (6, SPLICED)])
    def test_the_second_connect_has_a_path_on_squid_5_only(self, version: int, expected: str) -> None:
        access = "acl root urlpath_regex ^/$\nhttp_access deny CONNECT root\nhttp_access allow all\n"

        assert answer(policy(config("peek step1|splice all", access), version), M) == expected

    @pytest.mark.parametrize(
        ("action", "expected"),
        [("server-first", "denied"), ("client-first", "allowed inspected via peer p.example.net:8080")],
    )
    def test_the_request_inside_keeps_the_connection_of_its_connect(self, action: str, expected: str) -> None:
        parents = "cache_peer p.example.net parent 8080 0 no-query\nnever_direct allow !CONNECT\n"

        assert answer(policy(config(f"{action} all", ALLOW + parents)), M) == expected

    def test_miss_access_refuses_what_squid_would_fetch(self) -> None:
        assert answer(policy(config("bump all", ALLOW + "miss_access deny mde\n")), M) == "denied"

    def test_a_tunnel_has_no_reply_to_judge(self) -> None:
        access = ALLOW + "http_reply_access deny mde\n"

        assert answer(policy(config("splice all", access)), M) == SPLICED
        assert answer(policy(config("bump all", access)), M) == "denied"


class TestInterceptedTls:
    """Only the address is known at step 1, and http_access sees a CONNECT to it."""

    def config(self, lines: str, access: str = ALLOW) -> str:
        return config(lines, access) + "https_port 3130 intercept ssl-bump cert=/etc/squid/ca.pem\n"

    def test_without_a_peek_no_name_is_known(self) -> None:
        assert answer(policy(self.config("splice M|bump all")), M, listen="3130") == BUMPED

    def test_after_a_peek_the_name_is_known(self) -> None:
        asked = policy(self.config("peek step1|splice M|bump all"))

        assert answer(asked, M, listen="3130") == SPLICED
        assert answer(asked, X, listen="3130") == BUMPED

    def test_a_list_of_names_depends_on_reverse_dns(self) -> None:
        asked = policy(self.config("splice all", "http_access allow mde\nhttp_access deny all\n"))

        assert answer(asked, M, listen="3130") == (
            "unknown because 'mde' (dstdomain) depends on the reverse DNS name of the host's address"
        )

    @pytest.mark.parametrize("names", ["abc", "cba", "bac"])
    def test_of_lists_that_leave_it_open_the_one_that_is_asked_first_is_told(self, names: str) -> None:
        lists = "".join(f"acl {name} dstdomain .{name}.example\n" for name in names)
        access = lists + "".join(f"http_access deny {name}\n" for name in names) + "http_access allow all\n"

        assert answer(policy(self.config("splice all", access)), M, listen="3130") == (
            f"unknown because '{names[0]}' (dstdomain) depends on the reverse DNS name of the host's address"
        )

    def test_forty_lists_that_leave_it_open_are_followed(self) -> None:
        lists = "".join(f"acl n{at} dstdomain .n{at}.example\nhttp_access deny n{at}\n" for at in range(40))
        asked = policy(self.config("splice all", lists + "http_access deny all\n"))

        assert answer(asked, M, listen="3130") == "denied"

    def test_a_list_of_names_without_look_ups_refuses(self) -> None:
        access = "acl fixed dstdomain -n .example.com\nhttp_access allow fixed\nhttp_access deny all\n"

        assert answer(policy(self.config("splice all", access)), M, listen="3130") == "denied"

    def test_a_list_of_networks_works(self) -> None:
        access = "acl nets dst 203.0.113.0/24\nhttp_access allow nets\nhttp_access deny all\n"
        asked = policy(self.config("splice all", access))

        assert answer(asked, M, listen="3130") == SPLICED
        assert answers(ask(asked, M, listen="3130", resolve={})) == [
            "denied [the host does not resolve to 203.0.113.0/24]",
            "allowed tunnelled [the host resolves to 203.0.113.0/24]",
        ]

    def test_a_connection_is_cut_before_any_access_list(self) -> None:
        assert answer(policy(self.config("terminate all", "http_access deny all\n")), M, listen="3130") == CUT

    @pytest.mark.parametrize(
        ("acl", "on_5", "since_6"),
        [
            ("src 10.0.0.0/8", SPLICED, BUMPED),
            ("src 192.168.0.0/16", BUMPED, BUMPED),
            ("src 0.0.0.0/0", SPLICED, SPLICED),
            ("src ::/128", BUMPED, SPLICED),
            ("localport 0", BUMPED, SPLICED),
            ("maxconn 1", None, BUMPED),
        ],
    )
    def test_since_squid_6_no_addresses_are_known_at_first(self, acl: str, on_5: str | None, since_6: str) -> None:
        text = f"acl who {acl}\n" + self.config("splice who|bump all")

        if on_5 is not None:
            assert answer(policy(text, 5), M, listen="3130") == on_5
        assert [answer(policy(text, version), M, listen="3130") for version in (6, 7)] == [since_6, since_6]

    def test_after_a_peek_the_client_is_known(self) -> None:
        text = "acl who src 10.0.0.0/8\n" + self.config("peek step1|splice who|bump all")

        assert [answer(policy(text, version), M, listen="3130") for version in (5, 6, 7)] == [SPLICED] * 3

    @pytest.mark.parametrize(("kind", "allowed"), [("HTTP", [5]), ("AUTHORITY_FORM", [6, 7]), ("NONE", [])])
    def test_the_protocol_of_a_made_up_connect(self, kind: str, allowed: list[int]) -> None:
        text = self.config("splice all", f"acl form proto {kind}\nhttp_access allow form\nhttp_access deny all\n")

        assert [v for v in (5, 6, 7) if answer(policy(text, v), M, listen="3130") == SPLICED] == allowed

    def test_without_rules_every_session_is_opened(self) -> None:
        text = HEAD + ALLOW + "https_port 3130 intercept ssl-bump cert=/etc/squid/ca.pem\n"

        assert answer(policy(text), M, listen="3130") == BUMPED

    def test_a_rule_that_demands_credentials_ends_the_first_step_with_a_splice(self) -> None:
        head = "auth_param basic program /x\nacl auth proxy_auth REQUIRED\n"
        asked = policy(head + self.config("terminate !auth|bump all"))

        assert answer(asked, M, listen="3130") == SPLICED

    def test_the_first_step_sees_a_request_without_a_method(self) -> None:
        asked = policy(self.config("terminate CONNECT|bump step1 !CONNECT|splice all"))

        assert answer(asked, M, listen="3130") == BUMPED
        assert answer(asked, M, listen="3128") == CUT

    @pytest.mark.parametrize(("version", "expected"), [(5, SPLICED), (6, BUMPED)])
    def test_what_a_pattern_sees_before_the_name_is_known(self, version: int, expected: str) -> None:
        """Squid 5 compares "none" in ssl_bump, later versions the address; http_access sees the address in all."""
        lines = "acl ip ssl::server_name_regex ^[0-9.]+$\nhttp_access allow CONNECT ip\nhttp_access allow !CONNECT\n"
        asked = policy(self.config("bump ip|splice all", lines), version)

        assert answer(asked, M, listen="3130") == expected
