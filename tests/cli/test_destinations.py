"""`--format` and `--output`, several of them: which report goes where."""

from __future__ import annotations

import json
import os
from pathlib import Path
from xml.etree import ElementTree

import pytest

from proxylint.cli.app import app
from proxylint.cli.destinations import Destination, destinations
from proxylint.cli.ordered import order
from proxylint.cli.writers import WRITERS
from proxylint.errors import UsageError
from tests.cli.run import proxylint

BAD = "http_port 3128\nhttp_access deny all\n"


@pytest.fixture
def repo(tmp_path: Path) -> Path:
    (tmp_path / ".git").mkdir()
    (tmp_path / "squid.conf").write_text(BAD)
    return tmp_path


def given(*arguments: str) -> tuple[Destination, ...]:
    """As the command line reads them: names of options and their values in order."""
    import typer

    command = typer.main.get_command(app).commands["check"]  # type: ignore[attr-defined]
    context = command.make_context("check", list(arguments))
    return destinations(order(context), context.params["format"] or (), context.params["output"] or ())


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        ((), [("text", None)]),
        (("-o", "x"), [("text", "x")]),
        (("-f", "sarif"), [("sarif", None)]),
        (("-o", "-"), [("text", None)]),
        (("-f", "sarif", "-o", "-", "-f", "json", "-o", "x"), [("sarif", None), ("json", "x")]),
        (("-o", "x", "-f", "sarif"), [("sarif", "x")]),
        (("-fsarif", "-ox"), [("sarif", "x")]),
        (("--format=sarif", "--output=x"), [("sarif", "x")]),
        (("-f", "sarif", "-o", "a", "--format=text"), [("sarif", "a"), ("text", None)]),
        (("-f", "text", "-f", "sarif", "-o", "a"), [("text", None), ("sarif", "a")]),
        (("-fsarif", "p", "--output", "a", "q", "-f", "junit", "-o=b"), [("sarif", "a"), ("junit", "=b")]),
        (("-f", "-o", "-o", "-f"), [("-o", "-f")]),
        (("--cloud", "-o", "-f", "json", "--kind", "--format"), [("json", None)]),
        (("-f", "json", "--", "-o", "x"), [("json", None)]),
        (("-f", "json", "-o", "1", "-f", "json", "-o", "2"), [("json", "1"), ("json", "2")]),
    ],
)
def test_pairs(arguments: tuple[str, ...], expected: list[tuple[str, str | None]]) -> None:
    assert given(*arguments) == tuple(Destination(*one) for one in expected)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("-f", "text", "-f", "json"), "--format text and json: only one can go to standard output"),
        (("-f", "text", "-o", "-", "-f", "json", "-o", "-"), "--format text and json: only one can go"),
        (("-f", "json", "-o", "-", "-o", "b"), "--output 'b': '-' gets that report"),
        (("-f", "text", "-f", "json", "-o", "a", "-f", "junit"), "--format text and junit: only one can go"),
        (("-o", "a", "-o", "b"), "--output 'a': with several of them"),
        (("-o", "a", "-f", "json", "-f", "text"), "--output 'a': with several of them"),
        (("-f", "json", "-o", "a", "-o", "b"), "--output 'b': 'a' gets that report"),
        (("-f", "json", "-o", "a", "-f", "text", "-o", "./a"), "--output './a': two reports"),
    ],
)
def test_what_is_not_clear(arguments: tuple[str, ...], said: str) -> None:
    with pytest.raises(UsageError, match=f"^{said}"):
        given(*arguments)


def test_a_link_is_the_file_it_leads_to(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    os.symlink("a", "b")
    with pytest.raises(UsageError):
        given("-f", "json", "-o", "a", "-f", "text", "-o", "b")


def test_all_formats_in_one_run(repo: Path) -> None:
    options = [part for name in WRITERS if name != "text" for part in ("-f", name, "-o", f"{name}.out")]
    run = proxylint("squid.conf", *options, "--format", "text", cwd=repo)
    assert (run.code, run.err) == (1, "")
    assert run.out == proxylint("squid.conf", cwd=repo).out
    assert {name for name in WRITERS if (repo / f"{name}.out").exists()} == set(WRITERS) - {"text"}
    for name in ("json", "sarif", "gitlab", "rdjson"):
        json.loads((repo / f"{name}.out").read_text())
    ElementTree.parse(repo / "junit.out")
    for name in ("github", "markdown", "concise"):
        assert "MDE101" in (repo / f"{name}.out").read_text()
    assert sorted(path.name for path in repo.iterdir()) == sorted(
        [".git", "squid.conf", *(f"{name}.out" for name in WRITERS if name != "text")]
    )


def test_files_are_written_though_nobody_reads_on(repo: Path) -> None:
    import subprocess
    import sys

    from tests.cli.run import PATHS

    line = f"{sys.executable} -m proxylint -f text -f json -o report.json squid.conf | true"
    subprocess.run(["sh", "-c", line], cwd=repo, env={**os.environ, "PYTHONPATH": PATHS}, check=False)
    assert json.loads((repo / "report.json").read_text())["version"] == 1


def test_a_file_is_whole_or_not_there(repo: Path) -> None:
    run = proxylint("squid.conf", "-f", "json", "-o", "a.json", "-f", "junit", "-o", "none/b.xml", cwd=repo)
    assert (run.code, run.out) == (2, "")
    assert run.err == "proxylint: 'none/b.xml' cannot be written: No such file or directory\n"
    assert json.loads((repo / "a.json").read_text())["version"] == 1


def test_a_device_stays_a_device(repo: Path) -> None:
    os.mkfifo(repo / "pipe")
    reader = os.open(repo / "pipe", os.O_RDONLY | os.O_NONBLOCK)
    try:
        assert proxylint("squid.conf", "-f", "concise", "-o", "pipe", cwd=repo).code == 1
        assert os.read(reader, 65_536).startswith(b"squid.conf:2:1: error MDE101")
    finally:
        os.close(reader)
    assert (repo / "pipe").is_fifo()


def test_a_link_stays_a_link(repo: Path) -> None:
    (repo / "there").mkdir()
    os.symlink("there/report", repo / "report")
    assert proxylint("squid.conf", "-o", "report", cwd=repo).code == 1
    assert (repo / "report").is_symlink()
    assert "MDE101" in (repo / "there" / "report").read_text()


def test_the_help_names_every_format() -> None:
    assert f"Formats: {', '.join(WRITERS)}." in " ".join(proxylint("check", "--help").out.split())


@pytest.mark.parametrize("name", WRITERS)
def test_findings_that_say_the_same(repo: Path, name: str) -> None:
    for number in range(3):
        (repo / f"squid{number}.conf").write_text(BAD)
    run = proxylint("--group", "-f", name, cwd=repo)
    if name == "sarif":
        assert (run.code, run.out) == (2, "")
        assert run.err == "proxylint: --group: SARIF has one result for each place; choose another --format\n"
    else:
        assert (run.code, run.err) == (1, "")
        assert run.out.count("18 more URLs are denied") <= 2
        assert "more place" in run.out or "(4 times)" in run.out or '"number": 4' in run.out


@pytest.mark.parametrize("command", [("rules",), ("check", "-f", "json")])
def test_a_dash_is_standard_output(repo: Path, command: tuple[str, ...]) -> None:
    run = proxylint(*command, "-o", "-", cwd=repo)
    assert run == proxylint(*command, cwd=repo)
    assert run.out
    assert sorted(entry.name for entry in repo.iterdir()) == [".git", "squid.conf"]
