"""The configuration file, as proxylint.toml and within a pyproject.toml."""

from __future__ import annotations

import os
from functools import cache
from tempfile import mkdtemp

from proxylint.errors import ConfigError
from proxylint.files import is_inside
from proxylint.settings.keys import KEYS
from proxylint.settings.reading import read
from tests.fuzz.target import Target
from tests.nearly.around import SETTINGS


@cache
def folder() -> str:
    root = os.path.realpath(mkdtemp(prefix="fuzz-settings-"))
    os.mkdir(os.path.join(root, ".git"))
    return root


def run(data: bytes) -> None:
    for name in ("proxylint.toml", "pyproject.toml"):
        path = os.path.join(folder(), name)
        with open(path, "wb") as file:
            file.write(data)
        try:
            found, again = (read(path, folder(), name) for _ in range(2))
        except ConfigError as error:
            assert str(error).startswith(name)
            continue
        assert found == again
        if found is None:
            continue
        assert set(found.values) <= set(KEYS)
        for place in (*found.values.get("path-map", {}).values(), found.values.get("endpoints", folder())):
            assert is_inside(place, folder()), place


TARGET = Target("settings", run, SETTINGS, longest=2000)
