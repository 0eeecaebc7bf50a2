"""`--help`: what it shows can be typed."""

from __future__ import annotations

import io
import re
import shlex
import shutil
import subprocess
from pathlib import Path

import pytest

from proxylint.cli.examples import EXAMPLES
from proxylint.cli.run import COMMANDS, run
from tests.cli.run import ROOT

LINES = [(command, line) for command, lines in EXAMPLES.items() for line, _ in lines]
CLIENTS = '[[clients]]\nname = "office"\nnetwork = "10.20.0.0/16"\nkind = "workstation"\nuser = true\n'


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository with everything that the examples name."""
    before = ROOT / "examples" / "before"
    for name, source in {
        "squid.conf": "",
        "proxy.pac": "",
        "wpad.dat": "proxy.pac",
        "winhttp.txt": "winhttp-server.txt",
    }.items():
        shutil.copy(before / (source or name), tmp_path / name)
    shutil.copytree(before / "lists", tmp_path / "lists")
    shutil.copytree(before, tmp_path / "configs")
    (tmp_path / "site.toml").write_text(CLIENTS)
    git = ["git", "-c", "user.name=a", "-c", "user.email=a@b.example"]
    for command in (["init", "-q", "-b", "main"], ["add", "squid.conf"], ["commit", "-q", "-m", "a"]):
        subprocess.run([*git, *command], cwd=tmp_path, check=True)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("line", [line for _, line in LINES])
def test_every_example_runs(
    site: Path, line: str, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    if "--baseline" in line:
        assert run(["check", "--write-baseline", "baseline.json"]) == 0
        capfd.readouterr()
    typed, _, piped = line.partition(" < ")
    if piped:
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO((site / piped).read_bytes())))
    inner = re.fullmatch(r'eval "\$\((.*)\)"', typed)
    program, *arguments = shlex.split(inner[1] if inner else typed)
    assert program == "proxylint"
    code = run(arguments)
    said = capfd.readouterr()
    assert code in (0, 1), said.err
    assert "Traceback" not in said.err
    assert "Usage" not in said.err
    assert said.out or any(option in arguments for option in ("--output", "-o"))


@pytest.mark.parametrize("command", ["proxylint", *COMMANDS])
def test_help_ends_with_the_examples(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Each on a line of its own, as it is typed."""
    assert run(["--help"] if command == "proxylint" else [command, "--help"]) == 0
    said = capsys.readouterr().out
    after = said[said.index("  Examples:") :].splitlines()
    for line, what in EXAMPLES[command]:
        assert f"    {line}" in after
        assert f"        {what}" in after
    assert list(EXAMPLES) == ["proxylint", *COMMANDS]


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_is_told_in_one_line(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    run(["--help"])
    (line,) = re.findall(rf"^  {command} +(.*)$", capsys.readouterr().out, re.MULTILINE)
    assert line.endswith(".")
    assert not line.endswith("...")


@pytest.mark.parametrize("command", COMMANDS)
def test_what_an_option_takes_has_a_name(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    run([command, "--help"])
    assert "<" not in capsys.readouterr().out.partition("Examples:")[0]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["chek", "squid.conf"], "'chek' is no file and no command; did you mean 'proxylint check'?"),
        (["Rules"], "'Rules' is no file and no command; did you mean 'proxylint rules'?"),
        (["explain", "MDE999"], "there is no rule 'MDE999'; 'proxylint rules' lists them"),
        (["explain", "MED201"], "there is no rule 'MED201'; did you mean 'MDE201'?"),
        (["explain", "login-requird"], "there is no rule 'login-requird'; did you mean 'login-required'?"),
    ],
)
def test_a_slip_is_answered_with_what_was_meant(
    site: Path, arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(arguments) == 2
    assert capsys.readouterr().err == f"proxylint: {said}\n"


def test_a_file_may_have_a_name_like_that(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shutil.copy(site / "squid.conf", site / "chek")
    assert run(["chek"]) == 1
    assert "chek:" in capsys.readouterr().out
