"""Reviewdog's format, by the messages of reviewdog.proto."""

from __future__ import annotations

import io
import json
import os
import subprocess
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from proxylint.finding import Finding, Level
from proxylint.report import rdjson
from proxylint.report.report import Report
from proxylint.text import Source, decode_bytes, decode_text
from tests.report.golden import check_golden
from tests.report.sample import CLEAN, REPORT

_POSITION = {
    "type": "object",
    "properties": {"line": {"type": "integer", "minimum": 1}, "column": {"type": "integer", "minimum": 1}},
    "required": ["line", "column"],
    "additionalProperties": False,
}
_SEVERITY = {"enum": ["ERROR", "WARNING", "INFO"]}
RESULT = Draft202012Validator(
    {
        "type": "object",
        "properties": {
            "source": {"const": {"name": "proxylint"}},
            "severity": _SEVERITY,
            "diagnostics": {
                "type": "array",
                "items": {
                    "type": "object",
                    "properties": {
                        "message": {"type": "string", "minLength": 1},
                        "location": {
                            "type": "object",
                            "properties": {
                                "path": {"type": "string"},
                                "range": {
                                    "type": "object",
                                    "properties": {"start": _POSITION, "end": _POSITION},
                                    "required": ["start", "end"],
                                    "additionalProperties": False,
                                },
                            },
                            "required": ["path"],
                            "additionalProperties": False,
                        },
                        "severity": _SEVERITY,
                        "code": {
                            "type": "object",
                            "properties": {"value": {"type": "string", "minLength": 1}},
                            "required": ["value"],
                            "additionalProperties": False,
                        },
                    },
                    "required": ["message", "location", "severity"],
                    "additionalProperties": False,
                },
            },
        },
        "required": ["source", "severity", "diagnostics"],
        "additionalProperties": False,
    }
)


VALIDATOR = Path(
    os.environ.get("RDFORMAT_VALIDATOR") or Path(__file__).parents[2] / "node_modules" / ".bin" / "rdformat-validator"
)


def diagnostics(report: Report) -> list[dict[str, Any]]:
    out = io.StringIO()
    rdjson.write(report, out)
    result = json.loads(out.getvalue())
    RESULT.validate(result)
    found: list[dict[str, Any]] = result["diagnostics"]
    return found


def test_report(request: pytest.FixtureRequest) -> None:
    out = io.StringIO()
    rdjson.write(REPORT, out)
    diagnostics(REPORT)
    check_golden("rdjson.json", out.getvalue(), request.config)


@pytest.mark.peer
@pytest.mark.skipif(not VALIDATOR.exists(), reason="no rdformat-validator: make validators")
@pytest.mark.parametrize("report", [REPORT, CLEAN])
def test_a_validator_of_the_format_finds_nothing(report: Report, tmp_path: Path) -> None:
    with open(tmp_path / "report.json", "w", encoding="utf-8") as out:
        rdjson.write(report, out)
    command = [VALIDATOR, "--strict", "--no-extra-fields", tmp_path / "report.json"]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
    assert (done.returncode, "Total errors: 0\n" in done.stdout) == (0, True), done.stdout


def test_clean_report() -> None:
    assert diagnostics(CLEAN) == []


@pytest.mark.parametrize(
    ("data", "columns"),
    [
        (b"# a <x>", (5, 8)),
        ("# \U00010400 <x>".encode(), (8, 11)),
        ("# é 東 <x>".encode(), (10, 13)),
        (b"# \xe9 <x>", (5, 8)),
        (b"# \xe9 \xc3\xa9 <x>", (8, 11)),
        ("# é\n東 <x>".encode(), (5, 8)),
    ],
)
@pytest.mark.parametrize("decode", [decode_bytes, decode_text])
def test_columns_count_bytes_of_the_file(data: bytes, columns: tuple[int, int], decode: Any) -> None:
    source = Source.of("a.conf", data, decode)
    start = source.text.index("<x>")
    finding = Finding("SQD999", "odd", Level.WARNING, source.span(start, start + 3), "Odd.")
    (found,) = diagnostics(replace(CLEAN, findings=[finding], sources={"a.conf": source}))
    place = found["location"]["range"]
    assert (place["start"]["column"], place["end"]["column"]) == columns
