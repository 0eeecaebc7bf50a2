"""A full disk: whatever writes says what it could not write, the exit code is 2, and nothing half-written is left."""

from __future__ import annotations

import json
import os
import resource
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from proxylint.cli.writers import STATISTICS, WRITERS
from tests.cli.run import PATHS, TODAY, python
from tests.security.attacker import CLOSED, URL, repository

WHERE = "small/report"

RUN_ALL = """
import io, json, os, sys
from proxylint.cli.run import run
sink, asked = json.load(sys.stdin)
answers = []
for arguments in asked:
    said = sys.stderr = io.StringIO()
    place = sink
    if sink == "gone":
        out, place = os.pipe()
        os.close(out)
    stream = sys.stdout = open(place, "w")
    code = run(arguments)
    try:
        stream.close()
    except BrokenPipeError:  # typer leaves `--help` as it is until the program ends
        pass
    sys.stdout, sys.stderr = sys.__stdout__, sys.__stderr__
    answers.append([code, said.getvalue(), open("small/report").read(), sorted(os.listdir("small"))])
json.dump(answers, sys.stdout)
"""
"""Each command in turn, with standard output at `sink`, or at a pipe whose reader has gone."""

Answer = tuple[int, str, str, list[str]]
"""The exit code, standard error, and what stands in the small file system: the report, and the names of all files."""


def commands() -> list[list[str]]:
    """Whatever writes a report, in every format."""
    found = [["check", "squid.conf", "-f", name] for name in sorted(WRITERS)]
    found += [["check", "squid.conf", "--statistics", "-f", name] for name in sorted(STATISTICS)]
    found += [["check", "squid.conf", "--group"], ["rules"], ["rules", "-f", "json"], ["explain", "MDE101"]]
    found += [["why", "squid.conf", URL, "-f", name] for name in ("text", "json")]
    for name in ("text", "json", "csv", "markdown"):
        found += [["verdicts", "squid.conf", "-f", name], ["endpoints", "-f", name]]
        found += [["verdicts", "squid.conf", "--against", "squid.conf", "-f", name]]
    return found


def shown() -> list[list[str]]:
    """What goes to standard output alone."""
    return [["check", "--show-settings"], ["--help"], ["check", "--help"], ["--version"], ["--show-completion", "bash"]]


@pytest.fixture
def repo(tmp_path: Path) -> Path:
    folder = repository(tmp_path / "repo", {"squid.conf": CLOSED})
    (folder / "small").mkdir()
    (folder / "small" / "report").write_text("old")
    return folder


def answers(repo: Path, sink: str, asked: list[list[str]]) -> list[Answer]:
    run = python(["-c", RUN_ALL], repo, stdin=json.dumps([sink, asked]).encode())
    assert (run.code, run.err) == (0, "")
    return [(code, err, report, names) for code, err, report, names in json.loads(run.out)]


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="there is no /dev/full here")
def test_standard_output_is_full(repo: Path) -> None:
    said = "proxylint: standard output cannot be written: No space left on device\n"
    asked = [*commands(), *shown()]
    for arguments, answer in zip(asked, answers(repo, "/dev/full", asked), strict=True):
        assert (arguments, *answer) == (arguments, 2, said, "old", ["report"])


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="there is no /dev/full here")
def test_an_output_is_full(repo: Path) -> None:
    said = "proxylint: '/dev/full' cannot be written: No space left on device\n"
    asked = [[*one, "-o", "/dev/full"] for one in commands()]
    asked += [["check", "squid.conf", "--write-baseline", "/dev/full"]]
    for arguments, (code, err, *_) in zip(asked, answers(repo, os.devnull, asked), strict=True):
        assert (arguments, code, err) == (arguments, 2, said)


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can mount a small file system")
@pytest.mark.skipif(shutil.which("unshare") is None, reason="the program unshare is not here")
def test_a_small_file_system(repo: Path) -> None:
    """It has one page, and the old report fills it."""
    asked = [[*one, "-o", WHERE] for one in commands()]
    asked += [["check", "squid.conf", "--write-baseline", "small/new"]]
    asked += [["check", "squid.conf", "-f", "sarif", "-o", "small/a", "-f", "json", "-o", "small/b"]]
    mount = f'mount -t tmpfs -o size=4k none small && printf old > {WHERE} && exec "$0" -c "$1"'
    done = subprocess.run(
        ["unshare", "-m", "sh", "-c", mount, sys.executable, RUN_ALL],
        cwd=repo,
        env={**os.environ, **TODAY, "PYTHONPATH": PATHS},
        input=json.dumps([os.devnull, asked]).encode(),
        capture_output=True,
        check=False,
        timeout=120,
    )
    if b"unshare" in done.stderr or b"mount" in done.stderr:
        pytest.skip(f"nothing can be mounted here: {done.stderr.decode()}")
    assert done.stderr == b""
    outputs = [*[WHERE] * len(commands()), "small/new", "small/a"]
    for arguments, output, answer in zip(asked, outputs, json.loads(done.stdout), strict=True):
        said = f"proxylint: '{output}' cannot be written: No space left on device\n"
        assert [arguments, *answer] == [arguments, 2, said, "old", ["report"]]


def test_a_file_that_may_not_grow(repo: Path) -> None:
    """A file may have 4096 bytes and no more: EFBIG, where a disk would say ENOSPC."""
    (repo / "report.sarif").write_text("old")
    done = subprocess.run(
        [sys.executable, "-m", "proxylint", "squid.conf", "-f", "sarif", "-o", "report.sarif"],
        cwd=repo,
        env={**os.environ, "PYTHONPATH": PATHS, "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096)),
    )
    assert (done.returncode, done.stderr) == (2, b"proxylint: 'report.sarif' cannot be written: File too large\n")
    assert (repo / "report.sarif").read_text() == "old"
    assert sorted(path.name for path in repo.iterdir()) == [".git", "report.sarif", "small", "squid.conf"]


def test_a_reader_that_has_gone(repo: Path) -> None:
    """The exit code is that of what was found, and nothing is said: the reader has what it wanted."""
    asked = [*commands(), *shown(), ["check", "none.conf"], ["check", "squid.conf", "--exit-zero"]]
    for arguments, (code, err, *_) in zip(asked, answers(repo, "gone", asked), strict=True):
        finds = arguments[:2] == ["check", "squid.conf"] and "--exit-zero" not in arguments
        assert (arguments, code, err) == (arguments, 2 if "none.conf" in arguments else int(finds), "")
