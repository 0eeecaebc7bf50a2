"""The Markdown summary, read by a parser of Markdown."""

from __future__ import annotations

import io
import json
from dataclasses import replace

import pytest
from hypothesis import given, settings

from proxylint.finding import Finding, Level
from proxylint.report import markdown, rdjson
from proxylint.report.report import Group, Report
from proxylint.text import Source
from tests.report.golden import check_golden
from tests.report.rendering import markup, rows, tokens
from tests.report.sample import CLEAN, LOGIN, REPORT
from tests.report.test_hostile import REPORTS


def written(report: Report) -> str:
    out = io.StringIO()
    markdown.write(report, out)
    return out.getvalue()


def test_report(request: pytest.FixtureRequest) -> None:
    check_golden("markdown.md", written(REPORT), request.config)
    assert markup(written(REPORT)) == []


def test_clean_report() -> None:
    assert written(CLEAN) == (
        "### proxylint: no findings\n\n"
        "Checked 1 file: no findings. Required URLs: 52 proved, 0 fail, 0 undecided.\n\n"
        "Profile: commercial cloud, streamlined connectivity, windows. Endpoint catalogue: 2026-08-01. "
        "proxylint 0.1.0.\n"
    )


def test_notes_follow() -> None:
    assert written(replace(CLEAN, notes=["The catalogue is '90' days old."])).endswith(
        "\n\nNote: The catalogue is `90` days old.\n"
    )


def test_worst_first_and_a_comment_stays_within_its_size() -> None:
    source = Source("a.conf", "x" * 400)
    findings = [
        Finding("SQD999", "odd", level, source.span(at, at + 1), f"Odd {at}.", advice="Write:\n\n    x\n")
        for at, level in enumerate([Level.NOTE, Level.WARNING, Level.ERROR] * 100)
    ]
    text = written(replace(REPORT, findings=findings, sources={"a.conf": source}))
    table = rows(text)
    assert [row[0] for row in table] == ["error"] * 100
    assert "\nand 200 more findings.\n" in text
    assert text.count("#### Error SQD999") == 20
    assert len(text) < 65_536


def test_findings_put_together() -> None:
    group = Group(LOGIN, (LOGIN.span, LOGIN.related[0].span), 7, 4)
    text = written(replace(REPORT, findings=[LOGIN], groups=[group]))
    assert rows(text)[0][3].endswith("whose services cannot log in. (7 times)")
    assert "The same at branch/squid.conf:5:1 and 5 more places, in 4 files." in text


@settings(max_examples=30)
@given(REPORTS)
def test_nothing_from_outside_is_markup(report: Report) -> None:
    text = written(report)
    assert markup(text) == []
    assert [len(row) for row in rows(text)] == [4]
    assert [token.tag for token in tokens(text) if token.type == "heading_open"] == ["h3", "h4"]


@settings(max_examples=30)
@given(REPORTS)
def test_review_comments_hold_no_markup_either(report: Report) -> None:
    out = io.StringIO()
    rdjson.write(report, out)
    for diagnostic in json.loads(out.getvalue())["diagnostics"]:
        assert markup(diagnostic["message"]) == []
