"""Tab completion: what may stand next on a command line. See `shells` for who asks."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from proxylint.cli.run import COMMANDS, COMPLETING, with_command
from proxylint.cli.shells import SCRIPTS

_WORD = "_PROXYLINT_WORD"
_BETWEEN = {"zsh": ":", "fish": "\t", "powershell": "\t"}
"""What stands between a word and what it means; bash shows words alone."""

Word = tuple[str, str]
"""A word, and what it means."""


def answer(before: Sequence[str]) -> int:
    """Prints one word on a line, as the shell wants it."""
    between = _BETWEEN.get(os.environ[COMPLETING])
    for word, meaning in candidates(before, os.environ.get(_WORD, "")):
        sys.stdout.write((f"{word}{between}{meaning}" if between and meaning else word) + "\n")
    return 0


def candidates(before: Sequence[str], word: str) -> list[Word]:
    """What `word` may become after `before`; nothing where a file name is due, or anything at all."""
    words = [one for one in before if one != "="]  # where bash breaks a word
    word = "" if word == "=" else word
    option, equals, value = word.partition("=")
    if equals and option.startswith("--"):
        return [(f"{option}={one}", meaning) for one, meaning in candidates([*words, option], value)]
    command, *given = with_command(words)
    if not words and not word.startswith("-"):
        return _beginning(word, _commands())
    if command not in COMMANDS:
        return _beginning(word, [(shell, "") for shell in SCRIPTS]) if words == ["--show-completion"] else []
    options = _options(command, root=not words)
    if given and (due := options.get(given[-1])) is not None and not _is_flag(due):
        return _values(command, due.opts[0], word)
    if word.startswith("-"):
        return _beginning(word, _not_given(options, given))
    return _codes(word) if command == "explain" else []


def _beginning(word: str, known: Iterable[Word]) -> list[Word]:
    return [one for one in known if one[0].startswith(word)]


def _commands() -> list[Word]:
    from typer.main import get_command

    from proxylint.cli.app import app

    commands: dict[str, Any] = get_command(app).commands  # type: ignore[attr-defined]
    return [(name, one.short_help or "") for name, one in commands.items()]


def _options(command: str, *, root: bool) -> dict[str, Any]:
    """By each way to write it; `root`: with those of the program itself."""
    from typer.main import get_command

    from proxylint.cli.app import app_of

    program: Any = get_command(app_of(command))
    params = [*program.commands[command].params, *(program.params if root else ())]
    return {name: one for one in params for name in (*one.opts, *one.secondary_opts) if name.startswith("-")}


def _is_flag(option: Any) -> bool:
    return bool(getattr(option, "is_flag", False))


def _not_given(options: Mapping[str, Any], given: Sequence[str]) -> list[Word]:
    """Long names; those that count once are told until they are given."""
    said = {id(options[one]) for one in given if one in options and not options[one].multiple}
    named = ((name, one) for name, one in options.items() if name.startswith("--") and id(one) not in said)
    return [*((name, one.help or "") for name, one in named), ("--help", "Show this message and exit.")]


def _values(command: str, option: str, word: str) -> list[Word]:
    if option in ("--select", "--ignore"):
        listed, comma, last = word.rpartition(",")
        return [(f"{listed}{comma}{one}", meaning) for one, meaning in _codes(last)]
    known = _formats(command) if option == "--format" else _WORDS.get(option, tuple)()
    return _beginning(word, [(one, "") for one in known])


def _codes(word: str) -> list[Word]:
    """Rules by code, or by name where the word is the beginning of one."""
    from proxylint.registry import rules

    by_name = word[:1].islower()
    known = [(rule.name, rule.summary) if by_name else (rule.code, rule.name) for rule in rules()]
    return _beginning(word, known)


def _formats(command: str) -> Sequence[str]:
    from importlib import import_module

    if command == "check":
        from proxylint.cli.writers import WRITERS

        return list(WRITERS)
    found: Sequence[str] = import_module(f"proxylint.cli.{_MODULES.get(command, command)}").FORMATS
    return found


_MODULES = {"rules": "listings"}


def _choices(name: str) -> Callable[[], Sequence[str]]:
    def words() -> Sequence[str]:
        from proxylint.catalogue import CHOICES

        return CHOICES[name]

    return words


def _keys(name: str) -> Callable[[], Sequence[str]]:
    def words() -> Sequence[str]:
        from proxylint.settings import keys

        return [str(one) for one in getattr(keys, name)]

    return words


def _components() -> Sequence[str]:
    from proxylint.registry import components

    return components()


def _levels() -> Sequence[str]:
    from proxylint.finding import Level

    return [level.value for level in Level]


_WORDS: Mapping[str, Callable[[], Sequence[str]]] = {
    "--kind": _keys("KINDS"),
    "--squid-version": _keys("VERSIONS"),
    "--pac-engine": _keys("ENGINES"),
    "--component": _components,
    "--fail-on": _levels,
    "--color": lambda: ("auto", "always", "never"),
    **{f"--{name}": _choices(name) for name in ("cloud", "connectivity", "geography", "platform", "updates")},
}
