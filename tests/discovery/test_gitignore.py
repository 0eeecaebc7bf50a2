"""What git ignores, git itself being the judge."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from proxylint.discovery import walk
from proxylint.git_index import parsed
from proxylint.gitignore import LARGEST, MOST_PATTERNS
from tests.discovery.trees import git, shown_by_git, tree

needs_git = pytest.mark.skipif(
    shutil.which("git") is None, reason="git is not here: nobody to hold the answers against"
)


def walked(root: Path) -> list[str]:
    return sorted(os.path.relpath(path, root) for path in walk(str(root), os.path.basename))


@needs_git
@pytest.mark.parametrize("seed", range(2))
def test_drawn_trees(tmp_path: Path, seed: int) -> None:
    git(tmp_path, "init", "-q")
    for number in range(20):
        tree(tmp_path / f"t{number}", Random(f"{seed}/{number}"))
    (tmp_path / ".gitignore").write_text("/t1/\n*.conf\n!/t2/**/x.conf\n")
    (tmp_path / ".git" / "info" / "exclude").write_text("/t3/a*\nb\n")
    assert walked(tmp_path) == shown_by_git(tmp_path)


def force(root: Path, dice: Random) -> None:
    """Adds some files to the index, ignored or not."""
    files = sorted(os.path.relpath(os.path.join(at, name), root) for at, _, names in os.walk(root) for name in names)
    chosen = dice.sample([name for name in files if not name.startswith(".git/")], 60)
    (root / ".git" / "chosen").write_bytes(b"\0".join(os.fsencode(name) for name in chosen))
    git(root, "--literal-pathspecs", "add", "-f", "--pathspec-from-file=.git/chosen", "--pathspec-file-nul")


@needs_git
@pytest.mark.parametrize("version", ["2", "4"])
@pytest.mark.parametrize("format", ["sha1", "sha256"])
def test_what_is_tracked_is_not_ignored(tmp_path: Path, version: str, format: str) -> None:
    git(tmp_path, "init", "-q", f"--object-format={format}")
    git(tmp_path, "config", "index.version", version)
    for number in range(6):
        tree(tmp_path / f"t{number}", Random(f"tracked/{number}"))
    (tmp_path / ".gitignore").write_text("/t1/\n/t2\n")
    force(tmp_path, Random(version + format))
    assert walked(tmp_path) == shown_by_git(tmp_path)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / ".git").mkdir()
    for name in ("old", "new"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "squid.conf").write_text("")
    return tmp_path


def confs(root: Path, start: str = ".", **options: bool) -> list[str]:
    return [
        os.path.relpath(path, root) for path in walk(str(root / start), lambda path: path.endswith(".conf"), **options)
    ]


def test_a_folder_that_is_asked_for_is_looked_into(root: Path) -> None:
    (root / ".gitignore").write_text("old/\n*.bak.conf\n")
    (root / "old" / "a.bak.conf").write_text("")
    assert confs(root) == ["new/squid.conf"]
    assert confs(root, "old") == ["old/squid.conf"]
    assert confs(root, gitignore=False) == ["new/squid.conf", "old/a.bak.conf", "old/squid.conf"]


def test_patterns_above_the_folder_that_is_asked_for_hold(root: Path) -> None:
    (root / ".gitignore").write_text("/old/squid.conf\n")
    assert confs(root, "old") == []


def test_a_repository_in_the_repository_has_its_own(root: Path) -> None:
    (root / ".gitignore").write_text("*.conf\n")
    (root / "new" / ".git").write_text("gitdir: ../.git/modules/new\n")
    assert confs(root) == ["new/squid.conf"]


def test_patterns_are_not_read_through_a_link(root: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    elsewhere = tmp_path_factory.mktemp("elsewhere") / "patterns"
    elsewhere.write_text("*\n")
    (root / ".gitignore").symlink_to(elsewhere)
    (root / "old" / ".gitignore").mkdir()
    os.mkfifo(root / "new" / ".gitignore")
    assert confs(root) == ["new/squid.conf", "old/squid.conf"]


@pytest.mark.parametrize("content", ["*.conf\n" * (MOST_PATTERNS + 1), "*.conf\n" + "#" * LARGEST])
def test_beyond_the_bounds_nothing_is_ignored(root: Path, content: str) -> None:
    (root / ".gitignore").write_text(content)
    assert confs(root) == ["new/squid.conf", "old/squid.conf"]


def test_names_without_wildcards_are_looked_up(root: Path) -> None:
    (root / ".gitignore").write_text("".join(f"name{number}\n/path/{number}\n" for number in range(30_000)) + "old\n")
    assert confs(root) == ["new/squid.conf"]


def test_no_index(root: Path) -> None:
    (root / ".gitignore").write_text("/old\n")
    (root / ".git" / "index").write_bytes(b"DIRC\0\0\0\2\xff\xff\xff\xff")
    assert confs(root) == ["new/squid.conf"]


@given(st.binary(), st.sampled_from((2, 3, 4)), st.integers(0, 2**32 - 1), st.sampled_from((20, 32)))
def test_any_index(entries: bytes, version: int, number: int, size: int) -> None:
    head = b"DIRC" + version.to_bytes(4, "big") + number.to_bytes(4, "big")
    found = parsed(head + entries, size)
    assert found is None or len(found) == number
