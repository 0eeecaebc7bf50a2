"""Microsoft's own validator, with the rules of GitHub Advanced Security, has nothing to say.

It is the npm package `@microsoft/sarif-multitool`; its program is looked for where npm puts it, or named by the
environment variable SARIF_MULTITOOL.
"""

from __future__ import annotations

import io
import os
import re
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from proxylint.report import sarif
from proxylint.report.report import Report
from tests.report.sample import CLEAN, REPORT, page

PROGRAM = Path(
    os.environ.get("SARIF_MULTITOOL")
    or Path(__file__).parents[2] / "node_modules" / "@microsoft" / "sarif-multitool-linux" / "Sarif.Multitool"
)

OFF_BY_DEFAULT = (
    "GH1001.ProvideRequiredLocationProperties",
    "GH1002.InlineThreadFlowLocations",
    "GH1003.ProvideRequiredRegionProperties",
    "GH1005.LocationsMustBeRelativeUrisOrFilePaths",
    "GH1006.ProvideCheckoutPath",
    "GH1007.ProvideFullyFormattedMessageStrings",
)

NOT_FOR_US = (
    "SARIF2002.ProvideMessageArguments",  # GitHub rejects messages by id
    "SARIF2003.ProvideVersionControlProvenance",  # the same input would not give the same bytes
    "SARIF2006.UrisShouldBeReachable",  # asks the network
    "SARIF2013.ProvideEmbeddedFileContent",  # would publish whole configurations
)

pytestmark = [pytest.mark.peer, pytest.mark.skipif(not os.access(PROGRAM, os.X_OK), reason="no SARIF Multitool here")]


def policy() -> str:
    chosen = [*((rule, "Error") for rule in OFF_BY_DEFAULT), *((rule, "Disabled") for rule in NOT_FOR_US)]
    lines = (
        f'<Properties Key="{rule}.Options">'
        f'<Property Key="RuleEnabled" Value="{value}" Type="Driver.RuleEnabledState" /></Properties>'
        for rule, value in chosen
    )
    return '<?xml version="1.0" encoding="utf-8"?>\n<Properties>\n' + "\n".join(lines) + "\n</Properties>\n"


def complaints(report: Report, folder: Path) -> list[str]:
    out = io.StringIO()
    sarif.write(report, out, pages=page)
    (folder / "out.sarif").write_text(out.getvalue(), encoding="utf-8")
    (folder / "policy.xml").write_text(policy(), encoding="utf-8")
    command = [PROGRAM, "validate", "out.sarif", "--rule-kind", "Sarif;Ghas", "--config", "policy.xml"]
    command += ["--level", "Error;Warning;Note", "-o", "report.sarif", "--log", "ForceOverwrite"]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=True)
    assert "Analysis completed successfully." in done.stdout
    return re.findall(r"(?:error|warning|note) (?:SARIF|GH|JSON)\d+.*", done.stdout)


@pytest.mark.parametrize("report", [REPORT, CLEAN], ids=["findings", "clean"])
def test_no_complaint(report: Report, tmp_path: Path) -> None:
    assert complaints(report, tmp_path) == []


def test_it_does_complain(tmp_path: Path) -> None:
    """About a rule without a description, as a proof that the validator runs with the rules that matter."""
    rules = [replace(rule, summary="") for rule in REPORT.rules]
    assert any("GH2012" in complaint for complaint in complaints(replace(REPORT, rules=rules), tmp_path))
