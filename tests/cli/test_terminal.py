"""Manners at a terminal: colours, width, progress, pipes that close."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from proxylint.cli.progress import fitted
from proxylint.report.visible import columns
from tests.cli.pty_run import SETTINGS, at_terminal
from tests.cli.run import PATHS, TODAY

ESCAPE = re.compile(r"\x1b\[[0-9;]*m")
CONFIG = "http_port 3128\nacl clients src 10.0.0.0/8\nhttp_access deny all\n"

COMMANDS = (
    ("check", "squid.conf"),
    ("check", "squid.conf", "-f", "json"),
    ("why", "squid.conf", "https://a.endpoint.security.microsoft.com/"),
    ("verdicts", "squid.conf"),
    ("rules",),
    ("explain", "MDE201"),
    ("endpoints",),
    ("check", "--help"),
    ("--version",),
)


@pytest.fixture
def repo(tmp_path: Path) -> Path:
    (tmp_path / ".git").mkdir()
    (tmp_path / "squid.conf").write_text(CONFIG)
    return tmp_path


@pytest.mark.parametrize(
    ("flags", "env", "streams", "colored"),
    [
        ((), {}, ("stdout",), True),
        ((), {}, (), False),
        ((), {}, ("stderr",), False),
        ((), {"NO_COLOR": "1", "FORCE_COLOR": "1"}, ("stdout",), False),
        ((), {"NO_COLOR": ""}, ("stdout",), True),
        ((), {"FORCE_COLOR": "1"}, (), True),
        ((), {"CLICOLOR_FORCE": "1"}, (), True),
        ((), {"TERM": "dumb"}, ("stdout",), False),
        ((), {"TERM": "dumb", "FORCE_COLOR": "1"}, ("stdout",), True),
        (("--color", "always"), {"NO_COLOR": "1"}, (), True),
        (("--color", "never"), {"FORCE_COLOR": "1"}, ("stdout",), False),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else str(value),
)
def test_colours(
    repo: Path, flags: tuple[str, ...], env: dict[str, str], streams: tuple[str, ...], colored: bool
) -> None:
    run = at_terminal("check", "squid.conf", *flags, cwd=repo, env=env, streams=streams)
    assert (run.code, run.err) == (1, "")
    assert bool(ESCAPE.search(run.out)) is colored


def longest(text: str) -> int:
    """Columns of the longest line that could have been broken: neither code, nor one word."""
    lines = (line for line in ESCAPE.sub("", text).splitlines() if " " in line.strip())
    return max(columns(line) for line in lines if not line.startswith((" " * 8, "squid.conf:")))


def test_lines_are_as_wide_as_the_terminal(repo: Path) -> None:
    assert longest(at_terminal("check", "squid.conf", cwd=repo, columns=60).out) in range(50, 61)
    assert longest(at_terminal("check", "squid.conf", cwd=repo, columns=40).out) in range(30, 47)


def test_however_wide_it_is_prose_stays_readable(repo: Path) -> None:
    wide = at_terminal("check", "squid.conf", "-q", cwd=repo, columns=500).out
    assert longest(wide) <= 120
    assert wide == at_terminal("check", "squid.conf", "-q", cwd=repo, columns=2000).out


@pytest.mark.parametrize(
    ("columns", "env", "like"),
    [
        (60, {"COLUMNS": "90"}, 90),
        (60, {"COLUMNS": "0"}, 60),
        (60, {"COLUMNS": "wide"}, 60),
        (60, {"COLUMNS": "-5"}, 60),
        (60, {"COLUMNS": ""}, 60),
        (1, {}, 1),
    ],
)
def test_the_width_that_counts(repo: Path, columns: int, env: dict[str, str], like: int) -> None:
    run = at_terminal("check", "squid.conf", cwd=repo, columns=columns, env=env)
    assert run == at_terminal("check", "squid.conf", cwd=repo, columns=like)


def test_where_nobody_knows_the_width_no_line_is_broken(repo: Path) -> None:
    unknown = at_terminal("check", "squid.conf", "--color", "never", cwd=repo, columns=0)
    assert unknown.out == at_terminal("check", "squid.conf", cwd=repo, streams=()).out
    piped = at_terminal("check", "squid.conf", cwd=repo, streams=(), env={"COLUMNS": "40"})
    assert unknown.out == piped.out


@pytest.mark.parametrize("arguments", COMMANDS, ids=" ".join)
def test_a_reader_that_goes_is_no_error(repo: Path, arguments: tuple[str, ...]) -> None:
    """The pipe is closed before the first byte is written, as `| true` does."""
    env = {key: value for key, value in os.environ.items() if key not in SETTINGS}
    process = subprocess.Popen(
        [sys.executable, "-m", "proxylint", *arguments],
        cwd=repo,
        env={**env, "PYTHONPATH": PATHS, **TODAY},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert process.stdout
    assert process.stderr
    process.stdout.close()
    said = process.stderr.read()
    process.stderr.close()
    assert (process.wait(60), said) == (1 if arguments[0] == "check" and "--help" not in arguments else 0, b"")


EVERYTHING = """
import json, sys
from proxylint.cli.run import run
for arguments in json.loads(sys.argv[1]):
    print(run(arguments))
"""


@pytest.mark.parametrize("encoding", ["ascii", "cp437", "cp850", "cp1252", "utf-8"])
def test_every_code_page_takes_every_report(repo: Path, encoding: str) -> None:
    """What it has no character for is written as an escape; signs of our own are others then."""
    shutil.copy(repo / "squid.conf", repo / "Zürich-東京.conf")
    with open(repo / "squid.conf", "a", encoding="utf-8") as file:
        file.write("acl büro dstdomain .東京.example\nhttp_access allow büro\n")
    files = ["squid.conf", "Zürich-東京.conf", "fehlt-ß.conf"]
    asked = [
        ["check", *files, "--kind", "squid"],
        ["check", *files, "--kind", "squid", "-f", "concise"],
        ["why", "squid.conf", "https://a.b/"],
        ["verdicts", "Zürich-東京.conf", "--kind", "squid"],
        ["verdicts", "squid.conf", "--against", "Zürich-東京.conf"],
        ["explain", "MDE201"],
        ["rules"],
        ["why", "fehlt-ß.conf", "https://東京.example/"],
    ]
    import json

    done = subprocess.run(
        [sys.executable, "-c", EVERYTHING, json.dumps(asked)],
        cwd=repo,
        env={**os.environ, "PYTHONPATH": PATHS, "PYTHONUTF8": "0", "PYTHONIOENCODING": encoding, **TODAY},
        capture_output=True,
        check=True,
        timeout=60,
    )
    said = done.stdout.decode(encoding)
    assert re.findall(r"^[0-9]$", said, re.MULTILINE) == ["2", "2", "0", "0", "0", "0", "0", "2"]
    assert ("✓" in said or "✗" in said) is (encoding == "utf-8")
    assert ("\\u6771" in said) is (encoding != "utf-8")
    assert "Traceback" not in done.stderr.decode(encoding)
    assert "fehlt-" in done.stderr.decode(encoding)


SLOW = """
import os, sys, time
from proxylint import engine, linting
from proxylint.cli import progress
from proxylint.cli.run import run
progress.FIRST, progress.AGAIN = float(os.environ["FIRST"]), 0.01
opened = engine.open_file
def slowly(path, *others):
    time.sleep(float(os.environ["SLOWLY"]) * (5 if os.fspath(path).endswith("squid.conf") else 1))
    return opened(path, *others)
engine.open_file = slowly
sys.exit(run(sys.argv[1:]))
"""
"""Each file takes so many seconds, squid.conf five times as many: side by side, files would end at one moment."""


def slow(
    *arguments: str, cwd: Path, streams: tuple[str, ...] = ("stdout", "stderr"), seconds: str = "0.2", **env: str
) -> tuple[int, str, str]:
    found = at_terminal(
        *arguments, cwd=cwd, streams=streams, python=("-c", SLOW), env={"SLOWLY": seconds, "FIRST": "0.05", **env}
    )
    return found.code, found.out, found.err


@pytest.fixture
def two(repo: Path) -> Path:
    (repo / "b\u202e.pac").write_text('function FindProxyForURL(u, h) { return "PROXY p:1"; }\n')
    return repo


def drawn(said: str) -> list[str]:
    """What stood in the line, each once; it is gone at the end."""
    *lines, blank, end = said.split("\r")
    assert (blank.strip(), end) == ("", "")
    assert all(len(line) < 80 for line in lines)
    return list(dict.fromkeys(line.strip() for line in lines if line.strip()))


EXPECTED = ["checked 0 of 2: b\\u202e.pac", "checked 1 of 2: squid.conf"]


@pytest.mark.parametrize("arguments", [("check", "."), ("verdicts", "."), ("check", ".", "-f", "json")], ids=" ".join)
def test_a_long_run_says_where_it_is(two: Path, arguments: tuple[str, ...]) -> None:
    _, out, said = slow(*arguments, cwd=two)
    assert drawn(said) == EXPECTED
    assert "checked 0 of" not in out


def test_with_several_processes(two: Path) -> None:
    _, _, said = slow("check", ".", "--jobs", "2", cwd=two)
    assert drawn(said)[-1].startswith("checked 1 of 2: ")


@pytest.mark.parametrize(
    ("streams", "seconds", "env"),
    [
        (("stdout",), "0.1", {}),
        (("stdout", "stderr"), "0", {"FIRST": "9"}),
        (("stdout", "stderr"), "0.1", {"TERM": "dumb"}),
    ],
    ids=["no terminal", "no long run", "a terminal that goes back nowhere"],
)
def test_nothing_is_said(repo: Path, streams: tuple[str, ...], seconds: str, env: dict[str, str]) -> None:
    code, _, said = slow("check", "squid.conf", cwd=repo, streams=streams, seconds=seconds, **env)
    assert (code, said) == (1, "")


def test_what_is_left_of_an_interrupted_run_is_no_half_line(repo: Path) -> None:
    script = SLOW.replace("time.sleep", "signal.raise_signal(signal.SIGINT) if progress else time.sleep")
    run = at_terminal(
        "check", "squid.conf", cwd=repo, python=("-c", f"import signal\n{script}"), env={"SLOWLY": "0", "FIRST": "9"}
    )
    assert (run.code, run.out, run.err) == (130, "", "proxylint: interrupted\n")


@pytest.mark.parametrize(
    ("room", "expected"),
    [
        (40, "checked 7 of 9: branch/東京/squid.conf"),
        (36, "checked 7 of 9: ...h/東京/squid.conf"),
        (30, "checked 7 of 9: .../squid.conf"),
        (19, "checked 7 of 9: ..."),
        (17, "checked 7 of 9: "),
        (5, "check"),
        (0, ""),
        (-1, ""),
    ],
)
def test_the_line_fits(room: int, expected: str) -> None:
    line, width = fitted(7, 9, "branch/東京/squid.conf", room)
    assert line == expected
    assert width == columns(line)


def test_quiet_leaves_out_the_summary_and_no_finding(repo: Path) -> None:
    for format in ("text", "concise"):
        whole = at_terminal("check", "squid.conf", "-f", format, cwd=repo, streams=()).out
        quiet = at_terminal("check", "squid.conf", "-f", format, "-q", cwd=repo, streams=()).out
        assert whole.startswith(quiet)
        assert [line.split(" ")[0] for line in whole[len(quiet) :].splitlines()] == ["Checked", "Profile:"]
    (repo / "squid.conf").write_text("http_port 3128\nhttp_access allow all\n")
    assert at_terminal("check", "squid.conf", "--quiet", "--select", "MDE", cwd=repo).out == ""
