"""Expected texts in files, to be read as a user reads them."""

from __future__ import annotations

from pathlib import Path

import pytest

_FOLDER = Path(__file__).parent / "golden"


def check_golden(name: str, actual: str, config: pytest.Config) -> None:
    """Compares with the file `name`; `--accept` writes it first, for a look at what changed."""
    path = _FOLDER / name
    if config.getoption("--accept"):
        path.write_text(actual, encoding="utf-8", newline="\n")
    assert actual == path.read_text(encoding="utf-8")
