"""Wheel and sdist are the same bytes wherever, whenever and by whomever they are built."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tarfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
FOLDERS = ("grammars", "linter", "rules")
FILES = (
    ".gitignore",
    ".pre-commit-hooks.yaml",
    "CHANGELOG.md",
    "LICENSE",
    "README.md",
    "hatch_build.py",
    "pyproject.toml",
)


def copy(source: Path, to: Path, *, backwards: bool, mode: int, time: int) -> None:
    """The sources, made in this order, with these rights and this time of change."""
    paths = [path for folder in FOLDERS for path in sorted((source / folder).rglob("*")) if "cache" not in str(path)]
    wanted = [path for path in paths if path.is_file() and path.suffix != ".tables"]
    for path in sorted((*wanted, *(source / name for name in FILES)), reverse=backwards):
        target = to / path.relative_to(source)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, target)
        target.chmod(mode)
        os.utime(target, (time, time))


def build(folder: Path, *, umask: int, **environment: str) -> dict[str, bytes]:
    """The bytes of what is built, by file name. Without isolation: hatchling is here, and locked."""
    plain = {name: value for name, value in os.environ.items() if name not in ("SOURCE_DATE_EPOCH", "PYTHONPATH")}
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-d", "out"],
        cwd=folder,
        env={**plain, **environment},
        umask=umask,
        check=True,
        capture_output=True,
        timeout=300,
    )
    return {path.name: path.read_bytes() for path in sorted((folder / "out").iterdir())}


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("first")
    copy(ROOT, folder, backwards=False, mode=0o644, time=1_000_000_000)
    return folder


@pytest.fixture(scope="module")
def built(first: Path) -> dict[str, bytes]:
    return build(first, umask=0o022, PYTHONHASHSEED="0", TZ="UTC")


def test_two_builds_are_the_same_bytes(first: Path, built: dict[str, bytes], tmp_path: Path) -> None:
    folder = tmp_path / "some" / "where" / "else"
    copy(first, folder, backwards=True, mode=0o600, time=1_700_000_000)
    again = build(folder, umask=0o077, PYTHONHASHSEED="1", TZ="Asia/Tokyo", LC_ALL="C")
    assert [Path(name).suffix for name in built] == [".whl", ".gz"]
    assert [name for name in built if built[name] != again.get(name)] == []
    assert built.keys() == again.keys()


def test_the_wheel_of_the_sdist_is_that_of_the_checkout(built: dict[str, bytes], tmp_path: Path) -> None:
    wheel, sdist = built
    (tmp_path / sdist).write_bytes(built[sdist])
    with tarfile.open(tmp_path / sdist) as packed:
        packed.extractall(tmp_path)
    again = build(tmp_path / sdist.removesuffix(".tar.gz"), umask=0o022, PYTHONHASHSEED="2")
    assert again[wheel] == built[wheel]
    assert again[sdist] == built[sdist]
