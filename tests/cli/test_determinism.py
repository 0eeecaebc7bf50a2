"""The same input gives the same bytes: whatever Python hashes strings with, in whatever order files come to processes,
and whatever was asked before.
"""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from proxylint import registry
from proxylint.cli.writers import WRITERS
from tests.cli.run import ROOT, python
from tests.rules.pages import NAMES, cases

ASK_ALL = """
import io, json, sys
from proxylint.cli.run import run
asked, backwards = json.load(sys.stdin)
answers = {}
for arguments in reversed(asked) if backwards else asked:
    sys.stdout, sys.stderr = io.StringIO(), io.StringIO()
    code = run(arguments)
    answers[" ".join(arguments)] = [code, sys.stdout.getvalue(), sys.stderr.getvalue()]
    sys.stdout, sys.stderr = sys.__stdout__, sys.__stderr__
json.dump(answers, sys.stdout)
"""

URLS = (
    "https://*.endpoint.security.microsoft.com/",
    "https://login.microsoftonline.com/",
    "http://crl.microsoft.com/*",
)


CONFIGURATION = """
ignore = ["SQD2", "must-go-direct", "PAC132"]
severity = {MDE302 = "note", SQD = "error", PAC1 = "warning"}
per-file-ignores = {"*.txt" = ["MDE401", "WIN"], "/proxy.pac" = ["MDE4"]}
clients = [
    {name = "servers", network = ["10.30.0.0/16", "10.31.0.0/16"], kind = "server", user = false},
    {name = "workstations", network = "10.20.0.0/16", kind = "workstation", user = true},
]
"""


@pytest.fixture(scope="module")
def repo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The examples, and of every rule the first case of its page."""
    root = tmp_path_factory.mktemp("repo")
    (root / ".git").mkdir()
    shutil.copytree(ROOT / "examples" / "before", root / "before")
    shutil.copytree(ROOT / "examples" / "after", root / "after")
    (root / "after" / "proxylint.toml").write_text(CONFIGURATION, encoding="utf-8")
    for code, page in sorted(registry.pages().items()):
        case = cases(Path(page))[0]
        for name, text in {**case.files, NAMES[case.kind]: case.text}.items():
            (root / "cases" / code / name).parent.mkdir(parents=True, exist_ok=True)
            (root / "cases" / code / name).write_text(text, encoding="utf-8")
    return root


def commands() -> list[list[str]]:
    files = [f"before/{name}" for name in ("squid.conf", "proxy.pac", "winhttp-server.txt", "mdatp_managed.json")]
    asked = [["check", "before", "after", "--format", name] for name in sorted(WRITERS)]
    asked += [["check", "before", "--group"], ["check", ".", "--format", "json"], ["check", ".", "--statistics"]]
    asked += [["check", "after", "before", "--show-settings"], ["verdicts", "after", "--format", "json"]]
    asked += [["why", file, *URLS, "--format", name] for file in files for name in ("text", "json")]
    asked += [["verdicts", "before", "--format", name] for name in ("text", "json", "csv", "markdown")]
    asked += [["verdicts", "after/squid.conf", "--against", "before/squid.conf", "--format", "json"]]
    asked += [["rules"], ["rules", "--format", "json"], ["explain", "MDE101"]]
    asked += [["endpoints", "--format", name] for name in ("text", "json", "csv", "markdown")]
    return asked


def answers(repo: Path, asked: list[list[str]], seed: str, *, backwards: bool = False) -> list[list[object]]:
    """Exit code, standard output and standard error of each command, in the order of `asked`."""
    run = python(["-c", ASK_ALL], repo, {"PYTHONHASHSEED": seed}, json.dumps([asked, backwards]).encode())
    assert run.err == ""
    found: dict[str, list[object]] = json.loads(run.out)
    return [found[" ".join(arguments)] for arguments in asked]


@pytest.fixture(scope="module")
def first(repo: Path) -> list[list[object]]:
    return answers(repo, commands(), "0")


def test_every_command_does_its_work(first: list[list[object]]) -> None:
    """1: the examples have findings; 2: some cases of rule pages cannot be analysed."""
    codes = {" ".join(arguments): answer[0] for arguments, answer in zip(commands(), first, strict=True)}
    assert {command: code for command, code in codes.items() if code != 0 and "check" not in command} == {}
    assert codes["check . --format json"] == 2
    assert {code for command, code in codes.items() if command.startswith("check before")} == {1}


def test_whatever_the_seed_and_whatever_was_asked_before(repo: Path, first: list[list[object]]) -> None:
    assert answers(repo, commands(), "1", backwards=True) == first


def test_whatever_the_seed_and_the_number_of_processes(repo: Path, first: list[list[object]]) -> None:
    kinds = {"json", "sarif", "--group"}
    asked = [one for one in commands() if one[0] == "check" and not kinds.isdisjoint(one)]
    one = [answer for arguments, answer in zip(commands(), first, strict=True) if arguments in asked]
    assert len(asked) == 4
    assert answers(repo, [[*arguments, "--jobs", "2"] for arguments in asked], "2") == one
    assert answers(repo, commands()[len(WRITERS) :], "2") == first[len(WRITERS) :]
