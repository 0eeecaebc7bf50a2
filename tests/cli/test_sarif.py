"""SARIF as the program writes it: one run, whole, and the same bytes each time."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from tests.cli.run import ROOT, proxylint

DENYING = "http_port 3128\nhttp_access deny all\n"


@pytest.fixture
def repo(tmp_path: Path) -> Path:
    (tmp_path / ".git").mkdir()
    (tmp_path / "squid.conf").write_text(DENYING)
    return tmp_path


def run_of(text: str) -> Any:
    log = json.loads(text)
    assert list(log) == ["version", "$schema", "runs"]
    (run,) = log["runs"]
    assert list(run)[-1] == "results"
    return run


def lint(repo: Path, *arguments: str) -> Any:
    return run_of(proxylint("check", "-f", "sarif", *arguments, cwd=repo).out)


def test_one_result_for_each_rule_file_and_line() -> None:
    """GitHub knows an alert by these; whether it merges or doubles equal ones nobody can rely on."""
    run = lint(ROOT / "examples" / "before", ".")
    places = [(result["ruleId"], result["locations"][0]["physicalLocation"]) for result in run["results"]]
    keys = Counter((code, place["artifactLocation"]["uri"], place["region"]["startLine"]) for code, place in places)
    assert len(keys) > 5 and set(keys.values()) == {1}
    for _, place in places:
        assert place["region"]["startLine"] == place["region"]["endLine"]


def test_what_the_run_ended_with(repo: Path) -> None:
    assert lint(repo)["invocations"] == [
        {"executionSuccessful": True, "exitCode": 1, "exitCodeDescription": "Findings."}
    ]
    (forgiven,) = lint(repo, "--exit-zero")["invocations"]
    assert (forgiven["executionSuccessful"], forgiven["exitCode"]) == (True, 0)


def test_a_file_that_cannot_be_read_is_a_result_and_a_warning(repo: Path) -> None:
    (repo / "squid.conf").write_bytes(b"\0\1\2")
    run = lint(repo, "squid.conf", "--kind", "winhttp")
    assert [(one["ruleId"], one["level"]) for one in run["results"]] == [("CFG001", "error")]
    (invocation,) = run["invocations"]
    assert (invocation["executionSuccessful"], invocation["exitCode"]) == (True, 2)
    (told,) = invocation["toolExecutionNotifications"]
    assert (told["level"], told["descriptor"]["id"]) == ("warning", "unread-file")


def test_a_file_that_its_program_refuses_is_told_too(repo: Path) -> None:
    (repo / "squid.conf").write_text("no_such_directive on\n")
    run = lint(repo)
    (told,) = run["invocations"][0]["toolExecutionNotifications"]
    assert (told["level"], told["descriptor"]["id"]) == ("warning", "unread-file")
    assert told["message"]["text"] == run["results"][0]["message"]["text"].split("\n")[0]


def test_lines_that_were_not_understood_are_told_once_for_each_file(repo: Path) -> None:
    (repo / "squid.conf").write_text(f"http_access permit all\nhttp_access grant all\n{DENYING}")
    run = lint(repo)
    assert [one["ruleId"] for one in run["results"]].count("CFG002") == 2
    (told,) = run["invocations"][0]["toolExecutionNotifications"]
    assert (told["level"], told["descriptor"]["id"]) == ("warning", "unread-lines")
    assert told["message"]["text"] == "2 lines were not understood in 'squid.conf'; the rest was analysed."


def test_a_broken_configuration_is_no_report(repo: Path) -> None:
    (repo / "proxylint.toml").write_text("no = such\n")
    done = proxylint("check", "-f", "sarif", cwd=repo)
    assert (done.code, done.out) == (2, "")


def test_category(repo: Path) -> None:
    assert "automationDetails" not in lint(repo)
    assert lint(repo, "--sarif-category", "edge")["automationDetails"] == {"id": "edge/"}


def test_suppressions_on_request(repo: Path) -> None:
    comment = "# proxylint: ignore[MDE101] we have no Defender"
    (repo / "squid.conf").write_text(f"http_port 3128\n{comment}\nhttp_access deny all\n")
    assert "suppressions" not in json.dumps(lint(repo)["results"])
    results = lint(repo, "--sarif-suppressions")["results"]
    told = {result["ruleId"]: result["suppressions"] for result in results}
    (hidden,) = told["MDE101"]
    assert (hidden["kind"], hidden["status"], hidden["justification"]) == (
        "inSource",
        "accepted",
        "we have no Defender",
    )
    assert hidden["location"]["physicalLocation"]["region"]["startLine"] == 2
    assert [suppressions for code, suppressions in told.items() if code != "MDE101"] == [[]] * (len(told) - 1)


def test_same_bytes_twice(repo: Path) -> None:
    first, second = (
        proxylint("check", "-f", "sarif", ".", cwd=ROOT / "examples" / "before", env={"PYTHONHASHSEED": seed}).out
        for seed in ("1", "2")
    )
    assert first == second != ""
