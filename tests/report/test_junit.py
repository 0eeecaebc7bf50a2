"""JUnit XML, read by a parser of it."""

from __future__ import annotations

import io
from dataclasses import replace
from xml.etree import ElementTree

import pytest
from junitparser import JUnitXml

from proxylint.finding import Finding, Level
from proxylint.report import junit
from proxylint.report.report import Report, Suppressed, Unread
from proxylint.text import Source
from tests.report.golden import check_golden
from tests.report.runner import commands
from tests.report.sample import CLEAN, REPORT

_ATTRIBUTES = {
    "testsuites": {"name", "tests", "failures", "errors"},
    "testsuite": {"name", "tests", "failures", "errors", "skipped", "file"},
    "testcase": {"name", "classname"},
    "failure": {"type", "message"},
    "error": {"type", "message"},
    "skipped": {"type", "message"},
    "system-out": set[str](),
}
_INSIDE = {
    "testsuites": {"testsuite"},
    "testsuite": {"testcase"},
    "testcase": {"failure", "error", "skipped", "system-out"},
}
"""What Jenkins' junit-10.xsd knows, as far as it is used."""


def written(report: Report) -> str:
    out = io.StringIO()
    junit.write(report, out)
    for element in ElementTree.fromstring(out.getvalue().encode()).iter():
        assert set(element.attrib) <= _ATTRIBUTES[element.tag]
        assert {inner.tag for inner in element} <= _INSIDE.get(element.tag, set())
    return out.getvalue()


def read(report: Report) -> dict[str, list[tuple[str, list[str]]]]:
    """By suite: the name of each test, and the names of what is in it."""
    suites = JUnitXml.fromstring(written(report).encode())
    assert (suites.tests, suites.failures, suites.errors) == tuple(
        sum(getattr(suite, name) for suite in suites) for name in ("tests", "failures", "errors")
    )
    found = {}
    for suite in suites:
        told = suite.tests, suite.failures, suite.errors, suite.skipped
        suite.update_statistics()
        assert (suite.tests, suite.failures, suite.errors, suite.skipped) == told
        found[suite.name] = [(case.name, [type(one).__name__.lower() for one in case.result]) for case in suite]
    return found


def test_report(request: pytest.FixtureRequest) -> None:
    check_golden("junit.xml", written(REPORT), request.config)
    assert read(REPORT) == {
        "branch/squid.conf": [("MDE201 login-required", ["failure"])],
        "old/dump.bin": [("not analysed", ["error"])],
        "proxy.pac": [("MDE401 endpoint-sent-direct", ["failure"])],
    }


def test_a_clean_file_is_a_passing_test() -> None:
    assert read(CLEAN) == {"branch/squid.conf": [("no findings", [])]}


def test_no_file_is_a_passing_test() -> None:
    assert read(replace(CLEAN, checked=())) == {"proxylint": [("no files", [])]}


def test_levels_and_names() -> None:
    source = Source("a.conf", "xxxx")
    levels = (Level.ERROR, Level.WARNING, Level.NOTE)
    findings = [Finding("SQD999", "odd", level, source.span(at, at + 1), "Odd.") for at, level in enumerate(levels)]
    findings.append(Finding("CFG001", "file-not-analysed", Level.ERROR, source.span(3, 4), "It says nothing."))
    report = replace(CLEAN, findings=findings, sources={"a.conf": source}, unread=[Unread("a.conf", "it is empty")])
    assert read(report) == {
        "a.conf": [
            ("SQD999 odd", ["failure"]),
            ("SQD999 odd (2)", ["failure"]),
            ("SQD999 odd (3)", []),
            ("CFG001 file-not-analysed", ["error"]),
        ],
        "branch/squid.conf": [("no findings", [])],
    }
    strict = replace(report, fail_on=Level.NOTE)
    assert ("SQD999 odd (3)", ["failure"]) in read(strict)["a.conf"]
    note = ElementTree.fromstring(written(report).encode()).findall(".//system-out")
    assert [element.text for element in note] == ["a.conf:1:3\nOdd."]


def test_what_a_comment_hides_is_skipped() -> None:
    source = Source("a.conf", "xxxx")
    findings = [Finding("SQD999", "odd", Level.ERROR, source.span(at, at + 1), "Odd.") for at in range(3)]
    hidden = [Suppressed(findings[1], source.span(3, 4), "asked for"), Suppressed(findings[2], source.span(3, 4), "")]
    report = replace(CLEAN, findings=findings[:1], suppressed=hidden, sources={"a.conf": source}, checked=["a.conf"])
    assert read(report) == {
        "a.conf": [("SQD999 odd", ["failure"]), ("SQD999 odd (2)", ["skipped"]), ("SQD999 odd (3)", ["skipped"])]
    }
    skipped = ElementTree.fromstring(written(report).encode()).iter("skipped")
    assert [element.get("message") for element in skipped] == ["asked for", "a comment in the file hides it"]


def test_no_line_is_a_command_of_a_runner() -> None:
    source = Source("::error::x", "xxxx")
    finding = Finding(
        "SQD999", "odd", Level.ERROR, source.span(0, 1), "::error::x", advice="Do:\x0c::error::x\n  ::x::y"
    )
    report = replace(CLEAN, findings=[finding], sources={source.path: source})
    (failure,) = ElementTree.fromstring(written(report).encode()).iter("failure")
    assert failure.text == "\\::error::x:1:1\n\\::error::x\nWhat to do:\nDo:\n\\::error::x\n\\  ::x::y"
    assert commands(written(report)) == []


def test_what_xml_could_take_for_markup() -> None:
    source = Source('<"&>.conf', "]]>")
    finding = Finding(
        "SQD999", "odd", Level.ERROR, source.span(0, 3), "']]>' & '<a b=\"c\">' &#x0; \ufffe\0\x1b\ud800."
    )
    report = replace(CLEAN, findings=[finding], sources={source.path: source}, checked=[source.path])
    (case,) = ElementTree.fromstring(written(report).encode()).iter("testcase")
    assert case.get("classname") == source.path
    assert case[0].get("message") == "']]>' & '<a b=\"c\">' &#x0; \\ufffe\\x00\\x1b\\ud800."
    assert case[0].text == f"{source.path}:1:1\n{case[0].get('message')}"
