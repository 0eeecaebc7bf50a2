"""Patterns that are compiled late are compiled at all, and behave as compiled ones."""

from __future__ import annotations

import pkgutil
import re
from importlib import import_module
from typing import Any

import pytest

import proxylint
from proxylint import regex as module
from proxylint.regex import regex


def late() -> list[Any]:
    """`module name` of every pattern that a module of the program keeps, alone or in a table."""
    found: list[Any] = []
    for one in pkgutil.walk_packages(proxylint.__path__, "proxylint."):
        if one.name.endswith("__main__"):
            continue
        for name, value in vars(import_module(one.name)).items():
            found += [pytest.param(kept, id=f"{one.name} {name}") for kept in patterns(value)]
    return found


def patterns(value: object) -> list[Any]:
    if isinstance(value, module.regex):  # type: ignore[arg-type]
        return [value]
    return [kept for part in value for kept in patterns(part)] if isinstance(value, tuple) else []


@pytest.mark.parametrize("pattern", late())
def test_every_pattern_can_be_compiled(pattern: Any) -> None:
    assert isinstance(pattern.pattern, str)


def test_nothing_is_compiled_before_it_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    compiled = []
    original = re.compile

    def counted(pattern: str, flags: int) -> re.Pattern[str]:
        compiled.append(pattern)
        return original(pattern, flags)

    monkeypatch.setattr(re, "compile", counted)
    made = regex(r"a(b)", re.IGNORECASE)
    assert compiled == []
    assert made.sub("x", "ab AB") == made.sub("x", "ab ab") == "x x"
    assert compiled == ["a(b)"]
    assert (made.fullmatch("AB") is None, made.groups, made.pattern) == (False, 1, "a(b)")


def test_a_wrong_pattern_is_told_when_it_is_used() -> None:
    with pytest.raises(re.error):
        regex("(").match("")
