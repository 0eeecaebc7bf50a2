"""The pre-commit hook works from a clean clone of the committed state, as users get it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def git(*arguments: str, cwd: Path) -> None:
    identity = ["-c", "user.name=test", "-c", "user.email=test@example.com"]
    subprocess.run(["git", *identity, *arguments], cwd=cwd, check=True, capture_output=True, timeout=60)


@pytest.mark.skipif(not (ROOT / ".git").exists(), reason="not a checkout")
@pytest.mark.skipif(shutil.which("git") is None, reason="no git here")
def test_hook_lints_what_is_committed(tmp_path: Path) -> None:
    pytest.importorskip("pre_commit", reason="pre-commit is not installed")
    clone, user = tmp_path / "proxylint", tmp_path / "user"
    git("clone", "-q", str(ROOT), str(clone), cwd=tmp_path)
    user.mkdir()
    git("init", "-q", cwd=user)
    (user / "squid.conf").write_text("http_port 3128\nhttp_access deny all\n")
    (user / "notes.txt").write_text("no configuration\n")
    dump = "\r\nCurrent WinHTTP proxy settings:\r\n\r\n    Direct access (no proxy server).\r\n\r\n"
    (user / "srv01-winhttp.dump").write_bytes(dump.encode("utf-16"))
    git("add", ".", cwd=user)
    run = subprocess.run(
        [sys.executable, "-m", "pre_commit", "try-repo", str(clone), "proxylint", "--all-files", "--verbose"],
        cwd=user,
        env={**os.environ, "PRE_COMMIT_HOME": str(tmp_path / "home"), "GIT_CONFIG_NOSYSTEM": "1"},
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    assert run.returncode == 1, run.stdout + run.stderr
    assert "MDE101" in run.stdout
    assert "MDE401" in run.stdout
    assert "Checked 2 files" in run.stdout
