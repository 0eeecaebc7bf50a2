"""Many dumps at once: one summary of what differs, from as many processes as one likes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.run import proxylint

DIRECT = "Machine: {} (x)\nCurrent WinHTTP proxy settings:\n\n    Direct access (no proxy server).\n\n"
STATIC = (
    "Machine: {} (x)\nCurrent WinHTTP proxy settings:\n\n  Proxy Server(s) :  p.lan:80\n  Bypass List     :  (none)\n\n"
)


@pytest.fixture
def fleet(tmp_path: Path) -> Path:
    for number in range(12):
        text = DIRECT if number % 3 == 0 else STATIC
        (tmp_path / f"srv{number:02}-winhttp.txt").write_text(text.format(f"SRV{number:02}"))
    return tmp_path


def test_a_group_is_told_once_with_its_number_and_the_first_places(fleet: Path) -> None:
    done = proxylint("check", "--group", "--format", "text", str(fleet))
    out = done.out
    assert done.code == 1
    assert "are sent direct on SRV00 and 3 more, which works only with a direct way out." in out
    assert "The same at srv03-winhttp.txt:4:5, srv06-winhttp.txt:4:5 and 1 more place, in 4 files." in out
    assert "Checked 12 files: 4 warnings, 8 notes." in out


def test_concise_and_json_tell_the_number(fleet: Path) -> None:
    out = proxylint("check", "--group", "--format", "concise", str(fleet)).out
    first, second, *_ = out.splitlines()
    assert first.endswith("direct way out. (4 times)")
    assert second.endswith(" (8 times)")
    out = proxylint("check", "--group", "--format", "json", str(fleet)).out
    findings = json.loads(out)["findings"]
    assert [(one["number"], one["in_files"], len(one["places"])) for one in findings] == [(4, 4, 3), (8, 8, 3)]


@pytest.mark.parametrize("format", ["text", "json", "sarif"])
def test_several_processes_write_the_same_report(fleet: Path, format: str) -> None:
    assert proxylint("check", "-f", format, "-j", "3", str(fleet)) == proxylint("check", "-f", format, str(fleet))


def test_sarif_has_no_groups(fleet: Path) -> None:
    done = proxylint("check", "--group", "--format", "sarif", str(fleet))
    assert (done.code, done.out) == (2, "")
    assert "--group: SARIF has one result for each place" in done.err
