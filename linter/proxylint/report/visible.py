"""Makes text from outside safe to print, and knows how wide it is.

Linted files are written by strangers (pull requests): their text must not move the cursor, hide or reorder what stands
beside it, or speak to the machine that runs us. GitHub's runner executes a line that starts with `::name`, and a
`##[name` anywhere (actions/runner, ActionCommand.cs); Azure Pipelines does so with `##vso[`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

TAB = 4

_PRINTABLE = re.compile(r"[ -~]*+")
_COMMAND = re.compile(r"(##(?:vso)?)(?=\[)", re.IGNORECASE)
_COMMAND_LINE = re.compile(r"(?>(?:\s|\x1b\[[0-9;]*+m)*):(?>(?:\x1b\[[0-9;]*+m)*):")
_CONTROL = frozenset({"Cc", "Cf", "Cs", "Cn", "Co", "Zl", "Zp"})
_BLANK = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0")
"""Letters and marks that show nothing, though their category says they would."""


def visible(text: str, *, ascii_only: bool = False) -> str:
    """One line of harmless text: what cannot be seen, or could do something, is written as an escape."""
    if _PRINTABLE.fullmatch(text):
        return _COMMAND.sub(r"\1 ", text)
    return _COMMAND.sub(r"\1 ", "".join(_visible(char, ascii_only) for char in text))


def cells(text: str, *, ascii_only: bool = False) -> Iterator[tuple[str, int]]:
    """Each character of a source line as it is printed, and its width in columns. Tabs are filled up to their stop."""
    column = 0
    for index, char in enumerate(text):
        if char == "\t":
            shown = " " * (TAB - column % TAB)
        elif char == "[" and text[max(0, index - 5) : index].lower().endswith(("##", "##vso")):
            shown = " ["
        else:
            shown = _visible(char, ascii_only)
        taken = columns(shown)
        column += taken
        yield shown, taken


def plain(text: str) -> bool:
    """Whether `cells` of it are its characters, one column each."""
    return "[" not in text and _PRINTABLE.fullmatch(text) is not None


def columns(text: str) -> int:
    """Columns that visible text takes on a terminal: two for wide characters (UAX 11), none for combining marks."""
    if text.isascii():
        return len(text)
    return sum(map(_char_columns, text))


def guard(line: str) -> str:
    """A whole line as it may be printed: never one that starts with `::`, whatever it was put together from."""
    return _COMMAND.sub(r"\1 ", f"\\{line}" if _COMMAND_LINE.match(line) else line)


def _visible(char: str, ascii_only: bool) -> str:
    if " " <= char <= "~":
        return char
    if ascii_only or char in _BLANK or "\ufe00" <= char <= "\ufe0f":
        return _escape(ord(char))
    import unicodedata

    if unicodedata.category(char) in _CONTROL:
        return _escape(ord(char))
    return " " if char.isspace() else char


def _escape(code: int) -> str:
    if code < 0x100:
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def _char_columns(char: str) -> int:
    import unicodedata

    if unicodedata.category(char) in ("Mn", "Me"):
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1
