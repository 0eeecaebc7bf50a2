"""Where typer is not asked, the arguments mean what they mean to typer."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from typer.main import get_command

from proxylint.cli import checking, plain
from proxylint.cli.app import app_of
from proxylint.cli.destinations import FORMAT, OUTPUT
from proxylint.cli.run import run

PARAMS: list[Any] = get_command(app_of("check")).commands["check"].params  # type: ignore[attr-defined]


def through_typer(arguments: list[str]) -> tuple[dict[str, Any], list[str]]:
    """Every parameter, and the names of the options in their order, as typer has them."""
    calls: list[tuple[Any, ...]] = []
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(checking, "check", lambda *asked: calls.append(asked) or 0)
        app_of("check")(["check", *arguments], prog_name="proxylint", standalone_mode=False)
    ((found, order),) = calls
    same = {name: tuple(value) if isinstance(value, list) else value for name, value in found.items()}
    return same, [name for name in order if name in (FORMAT, OUTPUT)]


def taken_apart(arguments: list[str]) -> tuple[dict[str, Any], list[str]] | None:
    found = plain.taken_apart(arguments)
    return found and (found[0], [name for name in found[1] if name in (FORMAT, OUTPUT)])


def words() -> st.SearchStrategy[list[str]]:
    """Options as they are declared, in every way to write them, and values; a few that nobody declares."""
    values = st.sampled_from(["a", "squid", "x=y", "MDE101,SQD", "b c", "é", "3"])
    parts = [values.map(lambda value: [value])]
    for param in PARAMS:
        for option in (*param.opts, *param.secondary_opts) if param.param_type_name == "option" else ():
            if param.is_flag:
                parts.append(st.just([option]))
            elif param.name != "jobs":
                parts.append(values.map(lambda value, option=option: [option, value]))
                parts.append(values.map(lambda value, option=option: [f"{option}={value}"]))
                parts.append(values.map(lambda value, option=option: [f"{option}{value}"]))
    return st.lists(st.one_of(parts), max_size=6).map(lambda lists: [word for words in lists for word in words])


@settings(max_examples=60)
@given(words())
def test_what_is_plain_is_what_typer_says(arguments: list[str]) -> None:
    found = taken_apart(arguments)
    if found is not None:
        assert found == through_typer(arguments)


@pytest.mark.parametrize("param", PARAMS, ids=lambda param: param.name)
def test_every_option_is_taken_apart_as_it_is_declared(param: Any) -> None:
    """But for numbers, which typer reads."""
    ways = (*param.opts, *param.secondary_opts) if param.param_type_name == "option" else ()
    for option in ways:
        once = [option] if param.is_flag else [option, "a"]
        assert (taken_apart(once) is None) is (param.name == "jobs"), option
        if param.name != "jobs":
            assert taken_apart([*once, "f", *once]) == through_typer([*once, "f", *once])
        if not param.is_flag and option.startswith("--") and param.name != "jobs":
            assert taken_apart([f"{option}=a=b"]) == through_typer([f"{option}=a=b"])


@pytest.mark.parametrize("paths", [[], ["a.conf"], ["a.conf", "b.pac", "a.conf"], ["why not"], [""]], ids=repr)
def test_paths_alone(paths: list[str]) -> None:
    assert taken_apart(paths) == through_typer(paths)


@pytest.mark.parametrize(
    "arguments",
    [
        ["--"],
        ["-"],
        ["-f"],
        ["--format"],
        ["--format="],
        ["-fjson"],
        ["-f=json"],
        ["--format", "--quiet"],
        ["--format", "-"],
        ["--quiet=yes"],
        ["--no-suppressions=yes"],
        ["-qf", "json"],
        ["--form", "json"],
        ["--no-quiet"],
        ["--jobs", "2"],
        ["-x"],
        ["--help"],
        ["--version"],
    ],
    ids=" ".join,
)
def test_whatever_is_not_plain_is_left_to_typer(arguments: list[str]) -> None:
    assert plain.taken_apart(["a.conf", *arguments]) is None
    assert plain.taken_apart([*arguments, "a.conf"]) is None or arguments in (["-f"], ["--format"])


def test_check_is_the_default_command(monkeypatch: pytest.MonkeyPatch) -> None:
    calls: list[tuple[Any, ...]] = []
    monkeypatch.setattr(checking, "check", lambda *asked: calls.append(asked) or 0)
    assert run(["squid.conf"]) == run(["check", "squid.conf"]) == run(["check", "--", "squid.conf"]) == 0
    assert calls[0] == calls[1]
    assert list(calls[2][0]["paths"]) == ["squid.conf"]
