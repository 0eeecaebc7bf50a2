"""What people see: the terminal report, the concise one, and the answer of `why`."""

from __future__ import annotations

import io
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from proxylint import endings
from proxylint.finding import Finding, Level
from proxylint.report import cases, concise, terminal
from proxylint.report import excerpt as excerpts
from proxylint.report.report import Count, Report
from proxylint.report.sheet import PLAIN
from proxylint.text import Source, decode_bytes
from proxylint.verdict import Step, Verdict
from tests.report.golden import check_golden
from tests.report.sample import (
    CLEAN,
    DUMP_VERDICT,
    NO_PORT_VERDICT,
    REFUSED_VERDICT,
    REPORT,
    SOURCES,
    SQUID_VERDICT,
)

VERDICTS = (SQUID_VERDICT, REFUSED_VERDICT, NO_PORT_VERDICT, DUMP_VERDICT)


def shown(report: Report, *, color: bool = False, width: int | None = None, ascii_only: bool = False) -> str:
    out = io.StringIO()
    terminal.write(report, out, color=color, width=width, ascii_only=ascii_only)
    return out.getvalue()


def why(*verdicts: Verdict, color: bool = False, width: int | None = None, ascii_only: bool = False) -> str:
    out = io.StringIO()
    file = "branch/squid.conf"
    cases.write_text(verdicts, SOURCES, out, color=color, width=width, ascii_only=ascii_only, file=file)
    return out.getvalue()


def test_terminal(request: pytest.FixtureRequest) -> None:
    check_golden("terminal.txt", shown(REPORT, width=100), request.config)


def test_terminal_without_width_breaks_no_line(request: pytest.FixtureRequest) -> None:
    check_golden("terminal-wide.txt", shown(REPORT), request.config)


def test_narrow_ascii_terminal(request: pytest.FixtureRequest) -> None:
    check_golden("terminal-narrow.txt", shown(REPORT, width=60, ascii_only=True), request.config)


def test_color_only_adds_styles() -> None:
    colored = shown(REPORT, color=True, width=100)
    assert "\x1b[1;31merror MDE201\x1b[0m" in colored
    assert re.sub(r"\x1b\[[0-9;]*m", "", colored) == shown(REPORT, width=100)


def test_clean_report_says_what_was_proved() -> None:
    assert shown(CLEAN) == (
        "Checked 1 file: no findings. Required URLs: 52 proved, 0 fail, 0 undecided.\n"
        "Profile: commercial cloud, streamlined connectivity, windows. Endpoint catalogue: 2026-08-01. "
        "proxylint 0.1.0.\n"
    )


def test_concise(request: pytest.FixtureRequest) -> None:
    out = io.StringIO()
    concise.write(REPORT, out)
    check_golden("concise.txt", out.getvalue(), request.config)


def test_why(request: pytest.FixtureRequest) -> None:
    check_golden("why.txt", why(*VERDICTS, width=100), request.config)


def test_why_narrow_ascii(request: pytest.FixtureRequest) -> None:
    check_golden("why-narrow.txt", why(*VERDICTS, width=60, ascii_only=True), request.config)


def test_why_says_that_steps_are_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(endings, "MOST_STEPS", 1)
    assert "why access: ... more steps before these\n" in why(SQUID_VERDICT, ascii_only=True)


def one(text: str, needle: str, *steps: Step) -> Report:
    """A report of one finding at `needle`."""
    source = Source.of("f.conf", text.encode(), decode_bytes)
    start = source.text.index(needle.encode().decode("latin-1"))
    span = source.span(start, start + len(needle.encode()))
    finding = Finding("CFG002", "unreadable-line", Level.WARNING, span, "The line is no directive.", trace=steps)
    return Report([finding], {"f.conf": source}, ["f.conf"], [], [], Count(), "none", "none", "0")


def excerpt(report: Report, *, width: int | None = None, ascii_only: bool = False) -> list[str]:
    return [line[6:] for line in shown(report, width=width, ascii_only=ascii_only).splitlines()[3:5]]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("acl\ta <x>", ["acl a <x>", "      ^^^"]),
        ("\t\t<x>", ["        <x>", "        ^^^"]),
        ("# 東京 <x>", ["# 東京 <x>", "       ^^^"]),
        ("# e\u0301 <x>", ["# e\u0301 <x>", "    ^^^"]),
        ("# \u202e\x1b[1m <x>", ["# \\u202e\\x1b[1m <x>", "                ^^^"]),
        ("##[error]<x>", ["## [error]<x>", "          ^^^"]),
        ("# \ufffd<x>", ["# \ufffd<x>", "   ^^^"]),
    ],
)
def test_carets_stand_below_the_span(text: str, expected: list[str]) -> None:
    assert excerpt(one(text, "<x>")) == expected


def test_a_latin_1_line_keeps_its_carets() -> None:
    source = Source.of("f.conf", b"# \xc3\xa9\xff <x>", decode_bytes)
    finding = Finding("CFG002", "unreadable-line", Level.NOTE, source.span(6, 9), "No directive.")
    report = Report([finding], {"f.conf": source}, ["f.conf"], [], [], Count(), "none", "none", "0")
    assert excerpt(report) == ["# Ã©ÿ <x>", "      ^^^"]


def test_ascii_only_escapes_what_is_not_ascii() -> None:
    assert excerpt(one("# 京 <x>", "<x>"), ascii_only=True) == ["# \\u4eac <x>", "         ^^^"]


@given(st.text("ab c.", max_size=80), st.data(), st.integers(8, 60))
def test_lines_of_printable_characters_are_cut_as_all_others_are(text: str, data: st.DataObject, width: int) -> None:
    """Which are looked at one by one."""
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    at_once = excerpts._cut(text, start, end, width, PLAIN)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(excerpts, "plain", lambda text: False)
        assert excerpts._cut(text, start, end, width, PLAIN) == at_once


def test_long_lines_are_cut_around_the_span() -> None:
    text, carets = excerpt(one("a" * 5000 + "<x>" + "b" * 5000, "<x>"), width=60)
    assert text == "…" + "a" * 12 + "<x>" + "b" * 33 + "…"
    assert carets == " " * 13 + "^^^"


def test_the_end_of_a_long_line() -> None:
    text, carets = excerpt(one("a" * 5000 + "<x>", "<x>"), width=60)
    assert text == "…" + "a" * 45 + "<x>"
    assert carets == " " * 46 + "^^^"


def test_a_span_longer_than_the_screen() -> None:
    text, carets = excerpt(one("x" * 5000, "x" * 5000), width=60)
    assert text == "x" * 48 + "…"
    assert carets == "^" * 48


def test_a_huge_line_costs_little() -> None:
    assert len(shown(one("y" * 20_000_000 + "<x>", "<x>"))) < 1000


def test_a_deep_trace_is_cut() -> None:
    step = Step(None, "the innermost")
    for _ in range(50_000):
        step = Step(None, "inside", None, (step,))
    assert "… 49995 more steps" in shown(one("<x>", "<x>", step))
