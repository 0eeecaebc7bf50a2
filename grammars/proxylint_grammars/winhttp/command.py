"""Finding commands in a line, and what they change."""

from __future__ import annotations

import re

from proxylint.records import replace
from proxylint.text import Source
from proxylint_grammars.winhttp.arguments import read_arguments, tail_end
from proxylint_grammars.winhttp.change import Command
from proxylint_grammars.winhttp.cmdlet import read_cmdlet
from proxylint_grammars.winhttp.launch import LONGEST_LEAD, Launch, read_launch
from proxylint_grammars.winhttp.lines import Line
from proxylint_grammars.winhttp.netsh import read_netsh
from proxylint_grammars.winhttp.syntax import Store, Unread

_START = re.compile(
    r"(?<![\w.-])(?:netsh(?:\.exe)?[\"']?"
    r"(?>(?:[ \t]++-(?:r[ \t]++(?P<remote>\S++)|[aup][ \t]++\S++))*)(?:[ \t]++-c)?"
    r"[ \t]++[\"']?winhttp[\"']?(?=[\s\"'`)]|$)"
    r"|netsh winhttp>)"
    r"|(?<![\w-])(?P<cmdlet>(?:Set|Reset|Import)-WinhttpProxy)(?![\w-])",
    re.IGNORECASE,
)


_CHANGE = re.compile(r"[ \t]++(?:set|reset|import)\b", re.IGNORECASE)


def read_commands(source: Source, line: Line) -> tuple[tuple[Command, ...], int]:
    """The commands that start in this line, and where the last of them ends."""
    found: list[Command] = []
    position = line.start
    while True:
        start = _START.search(source.text, position, min(line.end, line.start + len(line.text)))
        if start is None:
            return tuple(found), max(position, line.end)
        launch = read_launch(source.text[line.start : min(start.start(), line.start + LONGEST_LEAD + 1)])
        command, position = _read_command(source, start, launch)
        found.append(command)


def read_bare_command(source: Source, line: Line) -> Command:
    """A command inside the `winhttp` context: a line of a dump."""
    start = line.start + line.body
    arguments, end = read_arguments(source, start, tail_end(source.text, start), powershell=False)
    return read_netsh(source, source.span(start, end), arguments, Launch(True))


def _read_command(source: Source, start: re.Match[str], launch: Launch) -> tuple[Command, int]:
    cmdlet = start["cmdlet"]
    if launch.runs is not True:
        return _not_run(source, start, launch), start.end()
    powershell = launch.powershell or cmdlet is not None or source.path.lower().endswith((".ps1", ".psm1"))
    limit = _limit(source.text, start.end(), tail_end(source.text, start.end()), launch.closing)
    arguments, end = read_arguments(source, start.end(), limit, powershell=powershell)
    span = source.span(start.start(), end)
    command = read_cmdlet(cmdlet, span, arguments, launch) if cmdlet else read_netsh(source, span, arguments, launch)
    return replace(command, host=start["remote"] or launch.host), max(end, start.end())


def _not_run(source: Source, start: re.Match[str], launch: Launch) -> Command:
    """A command that is only named; its body tells whether it would change anything."""
    span = source.span(start.start(), start.end())
    changes = start["cmdlet"] is not None or _CHANGE.match(source.text, start.end()) is not None
    return Command(span, Store.WINHTTP, launch, Unread(span) if changes else None)


def _limit(text: str, start: int, end: int, closing: str) -> int:
    """Where a quote or bracket closes that was open before the command."""
    quotes = [mark for mark in closing if mark in "\"'`"]
    found = [text.find(mark, start, end) for mark in quotes]
    end = min([at for at in found if at >= 0], default=end)
    bare = text[start:end].rstrip()
    return start + len(bare) - 1 if bare and bare[-1] in closing else end
