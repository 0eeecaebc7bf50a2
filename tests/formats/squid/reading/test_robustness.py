"""Bad input never raises and never costs more than a pass; the same input gives the same answer."""

from __future__ import annotations

import gc

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from proxylint.formats.squid.analysis.literals import literal
from proxylint.formats.squid.compiled import Compiled
from proxylint.formats.squid.reading import read_config
from proxylint.formats.squid.reading.ere import invalid
from proxylint.formats.squid.reading.overlaps import first_conflict
from proxylint.names.errors import BadPattern, Beyond
from proxylint.names.posix_syntax import parse
from proxylint.text import Source, decode_bytes
from tests.formats.squid.reading.files import Files, config_of
from tests.formats.squid.reading.startup_cases import FILES, TOPICS, cases

ALL_CASES = [text for topic in TOPICS for text in cases(topic)]
LIST_FILES = Files({name: content.encode() for name, content in FILES.items()})


@settings(max_examples=150)
@given(st.data())
def test_reading_never_raises(data: st.DataObject) -> None:
    """Known configurations, cut and spoiled at random places."""
    text = "".join(data.draw(st.lists(st.sampled_from(ALL_CASES), max_size=4))).encode()
    for _ in range(data.draw(st.integers(0, 4))):
        at = data.draw(st.integers(0, len(text)))
        text = text[:at] + data.draw(st.binary(max_size=5)) + text[at + data.draw(st.integers(0, 9)) :]
    for version in (5, 6, 7):
        config = read_config(Source.of("squid.conf", text, decode_bytes), LIST_FILES, version)
        again = read_config(Source.of("squid.conf", text, decode_bytes), LIST_FILES, version)
        assert (config.failures, config.remarks, config.gates) == (again.failures, again.remarks, again.gates)
        for span in [failure.span for failure in config.failures] + [remark.span for remark in config.remarks]:
            assert span is not None
            assert 0 <= span.start <= span.end <= len(config.sources[span.file].text)


LONG = "9" * 5000
"""More digits than Python's int() reads."""


FORMS = """\
if 1 = {}
if -{} = 0x{}
acl a src {}
acl a src 10.0.0.0/{}
acl a src 10.0.0.{}
acl a src 2001:db8::/{}
acl a dst 1-{}
acl a port {}
acl a port 1-{}
acl a localport {}-{}
acl a time M {}:00-12:00
acl a time 1{}
acl a maxconn {}
acl a max_user_ip {}
acl a random 1/{}
acl a http_status {}
acl a src_as {}
acl a client_connection_mark {}
http_port {}
http_port 10.0.0.1:{}
ftp_port {}
cache_peer h parent {} 0
cache_peer h parent 1 {}
cache_peer h parent 1 2 max-conn={} standby={}
adaptation_service_iteration_limit {}
workers {}
cache_mem {} MB
request_header_max_size {}
connect_timeout {} seconds
dns_retransmit_interval {}
"""


@pytest.mark.parametrize(
    "digits", [LONG, "0" * 5000 + "7", f"7{LONG}8", "\xb2", "3\xb2", "\xb32", "\xb9:\xb2-\xb3:\xb2"]
)
@pytest.mark.parametrize("form", FORMS.splitlines())
def test_any_digits_are_read(form: str, digits: str) -> None:
    """Digits of Latin-1 that are none, and more of them than a number has."""
    text = f"http_port 3128\n{form.replace('{}', digits)}\nacl a src 10.0.0.1\nhttp_access allow a\n"
    for version in (5, 6, 7):
        config = read_config(Source.of("squid.conf", text.encode("latin-1"), decode_bytes), LIST_FILES, version)
        kinds = {kind for kind in ("port", "localport", "time", "src", "dst") if f" {kind} " in form}
        for acl in config.acls.values():
            if acl.type in kinds:
                literal(acl, "a", Compiled(), version)


@pytest.mark.parametrize("blank", ["\xa0", "\x85", "\x1c", "\x1f"])
def test_what_only_python_takes_for_a_blank_is_none(blank: str) -> None:
    """Squid 5.7 cannot evaluate such a condition, observed for each."""
    text = f"http_port 3128\nif false{blank}\nendif\nhttp_access allow all\n"
    (failure,) = read_config(Source.of("squid.conf", text.encode("latin-1"), decode_bytes), LIST_FILES, 5).failures
    assert failure.text.startswith("Squid cannot evaluate the condition")


def test_garbage_collection_is_as_it_was() -> None:
    gc.disable()
    try:
        config_of("http_port 3128\n")
        assert not gc.isenabled()
    finally:
        gc.enable()
    config_of("http_port 3128\n")
    assert gc.isenabled()


LABEL = st.sampled_from(["a", "b", "com"])
DOMAIN = st.builds(
    lambda labels, dot: dot + ".".join(labels), st.lists(LABEL, min_size=1, max_size=3), st.sampled_from(["", "."])
)


def squid_conflict(texts: list[str]) -> int | None:
    """The insertion of acl/DomainData.cc:66-102@5.7 over a list instead of a tree."""
    kept: list[str] = []
    for index, new in enumerate(texts):
        dropped = False
        for old in kept:
            if matches(old, new):
                if old != new:
                    return index
                dropped = True
            elif matches(new, old):
                dropped = True
        if not dropped:
            kept.append(new)
    return None


def matches(host: str, domain: str) -> bool:
    """matchDomainName (anyp/Uri.cc:744@5.7): the dot of a domain that is taken as a host does not count."""
    host = host.lstrip(".")
    return host == domain or (domain[0] == "." and (host == domain[1:] or host.endswith(domain)))


@given(st.lists(DOMAIN, max_size=8))
def test_overlaps_are_found_where_squid_finds_them(texts: list[str]) -> None:
    found = first_conflict(texts)
    assert (None if found is None else found[0]) == squid_conflict(texts)


PIECES = [
    "a",
    "b",
    ".",
    "*",
    "+",
    "?",
    "(",
    ")",
    "[",
    "]",
    "{",
    "}",
    "|",
    "^",
    "$",
    "\\",
    ",",
    "-",
    ":",
    "1",
    "[:alpha:]",
]


@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=6))
def test_the_quick_look_at_a_pattern_changes_no_answer(pieces: list[str]) -> None:
    pattern = "".join(pieces)
    try:
        parse(pattern, False)
        refused = False
    except Beyond:
        refused = False
    except BadPattern:
        refused = True
    assert (invalid(pattern) is not None) == refused


@pytest.mark.parametrize(
    "text",
    [
        b"x" * 3_000_000,
        b"acl a dstdomain " + b"x " * 1_000_000,
        b"http_access allow all \\\n" * 100_000,
        b" " * 1_000_000,
        b"\\" * 1_000_000,
        b"\0" * 1_000_000,
        b"\r" * 1_000_000,
        b"if true\n" * 20_000,
        b"acl a url_regex " + b"(" * 8_000,
        b"acl a dstdomain " + b"a." * 4_000 + b"com .com",
    ],
    ids=["one-line", "one-acl", "continued", "blanks", "backslashes", "nul", "cr", "ifs", "parentheses", "labels"],
)
def test_hostile_files_are_read_to_the_end(text: bytes) -> None:
    assert config_of(text).failures


def test_a_list_of_many_lines_stays_one_text() -> None:
    """Places are computed for the values that are asked about."""
    lines = "\n".join(f".host{number}.example" for number in range(100_000))
    config = config_of('http_port 3128\nacl a dstdomain "list"\n', list=lines)
    (part,) = config.acls["a"].parts
    assert config.failures == ()
    assert len(part.values) == 100_000
    value = part.values.at(99_999)
    assert lines[value.span.start : value.span.end] == value.text == ".host99999.example"
