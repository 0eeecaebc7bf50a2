"""The matrix of verdicts for people."""

from __future__ import annotations

import io
import re
from dataclasses import replace

from proxylint.addresses import network
from proxylint.clients import Client, DeviceKind
from proxylint.judgement import Outcome
from proxylint.report import matrix
from proxylint.report.color import Paint
from proxylint.report.matrix import Cell, Row
from proxylint.report.sheet import Sheet

_ROW = Row("a.conf", "https://*.x.example/", "Updates", "required", "fail", "login", "direct", "a.conf:20")
ROWS = (
    _ROW,
    replace(
        _ROW,
        url="https://a.example/",
        outcome="undecided",
        fault="unknown (some hosts)",
        decided_by="a.conf:18, lists/a.conf:4, a.conf:3",
    ),
    replace(_ROW, url="http://b.example/*", required="optional"),
    replace(
        _ROW, file="lists/a.conf", url="http://c.example/", outcome="proved", fault="", decided_by="lists/a.conf:7"
    ),
)


def shown(rows: tuple[Row, ...], *clients: Client, color: bool = False, width: int | None = None) -> str:
    out = io.StringIO()
    sheet = Sheet(Paint(color), width, ascii_only=True)
    matrix.write(rows, out, "text", profile="windows", catalogue="2026-08-01", clients=clients, sheet=sheet)
    return out.getvalue()


CLOSING = """\

Required URLs: 1 proved, 1 fail, 1 undecided.
Profile: windows. Catalogue of 2026-08-01.
"""


def test_in_columns_where_they_fit() -> None:
    expected = """\
a.conf
  https://*.x.example/  fail       login                 line 20
  https://a.example/    undecided  unknown (some hosts)  line 18, lists/a.conf:4, line 3
  http://b.example/*    fail       login                 line 20  (optional)

lists/a.conf
  http://c.example/     proved                           line 7
"""
    assert shown(ROWS) == shown(ROWS, width=91) == expected + CLOSING


def test_one_line_each_where_they_do_not() -> None:
    assert shown(ROWS, width=60) == (
        """\
a.conf
  fail       https://*.x.example/: login, line 20
  undecided  https://a.example/: unknown (some hosts), line
             18, lists/a.conf:4, line 3
  fail       http://b.example/*: login, line 20  (optional)

lists/a.conf
  proved     http://c.example/: line 7
"""
        + CLOSING
    )


def test_required_urls_that_fail_stand_out() -> None:
    for width in (60, 91):
        colored = shown(ROWS, color=True, width=width)
        assert re.findall(r"\x1b\[([0-9;]+)m(fail|undecided|proved)", colored) == [
            ("1;31", "fail"),
            ("1;33", "undecided"),
            ("1;33", "fail"),
            ("32", "proved"),
        ]
        assert re.sub(r"\x1b\[[0-9;]*m", "", colored) == shown(ROWS, width=width)


OFFICE = Client("office", network("10.0.0.0/8"), DeviceKind.WORKSTATION, True)
LAB = Client("lab", network("192.168.0.0/16"), DeviceKind.SERVER, False)


def cells(*said: tuple[Outcome, str, str]) -> tuple[Cell, ...]:
    return tuple(Cell(*one) for one in said)


WITH_CLIENTS = (
    replace(ROWS[0], clients=cells((Outcome.PROVED, "works", ""), (Outcome.FAIL, "fails", "login"))),
    replace(
        ROWS[2],
        clients=cells((Outcome.FAIL, "works while a user is logged on", "login"), (Outcome.PROVED, "works", "")),
    ),
)


def test_a_column_for_each_group_of_devices() -> None:
    office, lab = OFFICE.title, LAB.title
    lines = shown(WITH_CLIENTS, OFFICE, LAB, width=200).splitlines()
    assert lines[1].split("  ")[-1] == lab
    assert [line.index("works") for line in lines[2:4]] == [lines[1].index(office)] * 2
    narrow = shown(WITH_CLIENTS, OFFICE, LAB, width=80).splitlines()
    assert [line.strip() for line in narrow[2:6:2]] == ["https://*.x.example/", "http://b.example/*"]
    assert narrow[1].index(office) == narrow[3].index("works") == narrow[5].index("works")


def test_what_works_for_a_group_is_no_fault() -> None:
    colored = shown(WITH_CLIENTS, OFFICE, LAB, color=True)
    assert re.findall(r"\x1b\[1;31m([^\x1b]*)", colored) == ["fails: login"]
