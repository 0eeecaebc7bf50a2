"""Which findings are reported, and at which level."""

from __future__ import annotations

import pytest

from proxylint.choice import Choice, PerFile
from proxylint.finding import Finding, Level
from proxylint.records import replace
from proxylint.text import Span

CODES = ["CFG001", "CFG002", "MDE101", "MDE102", "MDE201", "SQD101"]


@pytest.mark.parametrize(
    ("select", "ignore", "left"),
    [
        ((), (), CODES),
        (("MDE",), (), ["CFG001", "MDE101", "MDE102", "MDE201"]),
        (("MDE1", "SQD101"), (), ["CFG001", "MDE101", "MDE102", "SQD101"]),
        ((), ("MDE1",), ["CFG001", "CFG002", "MDE201", "SQD101"]),
        (("MDE",), ("MDE1",), ["CFG001", "MDE201"]),
        (("MDE", "MDE102"), ("MDE1",), ["CFG001", "MDE102", "MDE201"]),
        (("MDE102",), ("MDE",), ["CFG001", "MDE102"]),
        (("MDE",), ("MDE",), ["CFG001"]),
        (("MDE101",), ("MDE101",), ["CFG001"]),
        ((), ("CFG",), ["CFG001", "MDE101", "MDE102", "MDE201", "SQD101"]),
    ],
)
def test_the_longer_beginning_counts(select: tuple[str, ...], ignore: tuple[str, ...], left: list[str]) -> None:
    choice = Choice(select, ignore)
    assert [code for code in CODES if choice.selects(code)] == left


def finding(code: str, level: Level = Level.ERROR) -> Finding:
    return Finding(code, "name", level, Span("squid.conf", 0, 1), "Text.")


def test_levels() -> None:
    choice = Choice(ignore=("SQD",), levels=(("MDE", Level.NOTE), ("MDE10", Level.WARNING), ("MDE102", Level.ERROR)))
    found = {code: choice.chosen(finding(code)) for code in CODES}
    assert found == {
        "CFG001": finding("CFG001"),
        "CFG002": finding("CFG002"),
        "MDE101": finding("MDE101", Level.WARNING),
        "MDE102": finding("MDE102"),
        "MDE201": finding("MDE201", Level.NOTE),
        "SQD101": None,
    }


@pytest.mark.parametrize(
    ("file", "pattern", "reported"),
    [
        ("squid.conf", "squid.conf", False),
        ("legacy/squid.conf", "squid.conf", False),
        ("legacy/squid.conf", "legacy", False),
        ("legacy/squid.conf", "legacy/", False),
        ("legacy/squid.conf", "legacy/*.conf", False),
        ("legacy/squid.conf", "/squid.conf", True),
        ("legacy/deep/squid.conf", "legacy/*.conf", True),
        ("legacy/deep/squid.conf", "legacy/**/*.conf", False),
        ("legacy/squid.conf.bak", "*.conf", True),
    ],
)
def test_files_by_pattern(file: str, pattern: str, reported: bool) -> None:
    choice = Choice(per_file=(PerFile(pattern, ("MDE", "CFG")),), root="/repo", base="/repo")
    assert [choice.reports(code, file) for code in ("MDE101", "SQD101", "CFG001")] == [reported, True, True]


@pytest.mark.parametrize(
    ("root", "base", "file", "reported"),
    [
        ("/repo", "/repo/sub", "sub/legacy/squid.conf", False),
        ("/repo", "/repo/sub", "legacy/squid.conf", True),
        ("/repo/sub", "/repo", "legacy/squid.conf", True),
        ("/repo/sub", "/repo/sub", "/repo/sub/legacy/squid.conf", False),
        ("/repo/sub", "/repo/sub", "/elsewhere/legacy/squid.conf", True),
    ],
)
def test_patterns_start_at_the_configuration(root: str, base: str, file: str, reported: bool) -> None:
    choice = Choice(per_file=(PerFile("legacy/*.conf", ("MDE",)),), root=root, base=base)
    assert choice.reports("MDE101", file) is reported


def test_a_finding_that_stays_as_it_is_is_the_same() -> None:
    one = finding("MDE101")
    assert Choice(levels=(("MDE101", Level.ERROR),)).chosen(one) is one
    assert Choice(levels=(("MDE101", Level.NOTE),)).chosen(one) == replace(one, level=Level.NOTE)
