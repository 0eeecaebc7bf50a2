"""How far a long run is: one line on standard error, written over and over, and gone before the report.

For people who wait: only where standard error is a terminal, and not before two seconds have passed. A timer draws the
line, not a thread: processes are forked beside it. Where there is none (Windows), it is drawn between two files.
"""

from __future__ import annotations

import os
import sys
from time import monotonic
from typing import TYPE_CHECKING, Any, TextIO

from proxylint.cli.console import columns

if TYPE_CHECKING:
    from proxylint.linting import Seen

FIRST = 2.0
"""Seconds until the line appears."""
AGAIN = 0.2
"""Seconds until it is written anew."""
_USUAL = 80


class Progress:
    """As a context it gives what is to be told of each file, None where nobody watches."""

    __slots__ = ("_before", "_line")

    def __enter__(self) -> Seen | None:
        if sys.stderr is None or not sys.stderr.isatty() or os.environ.get("TERM") == "dumb":
            self._line = None
            return None
        self._line = Line(sys.stderr)
        self._before = _timer(self._line)
        return self._line.seen

    def __exit__(self, *_: object) -> None:
        if self._line is not None:
            _no_timer(self._before)
            self._line.erase()


class Line:
    """It is written past Python's buffers: a timer may interrupt whatever is being written there."""

    __slots__ = ("_due", "_here", "_shown", "_terminal", "_width", "by_timer")

    def __init__(self, terminal: TextIO) -> None:
        self._terminal = terminal
        self._here: tuple[int, int, str] | None = None
        self._shown, self._width = "", 0
        self._due = monotonic() + FIRST
        self.by_timer = False

    def seen(self, done: int, total: int, path: str) -> None:
        self._here = (done, total, path)
        if not self.by_timer and monotonic() >= self._due:
            self._due = monotonic() + AGAIN
            self.draw()

    def draw(self, *_: object) -> None:
        """As a handler of signals, too."""
        if self._here is None:
            return
        room = (columns(self._terminal, os.environ) or _USUAL) - 1
        text, width = fitted(*self._here, room, ascii_only=not self._terminal.encoding.lower().startswith("utf"))
        if text != self._shown:
            self._write("\r" + text + " " * (self._width - width))
            self._shown, self._width = text, width

    def erase(self) -> None:
        if self._width:
            self._write("\r" + " " * self._width + "\r")
            self._width = 0

    def _write(self, text: str) -> None:
        from contextlib import suppress

        with suppress(OSError):  # the terminal has gone; the report is what counts
            os.write(self._terminal.fileno(), text.encode(self._terminal.encoding, "backslashreplace"))


def fitted(done: int, total: int, path: str, room: int, *, ascii_only: bool = False) -> tuple[str, int]:
    """The line and its columns, at most `room`: of a long path the end is shown."""
    from proxylint.report.visible import cells, visible

    said = f"checked {done} of {total}: "[: max(room, 0)]
    shown = list(cells(visible(path, ascii_only=ascii_only)))
    left = room - len(said)
    width = sum(taken for _, taken in shown)
    if width > left:
        first = 0
        while first < len(shown) and width > left - len("..."):
            width -= shown[first][1]
            first += 1
        shown, width = ([("...", 3), *shown[first:]], width + 3) if left >= len("...") else ([], 0)
    return said + "".join(char for char, _ in shown), len(said) + width


def _timer(line: Line) -> Any:
    """Lets a timer draw the line; returns what was to happen at its signal before."""
    import signal

    if not hasattr(signal, "setitimer"):
        return None
    try:
        before = signal.signal(signal.SIGALRM, line.draw)
    except ValueError:  # not the main thread
        return None
    line.by_timer = True
    signal.setitimer(signal.ITIMER_REAL, FIRST, AGAIN)
    return before


def _no_timer(before: Any) -> None:
    import signal

    if before is not None:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
