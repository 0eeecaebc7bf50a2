"""Drawn configurations: what a run reports is what the run without one reports, as the configuration says."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from proxylint.cli.check import verdict
from proxylint.finding import Finding, Level
from proxylint.linting import check
from proxylint.records import replace
from proxylint.report.report import Report
from proxylint.settings.by_folder import ByFolder

SQUID = "http_port 3128\nacl a dstdomain .a.example\nhttp_access permit all\nhttp_access deny all\n"
FILES = {
    "squid.conf": SQUID,
    "lab/squid.conf": SQUID,
    "lab/deep/wpad.dat": "function FindProxyForURL(url, host) { return 'PROXY p:1; DIRECT'; }\n",
    "broken/squid.conf": "http_acces\n",
}
MEANT = {
    "*": set(FILES),
    "lab/": {"lab/squid.conf", "lab/deep/wpad.dat"},
    "/squid.conf": {"squid.conf"},
    "squid.conf": {"squid.conf", "lab/squid.conf", "broken/squid.conf"},
    "lab/*": {"lab/squid.conf", "lab/deep/wpad.dat"},
    "**/wpad.dat": {"lab/deep/wpad.dat"},
    "none/": set(),
}
"""The files that each pattern means."""

STARTS = st.sampled_from(["M", "MDE", "MDE1", "MDE101", "MDE4", "MDE401", "SQD", "SQD101", "CFG002", "PAC", "P"])
LISTS = st.lists(STARTS, unique=True, max_size=4)
TABLES = st.fixed_dictionaries(
    {},
    optional={
        "select": LISTS,
        "ignore": LISTS,
        "severity": st.dictionaries(STARTS, st.sampled_from([level.value for level in Level]), max_size=3),
        "per-file-ignores": st.dictionaries(st.sampled_from(sorted(MEANT)), LISTS, max_size=3),
        "fail-on": st.sampled_from([level.value for level in Level]),
    },
)


@pytest.fixture(scope="module")
def repo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("repo")
    (root / ".git").mkdir()
    for name, text in FILES.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text)
    return root


@pytest.fixture(scope="module")
def bare(repo: Path) -> Report:
    return check([str(repo)], ByFolder(isolated=True))


def written(table: Mapping[str, Any]) -> str:
    """TOML; JSON's lists and strings are TOML's."""
    lines = [f"{key} = {json.dumps(value)}" for key, value in table.items() if not isinstance(value, dict)]
    for key, value in table.items():
        if isinstance(value, dict):
            lines += [f"[{key}]", *(f"{json.dumps(name)} = {json.dumps(one)}" for name, one in value.items())]
    return "\n".join(lines) + "\n"


def expected(finding: Finding, table: Mapping[str, Any]) -> Finding | None:
    """By walking from the whole code to its first letter."""
    if finding.code == "CFG001":
        return finding
    starts = [finding.code[:end] for end in range(len(finding.code), 0, -1)]
    select, ignore = table.get("select", []), table.get("ignore", [])
    said = next((start not in ignore for start in starts if start in ignore or start in select), not select)
    patterns = [pattern for pattern in table.get("per-file-ignores", {}) if finding.span.file in MEANT[pattern]]
    if not said or any(start in table["per-file-ignores"][pattern] for pattern in patterns for start in starts):
        return None
    level = next((table["severity"][start] for start in starts if start in table.get("severity", {})), finding.level)
    return replace(finding, level=Level(level))


@settings(max_examples=60)
@given(TABLES)
def test_a_run_is_what_its_configuration_says(repo: Path, bare: Report, table: dict[str, Any]) -> None:
    (repo / "proxylint.toml").write_text(written(table))
    report = check([str(repo)], ByFolder())
    assert report.findings == [one for one in (expected(found, table) for found in bare.findings) if one is not None]
    assert (report.count, report.checked) == (bare.count, bare.checked)
    assert report.fail_on == Level(table.get("fail-on", "warning"))
    assert verdict(report, exit_zero=True) == verdict(report, exit_zero=False) == 2  # broken/squid.conf


def test_the_bare_run_has_findings_of_every_family(bare: Report) -> None:
    assert {finding.code[:3] for finding in bare.findings} == {"CFG", "MDE", "PAC", "SQD"}
    assert {finding.level for finding in bare.findings} == set(Level)
