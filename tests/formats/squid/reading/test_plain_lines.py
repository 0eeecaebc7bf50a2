"""The shortcuts for plain lines see what the general readers see, and leave everything else to them."""

from __future__ import annotations

from collections.abc import Iterator, Sized
from unittest.mock import patch

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from proxylint.formats.squid.model import Config, Part
from proxylint.formats.squid.reading import ere, plain_lines, walking
from proxylint.formats.squid.reading.acl_types import TYPES
from proxylint.formats.squid.reading.draft import Draft
from proxylint.names.errors import BadPattern, Beyond
from proxylint.names.posix_syntax import parse
from proxylint_grammars.squid import Line, Run, access_terms, arguments
from tests.formats.squid.reading.files import config_of

Said = tuple[object, ...]


def said(config: Config) -> Said:
    """All of a configuration; values are compared however they are kept."""
    acls = {
        key: (acl.name, acl.type, acl.span, acl.options, acl.builtin, [_part(part) for part in acl.parts])
        for key, acl in config.acls.items()
    }
    return (acls, config.gates, config.failures, config.remarks, config.rewriters, config.ports, config.switches)


def _part(part: Part) -> Said:
    values = list(part.values)
    assert [value.text for value in values] == list(part.values.texts())
    assert values == [part.values.at(index) for index in range(len(part.values))]
    return (part.span, part.ignore_case, part.options, part.absent, tuple(values))


BLANK = st.sampled_from([" ", "  ", "\t", " \t ", "\v", " \\\n ", "\r"])
NAME = st.sampled_from(["a", "A", "b", "all", "manager", "CONNECT", "-i", "ä", "x" * 62, "x" * 63, "a#b", "(", "${a}"])
PLAIN_VALUE = st.sampled_from(
    ["10.0.0.1", "10.0.0.0/8", "300.1.1.1", "10.0.0.0/33", "10.1.1.1-10.1.1.9", "::1", "all", ".a.com", "A.Com", "GET"]
)
ODD_VALUE = st.sampled_from(
    ["-i", "+i", "-n", "--", "+", "-", '"list"', "'x", '"a', "#b", "a#b", "#", "!", "!a", "ä", "\x85", "\xa0a", "\x1c"]
)
PORT = st.sampled_from(["80", "0", "65535", "65536", "080", "1-9", "9-1"])
PATTERN = st.sampled_from(
    ["^a$", r"(^|\.)a\.com$", "a(", ")", "[a", "[a-z]+", "[z-a]", "a\\ b", "a\\", r"a\\\\", ".**", ".*", "^.*+", "*a"]
)
REPEATED = st.sampled_from(["a|*b", "^*", "$+", "a{2}", r"\1"])
VALUE = st.one_of(PLAIN_VALUE, ODD_VALUE, PORT, PATTERN, REPEATED)
TERM = st.sampled_from(["a", "!a", "A", "b", "!", "!!a", "all", "!all", "nobody", '"list"', "#c", "a#b", "'", "\va"])


def _line(*parts: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """Parts with blanks between them, now and then odd ones."""
    blanks = st.one_of(st.just(" "), st.just(" "), BLANK)
    return st.tuples(*(st.tuples(part, blanks) for part in parts)).map(lambda pairs: "".join(map("".join, pairs)))


def _some(parts: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.lists(parts, max_size=4).map(" ".join)


ACL = _line(st.sampled_from(["acl", "acl", "acl", "ACL", "acll"]), NAME, st.sampled_from(sorted(TYPES)), _some(VALUE))
DIRECTIVE = st.sampled_from(
    ["http_access", "miss_access", "cache", "follow_x_forwarded_for", "http_access2", "ident_lookup_access", "allow"]
)
ACTION = st.sampled_from(["allow", "deny", "deny", "Allow", "allow#"])
ACCESS = _line(DIRECTIVE, ACTION, _some(TERM))
NUMBER = st.sampled_from(["0", "1", "08", "0x10", "-1", "999999999", "2147483648", "1.5", "20%", "x"])
UNIT = st.sampled_from(["seconds", "Minutes", "weeks", "decades", "nanoseconds", "x", ""])
KEPT_OUT = st.one_of(
    _line(
        st.just("refresh_pattern"), st.sampled_from(["-i", "", "+i"]), PATTERN, NUMBER, NUMBER, NUMBER, _some(ODD_VALUE)
    ),
    _line(st.sampled_from(["connect_timeout", "dns_timeout", "authenticate_ttl", "half_closed_clients"]), NUMBER, UNIT),
    _line(st.sampled_from(["via", "prefer_direct", "offline_mode"]), st.sampled_from(["on", "off", "On", "enable"])),
    _line(st.just("request_header_access"), st.sampled_from(["Via", "allow", "#", '"x"']), ACTION, _some(TERM)),
)
"""Directives that the model keeps nothing of, or next to nothing."""
OTHER = st.sampled_from(
    ["configuration_includes_quoted_values on", "acl a src 10.0.0.1", "acl b dstdomain .a.com", "if true", "endif"]
)


@settings(max_examples=200)
@given(
    st.lists(st.one_of(ACL, ACCESS, KEPT_OUT, ACL, ACCESS, KEPT_OUT, OTHER), max_size=8),
    st.sampled_from([5, 6, 7]),
    st.sampled_from(["\n", "\n", "\r\n", " \n\t"]),
)
def test_shortcuts_change_nothing(lines: list[str], version: int, end: str) -> None:
    text = end.join([*lines, "http_port 3128", ""]).encode("utf-8")
    short = said(config_of(text, version, list="a\nb\n"))
    with patch.object(walking, "read_plain", lambda draft, run, branches=(): run.lines()):
        assert said(config_of(text, version, list="a\nb\n")) == short


def _left(text: str) -> list[str]:
    """The lines that no shortcut takes."""
    left = []

    def watching(draft: Draft, run: Run, branches: Sized = ()) -> Iterator[Line]:
        for line in plain_lines.read_plain(draft, run, branches):
            left.append(line.text)
            yield line

    with patch.object(walking, "read_plain", watching):
        config_of(text)
    return left


@pytest.mark.parametrize(
    "line",
    [
        "acl a src 10.0.0.1 10.0.0.0/8",
        "acl a dstdomain .Example.com www.example.org",
        "acl a port 443 65535",
        "acl a method GET",
        r"acl a dstdom_regex -i (^|\.)example\.com$ ^a[0-9]+\.",
        "http_access deny all !CONNECT",
        "cache allow all",
        "  acl a src 10.0.0.1 ",
        "acl a src 10.0.0.1\r",
        "# nothing",
        "via off",
        "request_header_access X-Forwarded-For deny all",
        r"refresh_pattern -i \.(deb|exe)$ 1440 20% 10080",
        "connect_timeout 30 seconds",
    ],
)
def test_usual_lines_are_taken(line: str) -> None:
    assert _left(f"{line}\n") == []


@settings(max_examples=200)
@given(st.text(alphabet="ab.\\()[]|^$*+?{1,-\"' ", max_size=10))
def test_plain_patterns_are_valid(pattern: str) -> None:
    if not ere._PLAIN.fullmatch(pattern):
        return
    try:
        parse(pattern, False)
    except Beyond:
        pass
    except BadPattern as bad:
        pytest.fail(f"{pattern}: {bad}")


@settings(max_examples=200)
@given(st.text(alphabet="ab!\"'#\v\f\0 \t\\", max_size=12))
def test_terms_are_what_the_grammar_reads(text: str) -> None:
    line = Line("squid.conf", f"x {text}".rstrip(" \t"), 0)
    parsed = tuple(arguments._terms(line, arguments._parsed(line, 1, "access")))
    assert access_terms(line, 1) == parsed
