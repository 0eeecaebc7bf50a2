"""Environment files and unit files, line by line."""

from __future__ import annotations

import pytest

from proxylint.text import Source
from proxylint_grammars.mdatp import read_environment, read_unit


def variables(text: str) -> list[tuple[str, str]]:
    return [(one.name, one.value.text) for one in read_environment(Source("environment", text))]


def entries(text: str) -> list[tuple[str | None, str, str]]:
    return [(one.section, one.key, one.value.text) for one in read_unit(Source("mdatp.service", text))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A=b\nC=d", [("A", "b"), ("C", "d")]),
        ("A=b\r\nC=d\r\n", [("A", "b"), ("C", "d")]),
        ("  export A=b", [("A", "b")]),
        ('A="b c"', [("A", "b c")]),
        ("A='b'", [("A", "b")]),
        ('A="b', [("A", "b")]),
        ("A=b # why", [("A", "b")]),
        ("A=b#c", [("A", "b#c")]),
        ("A=#c", [("A", "")]),
        ('A="b # c" # d', [("A", "b # c")]),
        ('A="b" c', [("A", "b")]),
        ("#A=b", []),
        ("A = b", []),
        ("no assignment\n\n  \t", []),
        ("A=", [("A", "")]),
        ("A=b=c", [("A", "b=c")]),
        ("A-B=c", []),
    ],
)
def test_variables(text: str, expected: list[tuple[str, str]]) -> None:
    assert variables(text) == expected


@pytest.mark.parametrize("text", ['A="http://p:1/"\n', "export A=http://p:1/", "#\nA='http://p:1/' # x"])
def test_where_a_value_stands(text: str) -> None:
    (one,) = read_environment(Source("environment", text))
    assert text[one.value.span.start : one.value.span.end] == one.value.text == "http://p:1/"
    assert text[one.span.start :].startswith("A=")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[Service]\nA=b\n", [("Service", "A", "b")]),
        ("A=b\n[X]\nC = d \n", [(None, "A", "b"), ("X", "C", "d")]),
        ("[Service]\n# A=b\n; A=b\n  \t#x\n\nC=d", [("Service", "C", "d")]),
        ("[Service]\nA=b \\\n  c\nD=e", [("Service", "A", "b    c"), ("Service", "D", "e")]),
        ("[Service]\nA=b\\\n# between\n;and\nc\nD=e", [("Service", "A", "b c"), ("Service", "D", "e")]),
        ("[Service]\nA=b\\\r\nc\r\nD=e", [("Service", "A", "b c"), ("Service", "D", "e")]),
        ("[Service]\nA=b\\\\\nC=d", [("Service", "A", "b\\\\"), ("Service", "C", "d")]),
        ("[Service]\nA=b\\\n\nC=d", [("Service", "A", "b"), ("Service", "C", "d")]),
        ("[Service]\nA=b\\", [("Service", "A", "b")]),
        ("[Service]\nA=b \\\n[Unit]\nC=d", [("Service", "A", "b  [Unit]"), ("Service", "C", "d")]),
        ("[Service]\nno equals\n=x\n", [("Service", "", "no equals"), ("Service", "", "x")]),
        ("[ Service ]\nA=b", [(" Service ", "A", "b")]),
        ("[Service] \nA=b", [("Service", "A", "b")]),
    ],
)
def test_assignments_as_systemd_reads_them(text: str, expected: list[tuple[str | None, str, str]]) -> None:
    assert entries(text) == expected


def test_nothing_is_certain_below_a_header_that_is_not_closed() -> None:
    found = read_unit(Source("mdatp.service", "[Unit]\nA=b\n[Service\nC=d\n[Service]\nE=f\n"))
    assert [(one.key, one.known) for one in found] == [("A", True), ("C", False), ("E", False)]


@pytest.mark.parametrize("joint", ["\\\n", "\\\r\n", "\\\n# c\n", "\\\n;\\\n"])
def test_where_the_characters_of_a_joined_line_stand(joint: str) -> None:
    text = f"[Service]\nA=bc{joint}  de\n"
    (one,) = read_unit(Source("mdatp.service", text))
    at = one.value.text.index("de")
    place = one.value.part(at, at + 2).span
    assert text[place.start : place.end] == "de"
    assert text[one.span.start : one.span.end] == f"A=bc{joint}  de"
