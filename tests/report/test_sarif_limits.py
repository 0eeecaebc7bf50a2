"""A report is never larger than what code scanning takes, and says what it leaves out."""

from __future__ import annotations

import gzip
import io
import json
import random
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest

from proxylint.finding import Finding, Label, Level
from proxylint.report import sarif, sarif_limits
from proxylint.report.report import Report, Unread
from proxylint.report.sarif_limits import MOST_RESULTS, Packed, Size, sizes, worst
from proxylint.text import Source, decode_bytes
from proxylint.verdict import Step
from tests.report.sample import CLEAN, LOGIN, page


def text_of(report: Report) -> str:
    out = io.StringIO()
    sarif.write(report, out, pages=page)
    return out.getvalue()


def run_of(report: Report) -> Any:
    return json.loads(text_of(report))["runs"][0]


def notes(run: Any) -> list[tuple[str, str, str]]:
    told = run["invocations"][0].get("toolExecutionNotifications", [])
    return [(one["descriptor"]["id"], one["level"], one["message"]["text"]) for one in told]


def made(lines: Sequence[str], **changes: Any) -> Report:
    """A finding on each line, an error on every third."""
    source = Source.of("f", "".join(f"{line}\n" for line in lines).encode(), decode_bytes)
    findings, at = [], 0
    for number, line in enumerate(lines):
        level = Level.ERROR if number % 3 == 2 else Level.WARNING
        span = source.span(at, at + len(line))
        findings.append(Finding("MDE101", "endpoint-denied", level, span, "Refused.", **changes))
        at += len(line) + 1
    return replace(CLEAN, findings=findings, sources={"f": source}, checked=["f"])


def test_what_is_tried_in_turn() -> None:
    assert list(sizes(0)) == [Size(0, 1000), Size(0, 100), Size(0, 10), Size(0, 1), Size(0, 0)]
    assert [size.steps for size in sizes(50)] == [1000, 100, 10, 1, *[0] * 7]
    assert [size.steps for size in sizes(250)][:4] == [200, 20, 2, 0]
    assert next(sizes(10_000)) == Size(10_000, 5)
    assert next(sizes(100_000)) == Size(25_000, 2)
    assert [size.results for size in sizes(4)][-4:] == [4, 2, 1, 0]


def test_the_worst_are_kept() -> None:
    findings = made(["a", "b", "c", "d", "e", "f"]).findings
    assert worst(findings, 6) is findings
    assert [finding.span.start for finding in worst(findings, 3)] == [4, 10, 0]


def test_no_more_results_than_an_upload_may_have(monkeypatch: pytest.MonkeyPatch) -> None:
    assert MOST_RESULTS == 25_000
    monkeypatch.setattr(sarif_limits, "MOST_RESULTS", 600)
    run = run_of(made([f"l{number}" for number in range(1100)]))
    assert len(run["results"]) == 600
    lines = [result["locations"][0]["physicalLocation"]["region"]["startLine"] for result in run["results"]]
    assert lines == sorted(lines)
    assert sum(result["level"] == "error" for result in run["results"]) == 366
    said = "500 more findings, none worse than those shown, are left out: there is no more room."
    assert notes(run) == [("cut-report", "warning", said)]


def test_steps_far_from_the_decision_are_left_out() -> None:
    source = Source.of("f", b"x" * 1200, decode_bytes)
    trace = tuple(Step(source.span(at, at + 1), f"step {at}", True) for at in range(1200))
    finding = replace(LOGIN, span=source.span(0, 1), trace=trace, related=())
    run = run_of(replace(CLEAN, findings=[finding], sources={"f": source}))
    (flow,) = run["results"][0]["codeFlows"][0]["threadFlows"]
    assert [step["location"]["message"]["text"] for step in flow["locations"]] == [
        f"step {at}" for at in range(200, 1200)
    ]
    said = "200 steps of evaluations are left out, those farthest from the decisions."
    assert notes(run) == [("cut-report", "note", said)]


def test_related_places_beyond_a_hundred_are_left_out() -> None:
    source = Source.of("f", b"x" * 130, decode_bytes)
    related = tuple(Label(source.span(at, at + 1), f"place {at}") for at in range(130))
    finding = replace(LOGIN, span=source.span(0, 1), trace=(), related=related)
    run = run_of(replace(CLEAN, findings=[finding], sources={"f": source}))
    assert len(run["results"][0]["relatedLocations"]) == 100
    said = "30 related places are left out of the findings that have most of them."
    assert notes(run) == [("cut-report", "note", said)]


def noise(chance: random.Random, length: int) -> str:
    return "".join(chance.choice("abcdefghijklmnopqrstuvwxyz0123456789") for _ in range(length))


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> int:
    """Room for less, so that the test need not make ten megabytes."""
    monkeypatch.setattr(sarif, "MOST_BYTES", 150_000)
    monkeypatch.setattr(sarif, "_NOTES", 10_000)
    return 150_000


def test_what_does_not_fit_is_cut_until_it_does(small: int) -> None:
    chance = random.Random(3)
    report = made([noise(chance, 400) for _ in range(800)])
    text = text_of(report)
    assert len(gzip.compress(text.encode())) <= small
    run = json.loads(text)["runs"][0]
    assert 50 < len(run["results"]) < 800
    assert {result["level"] for result in run["results"]} == {"error"}
    ((name, level, said),) = notes(run)
    assert (name, level) == ("cut-report", "warning")
    assert said.startswith(f"{800 - len(run['results'])} more findings, ")


def test_traces_go_before_findings_do(small: int) -> None:
    chance = random.Random(4)
    report = made([noise(chance, 20) for _ in range(300)])
    source = report.sources["f"]
    findings = [
        replace(one, trace=tuple(Step(source.span(at, at + 1), noise(chance, 30), True) for at in range(20)))
        for one in report.findings
    ]
    text = text_of(replace(report, findings=findings))
    run = json.loads(text)["runs"][0]
    assert len(gzip.compress(text.encode())) <= small
    assert len(run["results"]) == 300
    assert {len(result["codeFlows"][0]["threadFlows"][0]["locations"]) for result in run["results"]} == {1}
    said = "5700 steps of evaluations are left out, those farthest from the decisions."
    assert notes(run) == [("cut-report", "note", said)]


def test_packing_gives_back_what_went_in() -> None:
    chance = random.Random(5)
    texts = [noise(chance, 300) for _ in range(500)]
    packed = Packed(1_000_000)
    assert packed.fill(texts)
    assert "".join(packed.texts()) == "".join(texts)
    assert not Packed(50_000).fill(texts)


def test_thousands_of_unread_files_are_not_told_one_by_one() -> None:
    unread = [Unread(f"f{number}", "it is of no known kind") for number in range(1200)]
    run = run_of(replace(CLEAN, unread=unread))
    assert len(notes(run)) == 1001
    assert notes(run)[-1] == ("unread-file", "warning", "200 more files were not analysed.")


def test_level_one_is_never_better_than_what_an_upload_is_compressed_with() -> None:
    text = text_of(made([f"http_access deny site{number}" for number in range(2000)]))
    packed = Packed(10_000_000)
    packed.fill([text])
    assert packed.size >= len(gzip.compress(text.encode(), 6)) - 18
    assert sarif_limits.compressed(text) >= packed.size - 18
