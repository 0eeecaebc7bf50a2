"""The configuration file that speaks for a folder: the nearest one upward, up to the root of the repository."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from proxylint.errors import ConfigError
from proxylint.files import LEADS_OUT, find_root, is_inside, leads_out
from proxylint.records import dataclass, field

if TYPE_CHECKING:
    from proxylint.settings.reading import File

PYPROJECT = "pyproject.toml"
NAMES = ("proxylint.toml", ".proxylint.toml", PYPROJECT)
"""In one folder the first of them that is there and speaks of proxylint."""


def read_named(path: str) -> File:
    """The file that the user names."""
    from proxylint.settings.reading import read

    if leads_out(path):
        raise ConfigError(f"{path} {LEADS_OUT}")
    found = read(path, find_root(os.path.realpath(path)), path)
    if found is None:
        raise ConfigError(f"{path}: there is no [tool.proxylint] table")
    return found


@dataclass(frozen=True)
class Nearest:
    """Looks into each folder once."""

    _found: dict[str, File | None] = field(default_factory=dict, init=False, compare=False)

    def of(self, folder: str, root: str) -> File | None:
        """`folder` and `root` are resolved; the folder lies in the root."""
        passed: list[str] = []
        found: File | None = None
        while folder not in self._found:
            passed.append(folder)
            found = _in_folder(folder, root)
            if found is not None or folder == root or not is_inside(folder, root):
                break
            folder = os.path.dirname(folder)
        else:
            found = self._found[folder]
        self._found.update(dict.fromkeys(passed, found))
        return found


def _in_folder(folder: str, root: str) -> File | None:
    for name in NAMES:
        path = os.path.join(folder, name)
        if os.path.isfile(path):
            from proxylint.settings.reading import read

            shown = os.path.relpath(path, root).replace(os.sep, "/")
            if not is_inside(os.path.realpath(path), root):
                if name == PYPROJECT:
                    continue  # another tool's business, for all that is known
                raise ConfigError(f"{shown} is a link that leads out of the repository")
            found = read(path, root, shown)
            if found is not None:
                return found
    return None
