"""Suppressions in every kind of file that has comments, as a user runs them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.run import proxylint

KEY = "HKEY_LOCAL_MACHINE\\SOFTWARE\\Policies\\Microsoft\\Windows Defender"
EXPORT = f"Windows Registry Editor Version 5.00\r\n\r\n[{KEY}]\r\n"


def tally(folder: Path, *arguments: str, stdin: bytes = b"") -> str:
    run = proxylint("check", "-f", "concise", *arguments, cwd=folder, stdin=stdin)
    (line,) = (line for line in run.out.splitlines() if line.startswith("Checked"))
    return line.partition(". ")[0]


@pytest.mark.parametrize(
    ("name", "text", "bare"),
    [
        (
            "squid.conf",
            "http_port 3128\nhttp_access deny all # proxylint: ignore[endpoint-denied] tests\n",
            ("1 error", 1),
        ),
        (
            "a.pac",
            "function FindProxyForURL(url, host) {\n  // proxylint: ignore[MDE401] tests\n  return 'DIRECT';\n}\n",
            ("1 warning", 1),
        ),
        (
            "mde-proxy.reg",
            EXPORT + '; proxylint: ignore[WIN101, MDE501] tests\r\n"ProxyServer"="user:secret@px.corp.example:80"\r\n',
            ("1 error, 3 warnings", 4),
        ),
        (
            "mdatp.service",
            "[Service]\n# proxylint: ignore[LNX106, undecided] tests\nEnvironment=https_proxy=http://127.0.0.1:80/\n",
            ("2 warnings", 2),
        ),
        (
            "etc/environment",
            "https_proxy=http://px:80/ # proxylint: ignore[LNX201, MDE501] tests\n",
            ("1 warning, 1 note", 2),
        ),
    ],
)
def test_every_kind_that_has_comments(tmp_path: Path, name: str, text: str, bare: tuple[str, int]) -> None:
    (tmp_path / ".git").mkdir()
    path = tmp_path / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, newline="")
    found, number = bare
    assert tally(tmp_path, "--no-suppressions") == f"Checked 1 file: {found}"
    assert tally(tmp_path) == f"Checked 1 file: no findings ({number} suppressed)"
    assert tally(tmp_path, "--stdin-filename", name, stdin=text.encode()) == tally(tmp_path)


def test_a_reason_may_be_required(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / "proxylint.toml").write_text("require-reason = true\n")
    text = "http_port 3128\nacl a dstdomain .a.example # proxylint: ignore[SQD101]\nhttp_access allow all\n"
    (tmp_path / "squid.conf").write_text(text)
    assert tally(tmp_path) == "Checked 1 file: 1 warning (1 suppressed)"
    assert tally(tmp_path, "--isolated") == "Checked 1 file: no findings (1 suppressed)"


def test_what_is_hidden_is_told_in_the_report_for_programs(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    text = "http_port 3128\nacl a dstdomain .a.example # proxylint: ignore[SQD101] until May\nhttp_access allow all\n"
    (tmp_path / "squid.conf").write_text(text)
    report = json.loads(proxylint("check", "-f", "json", cwd=tmp_path).out)
    assert report["findings"] == []
    (one,) = report["suppressed"]
    place = {"path": "squid.conf", "line": 2, "column": 30, "end_line": 2, "end_column": 65}
    assert one["suppression"] == {**place, "reason": "until May"}
    assert (one["code"], one["line"], one["column"]) == ("SQD101", 2, 1)
