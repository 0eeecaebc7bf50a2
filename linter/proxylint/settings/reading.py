"""From a configuration file to values by key. Every error names the file and the key.

The file may come from a pull request. It is read as far as `LARGEST`, what it names lies within the root of its
repository, links followed, and a pattern in it is never handed to Python's `re`.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import Any

from proxylint.errors import ConfigError
from proxylint.files import is_inside
from proxylint.records import dataclass
from proxylint.settings.keys import KEYS
from proxylint.settings.nearest import PYPROJECT
from proxylint.settings.values import question
from proxylint.toml import parse, read_text

LARGEST = 512 * 1024
"""Bytes. A page of settings has two thousand; what else stands in a pyproject.toml may be long."""


@dataclass(frozen=True, slots=True)
class File:
    """A configuration file that was read. `root`: what it names lies in there; `folder`: where patterns start.

    `shown`: how messages call it. `values`: by key, as `Settings` holds them.
    """

    path: str
    shown: str
    folder: str
    root: str
    values: Mapping[str, Any]


def read(path: str, root: str, shown: str) -> File | None:
    """None for a pyproject.toml that says nothing of proxylint."""
    text = read_text(path, shown, LARGEST)
    pyproject = os.path.basename(path) == PYPROJECT
    if pyproject and "proxylint" not in text:
        return None
    table = parse(text, shown)
    at = shown
    if pyproject:
        tool = table.get("tool")
        if not isinstance(tool, dict) or "proxylint" not in tool:
            return None
        table, at = tool["proxylint"], f"{shown}: tool.proxylint"
    if not isinstance(table, dict):
        raise ConfigError(f"{at} must be a table")
    folder = os.path.dirname(os.path.realpath(path))
    return File(path, shown, folder, root, _within(values(table, at), at, folder, root))


def values(table: Mapping[str, object], at: str) -> dict[str, Any]:
    """By key, as `Settings` holds them; ConfigError starts with `at`."""
    for key in table:
        if key == "tool":
            raise ConfigError(f"{at}: 'tool' is not known; [tool.proxylint] is for {PYPROJECT}, here keys stand alone")
        if key not in KEYS:
            raise ConfigError(f"{at}: '{key[:80]}' is not known{question(key, KEYS)}")
    return {key: KEYS[key].value.read(value, f"{at}: {key}") for key, value in table.items()}


def _within(said: dict[str, Any], at: str, folder: str, root: str) -> dict[str, Any]:
    """The values with their paths resolved."""
    if "endpoints" in said:
        said["endpoints"] = _resolved(said["endpoints"], f"{at}: endpoints", folder, root)
    if "path-map" in said:
        maps = said["path-map"].items()
        said["path-map"] = {key: _resolved(one, f"{at}: path-map: '{key}'", folder, root) for key, one in maps}
    return said


def _resolved(path: str, at: str, folder: str, root: str) -> str:
    real = os.path.realpath(os.path.join(folder, path))
    if not is_inside(real, root):
        raise ConfigError(f"{at}: '{path}' leads out of the repository; only the command line may do so")
    return real
