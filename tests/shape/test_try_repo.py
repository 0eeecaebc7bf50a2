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


pytestmark = [
    pytest.mark.skipif(not (ROOT / ".git").exists(), reason="not a checkout"),
    pytest.mark.skipif(shutil.which("git") is None, reason="no git here"),
]


@pytest.fixture(scope="module")
def clone(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The committed state, with a cache of its own beside it, which the hooks share."""
    pytest.importorskip("pre_commit", reason="pre-commit is not installed")
    folder = tmp_path_factory.mktemp("hooks")
    git("clone", "-q", str(ROOT), str(folder / "proxylint"), cwd=folder)
    return folder / "proxylint"


def hook(clone: Path, name: str, *files: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    chosen = ["--files", *files] if files else ["--all-files"]
    return subprocess.run(
        [sys.executable, "-m", "pre_commit", "try-repo", str(clone), name, *chosen, "--verbose"],
        cwd=cwd,
        env={**os.environ, "PRE_COMMIT_HOME": str(clone.parent / "home"), "GIT_CONFIG_NOSYSTEM": "1"},
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )


def test_hook_lints_what_is_committed(clone: Path, tmp_path: Path) -> None:
    git("init", "-q", cwd=tmp_path)
    (tmp_path / "squid.conf").write_text("http_port 3128\nhttp_access deny all\n")
    (tmp_path / "notes.txt").write_text("no configuration\n")
    dump = "\r\nCurrent WinHTTP proxy settings:\r\n\r\n    Direct access (no proxy server).\r\n\r\n"
    (tmp_path / "srv01-winhttp.dump").write_bytes(dump.encode("utf-16"))
    git("add", ".", cwd=tmp_path)
    run = hook(clone, "proxylint", cwd=tmp_path)
    assert run.returncode == 1, run.stdout + run.stderr
    assert "MDE101" in run.stdout
    assert "MDE401" in run.stdout
    assert "Checked 2 files" in run.stdout


def test_hook_leaves_out_what_is_excluded(clone: Path, tmp_path: Path) -> None:
    git("init", "-q", cwd=tmp_path)
    (tmp_path / "old").mkdir()
    (tmp_path / "old" / "squid.conf").write_text("http_port 3128\nhttp_access deny all\n")
    (tmp_path / "proxylint.toml").write_text('exclude = ["old"]\n')
    git("add", ".", cwd=tmp_path)
    run = hook(clone, "proxylint", cwd=tmp_path)
    assert run.returncode == 0, run.stdout + run.stderr


def test_project_hook_judges_a_changed_list_by_the_file_that_names_it(clone: Path, tmp_path: Path) -> None:
    git("init", "-q", cwd=tmp_path)
    (tmp_path / "lists").mkdir()
    (tmp_path / "lists" / "blocked.txt").write_text(".smartscreen.microsoft.com\n")
    blocked = 'acl blocked dstdomain "lists/blocked.txt"\nhttp_access deny blocked\n'
    (tmp_path / "squid.conf").write_text(f"http_port 3128\n{blocked}http_access allow all\n")
    git("add", ".", cwd=tmp_path)
    run = hook(clone, "proxylint-project", "lists/blocked.txt", cwd=tmp_path)
    assert run.returncode == 1, run.stdout + run.stderr
    assert "MDE101" in run.stdout
    assert "lists/blocked.txt:1:1" in run.stdout
