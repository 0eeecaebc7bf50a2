"""From the text of a file to its records: one pass, in which each line is looked at once.

A single expression searches for lines that can matter; what follows such a line is read by the grammar of its kind.
"""

from __future__ import annotations

import re
from bisect import bisect_right

from proxylint.records import dataclass, field, replace
from proxylint.text import Source
from proxylint_grammars.winhttp import registry
from proxylint_grammars.winhttp.blocks import Block, read_block, read_fields
from proxylint_grammars.winhttp.change import Command
from proxylint_grammars.winhttp.command import read_commands
from proxylint_grammars.winhttp.dumps import read_context
from proxylint_grammars.winhttp.launch import block_comments, branches, is_said
from proxylint_grammars.winhttp.lines import Line, line_around, line_before, lines_after
from proxylint_grammars.winhttp.settings import KEYS, foreign_keys, read_object
from proxylint_grammars.winhttp.shapes import KNOWN_DIRECT, KNOWN_PROXY_LABEL, read_header
from proxylint_grammars.winhttp.syntax import (
    Body,
    Direct,
    Doubt,
    Dump,
    FailedSet,
    Flaw,
    Key,
    Kind,
    Mention,
    Record,
    Refusal,
    RegistryValue,
    Store,
)
from proxylint_grammars.winhttp.wrappers import HOST_LINE, named_host, names_machine, read_failure, read_refusal

MOST_RECORDS = 100_000

_LINE_START = r"(?:\A|(?<=[\r\n]))"
_TRIGGER = re.compile(
    r"(?P<token>[wW][iI][nN][hH][tT][tT][pP])"
    r"|(?P<object>\{[ \t\r\n]*+\"(?i:" + "|".join(sorted(KEYS, reverse=True)) + r")\"[ \t]*+:)"
    rf"|{_LINE_START}(?:(?P<host>{HOST_LINE})|(?P<key>{registry.KEY})"
    rf"|(?P<value>{registry.EXPORTED}|{registry.QUERIED})"
    rf"|[ \t]*+(?:(?P<label>{KNOWN_PROXY_LABEL.pattern})|(?P<direct>(?:{KNOWN_DIRECT.pattern})(?=[\r\n]|\Z))))"
)
_END = re.compile(r"[\r\n]")
_PUSHED = re.compile(r"[ \t]*+pushd[ \t]++winhttp[ \t]*+", re.IGNORECASE)

_ECHO_WITHIN = 3
"""Lines (of failure, a banner) that may stand between a command and the result it prints."""


def read_dump(source: Source) -> Dump:
    """Every record of a text, in file order. Never raises, whatever the text is."""
    reading = _Reading(source, comments=block_comments(source.text), ansi=registry.is_ansi(source.text))
    position = 0
    while not reading.full:
        found = _TRIGGER.search(source.text, position)
        if found is None:
            break
        line = line_around(source.text, found.start(), position)
        position = max(reading.read(line, found), position + 1)
    return reading.dump()


@dataclass(slots=True)
class _Reading:
    """What has been met so far: the records, and where the reading stands (host, registry key, last command)."""

    source: Source
    comments: tuple[tuple[int, int], ...]
    records: list[Record] = field(default_factory=list)
    refusals: list[Refusal] = field(default_factory=list)
    mentions: list[Mention] = field(default_factory=list)
    machine: str | None = None
    host: str | None = None
    key: Key | None = None
    values: list[RegistryValue] = field(default_factory=list)
    ansi: bool = False
    copy: bool = False
    floor: int = 0
    last: Command | None = None

    @property
    def full(self) -> bool:
        return len(self.records) + len(self.values) >= MOST_RECORDS

    def dump(self) -> Dump:
        commands = [record.span.start for record in self.records if record.kind is Kind.COMMAND]
        records = tuple(self.records)
        if commands and branches(self.source.text, commands[-1]):
            records = tuple(replace(r, conditional=True) if r.kind is Kind.COMMAND else r for r in records)
        overflow = (records or self.values)[-1].span if self.full else None
        return Dump(records, tuple(self.refusals), tuple(self.mentions), overflow, tuple(self.values))

    def read(self, line: Line, found: re.Match[str]) -> int:
        """Reads what starts in a line; returns where reading goes on."""
        match found.lastgroup:
            case "host":
                return self._host(line)
            case "key":
                return self._key(line)
            case "value":
                return self._value(line)
            case "object":
                return self._object(line, found.start())
            case "label" | "direct" if self.refusals or self._in_comment(line.start):
                return line.end  # a refused header stood before it, or nobody printed it
            case "label":
                return self._block(line, read_fields(self.source, line, line))
            case "direct":
                span = self.source.span(line.start + line.body, line.end)
                return self._block(line, Block(Kind.SHOWN, Store.WINHTTP, span, Direct(span), line.end))
        return self._token(line)

    def _key(self, line: Line) -> int:
        before = line_before(self.source.text, line, self.floor)
        self.copy = registry.asks_for_copy(before, self.copy)
        self.key, removed = registry.read_key(self.source, line, copy=self.copy)
        if removed is not None and not self._in_comment(line.start):
            self.values.append(replace(removed, host=self.host))
            setting = registry.removed_setting(removed)
            if setting is not None:
                self.records.append(replace(setting, host=self.host))
        return line.end

    def _value(self, line: Line) -> int:
        if self._in_comment(line.start):
            return line.end
        found, end = registry.read_value(self.source, line, self.key, ansi=self.ansi)
        if isinstance(found, Record):
            self.records.append(replace(found, host=self.host))
        elif found is not None:
            self.values.append(replace(found, host=self.host))
        return end

    def _token(self, line: Line) -> int:
        if _PUSHED.fullmatch(line.text):
            self.last = None
            records, end = read_context(self.source, line, self.host)
            self.records.extend(records)
            return end
        commands, end = read_commands(self.source, line)
        if commands:
            for command in commands:
                self._command(command)
            if all(command.body is None for command in commands):
                self._refuse(line)
            return end
        if self._refuse(line):
            return line.end
        header = read_header(line)
        if header is None or is_said(header.lead, self.source.path) or self._in_comment(line.start):
            return line.end
        block = read_block(self.source, line, header)
        return self._block(line, block) if block else line.end

    def _refuse(self, line: Line) -> bool:
        refusal = read_refusal(self.source, line)
        if refusal:
            self.refusals.append(refusal)
        return refusal is not None

    def _host(self, line: Line) -> int:
        name = named_host(line)
        self.host = name or self.machine
        self.key, self.copy = None, False
        if names_machine(line):
            self.machine = name
        self.last = None
        return line.end

    def _block(self, line: Line, block: Block) -> int:
        before = line_before(self.source.text, line, self.floor)
        failed = read_failure(self.source, before) if before else None
        store = block.store
        if self.last is not None and self._is_close(self.last.span.end, line.start):
            if self.last.store is Store.WOW64 and store is Store.WINHTTP:
                store = Store.WOW64
            if self.last.body is not None and self.last.store is store and self.records:
                self.records.pop()
        self.last = None
        self.records.append(Record(block.kind, store, block.span, block.body, self.host, failed, block.doubts))
        self.floor = block.end
        return block.end

    def _is_close(self, start: int, end: int) -> bool:
        return (
            start <= end
            and len([line for line in self.source.text[start:end][:2000].split("\n") if line.strip()]) <= _ECHO_WITHIN
        )

    def _command(self, command: Command) -> None:
        if command.launch.runs is False or self._in_comment(command.span.start):
            return
        if command.launch.runs is None:
            if command.body is not None:
                self.mentions.append(Mention(command.span))
            return
        if command.host or command.launch.prompt:
            self.host = command.host or self.machine
        self.last = command
        self.floor = command.span.end
        if command.body is not None:
            self._changed(command, command.body)

    def _in_comment(self, offset: int) -> bool:
        at = bisect_right(self.comments, (offset, 0)) - 1
        return at >= 0 and offset < self.comments[at][1]

    def _changed(self, command: Command, body: Body) -> None:
        failed, doubts = self._failure_behind(command), command.doubts
        if failed:
            doubts = (
                *doubts,
                Doubt(Flaw.FAILED, failed.span, "the change failed and the settings it left are not shown"),
            )
        changed = Record(Kind.COMMAND, command.store, command.span, body, self.host, failed, doubts)
        self.records.append(replace(changed, conditional=command.launch.conditional, per_user=command.per_user))

    def _failure_behind(self, command: Command) -> FailedSet | None:
        end = command.span.end
        for line in lines_after(self.source.text, Line("", end, _line_end(self.source.text, end)), 2):
            failed = read_failure(self.source, line)
            if failed:
                return failed
        return None

    def _stands_alone(self, line: Line, start: int) -> bool:
        """Whether an object begins its line and is no part of a larger JSON value."""
        before = line_before(self.source.text, line, self.floor)
        return start == line.start + line.body and (
            before is None or before.text.rstrip()[-1:] not in ("[", ",", ":", "{")
        )

    def _object(self, line: Line, start: int) -> int:
        found = read_object(self.source, start)
        if found is None or found.strangers:
            return line.end
        text = self.source.text
        if not self._stands_alone(line, start):
            return line.end
        alone = not text[:start].strip() and not text[found.span.end :].strip()
        kind = Kind.SETTINGS if alone else Kind.ADVANCED
        doubts = foreign_keys(found.settings)
        self.records.append(Record(kind, Store.ADVANCED, found.span, found.settings, self.host, None, doubts))
        return found.span.end


def _line_end(text: str, position: int) -> int:
    found = _END.search(text, position)
    return found.start() if found else len(text)
