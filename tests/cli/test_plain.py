"""Without an option nobody takes the arguments apart, and the run is the one that the options' defaults describe."""

from __future__ import annotations

from typing import Any

import pytest

from proxylint.cli import check, plain
from proxylint.cli.run import run


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[tuple[Any, ...]]:
    """What each run was asked for, from either way."""
    calls: list[tuple[Any, ...]] = []

    def keep(*arguments: Any) -> int:
        calls.append(arguments)
        return 0

    monkeypatch.setattr(check, "run", keep)
    monkeypatch.setattr(plain, "run", keep)
    return calls


@pytest.mark.parametrize("paths", [[], ["a.conf"], ["a.conf", "b.pac", "a.conf"], ["why not"], [""]], ids=repr)
def test_the_defaults_are_those_of_the_options(asked: list[tuple[Any, ...]], paths: list[str]) -> None:
    assert run(["check", *paths]) == run(["check", "--color", "auto", *paths]) == 0
    without, through_typer = asked
    assert without == through_typer
    assert list(without[0]) == paths


def test_check_is_the_default_command(asked: list[tuple[Any, ...]]) -> None:
    assert run(["squid.conf"]) == run(["check", "squid.conf"]) == 0
    assert asked[0] == asked[1]


@pytest.mark.parametrize("argument", ["--", "-", "-f", "--format=json", "-x"])
def test_whatever_could_be_an_option_is_left_to_typer(
    monkeypatch: pytest.MonkeyPatch, argument: str, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(plain, "check", lambda paths: pytest.fail(f"took {paths}"))
    monkeypatch.setattr(check, "run", lambda *_: 0)
    monkeypatch.setattr("sys.stdin", None)
    run(["check", "a.conf", argument])
    capsys.readouterr()
