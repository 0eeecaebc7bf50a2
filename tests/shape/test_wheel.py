"""The wheel holds everything that runs: grammars, rule pages, catalogue, type markers."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SOURCES = (ROOT / "linter" / "proxylint", ROOT / "grammars" / "proxylint_grammars", ROOT / "rules" / "proxylint_rules")
KINDS = {".py", ".lark", ".md", ".toml", ".json", ".typed"}


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> zipfile.ZipFile:
    out = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "pip", "wheel", "-q", "--no-deps", "-w", str(out), str(ROOT)], check=True, timeout=300
    )
    return zipfile.ZipFile(next(out.glob("*.whl")))


def test_every_source_file_is_in_the_wheel(wheel: zipfile.ZipFile) -> None:
    wanted = {
        path.relative_to(source.parent).as_posix()
        for source in SOURCES
        for path in source.rglob("*")
        if path.suffix in KINDS or path.name == "py.typed"
    }
    assert wanted - set(wheel.namelist()) == set()


def test_nothing_else_is_in_the_wheel(wheel: zipfile.ZipFile) -> None:
    tops = {name.split("/")[0].split("-")[0] for name in wheel.namelist()}
    assert tops == {"proxylint", "proxylint_grammars", "proxylint_rules"}
    assert not [name for name in wheel.namelist() if "__pycache__" in name or name.endswith(".pyc")]


def test_grammar_tables_are_prebuilt(wheel: zipfile.ZipFile) -> None:
    assert [name for name in wheel.namelist() if name.startswith("proxylint_grammars/") and "tables" in name]
