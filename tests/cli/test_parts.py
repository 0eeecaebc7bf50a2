"""Parts of configurations on the command line: they are judged through the files that read them."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from tests.cli.run import proxylint
from tests.discovery.trees import git

URL = "https://x.endpoint.security.microsoft.com/"


@pytest.fixture
def repo(tmp_path: Path) -> Path:
    (tmp_path / ".git").mkdir()
    return tmp_path


def test_why_of_a_part(repo: Path) -> None:
    root = 'http_port 3128\ninclude "part.conf"\nhttp_access deny all\n'
    (repo / "squid.conf").write_text(root)
    (repo / "part.conf").write_text("acl mde dstdomain .microsoft.com\nhttp_access allow mde\n")
    run = proxylint("why", "part.conf", URL, "--format", "json", cwd=repo)
    case = json.loads(run.out)["verdicts"][0]["cases"][0]
    assert (run.code, case["access"], case["decided_by"]["access"]) == (0, "allowed", {"path": "part.conf", "line": 2})
    assert run.err == "proxylint: 'part.conf' is judged through 'squid.conf'\n"
    (repo / "squid-b.conf").write_text(root)
    run = proxylint("why", "part.conf", URL, cwd=repo)
    assert (run.code, run.out) == (2, "")
    assert run.err == "proxylint: 'part.conf' is judged through 'squid-b.conf' and 'squid.conf'; ask one of those\n"


def test_verdicts_of_a_part(repo: Path) -> None:
    (repo / "squid.conf").write_text('http_port 3128\nacl x dstdomain "allow.txt"\nhttp_access allow x\n')
    (repo / "allow.txt").write_text(".com\n")
    run = proxylint("verdicts", "allow.txt", "--format", "csv", cwd=repo)
    assert (run.code, {line.split(",")[0] for line in run.out.splitlines()[1:]}) == (0, {"squid.conf"})
    assert run.err == "proxylint: 'allow.txt' is judged through 'squid.conf'\n"


@pytest.mark.skipif(shutil.which("git") is None, reason="git is not here")
def test_against_an_older_state_of_a_part(tmp_path: Path) -> None:
    """What is in a commit is tracked, so that no pattern hides it on either side."""
    (tmp_path / "squid.conf").write_text('http_port 3128\nacl x dstdomain "allow.txt"\nhttp_access allow x\n')
    (tmp_path / "allow.txt").write_text(".com\n")
    (tmp_path / ".gitignore").write_text("squid*\n")
    git(tmp_path, "init", "-q")
    git(tmp_path, "add", "-f", ".")
    git(tmp_path, "-c", "user.name=x", "-c", "user.email=x@example.com", "commit", "-q", "-m", "x")
    (tmp_path / "allow.txt").write_text(".net\n")
    for paths in (["allow.txt"], ["."], []):
        run = proxylint("verdicts", *paths, "--against", "git:HEAD", "--format", "csv", cwd=tmp_path)
        assert (run.code, {line.split(",")[0] for line in run.out.splitlines()[1:]}) == (1, {"squid.conf"})
