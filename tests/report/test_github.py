"""Workflow commands, as GitHub's runner reads them."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import replace

import pytest

from proxylint.finding import Finding, Level
from proxylint.report import github
from proxylint.report.report import Group, Report, Unread
from proxylint.text import Source
from tests.report.golden import check_golden
from tests.report.runner import Command, commands
from tests.report.sample import CLEAN, LOGIN, REPORT


def written(report: Report) -> str:
    out = io.StringIO()
    github.write(report, out)
    return out.getvalue()


def of(findings: Sequence[Finding], source: Source, unread: Sequence[Unread] = ()) -> Report:
    return replace(REPORT, findings=findings, sources={source.path: source}, unread=unread)


def test_report(request: pytest.FixtureRequest) -> None:
    check_golden("github.txt", written(REPORT), request.config)


def test_clean_report_has_no_command() -> None:
    assert (
        written(CLEAN).splitlines()[0] == "Checked 1 file: no findings. Required URLs: 52 proved, 0 fail, 0 undecided."
    )
    assert commands(written(CLEAN)) == []


def test_what_the_runner_reads() -> None:
    source = Source("a,b:c%.conf", "one\ntwo\nthree\n")
    finding = Finding("SQD999", "odd", Level.NOTE, source.span(4, 6), "100% of it, and: more.", advice="Do:\n\n  x")
    assert commands(written(of([finding], source))) == [
        Command(
            "notice",
            {
                "file": "a,b:c%.conf",
                "line": "2",
                "endLine": "2",
                "col": "1",
                "endColumn": "2",
                "title": "SQD999 odd",
            },
            "100% of it, and: more.\nWhat to do:\nDo:\n\n  x",
        )
    ]


def test_a_range_of_several_lines_has_no_columns() -> None:
    source = Source("a.conf", "one\ntwo\nthree\n")
    finding = Finding("SQD999", "odd", Level.NOTE, source.span(1, 6), "Odd.")
    (command,) = commands(written(of([finding], source)))
    assert command.properties == {"file": "a.conf", "line": "1", "endLine": "2", "title": "SQD999 odd"}


def test_an_empty_range_has_a_column() -> None:
    source = Source("a.conf", "")
    (command,) = commands(written(of([replace(LOGIN, span=source.span(0, 0), related=(), trace=())], source)))
    assert (command.properties["col"], command.properties["endColumn"]) == ("1", "1")


def many(level: Level, number: int, source: Source) -> list[Finding]:
    return [Finding("SQD999", "odd", level, source.span(at, at + 1), f"{level} {at}.") for at in range(number)]


def test_worst_first_and_no_more_than_github_keeps() -> None:
    source = Source("a.conf", "x" * 40)
    findings = [*many(Level.NOTE, 12, source), *many(Level.WARNING, 11, source), *many(Level.ERROR, 13, source)]
    found = commands(written(of(sorted(findings, key=lambda one: one.order), source)))
    assert [command.message for command in found] == [
        *(f"error {at}." for at in range(10)),
        *(f"warning {at}." for at in range(10)),
        *(f"note {at}." for at in range(9)),
        "and 3 errors, 1 warning, 3 notes more; GitHub shows 10 of a kind for a step.",
    ]
    assert [command.name for command in found] == [*["error"] * 10, *["warning"] * 10, *["notice"] * 10]


def test_what_just_fits_is_shown_whole() -> None:
    source = Source("a.conf", "x" * 40)
    found = commands(written(of(many(Level.ERROR, 10, source), source)))
    assert [command.message for command in found] == [f"error {at}." for at in range(10)]


def test_files_that_could_not_be_read_count_as_errors() -> None:
    source = Source("a.conf", "x" * 40)
    unread = [Unread(f"{number}.bin", "no known kind") for number in range(12)]
    found = commands(written(of(many(Level.ERROR, 1, source), source, unread)))
    assert [command.properties.get("file") for command in found] == [*(f"{number}.bin" for number in range(10)), None]
    assert found[-1].message == "and 1 error, 2 files not analysed more; GitHub shows 10 of a kind for a step."


def test_findings_put_together_are_one_annotation() -> None:
    source = Source("a.conf", "x" * 40)
    first, second = many(Level.ERROR, 2, source)
    group = Group(first, (first.span, second.span), 5, 3)
    (command,) = commands(written(replace(of([first], source), groups=[group])))
    assert command.message == "error 0.\nThe same at a.conf:1:2 and 3 more places, in 3 files."
