"""No text of a linted file, and no name of one, reaches who reads the output: every command, every format."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import sys
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import pytest

from proxylint.cli.run import run
from proxylint.cli.writers import WRITERS
from tests.report.attacks import ATTACKS, lay
from tests.report.rendering import markup, rows
from tests.report.runner import commands

FORBIDDEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
OURS = "\u200b"
"""What we write ourselves into Markdown, so that no name becomes a mention."""
URLS = ("https://a.endpoint.security.microsoft.com/", "https://go.microsoft.com/")


DIRECT = b"\r\nCurrent WinHTTP proxy settings:\r\n\r\n    Direct access (no proxy server).\r\n"


@pytest.fixture(params=ATTACKS)
def attack(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    (tmp_path / "here" / ".git").mkdir(parents=True)
    monkeypatch.chdir(tmp_path / "here")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1796000000")
    name: str = request.param
    return name


class Stream(io.TextIOWrapper):
    """Standard output and error of a runner: bytes."""

    def __init__(self) -> None:
        super().__init__(io.BytesIO(), encoding="utf-8", errors="strict", newline="\n")

    @property
    def bytes(self) -> bytes:
        self.flush()
        assert isinstance(self.buffer, io.BytesIO)
        return self.buffer.getvalue()


def said(monkeypatch: pytest.MonkeyPatch, *arguments: str) -> str:
    """Standard output of a run. Both streams are looked at as the terminal and the runner see them."""
    out, err = Stream(), Stream()
    with monkeypatch.context() as patch:
        patch.setattr(sys, "stdout", out)
        patch.setattr(sys, "stderr", err)
        code = run(arguments)
    assert code in (0, 1, 2), err.bytes.decode()
    for stream in (out, err):
        harmless(stream.bytes, "markdown" if "markdown" in arguments else "text")
    assert "Traceback" not in err.bytes.decode()
    return out.bytes.decode()


def harmless(printed: bytes, format: str) -> None:
    text = re.sub(r"\x1b\[[0-9;]*m", "", printed.decode("utf-8", "strict"))
    allowed = "\n" + (OURS if format == "markdown" else "")
    assert {char for char in {*text} - {*allowed} if unicodedata.category(char) in FORBIDDEN} == set()
    executed = {command.name for command in commands(text)}
    assert executed <= ({"error", "warning", "notice"} if format == "github" else set())


def files() -> list[str]:
    return sorted(os.fsdecode(name) for name in os.listdir(b".") if name != b".git")


def test_check(attack: str, monkeypatch: pytest.MonkeyPatch) -> None:
    lay(Path(), attack)
    options = [part for name in CONSUMERS for part in ("-f", name, "-o", f"../{name}.out")]
    assert {*CONSUMERS, "text"} == set(WRITERS)
    said(monkeypatch, "check", *files(), *options, "-f", "text", "--color", "always")
    for name, read in CONSUMERS.items():
        written = Path(f"../{name}.out").read_bytes()
        harmless(written, name)
        read(written.decode())


def test_a_runner_is_told_what_everybody_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lay(tmp_path, "command")
    monkeypatch.chdir(tmp_path)
    elsewhere = [said(monkeypatch, "check", "-f", name) for name in ("text", "concise")]
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    assert [said(monkeypatch, "check", "-f", name) for name in ("text", "concise")] == elsewhere


def test_why(attack: str, monkeypatch: pytest.MonkeyPatch) -> None:
    lay(Path(), attack)
    for name in files():
        said(monkeypatch, "why", name, *URLS)
        answer = said(monkeypatch, "why", name, URLS[0], "-f", "json")
        assert answer == "" or json.loads(answer)["version"] == 1


def test_verdicts(attack: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Little of a file is shown but its name: those are laid that are judged quickly, and one that is not judged."""
    lay(Path(), attack, ("{}-winhttp.txt", "mdatp_managed-{}.json", "{}squid.conf"))
    said(monkeypatch, "verdicts")
    for name, read in TABLES.items():
        read(said(monkeypatch, "verdicts", "-f", name))


def test_against(attack: str, monkeypatch: pytest.MonkeyPatch) -> None:
    lay(Path(), attack, ("{}-winhttp.txt", "{}squid.conf"))
    os.mkdir(b"../old")
    for name in os.listdir(b"."):
        if name.endswith(b"-winhttp.txt"):
            Path(os.fsdecode(b"../old/" + name)).write_bytes(DIRECT)
    said(monkeypatch, "verdicts", "--against", "../old")
    for name, read in TABLES.items():
        read(said(monkeypatch, "verdicts", "--against", "../old", "-f", name))


@pytest.mark.parametrize(
    "attack", ["command", "older", "azure", "lines", "unicode-lines", "clear", "c1", "bidi", "no-utf-8"], indirect=True
)
def test_arguments(attack: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A shell makes arguments of file names (`proxylint *`)."""
    word = os.fsdecode(ATTACKS[attack].replace(b"\0", b""))
    Path("squid.conf").write_text("http_port 3128\n")
    for arguments in (
        *(("check", f"--{word}"), ("check", f"-f{word}"), ("check", f"-{word}"), ("check", word), ("explain", word)),
        *(("why", word, word), ("why", "squid.conf", word), ("why", "squid.conf", URLS[0], word), ("verdicts", word)),
        *(("check", "--kind", word), ("check", "--endpoints", word), ("verdicts", "--against", word), (word,)),
        *(("check", "--path-map", word), ("why", "squid.conf", URLS[0], "--now", word), ("rules", word)),
        ("check", "-f", "text", "-o", word + "/x", "-f", "json", "-o", word + "/x"),
    ):
        said(monkeypatch, *arguments)


OVERLAY = """\
extends = "builtin"
catalogue = {0}
[service.consolidated]
title = {0}
consequence = {0}
"""
CLIENTS = """\
[[clients]]
name = {0}
network = "10.0.0.0/8"
kind = "server"
user = false
"""


@pytest.mark.parametrize(
    "name", [name for name, words in ATTACKS.items() if words.isascii() and words.decode().isprintable()]
)
def test_what_a_configuration_says(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A pull request may bring its own configuration and catalogue along."""
    monkeypatch.chdir(tmp_path)
    text = json.dumps(ATTACKS[name].decode())
    Path("own.toml").write_text(OVERLAY.format(text), encoding="utf-8")
    Path("proxylint.toml").write_text(f'endpoints = "own.toml"\n{CLIENTS.format(text)}', encoding="utf-8")
    Path("squid.conf").write_text("http_port 3128\nhttp_access deny all\n", encoding="utf-8")
    options = [part for name in CONSUMERS for part in ("-f", name, "-o", f"{name}.out")]
    assert "MDE101" in said(monkeypatch, "check", *options, "-f", "text")
    for format, read in CONSUMERS.items():
        harmless(Path(f"{format}.out").read_bytes(), format)
        read(Path(f"{format}.out").read_text("utf-8"))
    for command in (("verdicts",), ("endpoints",), ("check", "--show-settings")):
        assert said(monkeypatch, *command) != ""
    for format, read in TABLES.items():
        read(said(monkeypatch, "verdicts", "-f", format))
        read(said(monkeypatch, "endpoints", "-f", format, "--endpoints", "own.toml"))


def concise(text: str) -> None:
    closing = re.compile(r"Checked \d+ files?: |Profile: |note: ")
    lines = [line for line in text.splitlines() if not closing.match(line)]
    assert all(re.search(r":\d+:\d+: (error|warning|note) [A-Z]{3}\d{3} |: not analysed: ", line) for line in lines)


def sarif(text: str) -> None:
    from jsonschema import Draft7Validator

    document = json.loads(text)
    assert document["version"] == "2.1.0"
    assert list(strings(document))
    assert Draft7Validator({"type": "object", "required": ["runs"]}).is_valid(document)


def strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from strings(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from strings(inner)


def github(text: str) -> None:
    found = commands(text)
    assert found
    for command in found:
        assert {"file", "line", "title"} <= set(command.properties) or command.name == "notice"
        assert all(value.isprintable() for value in command.properties.values())
        assert command.message


def junit(text: str) -> None:
    root = ElementTree.fromstring(text.encode())
    assert {element.tag for element in root.iter()} <= {
        *("testsuites", "testsuite", "testcase", "failure", "error", "system-out"),
    }


def gitlab(text: str) -> None:
    from tests.report.test_gitlab import ISSUES

    ISSUES.validate(json.loads(text))


def rdjson(text: str) -> None:
    from tests.report.test_rdjson import RESULT

    RESULT.validate(json.loads(text))
    for diagnostic in json.loads(text)["diagnostics"]:
        assert markup(diagnostic["message"]) == []


def markdown(text: str) -> None:
    assert markup(text) == []
    assert {len(row) for row in rows(text)} == {4}


def report(text: str) -> None:
    from tests.report.test_programs import REPORTS

    assert list(REPORTS.iter_errors(json.loads(text))) == []


CONSUMERS = {
    "concise": concise,
    "json": report,
    "sarif": sarif,
    "github": github,
    "junit": junit,
    "gitlab": gitlab,
    "rdjson": rdjson,
    "markdown": markdown,
}


def table(text: str) -> None:
    assert markup(text) == []
    assert len({len(row) for row in rows(text)}) <= 1


def sheet(text: str) -> None:
    cells = list(csv.reader(io.StringIO(text)))
    assert len({len(row) for row in cells}) == 1
    assert not [cell for row in cells for cell in row if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]


TABLES = {"json": json.loads, "csv": sheet, "markdown": table}
