"""Which way a request leaves (peer_select.cc:607-697, neighbors.cc:138-179, client_side_request.cc:927@5.7)."""

from __future__ import annotations

import pytest

from tests.formats.squid.decide.asking import answer, answers, ask, policy

GET, CONNECT = "http://m.example.com/", "https://m.example.com/"
HEAD = """
http_port 3128
pinger_enable off
http_access allow all
acl mde dstdomain .example.com
acl other dstdomain .example.org
"""
PARENT = "cache_peer p.example.net parent 8080 0 no-query name=p\n"
SECOND = "cache_peer q.example.net parent 8081 0 no-query name=q\n"
P, Q = "peer p.example.net:8080", "peer q.example.net:8081"

ROWS = [
    (PARENT, f"allowed plain via {P}, direct", "allowed tunnelled"),
    (PARENT + "nonhierarchical_direct off\n", f"allowed plain via {P}, direct", f"allowed tunnelled via {P}, direct"),
    (PARENT + "never_direct allow all\n", f"allowed plain via {P}", f"allowed tunnelled via {P}"),
    (PARENT + "never_direct deny other\n", f"allowed plain via {P}", f"allowed tunnelled via {P}"),
    (PARENT + "never_direct deny mde\n", f"allowed plain via {P}, direct", "allowed tunnelled"),
    (PARENT + "always_direct allow mde\nnever_direct allow all\n", "allowed plain", "allowed tunnelled"),
    (PARENT + "always_direct deny other\nnever_direct allow all\n", "allowed plain", "allowed tunnelled"),
    (PARENT + "prefer_direct on\n", f"allowed plain via direct, {P}", "allowed tunnelled"),
    (PARENT + SECOND, f"allowed plain via {P}, {Q}, direct", "allowed tunnelled"),
    (PARENT + SECOND + "never_direct allow all\n", f"allowed plain via {P}, {Q}", f"allowed tunnelled via {P}, {Q}"),
    (
        PARENT + SECOND + "never_direct allow all\ncache_peer_access p deny mde\n",
        f"allowed plain via {Q}",
        f"allowed tunnelled via {Q}",
    ),
    (PARENT + "never_direct allow all\ncache_peer_access p allow other\n", "denied", "denied"),
    ("never_direct allow all\n", "denied", "denied"),
    (PARENT.replace("parent", "sibling") + "never_direct allow all\n", "denied", "denied"),
    (
        PARENT.replace("no-query", "no-query originserver") + "never_direct allow all\n",
        f"allowed plain via {P}",
        "denied",
    ),
    (
        "cache_peer o.example.net parent 443 0 no-query originserver name=o\nnever_direct allow all\n",
        "allowed plain via peer o.example.net:443",
        "allowed tunnelled via peer o.example.net:443",
    ),
    ("miss_access deny mde\n", "denied", "denied"),
    ("http_reply_access deny mde\n", "denied", "allowed tunnelled"),
]


@pytest.mark.parametrize(("lines", "get", "connect"), ROWS, ids=[row[0].replace("\n", "|") for row in ROWS])
def test_table(lines: str, get: str, connect: str) -> None:
    asked = policy(HEAD + lines)

    assert (answer(asked, GET), answer(asked, CONNECT)) == (get, connect)


@pytest.mark.parametrize("method", ["round-robin", "carp", "sourcehash", "weighted-round-robin"])
def test_parents_in_turn_are_a_case_each(method: str) -> None:
    peers = "".join(line.replace("no-query", f"no-query {method}") + "\n" for line in (PARENT + SECOND).splitlines())

    assert answers(ask(policy(HEAD + peers + "never_direct allow all\n"), CONNECT)) == [
        f"allowed tunnelled via {P}, {Q} [p is tried first]",
        f"allowed tunnelled via {Q}, {P} [p is not tried first]",
    ]


def test_neighbours_that_are_queried_may_come_first_for_a_get() -> None:
    asked = policy(HEAD + PARENT + SECOND.replace("0 no-query", "3130"))

    assert answers(ask(asked, GET)) == [
        f"allowed plain via {Q}, {P}, direct [q is tried first]",
        f"allowed plain via {P}, {Q}, direct [q is not tried first]",
    ]
    assert answer(asked, CONNECT) == "allowed tunnelled"


def test_a_host_that_does_not_resolve_needs_a_parent() -> None:
    nowhere: dict[str, list[str]] = {"m.example.com": []}

    assert answer(policy(HEAD), CONNECT, resolve=nowhere) == "denied"
    assert answer(policy(HEAD + PARENT + "never_direct allow all\n"), CONNECT, resolve=nowhere) == (
        f"allowed tunnelled via {P}"
    )


def test_a_list_about_the_reply_splits_the_verdict() -> None:
    asked = policy(HEAD + "acl exe rep_mime_type application/x-msdownload\nhttp_reply_access deny exe\n")

    assert answers(ask(asked, GET)) == ["denied [the reply fits 'exe']", "allowed plain [the reply does not fit 'exe']"]
    assert answer(asked, CONNECT) == "allowed tunnelled"


def test_a_rewriter_leaves_nothing_certain_but_a_refusal() -> None:
    lines = "http_port 3128\nacl other dstdomain .example.org\nhttp_access allow !other\n"
    asked = policy(lines + "url_rewrite_program /usr/lib/rewrite\n")

    assert answer(asked, CONNECT).startswith("unknown because ")
    assert answer(asked, "https://x.example.org/") == "denied"


def test_a_rewriter_that_is_not_asked_changes_nothing() -> None:
    lines = "url_rewrite_program /usr/lib/rewrite\nurl_rewrite_access deny mde\nurl_rewrite_access allow all\n"

    assert answer(policy(HEAD + lines), CONNECT) == "allowed tunnelled"


@pytest.mark.parametrize("lines", ["", "nonhierarchical_direct off\n"])
def test_a_host_that_was_measured_is_reached_directly(lines: str) -> None:
    """Where a parent need not be used; the pinger tells how far hosts are (peer_select.cc:564-604@5.7)."""
    asked = policy(HEAD.replace("pinger_enable off", lines) + PARENT)

    assert answers(ask(asked, GET)) == [
        "allowed plain [Squid's pinger has found the host near]",
        f"allowed plain via {P}, direct [Squid's pinger has not found the host near]",
    ]


def test_a_parent_that_must_be_used_is_used_for_near_hosts_too() -> None:
    asked = policy(HEAD.replace("pinger_enable off", "never_direct allow all") + PARENT)

    assert answer(asked, GET) == f"allowed plain via {P}"
