"""The grammar of `Set-WinhttpProxy` and its siblings of the module WinHttpProxy."""

from __future__ import annotations

from proxylint.records import replace
from proxylint.text import Span
from proxylint_grammars.winhttp.arguments import Argument
from proxylint_grammars.winhttp.change import Command
from proxylint_grammars.winhttp.launch import Launch
from proxylint_grammars.winhttp.settings import KEYS
from proxylint_grammars.winhttp.syntax import Doubt, Flaw, Setting, Settings, Store, Unread, Word


def read_cmdlet(name: str, span: Span, arguments: tuple[Argument, ...], launch: Launch) -> Command:
    """Only `Set-WinhttpProxy` says what it sets; `AutoDetect` is written as false unless the switch is given."""
    command = Command(span, Store.ADVANCED, launch)
    if name.lower() != "set-winhttpproxy":
        doubt = Doubt(Flaw.SHELL, span, "what this command sets is not written in it")
        return replace(command, body=Unread(span), doubts=(doubt,))
    doubts = [doubt for argument in arguments for doubt in argument.doubts]
    entries: list[Setting] = []
    scope: Word | None = None
    position = 0
    while position < len(arguments):
        parameter, value, position = _parameter(arguments, position)
        key = parameter.text[1:].lower()
        if key == "settingscope":
            scope = value
        elif key == "autodetect":
            entries.append(
                Setting(parameter.part(1, len(parameter.text)), value is None or "false" not in value.text.lower())
            )
        elif parameter.text.startswith("-") and key in KEYS and value is not None:
            entries.append(Setting(parameter.part(1, len(parameter.text)), value))
        else:
            doubts.append(Doubt(Flaw.SHELL, parameter.span, "the cmdlet has no such parameter"))
    user = scope is not None and scope.text.lower() == "user"
    return replace(
        command, body=Settings(tuple(entries)), doubts=tuple(doubts), per_user=scope.span if user and scope else None
    )


def _parameter(arguments: tuple[Argument, ...], position: int) -> tuple[Word, Word | None, int]:
    """`-Name value`, `-Name:value` or the switch `-AutoDetect`; and where the next one stands."""
    word = arguments[position].word
    name, colon, _ = word.text.partition(":")
    if name.startswith("-") and colon:
        return word.part(0, len(name)), word.part(len(name) + 1, len(word.text)), position + 1
    if name.lower() == "-autodetect" or position + 1 == len(arguments):
        return word, None, position + 1
    return word, arguments[position + 1].word, position + 2
