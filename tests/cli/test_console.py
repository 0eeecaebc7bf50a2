"""Windows consoles: colours where they are obeyed, and no escapes where they would be printed."""

from __future__ import annotations

import sys
from types import SimpleNamespace
from typing import Any

import pytest

from proxylint.cli.console import obeys_escapes


def kernel(mode: int | None, asked: list[int], *, obeys: bool) -> Any:
    """kernel32 of a console with a mode; None = standard output is no console. `obeys`: it takes a new mode."""

    def handle(which: int) -> int:
        assert which == -11
        return 7

    def get(handle: Any, found: Any) -> int:
        found._obj.value = mode or 0
        return int(mode is not None)

    def put(handle: Any, wanted: int) -> int:
        asked.append(wanted)
        return int(obeys)

    return SimpleNamespace(GetStdHandle=handle, GetConsoleMode=get, SetConsoleMode=put)


@pytest.mark.parametrize(
    ("mode", "obeys", "expected", "asked"),
    [(3, True, True, [7]), (3, False, False, [7]), (7, False, True, []), (None, True, False, [])],
    ids=["Windows 10", "Windows 7", "Windows Terminal", "no console"],
)
def test_a_windows_console_is_told_to_obey(mode: int | None, obeys: bool, expected: bool, asked: list[int]) -> None:
    told: list[int] = []
    assert obeys_escapes("win32", kernel(mode, told, obeys=obeys)) is expected
    assert told == asked


def test_without_ctypes_it_stays_plain(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "ctypes", None)
    assert obeys_escapes("win32") is False
    assert obeys_escapes("linux") is True


@pytest.mark.skipif(sys.platform == "win32", reason="there it is asked")
def test_no_windll_here() -> None:
    assert obeys_escapes("win32") is False
