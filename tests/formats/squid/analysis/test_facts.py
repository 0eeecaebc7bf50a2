"""Facts that hang on a version of Squid, on files that are missing, or on what was not read."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from proxylint.format import Absent, Given, Policy
from proxylint.formats.squid import FORMAT
from proxylint.formats.squid.analysis.dead_lines import dead_lines
from proxylint.formats.squid.analysis.domain_values import Misreading, dead_values, meant_by
from proxylint.formats.squid.analysis.dropped_networks import dropped_networks
from proxylint.formats.squid.analysis.placeholders import language_of
from proxylint.formats.squid.analysis.superfluous_lines import superfluous_lines
from proxylint.formats.squid.analysis.superfluous_values import superfluous_values
from proxylint.formats.squid.analysis.uses import empty_acls, unused_acls
from proxylint.text import Source
from tests.formats.squid.decide.asking import policy

HEAD = "http_port 3128\n"
TAIL = "http_access allow a\nhttp_access deny all\n"


def missing(text: str, files: Mapping[str, str] | None = None) -> list[tuple[str, str | None]]:
    return [(fact.name, fact.missing) for fact in empty_acls(policy(HEAD + text + TAIL, files=files))]


def test_a_list_file_that_is_not_there_is_named() -> None:
    assert missing('acl a src "/etc/squid/a.txt" # office\n') == [("a", "/etc/squid/a.txt")]
    assert missing('acl a src "/etc/squid/a.txt"\n', {"/etc/squid/a.txt": "# none\n"}) == [("a", None)]
    assert missing('acl a src 10.0.0.0/8\nacl a src "/etc/squid/a.txt"\n') == []


NETWORKS = "acl a src 10.99.0.0/16\nacl a src 10.0.0.0/8 10.0.0.0/24\n"


@pytest.mark.parametrize(("version", "expected"), [(5, ["10.0.0.0/8"]), (6, ["10.0.0.0/8"]), (7, [])])
def test_networks_are_dropped_up_to_squid_6(version: int, expected: list[str]) -> None:
    """10.0.0.0/24 is kept, and with it part of what the wider network would hold."""
    asked = policy(HEAD + NETWORKS + TAIL, version)
    assert [fact.value.text for fact in dropped_networks(asked)] == expected


def test_a_dropped_network_is_shown_by_an_address_that_nothing_holds() -> None:
    (fact,) = dropped_networks(policy(HEAD + NETWORKS + TAIL))
    assert fact.earlier.text == "10.99.0.0/16"
    assert fact.lost == (0xFFFF << 32) + (10 << 24) + (1 << 8) + 1  # 10.0.1.1


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("*.a.example", (".a.example",)),
        ("*a.example", (".a.example",)),
        ("http://*.a.example/x", (".a.example",)),
        ("a.example:443", ("a.example",)),
        ("a.example,b.example", ("a.example", "b.example")),
        ("*.a.example a.example", (".a.example",)),
        ("172 67.171.7", None),
        ("10.0.0.0/8", None),
        ("^a\\.example$", None),
        ("a..example", None),
    ],
)
def test_what_a_dead_value_means(written: str, meant: tuple[str, ...] | None) -> None:
    assert meant_by(written) == meant


def test_what_the_right_value_would_swallow_is_named() -> None:
    asked = policy(HEAD + "acl a dstdomain *.a.example a.example x.a.example b.example\n" + TAIL)
    (fact,) = dead_values(asked)
    assert (fact.meant, fact.covered, fact.swallowed) == ((".a.example",), False, ("a.example", "x.a.example"))


BUMPING = (
    "http_port 3128 ssl-bump cert=/etc/squid/ca.pem\nacl s ssl::server_name *.a.example\nacl one at_step SslBump1\n"
)


@pytest.mark.parametrize(
    ("lines", "dead"),
    [("ssl_bump peek one\nssl_bump splice s\n", 1), ("ssl_bump peek all\nssl_bump splice s\n", 0)],
)
def test_a_star_may_be_the_name_in_a_certificate(lines: str, dead: int) -> None:
    assert len(dead_values(policy(BUMPING + "http_access allow all\n" + lines))) == dead


UNREAD = "include /etc/squid/more.conf\n"


class Elsewhere:
    """Files that may exist where Squid runs."""

    def read(self, path: str, beside: str, decode: object) -> Absent:
        return Absent(path, False, f"'{path}' is not in the repository")

    def glob(self, pattern: str, beside: str, decode: object) -> Absent:
        return self.read(pattern, beside, decode)


def unread(text: str) -> Policy:
    source = Source.of("squid.conf", text.encode("latin-1"), FORMAT.decode)
    return FORMAT.read(source, Elsewhere(), Given())


def test_an_include_that_was_not_read_may_use_and_extend_everything() -> None:
    text = HEAD + "acl a src 10.0.0.0/8\nacl b src 10.1.0.0/16\nacl c src 10.2.0.0/16\n" + UNREAD
    asked = unread(text + "http_access allow a\nhttp_access allow b\nhttp_access deny all\n")
    assert unused_acls(asked) == ()
    assert dead_lines(asked) == ()


def test_the_same_acl_again_is_dead_whatever_an_include_adds_to_it() -> None:
    text = HEAD + "acl a src 10.0.0.0/8\nacl b dstdomain .b.example\n" + UNREAD
    (fact,) = dead_lines(unread(text + "http_access allow a\nhttp_access deny a b\nhttp_access deny all\n"))
    assert [line.action for line in (fact.line, *fact.above)] == ["deny", "allow"]  # type: ignore[union-attr]


PART = "acl a dstdomain *.a.example .b.example x.b.example\nhttp_access allow elsewhere\n"


def test_a_part_of_another_file_is_told_what_holds_whatever_stands_around_it() -> None:
    asked = policy(PART + "http_access deny all\nhttp_access deny a\n")
    assert asked.failure is not None and asked.failure.elsewhere
    assert [fact.first.text for fact in dead_values(asked)] == ["*.a.example"]
    assert [fact.pairs[0][0].text for fact in superfluous_values(asked)] == ["x.b.example"]
    assert [type(fact).__name__ for fact in dead_lines(asked)] == ["AfterAll"]
    assert (unused_acls(asked), superfluous_lines(asked), empty_acls(asked)) == ((), (), ())


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("${SITES}", "shell"),
        ("$SITES", "shell"),
        ("{{sites}}", "Jinja"),
        ("<%=@sites%>", "ERB"),
        ("%{sites}", "Puppet or Terraform"),
        ("@SITES@", "autoconf"),
        ("${service_name}", None),
        ("a$b", None),
        ("me@a.example", None),
        ("^a\\.example$", None),
    ],
)
def test_placeholders(value: str, expected: str | None) -> None:
    assert language_of(value) == expected


def test_a_file_that_an_acl_names_without_quotation_marks() -> None:
    (fact,) = dead_values(policy(HEAD + "acl a dstdomain /etc/squid/sites.txt\n" + TAIL))
    assert (fact.reason, fact.meant) == (Misreading.FILE, None)
