"""The wheel holds everything that runs: grammars, rule pages, catalogue, type markers."""

from __future__ import annotations

import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest

from proxylint.catalogue.prebuilt import prebuilt
from proxylint.catalogue.reading import read_catalogue

ROOT = Path(__file__).parents[2]
SOURCES = (ROOT / "linter" / "proxylint", ROOT / "grammars" / "proxylint_grammars", ROOT / "rules" / "proxylint_rules")
KINDS = {".py", ".lark", ".md", ".toml", ".json", ".typed"}


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> zipfile.ZipFile:
    out = tmp_path_factory.mktemp("wheel")
    wheel = [sys.executable, "-m", "pip", "wheel", "-q", "--no-deps", "--no-build-isolation"]
    subprocess.run([*wheel, "-w", str(out), str(ROOT)], check=True, timeout=300)
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


def test_rules_are_prebuilt(wheel: zipfile.ZipFile, tmp_path: Path) -> None:
    """And what was prebuilt is what the wheel, wherever it is installed, is served with."""
    wheel.extractall(tmp_path)
    code = (
        "from proxylint import registry, ruletable; from proxylint.report.sarif_about import about;"
        "from proxylint.version import __version__; found = ruletable.stored();"
        "made = about(registry.rules(), lambda rule: registry.page(rule.code), __version__);"
        "print(found is not None and found == made)"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=True)
    assert done.stdout == "True\n"


def test_what_every_start_reads_is_prebuilt(wheel: zipfile.ZipFile) -> None:
    assert sorted(name for name in wheel.namelist() if name.endswith(".tables")) == [
        "proxylint_grammars/mdatp/json.tables",
        "proxylint_grammars/mdatp/lines.tables",
        "proxylint_grammars/mdatp/values.tables",
        "proxylint_grammars/pac/pac.tables",
        "proxylint_grammars/squid/arguments.tables",
        "proxylint_grammars/squid/squid.tables",
        "proxylint_rules/mde/endpoints.tables",
        "proxylint_rules/rules.tables",
    ]


def test_the_catalogue_in_the_wheel_is_the_one_of_its_toml(wheel: zipfile.ZipFile, tmp_path: Path) -> None:
    wheel.extract("proxylint_rules/mde/endpoints.toml", tmp_path)
    wheel.extract("proxylint_rules/mde/endpoints.tables", tmp_path)
    path = tmp_path / "proxylint_rules/mde/endpoints.toml"
    assert prebuilt(str(path)) == read_catalogue(tomllib.loads(path.read_text(encoding="utf-8")), path.name)
