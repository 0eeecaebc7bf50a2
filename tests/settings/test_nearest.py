"""Which file speaks for which folder."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from proxylint.errors import ConfigError
from proxylint.settings import reading
from proxylint.settings.nearest import Nearest, read_named


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "proxylint.toml").write_text('cloud = "dod"\n')
    root = (tmp_path / "repository").resolve()
    (root / ".git").mkdir(parents=True)
    (root / "a" / "b").mkdir(parents=True)
    return root


def found(root: Path, folder: str) -> str | None:
    file = Nearest().of(str(root / folder), str(root))
    return None if file is None else file.shown


def test_upward_and_no_farther_than_the_root(root: Path) -> None:
    assert found(root, "a/b") is None
    (root / "proxylint.toml").write_text("")
    assert (found(root, "a/b"), found(root, "")) == ("proxylint.toml", "proxylint.toml")
    (root / "a" / ".proxylint.toml").write_text("")
    assert (found(root, "a/b"), found(root, "a"), found(root, "")) == (
        "a/.proxylint.toml",
        "a/.proxylint.toml",
        "proxylint.toml",
    )


def test_of_one_folder_the_plainest_name(root: Path) -> None:
    (root / "a" / "pyproject.toml").write_text("[tool.proxylint]\n")
    assert found(root, "a/b") == "a/pyproject.toml"
    (root / "a" / ".proxylint.toml").write_text("")
    assert found(root, "a/b") == "a/.proxylint.toml"
    (root / "a" / "proxylint.toml").write_text("")
    assert found(root, "a/b") == "a/proxylint.toml"


def test_a_pyproject_that_says_nothing_hides_nothing(root: Path) -> None:
    (root / "a" / "pyproject.toml").write_text("[tool.ruff]\n")
    (root / "proxylint.toml").write_text("")
    assert found(root, "a/b") == "proxylint.toml"


def test_a_folder_of_that_name_is_none(root: Path) -> None:
    (root / "proxylint.toml").mkdir()
    assert found(root, "a") is None


def test_each_folder_is_looked_into_once(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (root / "proxylint.toml").write_text("")
    read, paths = reading.read, []
    monkeypatch.setattr(reading, "read", lambda path, *more: paths.append(path) or read(path, *more))
    one = Nearest()
    folders = ["a/b", "a", "", "a/b"]
    assert [file and file.shown for file in (one.of(str(root / folder), str(root)) for folder in folders)] == [
        "proxylint.toml"
    ] * 4
    assert paths == [str(root / "proxylint.toml")]


def test_a_link_out_of_the_repository_is_not_read(root: Path) -> None:
    os.symlink(root.parent / "proxylint.toml", root / "a" / "proxylint.toml")
    with pytest.raises(ConfigError, match=r"^a/proxylint\.toml is a link that leads out of the repository$"):
        Nearest().of(str(root / "a"), str(root))
    os.symlink(root.parent / "proxylint.toml", root / "pyproject.toml")
    assert Nearest().of(str(root), str(root)) is None
    (root / "real.toml").write_text('cloud = "gcc"')
    os.unlink(root / "a" / "proxylint.toml")
    os.symlink(root / "real.toml", root / "a" / "proxylint.toml")
    file = Nearest().of(str(root / "a"), str(root))
    assert file is not None
    assert file.values == {"cloud": "gcc"}


def test_a_file_that_is_named(root: Path) -> None:
    (root / "ci.toml").write_text('endpoints = "a/list.toml"')
    file = read_named(str(root / "ci.toml"))
    assert (file.values, file.root) == ({"endpoints": str(root / "a" / "list.toml")}, str(root))
    (root / "pyproject.toml").write_text("[tool.ruff]\n")
    with pytest.raises(ConfigError, match=r"pyproject\.toml: there is no \[tool\.proxylint\] table$"):
        read_named(str(root / "pyproject.toml"))
