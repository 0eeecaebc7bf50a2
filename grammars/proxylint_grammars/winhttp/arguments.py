"""The grammar of a command's arguments, as cmd and netsh take them apart."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import groupby

from pyparsing import MatchFirst, ParserElement, Regex

from proxylint.records import dataclass
from proxylint.text import Source, Span
from proxylint_grammars.winhttp.syntax import Doubt, Flaw, Word

_TAIL = re.compile(
    r"(?>(?:[^\"&|^`\r\n]|\"[^\"\r\n]*+\"?|[\^`][ \t]*+(?:\r*+\n|\r)|\^[^\r\n]|[\^`]|(?<=>)&)*)",
)
LONGEST = 1 << 15
"""Characters of a command that are read; Windows passes at most 32,767 to a program."""

VARIABLE = re.compile(
    r"(?!%~dp0|\$PSScriptRoot)"
    r"(?:%[^%\s\"]{1,64}+%|%~?[a-z]{0,4}+[0-9]|![A-Za-z_]\w*+!|\$[A-Za-z_({]|\{\{)",
    re.IGNORECASE,
)
"""Of cmd, PowerShell and the templates of deployment tools; but for the folder of the script, which is known."""


@dataclass(frozen=True, slots=True)
class Argument:
    """`word` without quotes and escapes; what in it the shell would take for something else.

    `redirected`: an unquoted `<`. `split`: an unquoted character at which PowerShell ends or splits an argument.
    """

    word: Word
    redirected: bool = False
    unclosed: bool = False
    split: bool = False

    @property
    def doubts(self) -> tuple[Doubt, ...]:
        span, found = self.word.span, []
        if self.unclosed:
            found.append(
                Doubt(Flaw.INCOMPLETE, span, "a closing quote, or the rest of a very long command, is missing")
            )
        if self.redirected:
            found.append(Doubt(Flaw.SHELL, span, "the shell takes an unquoted '<' for a redirection"))
        if self.split:
            found.append(Doubt(Flaw.SHELL, span, "PowerShell ends or splits the unquoted argument inside it"))
        variable = variable_in(self.word)
        return (*found, variable) if variable else tuple(found)


def variable_in(word: Word) -> Doubt | None:
    found = VARIABLE.search(word.text)
    if found is None:
        return None
    return Doubt(Flaw.VARIABLE, word.span, "its value is put in from a variable or template when the script runs")


def tail_end(text: str, start: int) -> int:
    """Where the command that goes on at `start` ends: at the line's end, or where the shell starts another command.

    Lines that end in `^` or a backtick go on in the next one.
    """
    found = _TAIL.match(text, start, start + LONGEST)
    return found.end() if found else start


_BLANK, _JOINT, _STOP, _UNCLOSED = "blank", "joint", "stop", "unclosed"

MOST_PIECES = 4000
"""Words, quotes and escapes of one command that are read; a command with more counts as cut off."""


def _pieces(*more: str) -> ParserElement:
    kinds = (
        r"(?P<plain>[^ \t\r\n\"'^`&|>]++(?!>))",
        r"(?P<blank>[ \t]++)",
        r"(?P<joint>[\^`][ \t]*+(?:\r*+\n|\r)[ \t]*+)",
        r"\^(?P<escaped>[^\r\n])",
        *more,
        r"\"(?P<quoted>[^\"\r\n]*+)\"",
        r"\"(?P<unclosed>[^\"\r\n]*+)",
        r"(?P<stop>[&|]|[0-9]?>)",
        r"(?P<plain>[^ \t\r\n\"'^`&|>]++|[`^'\r\n])",
    )
    piece = MatchFirst([Regex(kind) for kind in kinds]).leave_whitespace().parse_with_tabs()
    return piece.set_whitespace_chars("")  # scan_string skips blanks by them, whatever leave_whitespace says


_CMD = _pieces()
_POWERSHELL = _pieces(r"'(?P<quoted>[^'\r\n]*+)'")


@dataclass(frozen=True, slots=True)
class _Piece:
    kind: str
    start: int
    text: str

    @property
    def end(self) -> int:
        return self.start + len(self.text)

    def moved(self, by: int) -> _Piece:
        return _Piece(self.kind, self.start + by, self.text)


_LONGEST_KEPT = 2000
"""Characters of a command whose pieces are kept: the same few commands stand before every result of a fleet."""


def read_arguments(source: Source, start: int, end: int, *, powershell: bool) -> tuple[tuple[Argument, ...], int]:
    """The arguments from `start` on and where they end: at `end`, or where the shell starts another command."""
    read = _kept_pieces if end - start <= _LONGEST_KEPT else _read_pieces
    pieces = [piece.moved(start) for piece in read(source.text[start:end], powershell)]
    stop = next((number for number, piece in enumerate(pieces) if piece.kind == _STOP), len(pieces))
    close = pieces[stop].start if stop < len(pieces) else end
    groups = groupby(pieces[:stop], key=lambda piece: piece.kind == _BLANK)
    arguments = [_argument(source.path, list(group), powershell) for blank, group in groups if not blank]
    return tuple(found for found in arguments if found is not None), close


def _read_pieces(text: str, powershell: bool) -> tuple[_Piece, ...]:
    """Every character is part of some piece, so that scanning for pieces leaves nothing out."""
    pieces: list[_Piece] = []
    for number, (tokens, start, _) in enumerate((_POWERSHELL if powershell else _CMD).scan_string(text)):
        if number == MOST_PIECES:
            pieces.append(_Piece(_UNCLOSED, start, ""))
            break
        ((kind, value),) = tokens.as_dict().items()
        inside = 1 if kind in ("quoted", _UNCLOSED, "escaped") else 0
        pieces.append(_Piece(kind, start + inside, str(value)))
    return tuple(pieces)


_kept_pieces = lru_cache(maxsize=4096)(_read_pieces)


def _argument(path: str, pieces: list[_Piece], powershell: bool) -> Argument | None:
    pieces = [piece for piece in pieces if piece.kind != _JOINT]
    if not pieces:
        return None
    start, end = pieces[0].start, pieces[-1].end
    text = "".join(piece.text for piece in pieces)
    offsets = (*(at for piece in pieces for at in range(piece.start, piece.end)), end)
    word = Word(text, Span(path, start, end), () if end - start == len(text) else offsets)
    plain = [piece.text for piece in pieces if piece.kind == "plain"]
    split = powershell and any(mark in text for text in plain for mark in ";,@(){}")
    return Argument(word, any("<" in text for text in plain), any(piece.kind == _UNCLOSED for piece in pieces), split)
