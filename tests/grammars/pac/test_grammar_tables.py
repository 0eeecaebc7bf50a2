"""The prebuilt automaton is the grammar's, and nothing else is taken for it."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from proxylint_grammars import tables

GRAMMAR = os.path.join(os.path.dirname(tables.__file__), "pac", "pac.lark")


@pytest.fixture
def copied(tmp_path: Path) -> str:
    """The grammar without tables beside it."""
    return str(shutil.copy(GRAMMAR, tmp_path / "pac.lark"))


@pytest.fixture(scope="module")
def built() -> tables.Automaton:
    return tables._automaton(json.loads(tables._dump(tables._read(GRAMMAR))))


def test_written_tables_are_what_the_grammar_gives(tmp_path: Path, built: tables.Automaton, copied: str) -> None:
    written = tables.write(str(tmp_path / "out"))
    (path,) = (path for path, inside in written.items() if inside == "proxylint_grammars/pac/pac.tables")
    shutil.copy(path, tmp_path)
    assert tables.automaton(copied) == built


def test_tables_are_the_same_bytes_under_any_hash_seed(tmp_path: Path) -> None:
    found = set()
    for seed in ("1", "2"):
        folder = tmp_path / seed
        code = f"import sys; sys.path[:0] = {sys.path!r}\nfrom proxylint_grammars import tables\n"
        code += f"tables.write({str(folder)!r})"
        subprocess.run([sys.executable, "-c", code], env={**os.environ, "PYTHONHASHSEED": seed}, check=True)
        found.add((folder / "proxylint_grammars/pac/pac.tables").read_bytes())
    assert len(found) == 1


@pytest.mark.parametrize(
    "content", ["", "{", "[]", '{"key": [1, "another grammar"], "states": [], "rules": [], "end": 0}']
)
def test_other_tables_are_not_used(copied: str, built: tables.Automaton, content: str) -> None:
    Path(copied.removesuffix(".lark") + ".tables").write_text(content)
    assert tables.automaton(copied) == built


def test_with_tables_lark_is_not_imported(tmp_path: Path, copied: str) -> None:
    text = tables._dump(tables._read(copied))
    Path(copied.removesuffix(".lark") + ".tables").write_text(text)
    code = f"""
import sys; sys.path[:0] = {sys.path!r}
from proxylint_grammars import tables
tables.automaton({copied!r})
print(sorted({{"lark", "pickle"}} & set(sys.modules)))
"""
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout == "[]\n"


def test_every_action_of_the_grammar_has_a_reduction(built: tables.Automaton) -> None:
    from proxylint_grammars.pac.parser import Parser

    actions = {rule.action for rule in built.rules if rule.action is not None}
    assert {action for action in actions if not callable(getattr(Parser, action, None))} == set()
    assert all(rule.size == 1 for rule in built.rules if rule.action is None)
