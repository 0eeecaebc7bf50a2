"""The GitHub action: its shell steps are run as a runner runs them, with the runner's variables faked."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

yaml = pytest.importorskip("yaml", reason="PyYAML is not installed")

ROOT = Path(__file__).parents[2]
ACTION: dict[str, Any] = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
STEPS: dict[str, Any] = {step["name"]: step for step in ACTION["runs"]["steps"]}
WORKFLOW: dict[str, Any] = yaml.safe_load((ROOT / "examples/github/proxylint.yml").read_text(encoding="utf-8"))

OPEN = "http_port 3128\nhttp_access allow all\n"
CLOSED = "http_port 3128\nhttp_access deny all\n"

pytestmark = pytest.mark.skipif(
    shutil.which("bash") is None or shutil.which("git") is None, reason="needs bash and git"
)


# --- what stands in the files ---


def test_no_expression_stands_inside_a_script() -> None:
    """What a pull request controls would be run as a part of the script."""
    for step in ACTION["runs"]["steps"]:
        assert "${{" not in step.get("run", "")
    assert not any("${{" in path.read_text(encoding="utf-8") for path in (ROOT / ".github/action").iterdir())


def test_other_actions_are_pinned_to_a_commit() -> None:
    jobs = WORKFLOW["jobs"].values()
    used = [
        step["uses"]
        for steps in ([*STEPS.values()], *(job["steps"] for job in jobs))
        for step in steps
        if "uses" in step
    ]
    others = [name for name in used if not name.startswith("proxylint/proxylint@")]
    assert len(others) == 2
    assert all(re.fullmatch(r"[\w/-]+@[0-9a-f]{40}", name) for name in others)


def test_every_input_is_used_and_every_used_input_is_there() -> None:
    text = (ROOT / "action.yml").read_text(encoding="utf-8")
    assert set(re.findall(r"inputs\.([\w-]+)", text)) == set(ACTION["inputs"])


def test_the_example_asks_for_no_more_than_it_needs() -> None:
    (job,) = WORKFLOW["jobs"].values()
    assert (WORKFLOW["permissions"], job["permissions"]) == ({}, {"contents": "read", "security-events": "write"})
    (given,) = [step["with"] for step in job["steps"] if step["uses"].startswith("proxylint/")]
    assert set(given) <= set(ACTION["inputs"])


def test_scripts_can_be_run() -> None:
    named = {str(path.relative_to(ROOT)) for path in (ROOT / ".github/action").iterdir()}
    called = set(re.findall(r"\$GITHUB_ACTION_PATH/([\w./]+)", "".join(step.get("run", "") for step in STEPS.values())))
    assert called == named
    assert all(os.access(ROOT / name, os.X_OK) for name in named)


# --- what the steps do ---


class Runner:
    """A job in a repository: `step` runs one step of the action and takes its outputs in."""

    def __init__(self, folder: Path) -> None:
        self.workspace, self.temp = folder / "workspace", folder / "temp"
        self.workspace.mkdir()
        self.temp.mkdir()
        self.outputs: dict[str, dict[str, str]] = {}
        self.summary = ""
        self.files = folder

    def commit(self, files: Mapping[str, str]) -> str:
        if not (self.workspace / ".git").exists():
            self.git("init", "-q")
        for name, text in files.items():
            path = self.workspace / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        self.git("add", ".")
        self.git("commit", "-qm", "change")
        return self.git("rev-parse", "HEAD").strip()

    def git(self, *arguments: str) -> str:
        identity = ["-c", "user.name=test", "-c", "user.email=test@example.com"]
        run = subprocess.run(
            ["git", *identity, *arguments], cwd=self.workspace, check=True, capture_output=True, text=True, timeout=60
        )
        return run.stdout

    def step(self, name: str, **inputs: str) -> subprocess.CompletedProcess[str]:
        given = {key: value.get("default", "") for key, value in ACTION["inputs"].items()}
        given |= {"base": "", **{key.replace("_", "-"): value for key, value in inputs.items()}}
        spent = {"GITHUB_OUTPUT": self.files / "output", "GITHUB_STEP_SUMMARY": self.files / "summary"}
        for path in spent.values():
            path.write_text("")
        environment = {
            **{key: value for key, value in os.environ.items() if not key.startswith("GITHUB_")},
            **{key: str(path) for key, path in spent.items()},
            "GITHUB_ACTIONS": "true",
            "GITHUB_ACTION_PATH": str(ROOT),
            "GITHUB_WORKSPACE": str(self.workspace),
            "RUNNER_TEMP": str(self.temp),
            **{key: self._value(value, given) for key, value in STEPS[name].get("env", {}).items()},
        }
        run = subprocess.run(
            ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", STEPS[name]["run"]],
            cwd=self.workspace,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
            timeout=300,
        )
        if "id" in STEPS[name]:
            lines = spent["GITHUB_OUTPUT"].read_text().splitlines()
            self.outputs[STEPS[name]["id"]] = dict(line.split("=", 1) for line in lines)
        self.summary += spent["GITHUB_STEP_SUMMARY"].read_text()
        return run

    def _value(self, expression: str, given: Mapping[str, str]) -> str:
        inner = re.fullmatch(r"\$\{\{ (.*) \}\}", expression)
        assert inner is not None
        where, _, key = inner[1].partition(".")
        if where == "inputs":
            return given[key]
        _, step, _, output = inner[1].split(".")
        return self.outputs.get(step, {}).get(output, "")


@pytest.fixture
def runner(tmp_path: Path) -> Runner:
    """With proxylint as it stands here in the place of what the first step installs."""
    tools = tmp_path / "tools"
    tools.mkdir()
    path = os.pathsep.join(str(ROOT / folder) for folder in ("linter", "grammars", "rules"))
    for name, command in (("python", f"{sys.executable}"), ("proxylint", f"{sys.executable} -m proxylint")):
        (tools / name).write_text(f'#!/bin/sh\nPYTHONPATH={path} exec {command} "$@"\n')
        (tools / name).chmod(0o755)
    made = Runner(tmp_path)
    made.outputs["install"] = {"proxylint": str(tools / "proxylint")}
    return made


def test_findings_fail_the_job_after_the_upload(runner: Runner) -> None:
    runner.commit({"squid.conf": CLOSED})
    lint = runner.step("Lint")
    assert (lint.returncode, runner.outputs["lint"]["exit-code"]) == (0, "1")
    sarif = json.loads(Path(runner.outputs["lint"]["sarif-file"]).read_text())
    assert len(sarif["runs"][0]["results"]) == int(runner.outputs["lint"]["findings"]) > 0
    assert "::error file=squid.conf,line=2," in lint.stdout
    runner.step("Summarise")
    assert "MDE101" in runner.summary
    assert runner.step("Judge").returncode == 1


def test_a_clean_repository_passes(runner: Runner) -> None:
    runner.commit({"squid.conf": OPEN})
    runner.step("Lint")
    assert {key: runner.outputs["lint"][key] for key in ("exit-code", "findings")} == {
        "exit-code": "0",
        "findings": "0",
    }
    assert runner.step("Judge").returncode == 0


def test_the_summary_tells_what_a_change_does(runner: Runner) -> None:
    base = runner.commit({"squid.conf": OPEN})
    runner.commit({"squid.conf": CLOSED})
    runner.step("Lint")
    told = runner.step("Summarise", base=base)
    assert (told.returncode, told.stderr) == (0, "")
    assert runner.summary.startswith("## What this change does\n")
    assert "endpoint.security.microsoft.com" in runner.summary.split("MDE101")[0]


def test_a_base_outside_of_a_shallow_checkout_is_fetched(tmp_path: Path, runner: Runner) -> None:
    base = runner.commit({"squid.conf": OPEN})
    runner.commit({"squid.conf": CLOSED})
    origin = tmp_path / "origin"
    runner.workspace.rename(origin)
    runner.workspace = tmp_path / "shallow"
    subprocess.run(
        ["git", "clone", "-q", "--depth=1", f"file://{origin}", str(runner.workspace)], check=True, timeout=60
    )
    runner.step("Lint")
    runner.step("Summarise", base=base)
    assert "could not be fetched" not in runner.summary
    assert "endpoint.security.microsoft.com" in runner.summary.split("MDE101")[0]


@pytest.mark.parametrize("base", ["0" * 40, "main; touch pwned", "--upload-pack=touch pwned", "$(touch pwned)"])
def test_a_base_that_is_none(runner: Runner, base: str) -> None:
    runner.commit({"squid.conf": CLOSED})
    runner.step("Lint")
    told = runner.step("Summarise", base=base)
    assert told.returncode == 0
    assert "verdicts were not compared" in runner.summary
    assert not (runner.workspace / "pwned").exists()


@pytest.mark.parametrize(
    "path", ["$(touch pwned)", "`touch pwned`", "; touch pwned", '"; touch pwned; "', "--output=x"]
)
def test_paths_are_no_part_of_a_script(runner: Runner, path: str) -> None:
    runner.commit({path: CLOSED, "squid.conf": OPEN})
    lint = runner.step("Lint", paths=f"squid.conf\n{path}\n")
    assert runner.outputs["lint"]["exit-code"] in ("1", "2"), lint.stderr
    assert sorted(one.name for one in runner.workspace.iterdir()) == sorted([".git", "squid.conf", path])


def test_a_file_cannot_give_the_runner_a_command(runner: Runner) -> None:
    runner.commit({"squid.conf": CLOSED + "::error::forged\n::add-mask::x\n##[error]forged\n"})
    out = runner.step("Lint").stdout.splitlines()
    stops = [index for index, line in enumerate(out) if line.startswith("::stop-commands::")]
    token = out[stops[0]].removeprefix("::stop-commands::")
    assert len(token) == 32
    after = out[out.index(f"::{token}::") + 1 :]
    commands = [line for line in (*out[: stops[0]], *after) if line.lstrip().startswith("::") or "##[" in line]
    assert all(
        line.startswith(("::error file=squid.conf,", "::warning file=squid.conf,", "::notice file=squid.conf,"))
        for line in commands
    )
    assert commands


def test_a_wrong_option_is_told_and_fails(runner: Runner) -> None:
    runner.commit({"squid.conf": OPEN})
    lint = runner.step("Lint", fail_on="never")
    assert runner.outputs["lint"] == {"exit-code": "2"}
    assert "never" in lint.stderr
    runner.step("Summarise")
    assert runner.step("Judge").returncode == 2


def test_an_old_python_is_refused(tmp_path: Path, runner: Runner) -> None:
    old = tmp_path / "python3"
    old.write_text("#!/bin/sh\nexit 1\n")
    old.chmod(0o755)
    run = runner.step("Install proxylint", python=str(old))
    assert run.returncode == 2
    assert "Python 3.11 or newer" in run.stdout


def test_the_first_step_installs_this_commit(tmp_path: Path) -> None:
    made = Runner(tmp_path)
    run = made.step("Install proxylint", python=sys.executable)
    assert run.returncode == 0, run.stderr
    program = made.outputs["install"]["proxylint"]
    told = subprocess.run([program, "--version"], capture_output=True, text=True, check=True, timeout=60)
    assert told.stdout.startswith("proxylint ")


def test_shell_scripts_are_clean() -> None:
    if shutil.which("shellcheck") is None:
        pytest.skip("no shellcheck here")
    scripts = sorted(str(path) for path in (ROOT / ".github/action").iterdir())
    run = subprocess.run(["shellcheck", *scripts], capture_output=True, text=True, check=False, timeout=60)
    assert (run.returncode, run.stdout) == (0, "")
