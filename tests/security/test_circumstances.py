"""Where the program runs: no home, no terminal, other code pages, nothing that may be written, few open files."""

from __future__ import annotations

import os
import resource
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from tests.cli.run import PATHS, TODAY, Run, proxylint
from tests.security.attacker import CLOSED, git, repository

UMLAUT = "http_port 3128\nacl büro src 10.0.0.0/8\nhttp_access deny büro\nhttp_access allow all\n"


@pytest.fixture
def repo(tmp_path: Path) -> Path:
    return repository(tmp_path / "repo", {"squid.conf": CLOSED, "büro.conf": UMLAUT})


def bare(repo: Path, *arguments: str, env: Mapping[str, str], before: Callable[[], None] | None = None) -> Run:
    """With nothing in the environment but what is given."""
    done = subprocess.run(
        [sys.executable, "-m", "proxylint", *arguments],
        cwd=repo,
        env={"PYTHONPATH": PATHS, **TODAY, **env},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
        preexec_fn=before,
        timeout=120,
    )
    return Run(done.returncode, done.stdout.decode("latin-1"), done.stderr.decode("latin-1"))


def test_an_empty_environment(repo: Path) -> None:
    """No HOME, no PATH, no LANG, no terminal."""
    run = bare(repo, ".", env={})
    assert (run.code, run.err) == (1, "")
    assert run.out.encode("latin-1").decode() == proxylint(".", cwd=repo).out
    path = {"PATH": os.environ["PATH"]}
    assert bare(repo, "verdicts", "--against", "git:HEAD", env=path).code == 0
    assert "the program git is not here" in bare(repo, "verdicts", "--against", "git:HEAD", env={"PATH": "bin"}).err


@pytest.mark.parametrize(
    "env",
    [
        {"LANG": "C", "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
        {"PYTHONIOENCODING": "cp1252"},
        {"PYTHONIOENCODING": "cp437"},
        {"PYTHONIOENCODING": "ascii"},
        {"LANG": "tr_TR.UTF-8"},
        {"TERM": "dumb", "COLUMNS": "0"},
        {"TERM": "", "COLUMNS": "many", "LINES": "-1"},
    ],
)
def test_code_pages(repo: Path, env: Mapping[str, str]) -> None:
    for format in ("text", "concise", "json", "sarif", "github", "junit", "gitlab", "rdjson", "markdown"):
        run = bare(repo, "check", "büro.conf", "squid.conf", "--kind", "squid", "-f", format, env=env)
        assert (run.code, run.err) == (1, "")
    assert bare(repo, "why", "büro.conf", "https://go.microsoft.com/", "--kind", "squid", env=env).err == ""
    assert bare(repo, "check", "--none\xfc", env=env).code == 2


def test_reports_in_files_are_the_same_for_all(repo: Path) -> None:
    written = set()
    for env in ({}, {"PYTHONIOENCODING": "cp1252"}, {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}):
        bare(repo, "check", "squid.conf", "-o", "report", "-f", "markdown", env=env)
        written.add((repo / "report").read_bytes())
    assert len(written) == 1


def test_few_open_files(repo: Path) -> None:
    """As many files as there are, one is open at a time."""
    for number in range(60):
        (repo / f"squid{number}.conf").write_text(f'http_port 3128\nacl a dstdomain "l{number}"\nhttp_access deny a\n')
        (repo / f"l{number}").write_text(".example.org\n")

    def few() -> None:
        resource.setrlimit(resource.RLIMIT_NOFILE, (24, 24))

    run = bare(repo, ".", "-f", "json", env={}, before=few)
    assert (run.code, run.err) == (1, "")
    assert run.out == bare(repo, ".", "-f", "json", env={}).out


def test_nothing_may_be_written(repo: Path) -> None:
    """A read-only folder; for root, who may write anyway, a read-only file system."""
    command = f"{sys.executable} -m proxylint . ; echo $?; {sys.executable} -m proxylint . -o report; echo $?"
    if os.geteuid() == 0:
        command = f"unshare -m sh -c 'mount --bind . . && mount -o remount,ro,bind . && cd $PWD && {command}'"
    else:
        repo.chmod(0o555)
    env = {**os.environ, **TODAY, "PYTHONPATH": PATHS, "PYTHONUTF8": "1"}
    try:
        done = subprocess.run(["sh", "-c", command], cwd=repo, env=env, capture_output=True, check=False)
    finally:
        repo.chmod(0o755)
    if b"unshare" in done.stderr or b"mount" in done.stderr:
        pytest.skip(f"nothing can be mounted here: {done.stderr.decode()}")
    usual = proxylint(".", cwd=repo).out
    assert done.stdout.decode() == f"{usual}1\n2\n"
    reason = "Read-only file system" if os.geteuid() == 0 else "Permission denied"
    assert done.stderr.decode() == f"proxylint: 'report' cannot be written: {reason}\n"


def test_a_folder_that_may_not_be_looked_into(repo: Path) -> None:
    """It holds nothing, as far as can be seen; what is named and cannot be read is said."""
    if os.geteuid() == 0:
        pytest.skip("root may look into everything")
    (repo / "closed").mkdir(mode=0)
    assert proxylint(".", cwd=repo).code == 1
    assert "cannot be read: Permission denied" in proxylint("closed/squid.conf", cwd=repo).out


def test_a_working_directory_that_is_gone(repo: Path) -> None:
    line = f"mkdir gone; cd gone; rmdir ../gone; {sys.executable} -m proxylint {repo}/squid.conf"
    done = subprocess.run(
        ["bash", "-c", line], cwd=repo, env={**os.environ, "PYTHONPATH": PATHS}, capture_output=True, check=False
    )
    assert done.returncode in (1, 2)
    assert b"Traceback" not in done.stderr


@pytest.mark.skipif(shutil.which("script") is None, reason="the program script is not here")
def test_a_terminal(repo: Path) -> None:
    line = f"script -qec '{sys.executable} -m proxylint squid.conf' /dev/null"
    env = {**os.environ, "PYTHONPATH": PATHS, "TERM": "xterm"}
    done = subprocess.run(
        ["bash", "-c", line], cwd=repo, env=env, capture_output=True, check=False, stdin=subprocess.DEVNULL
    )
    assert b"MDE101" in done.stdout
    assert b"Traceback" not in done.stdout
    assert git(repo, "status", "--porcelain") == ""
