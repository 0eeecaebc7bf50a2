"""Which hosts a bypass list sends past the proxy: certain where all public readings agree, else it depends."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from proxylint.formats.winhttp.bypass import TOO_MUCH, BypassList, divide
from proxylint.request import Request
from proxylint.text import Span
from proxylint_grammars.winhttp import read_bypass_list
from proxylint_grammars.winhttp.syntax import BypassEntry, Word
from tests.formats.winhttp.asking import shown, verdict_of, way, ways

HOSTS = {
    "A": "x.cp.wd.microsoft.com",
    "B": "winatp-gw-weu.microsoft.com",
    "C": "crl.microsoft.com",
    "D": "eu-v20.events.data.microsoft.com",
}


def _fate(bypass: str, host: str, scheme: str = "https") -> str:
    (found,) = ways(shown("px:80", bypass), f"{scheme}://{host}/")
    return {"direct": "bypassed", "proxy px:80": "not"}.get(found, "depends")


def _hosts(bypass: str, fate: str) -> str:
    return "".join(letter for letter, host in HOSTS.items() if _fate(bypass, host) == fate)


@pytest.mark.parametrize(
    ("bypass", "certain", "depends"),
    [
        ("*", "", "ABCD"),
        ("*.*", "", "ABCD"),
        ("*.microsoft.com", "ABCD", ""),
        ("*.com", "ABCD", ""),
        ("*.MICROSOFT.com", "ABCD", ""),
        ("*microsoft.com", "", "ABCD"),
        ("https://*.microsoft.com", "", "ABCD"),
        ("http://*.microsoft.com", "", "ABCD"),
        ("*.wd.microsoft.com", "A", ""),
        ("*.data.microsoft.com", "D", ""),
        ("winatp*", "", "B"),
        ("crl.microsoft.com", "C", ""),
        ("crl.*.com", "", "C"),
        ("microsoft.com", "", ""),
        (".microsoft.com", "", ""),
        ("*.microsoft.com:443", "", "ABCD"),
        ("*.microsoft.com:80", "", ""),
        ("*.microsoft.com:*", "", "ABCD"),
        ("ftp://*.microsoft.com", "", ""),
        ("<local>", "", ""),
        ("^<local^>", "", ""),
        ("<local>*.microsoft.com", "", ""),
        ("<-loopback>", "", ""),
        ("*.microsoft.com,10.*", "", ""),
        ("10.0.0.0/8", "", ""),
        ("*. microsoft.com", "", ""),
        ("crl.microsoft.com *.wd.microsoft.com", "AC", ""),
        ("*;*.wd.microsoft.com", "A", "BCD"),
    ],
)
def test_worked_table(bypass: str, certain: str, depends: str) -> None:
    assert (_hosts(bypass, "bypassed"), _hosts(bypass, "depends")) == (certain, depends)


@pytest.mark.parametrize(
    ("bypass", "host", "fate"),
    [
        ("*.microsoft.com", "microsoft.com", "not"),
        ("<local>", "intranet", "bypassed"),
        ("<LOCAL>", "intranet", "bypassed"),
        ("<local>;x.example", "intranet", "depends"),
        ("<local>bar", "intranet", "depends"),
        ("<local>", "10.0.0.1", "not"),
        ("10.*", "10.0.0.1", "depends"),
        ("10.0.0.1", "10.0.0.1", "bypassed"),
        ("10.0.0.1", "10.0.0.10", "not"),
        ("x", "localhost", "depends"),
        ("x", "127.0.0.1", "depends"),
        ("localhost", "localhost", "bypassed"),
        ("2001:db8::1", "[2001:db8::1]", "depends"),
        ("[2001:db8::1]", "[2001:db8::1]", "depends"),
        ("2001:db8::1", "[2001:db8::2]", "not"),
    ],
)
def test_hosts_of_other_kinds(bypass: str, host: str, fate: str) -> None:
    assert _fate(bypass, host) == fate


def test_the_reason_names_the_entry() -> None:
    why = "readings of bypass lists differ where '*' is not '*.' at the beginning"
    reason = f"whether the bypass entry '*soft.com' covers the host depends: {why}"
    assert ways(shown("px:80", "*.corp.example;*soft.com")) == [f"? {reason}"]


def test_a_wildcard_url_is_split_where_the_list_splits_it() -> None:
    verdict = verdict_of(shown("px:80", "*.wd.microsoft.com;winatp*"), "https://*.microsoft.com/")
    assert [(way(case)[:11], case.when.phrases(), case.when.names.witness().host) for case in verdict.cases] == [
        ("direct", ("host matches *.wd.microsoft.com",), "a.wd.microsoft.com"),
        ("? whether t", ("host matches winatp*", "host does not match *.wd.microsoft.com"), "winatp.microsoft.com"),
        ("proxy px:80", ("host does not match winatp*", "host does not match *.wd.microsoft.com"), "a.microsoft.com"),
    ]


def test_a_wildcard_below_an_entry_is_not_split() -> None:
    assert ways(shown("px:80", "*.microsoft.com"), "https://*.wd.microsoft.com/") == ["direct"]


def test_the_apex_is_no_part_of_a_wildcard() -> None:
    assert ways(shown("px:80", "microsoft.com;corp.example"), "https://*.microsoft.com/") == ["proxy px:80"]


def _glob(entry: str, host: str) -> bool:
    """As .NET reads an entry."""
    return re.fullmatch(".*".join(map(re.escape, entry.split("*"))), host) is not None


def _wine(entry: str, host: str) -> bool:
    """As Wine reads an entry."""
    if entry.startswith("*"):
        return entry.startswith("*.") and "*" not in entry[1:] and host.endswith(entry[1:]) and host != entry[1:]
    return "*" not in entry and entry == host


ENTRIES = st.lists(
    st.one_of(
        st.sampled_from(["*", "*.*", "*.b.c", "a.b.c", "*b.c", "a.*", "x.*.c", "*.c", "b.c", "*.a.b.c"]),
        st.text("abc.*", min_size=1, max_size=6).filter(lambda entry: not entry.endswith("...")),
    ),
    min_size=1,
    max_size=5,
)


@given(ENTRIES, st.sampled_from(["a.b.c", "b.c", "aa.b.c", "a.a.b.c", "c.c", "abc.c"]))
@settings(max_examples=150)
def test_three_values_from_two_readings(entries: list[str], host: str) -> None:
    certain = any(_glob(entry, host) and _wine(entry, host) for entry in entries)
    possible = any(_glob(entry, host) or _wine(entry, host) for entry in entries)
    expected = "bypassed" if certain else "depends" if possible else "not"
    assert _fate(";".join(entries), host) == expected


ASKED = ["a.b.c", "b.c", "abc.c", "c", "*.b.c", "*.c", "*.a.b.c", "*"]


@given(ENTRIES, st.sampled_from(ASKED))
@settings(max_examples=300)
def test_only_entries_that_cover_no_host_are_passed_by(entries: list[str], host: str) -> None:
    """Each entry that is passed by leaves the question as it is when it stands in a list alone."""
    asked = Request.parse(f"https://{host}/")
    kept = {number for number, _ in BypassList(entries_of(";".join(entries))).in_question(asked)}
    for number, entry in enumerate(entries):
        if number not in kept:
            assert [part.bypassed for part in divide(asked, BypassList(entries_of(entry)))[0]] == [False]


def test_names_of_answers_can_be_held_against_others_when_all_work_is_used_up() -> None:
    asked = Request.parse("https://*.b.c/")
    some, others = (
        divide(asked, BypassList(entries_of(";".join(entry.format(at=at) for at in range(1500)))))[0]
        for entry in ("*x{at}*", "*{at}x*y*")
    )
    assert some[-1].why == others[-1].why == TOO_MUCH
    assert all(one.names.intersect(other.names) is not None for one in some for other in others[-1:])


def entries_of(text: str) -> tuple[BypassEntry, ...]:
    return read_bypass_list(Word(text, Span("", 0, len(text))))


FAMILY = ["a.b.c", "b.b.c", "c.b.c", "a.a.b.c", "ab.b.c", "a.c.b.c", "x.b.c", "x.y.b.c", "bb.a.b.c"]


@given(ENTRIES)
@settings(max_examples=80)
def test_cases_exclude_and_cover(entries: list[str]) -> None:
    """Each host of the family is in exactly one case, the one it gets when asked alone."""
    text = shown("px:80", ";".join(entries))
    cases = verdict_of(text, "https://*.b.c/").cases
    for host in FAMILY:
        mine = [way(case)[:1] for case in cases if case.when.names.holds(host, None)]
        assert mine == [ways(text, f"https://{host}/")[0][:1]]
