"""What the Tab key offers, and the shells that ask for it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from proxylint.cli.completion import candidates
from proxylint.cli.run import COMMANDS, run
from proxylint.cli.shells import SCRIPTS
from proxylint.cli.writers import WRITERS
from tests.cli.run import PATHS, python


def words(before: str, word: str) -> list[str]:
    return [one for one, _ in candidates(before.split(), word)]


def test_commands() -> None:
    assert words("", "") == list(COMMANDS)
    assert words("", "e") == ["explain", "endpoints"]
    assert dict(candidates([], "ch")) == {"check": "Lint configurations."}


def test_where_a_file_is_due_the_shell_knows_better() -> None:
    assert words("", "sq") == words("check", "sq") == words("why", "") == words("check --config", "a") == []


def test_options_of_the_command() -> None:
    assert words("check", "--fo") == ["--format", "--force-exclude"]
    assert words("why squid.conf", "--res") == ["--resolve"]
    assert words("explain", "--") == ["--output", "--help"]
    assert words("squid.conf", "--sel") == words("", "--sel") == ["--select"]
    assert "--no-direct-egress" in words("check", "--no-")
    assert words("", "--v") == ["--version"]


def test_an_option_that_counts_once_is_offered_once() -> None:
    assert words("check --group", "--gr") == []
    assert words("check --select MDE", "--sel") == ["--select"]
    assert words("check --format json", "--format") == ["--format"]


@pytest.mark.parametrize(
    ("before", "word", "expected"),
    [
        ("check --format", "", list(WRITERS)),
        ("check -f", "j", ["json", "junit"]),
        ("--format", "sa", ["sarif"]),
        ("why a.pac -f", "", ["text", "json"]),
        ("verdicts --format", "m", ["markdown"]),
        ("rules --format", "j", ["json"]),
        ("endpoints --format", "c", ["csv"]),
        ("check --kind", "", ["mdatp", "pac", "squid", "winhttp"]),
        ("check --fail-on", "", ["error", "warning", "note"]),
        ("check --cloud", "gcc", ["gcc", "gcc-high"]),
        ("check --connectivity", "s", ["streamlined", "standard"]),
        ("check --platform windows --platform", "m", ["macos"]),
        ("check --squid-version", "", ["5", "6", "7"]),
        ("check --pac-engine", "f", ["firefox"]),
        ("why a.txt --component", "av", ["av-cloud"]),
        ("check --color", "n", ["never"]),
        ("check", "--format=js", ["--format=json"]),
        ("check --format =", "js", ["json"]),
        ("check --format", "=", list(WRITERS)),
        ("--show-completion", "", list(SCRIPTS)),
        ("check --jobs", "", []),
    ],
)
def test_values(before: str, word: str, expected: list[str]) -> None:
    assert words(before, word) == expected


def test_codes_of_rules() -> None:
    assert words("check --select", "MDE10")[:2] == ["MDE101", "MDE102"]
    assert words("check --ignore", "MDE201,LNX10")[:2] == ["MDE201,LNX101", "MDE201,LNX102"]
    assert words("explain", "login-r") == ["login-required"]
    assert dict(candidates(["explain"], "MDE201")) == {"MDE201": "login-required"}
    assert "SQD304" in words("explain", "")


def test_nonsense_is_answered_with_nothing() -> None:
    assert words("check --nonsense", "--also") == []
    assert words("--version", "x") == words("--help", "") == []
    assert words("check --select", "\x1b]0;x\x07") == []


@pytest.fixture
def program(tmp_path: Path) -> Path:
    """`proxylint` in a folder of its own, which is the home as well."""
    script = tmp_path / "bin" / "proxylint"
    script.parent.mkdir()
    script.write_text(f'#!/bin/sh\nPYTHONPATH="{PATHS}" exec "{sys.executable}" -m proxylint "$@"\n')
    script.chmod(0o755)
    (tmp_path / "a squid.conf").write_text("http_port 3128\n")
    return tmp_path


def ask(shell: list[str], script: str, home: Path) -> list[str]:
    if shutil.which(shell[0]) is None:
        pytest.skip(f"no {shell[0]} here")
    env = {"HOME": str(home), "PATH": f"{home / 'bin'}{os.pathsep}{os.environ['PATH']}", "LC_ALL": "C.UTF-8"}
    done = subprocess.run([*shell, script], cwd=home, env=env, capture_output=True, check=True, timeout=60, text=True)
    assert done.stderr == ""
    return done.stdout.splitlines()


BASH = """
eval "$(proxylint --show-completion bash)"
complete -p proxylint
try() { COMP_WORDS=("$@"); COMP_CWORD=$(($#-1)); _proxylint "$1"; printf '%s|' "${COMPREPLY[@]}"; echo; }
try proxylint che; try proxylint check --format = js; try proxylint why 'a squid.conf' --ki; try proxylint check a
"""


def test_bash(program: Path) -> None:
    assert ask(["bash", "--norc", "-c"], BASH, program) == [
        "complete -o bashdefault -o default -F _proxylint proxylint",
        "check|",
        "json|",
        "--kind|",
        "|",
    ]


ZSH = """
compdef() { print "$@" }
_describe() { print -rl -- "${(@P)2}" }
_files() { print files }
eval "$(proxylint --show-completion zsh)"
try() { words=("$@"); CURRENT=$#; _proxylint; }
try proxylint che; try proxylint check --format js; try proxylint why 'a squid.conf' --ki; try proxylint check a
"""


def test_zsh(program: Path) -> None:
    assert ask(["zsh", "-f", "-c"], ZSH, program) == [
        "_proxylint proxylint",
        "check:Lint configurations.",
        "json",
        "--kind:Kind of the files: squid, pac, winhttp or mdatp.",
        "files",
    ]


FISH = """
proxylint --show-completion fish | source
complete -C 'proxylint che'
complete -C 'proxylint check --format js'
complete -C "proxylint why 'a squid.conf' --ki"
complete -C 'proxylint check a'
"""


def test_fish(program: Path) -> None:
    assert ask(["fish", "--no-config", "-c"], FISH, program) == [
        "check\tLint configurations.",
        "json",
        "--kind\tKind of the files: squid, pac, winhttp or mdatp.",
        "a squid.conf",
    ]


def test_the_home_stays_as_it_is(program: Path) -> None:
    for shell in SCRIPTS:
        run = python(["-m", "proxylint", "--show-completion", shell], program, {"HOME": str(program)})
        assert (run.code, run.out, run.err) == (0, SCRIPTS[shell], "")
    assert sorted(path.name for path in program.iterdir()) == ["a squid.conf", "bin"]


def test_another_shell(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--show-completion", "tcsh"]) == 2
    said = "proxylint: --show-completion 'tcsh': choose one of bash, zsh, fish, powershell\n"
    assert capsys.readouterr().err == said
