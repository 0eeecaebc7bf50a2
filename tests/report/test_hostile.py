"""Every word of a report may be an attack: the file's text, its name, what a rule quotes from it."""

from __future__ import annotations

import io
import json
import re
import unicodedata
from importlib.resources import files
from xml.etree import ElementTree

from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from proxylint.finding import Affected, Finding, Label, Level
from proxylint.names import Family, Names
from proxylint.region import Region
from proxylint.report import cases, concise, github, gitlab, junit, outcome, rdjson, sarif, terminal
from proxylint.report import json as json_report
from proxylint.report.report import Count, Report, Unread
from proxylint.report.visible import guard, visible
from proxylint.request import Request
from proxylint.text import Source, decode_bytes, decode_text
from proxylint.verdict import UNKNOWN_ROUTE, Access, Case, Decision, Failure, Step, Tls, Verdict
from tests.report.runner import commands
from tests.report.sample import RULES, page

_PIECES = (
    *(
        "::error::x",
        "::set-output name=a::b",
        "##[group]",
        "##vso[task.complete]",
        "\x1b[2J",
        "\x9b",
        "\u202e",
        "\u200b",
    ),
    *(
        "\r\n",
        "\n",
        "\r",
        "\t",
        "\0",
        "\x85",
        "\u2028",
        " ",
        "{0}",
        "[a](1)",
        "]",
        "\\",
        '"',
        "é",
        "東",
        "🔥",
        "\udcff",
    ),
    *("\ufeff", "e\u0301", "acl a src 10.0.0.0/8", "x" * 200),
)
TEXTS = st.lists(st.one_of(st.sampled_from(_PIECES), st.text(max_size=3)), max_size=8).map("".join)
SCHEMA = Draft202012Validator(json.loads((files("proxylint.report") / "why.schema.json").read_text("utf-8")))
FORBIDDEN = ("Cc", "Cf", "Cs", "Zl", "Zp")


def harmless(out: io.StringIO, *, ascii_only: bool) -> None:
    text = out.getvalue()
    for line in text.split("\n"):
        plain = re.sub(r"\x1b\[[0-9;]*m", "", line)
        assert not {char for char in plain if unicodedata.category(char) in FORBIDDEN}, plain
        assert not line.strip().startswith("::") and not plain.strip().startswith("::")
        assert not re.search(r"##(vso)?\[", plain, re.IGNORECASE)
        assert not ascii_only or line.isascii()


def report(content: bytes, path: str, words: list[str], low: int, high: int) -> Report:
    decode = decode_text if low % 2 else decode_bytes
    source = Source.of(path, content, decode)
    span = source.span(*sorted((min(low, len(source.text)), min(high, len(source.text)))))
    name, text, note, label, service, url = words
    finding = Finding(
        "MDE201",
        name,
        Level.ERROR,
        span,
        text,
        (Label(span, label), Label(source.span(0, 1), label)),
        (Step(span, note, True, (Step(None, note, False),)),),
        (Affected(service, note, (url, text), (label,)),),
        f"{text}\n    {note}",
    )
    unread = Unread(f"{path}.txt", note)
    return Report([finding], {path: source}, [path], [unread], RULES, Count(), name, text, "0")


REPORTS = st.builds(
    report,
    st.one_of(TEXTS.map(lambda text: text.encode("utf-8", "replace")), st.binary(max_size=60)),
    TEXTS,
    st.lists(TEXTS, min_size=6, max_size=6),
    st.integers(0, 80),
    st.integers(0, 80),
)


@settings(max_examples=60)
@given(REPORTS, st.booleans(), st.one_of(st.none(), st.integers(1, 120)), st.booleans())
def test_reports_for_people(report: Report, color: bool, width: int | None, ascii_only: bool) -> None:
    out = io.StringIO()
    terminal.write(report, out, color=color, width=width, ascii_only=ascii_only)
    harmless(out, ascii_only=ascii_only)
    out = io.StringIO()
    concise.write(report, out, ascii_only=ascii_only)
    harmless(out, ascii_only=ascii_only)
    assert len(out.getvalue().split("\n")) == 5


@settings(max_examples=40)
@given(REPORTS)
def test_reports_for_programs(report: Report) -> None:
    for write in (json_report.write, lambda one, out: sarif.write(one, out, pages=page)):
        out = io.StringIO()
        write(report, out)
        assert out.getvalue().isascii()
        json.dumps(json.loads(out.getvalue()), ensure_ascii=False).encode("utf-8")
    (result,) = json.loads(out.getvalue())["runs"][0]["results"]
    assert re.match(r"[A-Za-z0-9._~/%:-]*$", result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"])


@settings(max_examples=40)
@given(REPORTS)
def test_reports_for_machines_that_run_us(report: Report) -> None:
    """What each reads is what was meant, and nothing else."""
    (finding,) = report.findings
    shown = visible(finding.text)
    written = {}
    for module in (github, junit, gitlab, rdjson):
        out = io.StringIO()
        module.write(report, out)
        written[module] = out.getvalue()
        harmless_lines(out.getvalue(), printed=module is github)
    *_, command = [one for one in commands(written[github]) if one.name == "error"]
    assert command.properties["file"] == visible(finding.span.file)
    assert command.message.split("\n")[0] == guard(shown)
    failure = ElementTree.fromstring(written[junit].encode()).find(".//failure")
    assert failure is not None and failure.get("message") == shown
    assert json.loads(written[gitlab])[-1]["description"].endswith(visible(f": {finding.text}"))
    assert json.loads(written[rdjson])["diagnostics"][-1]["code"] == {"value": "MDE201"}


def harmless_lines(text: str, *, printed: bool) -> None:
    assert not {char for char in text if char != "\n" and unicodedata.category(char) in FORBIDDEN}
    assert {command.name for command in commands(text)} <= ({"error", "notice"} if printed else set())


@settings(max_examples=40)
@given(REPORTS, st.booleans(), st.one_of(st.none(), st.integers(1, 120)), st.booleans())
def test_why(report: Report, color: bool, width: int | None, ascii_only: bool) -> None:
    (finding,) = report.findings
    case = Case(
        Region(Names.of(Family("a.example"))),
        Decision(Access.UNKNOWN, finding.span, finding.text, finding.trace),
        Decision(Tls.UNKNOWN, None, finding.name),
        UNKNOWN_ROUTE,
    )
    failing = Case(case.when, case.access, case.tls, case.route, Failure(finding.span, finding.text))
    verdict = Verdict(Request("https", "a.example", 443, finding.name), (case, failing))
    out = io.StringIO()
    cases.write_text([verdict], report.sources, out, color=color, width=width, ascii_only=ascii_only)
    harmless(out, ascii_only=ascii_only)
    out = io.StringIO()
    outcome.write_json(
        finding.span.file, "squid", [finding.name], [verdict], report.sources, out, catalogue="2026-08-01"
    )
    assert list(SCHEMA.iter_errors(json.loads(out.getvalue()))) == []
