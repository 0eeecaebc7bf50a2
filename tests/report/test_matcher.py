"""The problem matcher for GitHub's runner reads every finding of the concise format (actions/toolkit,
docs/problem-matchers.md): each of its severities, and nothing of the closing lines.
"""

from __future__ import annotations

import io
import json
import re
from dataclasses import replace
from pathlib import Path

from proxylint.finding import Finding, Level
from proxylint.report import concise
from proxylint.report.report import Report
from proxylint.text import Source
from tests.report.sample import CLEAN, REPORT

MATCHERS = json.loads((Path(__file__).parents[2] / ".github" / "proxylint-matcher.json").read_text("utf-8"))


def matched(report: Report) -> list[dict[str, str]]:
    out = io.StringIO()
    concise.write(report, out)
    found = []
    for line in out.getvalue().splitlines():
        for matcher in MATCHERS["problemMatcher"]:
            (pattern,) = matcher["pattern"]
            if match := re.search(pattern["regexp"], line):
                groups = {name: match[number] for name, number in pattern.items() if name != "regexp"}
                found.append({"severity": matcher.get("severity", "error"), **groups})
    return found


def test_findings() -> None:
    assert matched(REPORT) == [
        {
            "file": "branch/squid.conf",
            "line": "9",
            "column": "1",
            "severity": "error",
            "code": "MDE201",
            "message": "login-required: A login is asked of the device before it may reach 9 URLs of Defender, whose "
            "services cannot log in.",
        },
        {
            "file": "proxy.pac",
            "line": "2",
            "column": "51",
            "severity": "warning",
            "code": "MDE401",
            "message": "endpoint-sent-direct: The client is sent past the proxy for '*.wdcp.microsoft.net'.",
        },
    ]


def test_notes_are_notices() -> None:
    source = Source("a: b.conf", "x")
    report = replace(CLEAN, findings=[Finding("SQD999", "odd", Level.NOTE, source.whole, "Odd.")])
    assert [(one["file"], one["severity"]) for one in matched(report)] == [("a: b.conf", "notice")]


def test_clean() -> None:
    assert matched(CLEAN) == []
