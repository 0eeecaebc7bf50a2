"""Access lists: which lines count, and what becomes of those that do not."""

from __future__ import annotations

import pytest

from proxylint.format import Standing
from proxylint.formats.squid.model import AccessLine, Config, Gate, Taint
from tests.formats.squid.reading.files import config_of, failures_of

HEAD = "http_port 3128\n"


def shape(gate: Gate) -> list[tuple[str, ...]]:
    """Action and terms of each line, `taint` for what is not known."""
    return [
        (entry.action, *(f"!{term.name}" if term.negated else term.name for term in entry.terms))
        if isinstance(entry, AccessLine)
        else ("taint", entry.reason)
        for entry in gate
    ]


def gate(
    text: str, name: str = "http_access", version: int = 6, *, certain: bool = True, **files: str
) -> list[tuple[str, ...]]:
    return shape(config_of(HEAD + text, version, certain=certain, **files).gates.get(name, ()))


def remarks(config: Config) -> list[tuple[Standing, str]]:
    return [(remark.standing, remark.text) for remark in config.remarks]


def test_lines_keep_their_order_and_terms() -> None:
    text = "http_access allow localhost !CONNECT\nhttp_access deny all # rest\n"
    assert gate(text) == [("allow", "localhost", "!CONNECT"), ("deny", "all")]


def test_terms_have_their_place_though_glued_over_a_continuation() -> None:
    text = "http_access allow local\\\n   host\n"
    config = config_of(text + HEAD)
    entry = config.gates["http_access"][0]
    assert isinstance(entry, AccessLine)
    assert [(term.name, term.span.start, term.span.end) for term in entry.terms] == [("localhost", 18, 32)]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("http_access", "has neither allow nor deny"),
        ("http_access Allow all", "says 'Allow' instead of allow or deny"),
        ("http_access permit all", "says 'permit' instead of allow or deny"),
    ],
)
def test_malformed_lines_are_skipped_with_a_remark(line: str, said: str) -> None:
    config = config_of(f"{HEAD}{line}\nhttp_access deny all\n")
    assert shape(config.gates["http_access"]) == [("deny", "all")]
    assert remarks(config) == [(Standing.UNREADABLE, f"this http_access line {said}: Squid skips it")]
    assert config.failures == ()


def test_a_line_without_acl_does_not_count() -> None:
    config = config_of(f"{HEAD}http_access allow\n")
    assert "http_access" not in config.gates
    assert remarks(config) == [(Standing.UNREADABLE, "this http_access line names no ACL: Squid skips it")]


@pytest.mark.parametrize(
    ("alias", "name"),
    [("http_access2", "adapted_http_access"), ("redirector_access", "url_rewrite_access")],
)
def test_old_names_mean_the_same_list(alias: str, name: str) -> None:
    assert gate(f"{alias} deny all\n", name) == [("deny", "all")]


@pytest.mark.parametrize(
    ("terms", "said"),
    [
        ("nope", "the ACL 'nope' is not defined above this line"),
        ("!!all", "'!!all' is negated twice: Squid takes '!all' as the name of an ACL and finds none"),
        ("! all", "a '!' stands alone: the name must follow it without a blank"),
        ("all, localhost", "the ACL 'all,' is not defined above this line"),
    ],
)
def test_names_must_be_defined_above(terms: str, said: str) -> None:
    for line in ("http_access allow", "cache deny", "access_log none"):
        about = f"{line.split()[0]}: " if said.startswith("'") else ""
        assert failures_of(f"{line} {terms}\n") == [about + said]


def test_a_definition_below_does_not_count() -> None:
    assert failures_of("http_access allow a\nacl a src all\n") == ["the ACL 'a' is not defined above this line"]


def test_a_file_of_names_ends_the_line() -> None:
    text = 'http_access allow all "names" nope\n'
    assert gate(text, names="localhost\n!CONNECT\n") == [("allow", "all", "localhost", "!CONNECT")]


def test_a_missing_file_of_names_leaves_the_names_before_it() -> None:
    assert gate('http_access allow all "nowhere" nope\n') == [("allow", "all")]
    assert gate('http_access allow all "nowhere"\n', certain=False) == [("taint", "nowhere is not here")]


def test_ssl_bump_lines_need_no_acl() -> None:
    assert gate("ssl_bump splice\nssl_bump bump all\n", "ssl_bump") == [("splice",), ("bump", "all")]


def test_old_ssl_bump_lists_end_in_the_opposite() -> None:
    assert gate("ssl_bump allow localhost\n", "ssl_bump") == [("client-first", "localhost"), ("none",)]
    assert gate("ssl_bump deny localhost\n", "ssl_bump") == [("none", "localhost"), ("client-first",)]


def test_size_limits_stand_before_the_list_of_replies() -> None:
    text = "http_reply_access allow all\nreply_body_max_size 10 MB all\n"
    assert gate(text, "http_reply_access") == [
        ("taint", "reply_body_max_size may refuse a reply for its size"),
        ("allow", "all"),
    ]
    assert gate("reply_body_max_size none all\n", "http_reply_access") == []


def test_an_include_that_was_not_read_may_hold_anything() -> None:
    rules = "http_access allow theirs\nhttp_access deny all\n"
    text = f"http_access allow localhost\ninclude /etc/squid/conf.d/*.conf\n{rules}"
    config = config_of(text, certain=False)
    reason = "/etc/squid/conf.d/*.conf is not here"
    assert shape(config.gates["http_access"]) == [
        ("allow", "localhost"),
        ("taint", reason),
        ("allow", "theirs"),
        ("deny", "all"),
    ]
    assert {name: shape(entries) for name, entries in config.gates.items() if name != "http_access"} == {
        name: [("taint", reason)]
        for name in (
            "adapted_http_access", "miss_access", "http_reply_access", "ssl_bump", "always_direct", "never_direct",
            "url_rewrite_access", "adaptation_access",
        )
    }  # fmt: skip
    assert config.failures == ()
    assert [taint.reason for taint in config.rewriters] == [reason]
    absent = config.acls["theirs"].parts[0].absent
    assert (config.acls["theirs"].type, absent and absent.path) == ("untold", "/etc/squid/conf.d/*.conf")


def test_what_depends_on_the_worker_taints_where_there_are_several() -> None:
    text = "workers 2\nif ${process_number} = 1\nhttp_access deny all\nendif\n"
    config = config_of(HEAD + text)
    assert [taint.reason for taint in config.rewriters] == ["this line is not read by every worker"]
    assert config_of(HEAD + text.replace("workers 2", "workers 1")).rewriters == ()
    assert gate(text) == [("deny", "all")]


@pytest.mark.parametrize(
    ("text", "rewriters"),
    [
        ("url_rewrite_program /bin/x\n", 1),
        ("redirect_program /bin/x\n", 1),
        ("icap_service s reqmod_precache icap://h/r\nadaptation_access s allow all\n", 0),
        ("icap_enable on\nicap_service s reqmod_precache icap://h/r\nadaptation_access s allow all\n", 1),
        ("icap_enable on\nicap_service s respmod_precache icap://h/r\nadaptation_access s allow all\n", 0),
        ("icap_enable on\nicap_service s reqmod_precache icap://h/r\nadaptation_access s deny all\n", 0),
        ("icap_enable on\nicap_service s reqmod_precache icap://h/r\nicap_class c s\nicap_access c allow all\n", 1),
        ("icap_enable off\nicap_service s reqmod_precache icap://h/r\nadaptation_access s allow all\n", 0),
        ("icap_enable on\necap_service s reqmod_precache ecap://h/r\nadaptation_access s allow all\n", 0),
        ("ecap_enable on\necap_service s reqmod_precache ecap://h/r\nadaptation_access s allow all\n", 1),
    ],
)
def test_programs_and_services_that_may_change_requests(text: str, rewriters: int) -> None:
    config = config_of(HEAD + text)
    assert (config.failures, len(config.rewriters)) == ((), rewriters)


def test_taints_are_told_apart_from_lines() -> None:
    entries = config_of("include x\n" + HEAD, certain=False).gates["http_access"]
    assert [type(entry) for entry in entries] == [Taint]
