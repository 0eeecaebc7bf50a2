"""What programs are promised: the JSON of real runs keeps the schemas that are shipped."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.run import ROOT, proxylint
from tests.report.test_programs import MATRICES, REPORTS

EXAMPLES = ROOT / "examples"
CLIENTS = """
[[clients]]
name = "Zürich | offices"
network = "10.20.0.0/16"
kind = "workstation"
user = true
"""


@pytest.mark.parametrize("options", [(), ("--group",), ("--connectivity", "both", "--geography", "eu")])
def test_check(options: tuple[str, ...]) -> None:
    run = proxylint("check", "before", "-f", "json", *options, cwd=EXAMPLES)
    document = json.loads(run.out)
    assert list(REPORTS.iter_errors(document)) == []
    assert (run.code, len(document["findings"]) > 5) == (1, True)


def test_check_of_what_cannot_be_analysed(tmp_path: Path) -> None:
    (tmp_path / "x.bin").write_bytes(b"\0\1\2")
    run = proxylint("check", "x.bin", "-f", "json", cwd=tmp_path)
    document = json.loads(run.out)
    assert list(REPORTS.iter_errors(document)) == []
    assert (run.code, [one["path"] for one in document["unread"]]) == (2, ["x.bin"])


@pytest.mark.parametrize("clients", [False, True])
def test_verdicts(tmp_path: Path, clients: bool) -> None:
    (tmp_path / "clients.toml").write_text(CLIENTS, encoding="utf-8")
    options = ("--clients", str(tmp_path / "clients.toml")) if clients else ()
    run = proxylint("verdicts", "before", "-f", "json", *options, cwd=EXAMPLES)
    document = json.loads(run.out)
    assert list(MATRICES.iter_errors(document)) == []
    assert len(document["verdicts"]) > 50
    assert all(("clients" in verdict) == clients for verdict in document["verdicts"])


@pytest.mark.parametrize(
    "change",
    [{"version": 2}, {"more": 1}, {"verdicts": [{}]}, {"verdicts": [{"file": "a"}]}],
)
def test_the_schema_of_verdicts_is_strict(change: dict[str, object]) -> None:
    run = proxylint("verdicts", "before/winhttp-server.txt", "-f", "json", cwd=EXAMPLES)
    assert not MATRICES.is_valid({**json.loads(run.out), **change})
