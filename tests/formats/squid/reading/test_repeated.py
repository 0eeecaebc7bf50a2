"""A file that is named again and again is read so often, and no more."""

from __future__ import annotations

import pytest

from proxylint.formats.squid.model import Taint
from proxylint.formats.squid.reading.draft import MOST_BESIDE, MOST_REPEATED, MOST_SAID_AGAIN
from tests.formats.squid.reading.files import config_of

HEAD = "http_port 3128\n"
QUOTED = HEAD + "configuration_includes_quoted_values on\n"
SAID = f"more than {MOST_REPEATED:,} characters of files are read again and again"


def part_of(share: int) -> str:
    """One line, of one part in `share` of what may be read again."""
    return "http_access deny to_localhost".ljust(MOST_REPEATED // share - 1) + "\n"


def test_an_included_part_is_read_until_it_is_too_much() -> None:
    few = config_of(HEAD + "include part\n" * 3, part=part_of(2))
    assert [type(line) for line in few.gates["http_access"]].count(Taint) == 0
    assert len(few.gates["http_access"]) == 3
    many = config_of(HEAD + "include part\n" * 4, part=part_of(2))
    assert many.remarks[-1].text == f"this include was not read: {SAID}"
    assert isinstance(many.gates["http_access"][-1], Taint)
    assert len(many.gates["http_access"]) == 4


def test_what_is_read_once_may_be_long() -> None:
    config = config_of(HEAD + "include part\n", part=part_of(1) * 3)
    assert len(config.gates["http_access"]) == 3
    assert not config.remarks


def absences(text: str, **files: str) -> list[str | None]:
    """What is said of the parts of each ACL of the file, if they were not read."""
    acls = [acl for acl in config_of(text, **files).acls.values() if not acl.builtin]
    return [next((part.absent.reason for part in acl.parts if part.absent is not None), None) for acl in acls]


def test_parameters_are_read_until_they_are_too_much() -> None:
    text = QUOTED + "".join(f'acl a{at} dstdomain parameters("list")\n' for at in range(5))
    assert absences(text, list="m.example".ljust(MOST_REPEATED // 2)) == [None, None, None, SAID, SAID]


@pytest.mark.parametrize(("kind", "value"), [("any-of", "all"), ("squid_error", "ERR_DNS_FAIL")])
def test_lists_that_each_line_goes_through_count(kind: str, value: str) -> None:
    text = HEAD + "".join(f'acl a{at} {kind} "list"\n' for at in range(4))
    assert absences(text, list=value.ljust(MOST_REPEATED // 2, "\n")) == [None, None, None, SAID]


@pytest.mark.parametrize(
    ("kind", "value"), [("dstdomain", "m.example"), ("src", "10.0.0.1"), ("url_regex", "m"), ("method", "GET")]
)
def test_lists_of_which_it_is_kept_what_they_come_to_do_not_count(kind: str, value: str) -> None:
    text = HEAD + "".join(f'acl a{at} {kind} "list"\n' for at in range(5))
    assert absences(text, list=value.ljust(MOST_REPEATED // 2, "\n")) == [None] * 5


def test_access_lines_that_name_a_long_file_of_names() -> None:
    config = config_of(HEAD + 'http_access deny "names"\n' * 4, names="all".ljust(MOST_REPEATED // 2, "\n"))
    lines = config.gates["http_access"]
    assert [isinstance(line, Taint) for line in lines] == [False, False, False, True]
    assert isinstance(lines[-1], Taint)
    assert lines[-1].reason == SAID


BESIDE = f"ACLs take more than {MOST_BESIDE:,} characters of list files beside other values"
LONG = MOST_BESIDE // 2
"""Of a list."""


@pytest.mark.parametrize(
    ("kind", "value"), [("dstdomain", "m.example"), ("src", "10.0.0.1"), ("url_regex", "m"), ("method", "GET")]
)
@pytest.mark.parametrize(
    "line", ['acl {name} {kind} {own} "list"\n', 'acl {name} {kind} "list"\nacl {name} {kind} {own}\n']
)
def test_lists_beside_other_values_count_but_for_the_first_time(kind: str, value: str, line: str) -> None:
    own = {"dstdomain": "x.example", "src": "10.0.0.2", "url_regex": "x", "method": "PUT"}[kind]
    text = HEAD + "".join(line.format(name=f"a{at}", kind=kind, own=own) for at in range(4))
    assert absences(text, list=value.ljust(LONG, "\n")) == [None, None, None, BESIDE]
    others = f'acl alone {kind} "list"\nacl other {kind} {own} "short"\n'
    assert absences(text + others, list=value.ljust(LONG, "\n"), short=value)[-2:] == [None, None]


@pytest.mark.parametrize(("kind", "value"), [("dstdomain", "m.example"), ("src", "10.0.0.1"), ("url_regex", "m")])
def test_a_list_that_an_acl_names_once_more_adds_nothing(kind: str, value: str) -> None:
    lists = f'acl a {kind} "list"\n' * 4
    acl = config_of(HEAD + lists, list=value.ljust(MOST_SAID_AGAIN // 2, "\n")).acls["a"]
    assert [len(part.values) for part in acl.parts] == [1, 1, 1, 0]
    assert not any(part.absent for part in acl.parts)


def test_a_list_of_patterns_with_flags_is_one_list() -> None:
    text = HEAD + "".join(f'acl a{at} url_regex "list"\n' for at in range(5))
    assert absences(text, list="a\n-i\nb\n+i\nc".ljust(LONG, "\n")) == [None] * 5


@pytest.mark.parametrize(("kind", "bad"), [("port", "x"), ("src", "a b"), ("time", "9:00-8:00"), ("url_regex", "a(")])
def test_what_is_wrong_in_a_list_is_found_in_each_line(kind: str, bad: str) -> None:
    text = HEAD + "".join(f'acl a{at} {kind} "list"\n' for at in range(3))
    said = [(failure.span, failure.text) for failure in config_of(text, list=bad, version=6).failures]
    assert len(said) == 3
    assert len(set(said)) == 1
