"""What programs read: the JSON report and the answer of `why`."""

from __future__ import annotations

import io
import json
from importlib.resources import files

import pytest
from jsonschema import Draft202012Validator

from proxylint.report import json as json_report
from proxylint.report import outcome
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
)

SCHEMA = json.loads((files("proxylint.report") / "why.schema.json").read_text("utf-8"))


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
    }


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
    document = at = json.loads(written("squid", SQUID_VERDICT))
    for key in path[:-1]:
        at = at[key]
    at[path[-1]] = value
    assert not Draft202012Validator(SCHEMA).is_valid(document)


def test_one_listener_is_named_by_its_port() -> None:
    cases = json.loads(written("squid", Verdict(SQUID_VERDICT.request, SQUID_VERDICT.cases[:2])))["verdicts"][0][
        "cases"
    ]
    assert [case["listen"] for case in cases] == ["3128", "3128"]


def test_listeners_that_share_a_port_are_named_as_written() -> None:
    cases = json.loads(written("squid", SQUID_VERDICT))["verdicts"][0]["cases"]
    assert [case["listen"] for case in cases] == ["10.1.1.1:3128", "10.1.1.1:3128", "[2001:db8::1]:3128"]
