"""What programs read: the JSON report and the answer of `why`."""

from __future__ import annotations

import io
import json
from dataclasses import replace
from importlib.resources import files
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from proxylint import endings
from proxylint.endings import flatten
from proxylint.report import json as json_report
from proxylint.report import outcome
from proxylint.report.report import Compared, Group, Report, Suppressed
from proxylint.verdict import Verdict
from tests.report.golden import check_golden
from tests.report.sample import (
    CLEAN,
    DUMP_VERDICT,
    NO_PORT_VERDICT,
    REFUSED_VERDICT,
    REPORT,
    SOURCES,
    SQUID_VERDICT,
    at,
)


def schema(name: str) -> Draft202012Validator:
    document = json.loads((files("proxylint.report") / f"{name}.schema.json").read_text("utf-8"))
    Draft202012Validator.check_schema(document)
    return Draft202012Validator(document)


SCHEMA = json.loads((files("proxylint.report") / "why.schema.json").read_text("utf-8"))
REPORTS = schema("report")
MATRICES = schema("matrix")


def written(kind: str, *verdicts: Verdict) -> str:
    out = io.StringIO()
    urls = [verdict.request.url for verdict in verdicts]
    outcome.write_json("branch/squid.conf", kind, urls, verdicts, SOURCES, out, catalogue="2026-08-01")
    return out.getvalue()


def test_report(request: pytest.FixtureRequest) -> None:
    out = io.StringIO()
    json_report.write(REPORT, out)
    json.loads(out.getvalue())
    check_golden("report.json", out.getvalue(), request.config)


def test_clean_report() -> None:
    out = io.StringIO()
    json_report.write(CLEAN, out)
    assert json.loads(out.getvalue()) == {
        "version": 1,
        "tool": {"name": "proxylint", "version": "0.1.0"},
        "profile": "commercial cloud, streamlined connectivity, windows",
        "catalogue": "2026-08-01",
        "notes": [],
        "files": ["branch/squid.conf"],
        "unread": [],
        "count": {"proved": 52, "fail": 0, "undecided": 0},
        "findings": [],
        "suppressed": [],
        "in_baseline": 0,
    }


LOGIN, DIRECT = REPORT.findings
SUPPRESSED = Suppressed(LOGIN, at("branch/squid.conf", "# Zürich: the proxy".encode().decode("latin-1")), "asked for")
REPORT_SAMPLES = {
    "plain": REPORT,
    "clean": CLEAN,
    "groups": replace(REPORT, groups=[Group(one, (one.span, SUPPRESSED.span), 5, 3) for one in REPORT.findings]),
    "suppressed": replace(REPORT, findings=[DIRECT], suppressed=[SUPPRESSED], compared=Compared(4, {}, {})),
    "notes": replace(CLEAN, notes=["The catalogue is old."]),
}


def report_json(report: Report) -> Any:
    out = io.StringIO()
    json_report.write(report, out)
    return json.loads(out.getvalue())


@pytest.mark.parametrize("name", REPORT_SAMPLES)
def test_reports_keep_their_schema(name: str) -> None:
    assert list(REPORTS.iter_errors(report_json(REPORT_SAMPLES[name]))) == []


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("version",), 2),
        (("more",), 1),
        (("tool", "name"), "other"),
        (("count", "proved"), -1),
        (("unread", 0, "reason"), ""),
        (("findings", 0, "code"), "E1"),
        (("findings", 0, "level"), "fatal"),
        (("findings", 0, "line"), 0),
        (("findings", 0, "number"), 2),
        (("findings", 0, "more"), 2),
        (("findings", 0, "fingerprint"), "x"),
        (("findings", 0, "trace", 0, "path"), None),
        (("findings", 0, "trace", 0, "more"), None),
        (("findings", 0, "related", 0, "text"), ""),
        (("findings", 0, "affected", 0, "urls"), "https://a/"),
        (("suppressed", 0, "suppression", "line"), 0),
        (("suppressed", 0, "suppression", "more"), 0),
        (("suppressed", 0, "more"), 0),
    ],
)
def test_the_schema_of_reports_is_strict(path: tuple[str | int, ...], value: object) -> None:
    document = report_json(replace(REPORT, suppressed=[SUPPRESSED]))
    assert REPORTS.is_valid(document)
    changed(document, path, value)
    assert not REPORTS.is_valid(document)


def changed(document: Any, path: tuple[str | int, ...], value: object) -> None:
    for key in path[:-1]:
        document = document[key]
    document[path[-1]] = value


def test_traces_of_very_many_findings_are_cut_far_from_the_decision(monkeypatch: pytest.MonkeyPatch) -> None:
    """Those of one file; a finding elsewhere keeps its own."""
    long = next(finding for finding in REPORT.findings if len(finding.trace) > 1)
    steps = len(list(flatten(long.trace)))
    monkeypatch.setattr(endings, "MOST_STEPS", steps)
    elsewhere = replace(long, span=at("proxy.pac", "shExpMatch"))
    document = report_json(replace(REPORT, findings=[long] * steps + [elsewhere]))
    assert list(REPORTS.iter_errors(document)) == []
    *cut, whole = document["findings"]
    assert "trace_cut" not in whole
    last = [row for row in whole["trace"] if row["depth"] == 0][-1]
    assert [(one["trace"], one["trace_cut"]) for one in cut] == [([last], True)] * steps


def test_traces_of_very_many_cases_are_cut_far_from_the_decision(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = json.loads(written("squid", SQUID_VERDICT))["verdicts"][0]["cases"]
    monkeypatch.setattr(endings, "MOST_STEPS", 2 * len(whole))
    document = json.loads(written("squid", SQUID_VERDICT))
    assert list(Draft202012Validator(SCHEMA).iter_errors(document)) == []
    cut = document["verdicts"][0]["cases"]
    assert not any("trace_cut" in case for case in whole)
    assert any("trace_cut" in case for case in cut)
    for mine, all_of_it in zip(cut, whole, strict=True):
        assert "trace_cut" in mine or mine["trace"] == all_of_it["trace"]
        assert all(step in all_of_it["trace"] for step in mine["trace"])


def test_json_speaks_to_no_machine() -> None:
    texts = ["##[error]x", "##vso[a]", "##VSO[a]", "## [a]", "###[", "[##]"]
    assert json_report.encode(texts) == (
        '["##\\u005berror]x", "##vso\\u005ba]", "##VSO\\u005ba]", "## [a]", "###\\u005b", "[##]"]'
    )
    assert json.loads(json_report.encode(texts)) == texts


def test_why(request: pytest.FixtureRequest) -> None:
    check_golden("why.json", written("squid", SQUID_VERDICT, REFUSED_VERDICT, NO_PORT_VERDICT), request.config)


def test_why_of_a_dump() -> None:
    assert json.loads(written("winhttp", DUMP_VERDICT))["verdicts"] == [
        {
            "url": "https://unitedstates.cp.wd.microsoft.com/",
            "cases": [
                {
                    "when": [],
                    "listen": None,
                    "host": "unitedstates.cp.wd.microsoft.com",
                    "record": {"index": 1, "host": "SRV01", "store": "winhttp", "current": False},
                    "access": "silent",
                    "tls": "silent",
                    "route": ["proxy [2001:db8::1]:8080", "direct"],
                    "failure": None,
                    "reason": None,
                    "decided_by": {"access": None, "tls": None, "route": {"path": "proxy.pac", "line": 2}},
                    "trace": [],
                }
            ],
        }
    ]


def test_why_keeps_its_schema() -> None:
    Draft202012Validator.check_schema(SCHEMA)
    validator = Draft202012Validator(SCHEMA)
    for kind, verdicts in (("squid", (SQUID_VERDICT, REFUSED_VERDICT, NO_PORT_VERDICT)), ("winhttp", (DUMP_VERDICT,))):
        assert list(validator.iter_errors(json.loads(written(kind, *verdicts)))) == []


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("version",), 2),
        (("kind",), "haproxy"),
        (("verdicts", 0, "more"), 1),
        (("verdicts", 0, "cases", 0, "access"), "403"),
        (("verdicts", 0, "cases", 0, "tls"), None),
        (("verdicts", 0, "cases", 0, "listen"), 3128),
        (("verdicts", 0, "cases", 0, "route"), ["DIRECT"]),
        (("verdicts", 0, "cases", 0, "decided_by", "tls"), {"path": "x", "line": 0}),
        (("verdicts", 0, "cases", 0, "trace", 0, "held"), True),
    ],
)
def test_the_schema_is_strict(path: tuple[str | int, ...], value: object) -> None:
    document = json.loads(written("squid", SQUID_VERDICT))
    changed(document, path, value)
    assert not Draft202012Validator(SCHEMA).is_valid(document)


def test_one_listener_is_named_by_its_port() -> None:
    cases = json.loads(written("squid", Verdict(SQUID_VERDICT.request, SQUID_VERDICT.cases[:2])))["verdicts"][0][
        "cases"
    ]
    assert [case["listen"] for case in cases] == ["3128", "3128"]


def test_listeners_that_share_a_port_are_named_as_written() -> None:
    cases = json.loads(written("squid", SQUID_VERDICT))["verdicts"][0]["cases"]
    assert [case["listen"] for case in cases] == ["10.1.1.1:3128", "10.1.1.1:3128", "[2001:db8::1]:3128"]
