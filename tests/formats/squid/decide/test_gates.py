"""Access lists (acl/Gadgets.cc:137-186, BoolOps.cc, Checklist.cc:371-386@5.7), and how a verdict tells why."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from proxylint.format import Policy
from proxylint.verdict import Step
from tests.formats.squid.decide.asking import answer, answers, ask, policy

M, X = "https://m.example.com/", "https://x.example.org/"
HEAD = "http_port 3128\nacl mde dstdomain .example.com\nacl lan src 10.0.0.0/8\n"
TUNNEL = "allowed tunnelled"

ROWS = [
    ("", "denied", "denied"),
    ("allow mde", TUNNEL, "denied"),
    ("deny mde", "denied", TUNNEL),
    ("allow mde|deny !lan", TUNNEL, TUNNEL),
    ("deny mde|allow lan", "denied", TUNNEL),
    ("allow lan mde", TUNNEL, "denied"),
    ("allow !lan|allow mde", TUNNEL, "denied"),
    ("allow all !mde", "denied", TUNNEL),
    ("deny all|allow all", "denied", "denied"),
    ("deny CONNECT|allow all", "denied", "denied"),
    ("deny !CONNECT|allow mde", TUNNEL, "denied"),
]


def lines(text: str) -> str:
    return "".join(f"http_access {line}\n" for line in text.split("|") if line)


@pytest.mark.parametrize(("written", "listed", "other"), ROWS, ids=[row[0] or "none" for row in ROWS])
def test_table(written: str, listed: str, other: str) -> None:
    asked = policy(HEAD + lines(written))

    assert (answer(asked, M), answer(asked, X)) == (listed, other)


@pytest.mark.parametrize(
    ("written", "expected"),
    [("deny mde", "denied"), ("allow mde", TUNNEL), ("deny !mde", TUNNEL), ("allow !mde", "denied")],
)
def test_the_second_list_has_the_same_meaning(written: str, expected: str) -> None:
    assert answer(policy(HEAD + f"http_access allow all\nadapted_http_access {written}\n"), M) == expected


def test_values_written_below_a_line_count_in_it() -> None:
    assert answer(policy(HEAD + lines("allow mde") + "acl mde dstdomain .example.org\n"), X) == TUNNEL


class TestGroups:
    def test_lines_of_an_all_of_group_are_alternatives(self) -> None:
        text = HEAD + "acl g all-of mde !lan\nacl g all-of lan CONNECT\n" + lines("allow g|deny all")

        assert answer(policy(text), X) == TUNNEL
        assert answer(policy(text), "http://x.example.org/") == "denied"

    def test_lines_of_an_any_of_group_are_one_list(self) -> None:
        text = HEAD + "acl g any-of !CONNECT\nacl g any-of mde\n" + lines("allow g|deny all")

        assert (answer(policy(text), M), answer(policy(text), X)) == (TUNNEL, "denied")


class TestAbsentList:
    """A list file that is known to be missing is empty; one that was merely not found leaves a mismatch undecided."""

    def test_missing(self) -> None:
        assert answer(policy(HEAD + 'acl l dstdomain "/etc/squid/l"\n' + lines("allow l|deny all")), M) == "denied"

    def test_there(self) -> None:
        asked = policy(
            HEAD + 'acl l dstdomain "/etc/squid/l"\n' + lines("allow l|deny all"),
            files={"/etc/squid/l": ".example.com\n"},
        )

        assert (answer(asked, M), answer(asked, X)) == (TUNNEL, "denied")


def notes(steps: Sequence[Step], depth: int = 0) -> list[str]:
    """The tree as lines."""
    return [line for step in steps for line in (f"{'  ' * depth}{step.note}", *notes(step.inner, depth + 1))]


def quoted(asked: Policy, url: str) -> tuple[str | None, ...]:
    """The text of the lines that decided on access, TLS and route."""
    (case,) = ask(asked, url).cases
    source = next(iter(asked.sources.values()))
    return tuple(
        None if decision.span is None else source.quote(decision.span)
        for decision in (case.access, case.tls, case.route)
    )


class TestWhy:
    def test_the_trace_shows_each_line_and_what_its_terms_said(self) -> None:
        asked = policy(HEAD + lines("deny !lan|allow CONNECT mde|deny all"))
        (case,) = ask(asked, M).cases

        assert notes(case.access.trace) == [
            "http_access deny !lan: not matched",
            "  !lan: 'lan' holds client 10.1.2.3",
            "    '10.0.0.0/8' covers 10.1.2.3",
            "http_access allow CONNECT mde: matched",
            "  method CONNECT is in 'CONNECT'",
            "  'mde' matches m.example.com",
            "    '.example.com' covers m.example.com",
        ]

    def test_a_value_in_a_list_file_is_shown_where_it_stands(self) -> None:
        asked = policy(HEAD + 'acl l dstdomain "/l"\n' + lines("allow l"), files={"/l": "# names\n.a\n.example.com\n"})
        (case,) = ask(asked, M).cases
        span = case.access.trace[0].inner[0].inner[0].span

        assert span is not None
        assert (span.file, asked.sources[span.file].place(span.start).line) == ("/l", 3)

    def test_what_is_not_known_may_match_and_the_line_that_is_sure_decides(self) -> None:
        text = HEAD + 'acl odd dstdomain "/l"\nacl group any-of odd\n' + lines("allow group|deny !mde|allow mde")
        asked = policy(text, unread=("/l",))
        (case,) = ask(asked, M).cases

        assert notes(case.access.trace) == [
            "http_access allow group: may match",
            "  'group' (any-of) may match",
            "    unknown: /l is not there",
            "http_access deny !mde: not matched",
            "  !mde: 'mde' matches m.example.com",
            "    '.example.com' covers m.example.com",
            "http_access allow mde: matched",
            "  'mde' matches m.example.com",
            "    '.example.com' covers m.example.com",
        ]
        assert [step.held for step in case.access.trace] == [None, False, True]

    def test_the_implicit_end_names_the_last_line(self) -> None:
        asked = policy(HEAD + lines("deny !lan|allow mde"))
        (case,) = ask(asked, X).cases

        assert notes(case.access.trace) == [
            "http_access deny !lan: not matched",
            "  !lan: 'lan' holds client 10.1.2.3",
            "    '10.0.0.0/8' covers 10.1.2.3",
            "http_access allow mde: not matched",
            "  no value of 'mde' covers x.example.org",
            "no http_access line matched: the opposite of the last one, deny",
        ]
        assert quoted(asked, X) == ("http_access allow mde", None, None)

    def test_each_question_names_its_own_line(self) -> None:
        text = (
            HEAD.replace("3128", "3128 ssl-bump cert=/etc/squid/ca.pem")
            + lines("allow mde")
            + "ssl_bump splice mde\nssl_bump bump all\nnever_direct allow all\ncache_peer p.example.net parent 8080 0\n"
        )

        assert quoted(policy(text), M) == (
            "http_access allow mde",
            "ssl_bump splice mde",
            "cache_peer p.example.net parent 8080 0",
        )

    def test_the_log_in_names_the_line_that_asks(self) -> None:
        text = (
            "auth_param basic program /x\n"
            + HEAD
            + "acl auth proxy_auth REQUIRED\n"
            + lines("allow mde|deny !auth all")
        )
        (case,) = ask(policy(text), X).cases

        assert quoted(policy(text), X) == ("http_access deny !auth all", None, None)
        assert notes(case.access.trace)[-2:] == [
            "http_access deny !auth all: asks the client to log in",
            "  'auth' (proxy_auth) asks the client to log in",
        ]


def test_equal_ends_by_the_same_lines_are_one_case() -> None:
    text = HEAD + "acl more src 10.0.0.0/9\n" + lines("deny more !CONNECT|allow lan mde|allow localhost|deny all")

    assert answers(ask(policy(text), M, client=None)) == [
        "denied [client outside ::1, 10.0.0.0/8, 127.0.0.1]",
        "allowed tunnelled [client in 10.0.0.0/8]",
        "allowed tunnelled [client in ::1, 127.0.0.1]",
    ]


def test_an_explosion_is_unknown() -> None:
    pairs = "".join(f"acl u{i} browser u{i}\nacl v{i} req_header X-{i} v\n" for i in range(20))
    asked = policy(HEAD + pairs + lines("|".join(f"allow u{i} v{i}" for i in range(20))))

    assert answer(asked, M) == "unknown because the access lists tell more cases apart than can be followed"


ONE_VALUE = [("random", "1/4"), ("max_user_ip", "1"), ("connections_encrypted", "x")]


@pytest.mark.parametrize(("kind", "value"), ONE_VALUE)
@pytest.mark.parametrize(("rest", "expected"), [("", "denied"), ("lan\n", "allowed tunnelled"), ("!lan\n", "denied")])
def test_a_list_file_goes_on_into_the_line_below(kind: str, value: str, rest: str, expected: str) -> None:
    """What it holds stands for the words of that line; its end alone leaves none, and Squid skips the line."""
    text = "auth_param basic program /bin/true\n" + HEAD + f'acl odd {kind} "/list"\n' + lines("allow mde|deny all")

    assert answer(policy(text, files={"/list": f"{value}\n{rest}"}), M) == expected


@pytest.mark.parametrize(("kind", "value"), ONE_VALUE)
def test_a_list_file_that_is_not_known_and_goes_on_leaves_nothing_certain(kind: str, value: str) -> None:
    text = "auth_param basic program /bin/true\n" + HEAD + f'acl odd {kind} "/list"\n' + lines("allow mde|deny all")
    reason = f"Squid hands the rest of the list file of 'odd' ({kind}) to the next acl or access line"

    assert answer(policy(text, unread=("/list",)), M) == f"unknown because {reason}"


def test_a_wildcard_is_told_apart_by_the_list() -> None:
    asked = policy(HEAD + "acl few dstdomain a.example.com .b.example.com\n" + lines("deny few|allow mde"))

    assert answers(ask(asked, "https://*.example.com/")) == [
        "denied [host in few]",
        "allowed tunnelled [host not in few]",
    ]


def test_every_host_can_be_asked_for_at_once() -> None:
    assert answers(ask(policy(HEAD + lines("allow lan mde|deny all")), "https://*/", client=None, resolve={})) == [
        "denied [client outside 10.0.0.0/8]",
        "denied [host not in mde; client in 10.0.0.0/8]",
        "allowed tunnelled [host in mde; client in 10.0.0.0/8]",
    ]
