"""How runners of workflows read what a step prints: line by line, looking for commands.

GitHub's as in actions/runner, src/Runner.Common/ActionCommand.cs: `TryParseV2` takes a line that starts with `::`
behind blanks and has another `::`; `TryParse` takes `##[` anywhere, up to the next `]`. Azure Pipelines does so with
`##vso[`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Command:
    name: str
    properties: dict[str, str] = field(default_factory=dict)
    message: str = ""


def commands(printed: str) -> list[Command]:
    """Everything that any of them would execute, known to it or not, in order."""
    lines = re.split(r"\r\n|\r|\n", printed)
    return [command for line in lines for command in (*_current(line), *_older(line))]


def _current(line: str) -> list[Command]:
    line = re.sub(r"\x1b\[[0-9;]*m", "", line).lstrip()
    if not line.startswith("::") or "::" not in line[2:]:
        return []
    head, _, message = line[2:].partition("::")
    name, _, listed = head.partition(" ")
    pairs = (pair.partition("=") for pair in listed.split(",") if pair)
    return [Command(name, {key: _read(value, ":,") for key, _, value in pairs}, _read(message))]


def _read(text: str, more: str = "") -> str:
    for char in ("\r", "\n", *more, "%"):
        text = text.replace(f"%{ord(char):02X}", char)
    return text


def _older(line: str) -> list[Command]:
    return [Command(found[0]) for found in re.finditer(r"##(?:vso)?\[[^\]]*", line, re.IGNORECASE)]
