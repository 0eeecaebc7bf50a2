"""What is installed for development is written in `locks/`, with the digests of its files; `make lock` writes it."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[2]
LOCKS = ("install", "develop", "supply")
ENTRY = re.compile(r"([a-z0-9-]+)==([^ ;]+)(?: ; ([^\\]+?))?((?: \\\n    --hash=sha256:[0-9a-f]{64})+)")

with open(ROOT / "pyproject.toml", "rb") as _file:
    PROJECT: dict[str, Any] = tomllib.load(_file)


def text(lock: str) -> str:
    """Without its comments."""
    return re.sub(r"(?m)^ *#.*\n", "", (ROOT / "locks" / f"{lock}.txt").read_text(encoding="utf-8"))


def locked(lock: str) -> dict[str, tuple[str, str | None, str]]:
    """Version, marker and digests by name."""
    return {name: (version, marker, digests) for name, version, marker, digests in ENTRY.findall(text(lock))}


def wanted(lock: str) -> list[str]:
    """The requirements in pyproject.toml that the lock answers."""
    if lock == "supply":
        return PROJECT["dependency-groups"]["supply"]
    install = [*PROJECT["build-system"]["requires"], *PROJECT["project"]["dependencies"]]
    return install + (PROJECT["dependency-groups"]["dev"] if lock == "develop" else [])


@pytest.mark.parametrize("lock", LOCKS)
def test_every_line_is_one_version_with_its_digests(lock: str) -> None:
    """Nothing else: no address, no path, no option, no version that may move."""
    assert ENTRY.sub("", text(lock)).split() == []


def fits(asked: Requirement, found: dict[str, tuple[str, str | None, str]]) -> bool:
    name = canonicalize_name(asked.name)
    return name in found and asked.specifier.contains(found[name][0], prereleases=True)


@pytest.mark.parametrize("lock", LOCKS)
def test_what_the_project_asks_for_is_locked_within_its_range(lock: str) -> None:
    found = locked(lock)
    assert [line for line in wanted(lock) if not fits(Requirement(line), found)] == []


def test_one_version_of_everything_in_one_environment() -> None:
    """`make demo` installs the one file and `make test` the other on top."""
    develop = locked("develop")
    assert {name: develop.get(name) for name in locked("install")} == locked("install")


def test_everything_is_there_on_python_3_11() -> None:
    """Markers name systems and implementations; what is dropped on a Python we run on would be missing there."""
    markers = {marker for lock in ("install", "develop") for _, marker, _ in locked(lock).values() if marker}
    assert markers <= {"sys_platform == 'win32'", "platform_python_implementation != 'PyPy'"}
