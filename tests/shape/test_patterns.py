"""No possessive quantifier stands on a group: write `(?>(...)*)`.

CPython before 3.11.5 matches some of them wrongly (python/cpython issue 106052: a possessive repeat of a subpattern
that itself backtracks), and Debian 12 ships 3.11.2. An atomic group says the same and works everywhere.
"""

from __future__ import annotations

import re
import tokenize
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
POSSESSIVE_GROUP = re.compile(r"(?<!\\)\)(\*|\+|\?|\{+\d*,?\d*\}+)\+")
FILES = sorted(
    path
    for source in ("linter", "grammars", "rules")
    for path in (ROOT / source).rglob("*")
    if path.suffix in (".py", ".lark")
)


def patterns(path: Path) -> Iterator[str]:
    if path.suffix == ".lark":
        yield path.read_text(encoding="utf-8")
        return
    with tokenize.open(path) as file:
        for token in tokenize.generate_tokens(file.readline):
            if token.type == tokenize.STRING and "r" in token.string.split(token.string.strip("rbfRBF")[0])[0].lower():
                yield token.string


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_possessive_group(path: Path) -> None:
    assert [text for text in patterns(path) if POSSESSIVE_GROUP.search(text)] == []


def test_the_test_sees_one() -> None:
    assert POSSESSIVE_GROUP.search(r"(?:a|b)*+")
    assert POSSESSIVE_GROUP.search(r"(a){1,3}+")
    assert not POSSESSIVE_GROUP.search(r"[ab]*+\)?+(?>(?:a|b)*)")
