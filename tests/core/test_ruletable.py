"""What is made of the rules beforehand fits them, or is not used."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from proxylint import registry, ruletable
from proxylint.report import sarif_shapes
from proxylint.report.sarif_about import About
from tests.cli.run import ROOT, python


@pytest.fixture(autouse=True)
def shapes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sarif_shapes, "known", {})


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The rules in a place of their own; what is imported of them is still the same."""
    copy = tmp_path / "proxylint_rules"
    skipped = shutil.ignore_patterns("__pycache__", "*.tables")
    shutil.copytree(registry.rules_root(), copy, ignore=skipped)
    monkeypatch.setattr(registry, "rules_root", lambda: str(copy))
    yield copy
    registry.pages.cache_clear()  # else later tests are told of pages in this place


def made() -> About:
    return ruletable._made()


def test_nothing_is_there_in_a_checkout(root: Path) -> None:
    assert ruletable.stored() is None
    assert ruletable.about() == made()


def test_it_comes_back_as_it_was_written(root: Path) -> None:
    assert ruletable.write() == str(root / "rules.tables")
    assert ruletable.stored() == made()
    assert sarif_shapes.known == sarif_shapes.texts()
    assert made().codes == tuple(rule.code for rule in registry.rules())


def test_with_it_neither_the_rules_nor_their_model_are_imported(tmp_path: Path) -> None:
    for name in ("linter", "grammars", "rules"):
        shutil.copytree(ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__", "rules.tables"))
    (tmp_path / "squid.conf").write_text("http_port 3128\nhttp_access deny all\n")
    path = {"PYTHONPATH": os.pathsep.join(str(tmp_path / name) for name in ("linter", "grammars", "rules"))}
    command = ["-m", "proxylint", "check", "squid.conf", "--format", "sarif"]
    without = python(command, tmp_path, path)
    assert python(["-m", "proxylint.ruletable"], tmp_path, path).code == 0
    assert python(command, tmp_path, path) == without
    code = (
        "import sys; from proxylint.cli.run import run; run(sys.argv[1:]); print();"
        "print([name for name in ('attr', 'sarif_om', 'proxylint_rules.winhttp.change_failed') if name in sys.modules])"
    )
    assert python(["-c", code, *command[2:]], tmp_path, path).out.splitlines()[-1] == "[]"


def test_a_file_that_was_touched_since_is_noticed(root: Path) -> None:
    ruletable.write()
    os.utime(root / "mde" / "endpoint_denied.md", ns=(1, 1))
    assert ruletable.stored() is None


@pytest.mark.parametrize("name", ["mde/endpoint_denied.md", "mde/endpoint_denied.py", "squid/another.md"])
def test_in_a_wheel_times_are_lost_and_sizes_count(root: Path, name: str) -> None:
    ruletable.write(str(root / "rules.tables"))
    os.utime(root / "mde" / "endpoint_denied.md", ns=(1, 1))
    assert ruletable.stored() == made()
    with open(root / name, "a") as file:
        file.write("\n")
    assert ruletable.stored() is None


@pytest.mark.parametrize(
    "text", ["", "{", "[]\n[]\n[]\n[]\n[]", "[1, 2, 3]\n{}\n[]\n\n", "1\n2\n3", "\n\n\n\n\n", "\xe9\n\n\n"]
)
def test_what_is_broken_is_not_used(root: Path, text: str) -> None:
    (root / "rules.tables").write_text(text, encoding="utf-8")
    assert ruletable.stored() is None
