"""JUnit XML, as Jenkins' xUnit plugin checks it (junit-10.xsd) and GitLab and Azure Pipelines read it.

A test suite for each file. A finding is a failed test; one below the level that fails a run is a test that passes and
says something, one that a comment hides a skipped test, a file that could not be analysed an error. A clean file is one
passing test: some readers take a suite without any for a fault.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from typing import TextIO

from proxylint.finding import Finding
from proxylint.records import dataclass
from proxylint.report.places import Places
from proxylint.report.plain import told
from proxylint.report.report import Group, Report
from proxylint.report.visible import guard, visible

_NOT_ANALYSED = "CFG001"


@dataclass(frozen=True, slots=True)
class Case:
    """A test. `tag`: the element in it, None for a mere pass; `kind` and `message`: attributes of that; `lines`: what
    it holds, put together when it is written."""

    name: str
    tag: str | None = None
    kind: str = ""
    message: str = ""
    lines: Callable[[], Iterable[str]] = tuple


Suites = dict[str, list[Case]]
"""Tests by the path of their file."""


def write(report: Report, out: TextIO) -> None:
    """Only characters of XML 1.0 are written: every other one is an escape in `visible` text."""
    suites = _suites(report, Places(report.sources))
    count = _count(case for cases in suites.values() for case in cases)
    out.write(f'<?xml version="1.0" encoding="utf-8"?>\n<testsuites name="proxylint"{count}>\n')
    for path, cases in suites.items():
        out.writelines(f"{line}\n" for line in _suite(path, cases))
    out.write("</testsuites>\n")


def _suites(report: Report, places: Places) -> Suites:
    """In order of paths. What one file includes has a suite of its own where something is said of it."""
    found: Suites = {path: [] for path in report.checked}
    for path, case in _cases(report, places):
        found.setdefault(path, []).append(case)
    return {path: found[path] or [Case("no findings")] for path in sorted(found)} or {"proxylint": [Case("no files")]}


def _cases(report: Report, places: Places) -> Iterator[tuple[str, Case]]:
    names: Counter[tuple[str, str]] = Counter()
    for unread in report.untold:
        yield unread.path, Case("not analysed", "error", "error", visible(unread.reason))
    for entry in report.entries:
        name = _name(entry.finding, names)
        fails = entry.finding.level.rank >= report.fail_on.rank
        tag = "error" if entry.finding.code == _NOT_ANALYSED else "failure" if fails else "system-out"
        kind, message = entry.finding.level.value, visible(entry.finding.text)
        yield entry.finding.span.file, Case(name, tag, kind, message, partial(_told, entry, places))
    for hidden in report.suppressed:
        name = _name(hidden.finding, names)
        reason = visible(hidden.reason) or "a comment in the file hides it"
        yield hidden.finding.span.file, Case(name, "skipped", "suppressed", reason)


def _name(finding: Finding, names: Counter[tuple[str, str]]) -> str:
    """Readers know a test by its name from run to run: there is no line in it."""
    key = finding.span.file, finding.code
    names[key] += 1
    return visible(f"{finding.code} {finding.name}" + (f" ({names[key]})" if names[key] > 1 else ""))


def _told(entry: Group, places: Places) -> Iterator[str]:
    yield guard(visible(places.spot(entry.finding.span)))
    yield from told(entry, places)


def _count(cases: Iterable[Case]) -> str:
    tags = Counter(case.tag for case in cases)
    return f' tests="{tags.total()}" failures="{tags["failure"]}" errors="{tags["error"]}"'


def _suite(path: str, cases: Sequence[Case]) -> Iterator[str]:
    name = _attribute(visible(path))
    skipped = sum(case.tag == "skipped" for case in cases)
    yield f'  <testsuite name="{name}"{_count(cases)} skipped="{skipped}" file="{name}">'
    for case in cases:
        start = f'    <testcase name="{_attribute(case.name)}" classname="{name}"'
        yield from (f"{start}>", _element(case), "    </testcase>") if case.tag else (f"{start}/>",)
    yield "  </testsuite>"


def _element(case: Case) -> str:
    about = f' type="{case.kind}" message="{_attribute(case.message)}"' if case.tag != "system-out" else ""
    text = "\n".join(case.lines())
    return f"      <{case.tag}{about}>{_content(text)}</{case.tag}>"


def _content(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _attribute(text: str) -> str:
    return _content(text).replace('"', "&quot;")
