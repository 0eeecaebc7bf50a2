"""GitLab's code quality report, by what its documentation and its own validator (codeclimate.json) ask for."""

from __future__ import annotations

import io
import json
from dataclasses import replace
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from proxylint.finding import Finding, Level
from proxylint.report import gitlab
from proxylint.report.report import Report
from proxylint.text import Source
from tests.report.golden import check_golden
from tests.report.sample import CLEAN, REPORT

ISSUES = Draft202012Validator(
    {
        "type": "array",
        "items": {
            "type": "object",
            "properties": {
                "description": {"type": "string", "minLength": 1},
                "check_name": {"type": "string", "minLength": 1},
                "fingerprint": {"type": "string", "pattern": "^[0-9a-f]{32}$"},
                "severity": {"enum": ["info", "minor", "major", "critical", "blocker"]},
                "location": {
                    "type": "object",
                    "properties": {
                        "path": {"type": "string", "pattern": "^(?![.]/)"},
                        "lines": {
                            "type": "object",
                            "properties": {
                                "begin": {"type": "integer", "minimum": 1},
                                "end": {"type": "integer", "minimum": 1},
                            },
                            "required": ["begin"],
                            "additionalProperties": False,
                        },
                    },
                    "required": ["path", "lines"],
                    "additionalProperties": False,
                },
            },
            "required": ["description", "check_name", "fingerprint", "severity", "location"],
            "additionalProperties": False,
        },
    }
)


def issues(report: Report) -> list[dict[str, Any]]:
    out = io.StringIO()
    gitlab.write(report, out)
    found: list[dict[str, Any]] = json.loads(out.getvalue())
    ISSUES.validate(found)
    assert len({issue["fingerprint"] for issue in found}) == len(found)
    return found


def test_report(request: pytest.FixtureRequest) -> None:
    out = io.StringIO()
    gitlab.write(REPORT, out)
    issues(REPORT)
    check_golden("gitlab.json", out.getvalue(), request.config)


def test_clean_report() -> None:
    assert issues(CLEAN) == []


def twice(text: str) -> Report:
    """The same line twice, with the same to say of each."""
    source = Source("a.conf", text)
    starts = [at for at in range(len(text)) if text.startswith("deny", at)]
    findings = [
        Finding("SQD999", "odd", level, source.span(at, at + 4), "Odd.")
        for at, level in zip(starts, (Level.ERROR, Level.NOTE), strict=True)
    ]
    return replace(CLEAN, findings=findings, sources={source.path: source})


def test_equal_findings_differ_in_their_fingerprints_but_not_with_the_lines_around() -> None:
    before, after = issues(twice("deny\ndeny\n")), issues(twice("# more\n\ndeny\n# between\ndeny\n"))
    assert [one["fingerprint"] for one in before] == [one["fingerprint"] for one in after]
    assert [one["location"]["lines"]["begin"] for one in after] == [3, 5]
    assert [one["severity"] for one in after] == ["critical", "info"]
