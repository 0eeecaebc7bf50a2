"""What the terminal behind a stream is able to do."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from typing import Any, TextIO

_OUTPUT = -11
_ESCAPES = 0x0004
"""STD_OUTPUT_HANDLE and ENABLE_VIRTUAL_TERMINAL_PROCESSING (learn.microsoft.com, SetConsoleMode)."""


def obeys_escapes(platform: str = sys.platform, kernel: Any = None) -> bool:
    """Whether the terminal behind standard output understands colours. A Windows console does so when it is told to,
    from Windows 10 on; an older one would print the escapes. `kernel`: kernel32.
    """
    if platform != "win32":
        return True
    try:
        if kernel is None:
            import ctypes

            kernel = ctypes.windll.kernel32  # type: ignore[attr-defined, unused-ignore]
        return _told_to_obey(kernel)
    except (ImportError, AttributeError, OSError):
        return False


def _told_to_obey(kernel: Any) -> bool:
    from ctypes import byref, c_ulong, c_void_p

    kernel.GetStdHandle.restype = c_void_p
    handle, mode = c_void_p(kernel.GetStdHandle(_OUTPUT)), c_ulong()
    if not kernel.GetConsoleMode(handle, byref(mode)):
        return False
    return bool(mode.value & _ESCAPES or kernel.SetConsoleMode(handle, mode.value | _ESCAPES))


def columns(stream: TextIO, env: Mapping[str, str]) -> int | None:
    """Of the terminal behind a stream. COLUMNS, where it is a number, wins: so do the programs around us. None where
    nobody knows (a serial line, a terminal of no columns): then lines are not broken.
    """
    said = env.get("COLUMNS", "")
    if said.isascii() and said.isdigit() and int(said[:6]) > 0:
        return int(said[:6])
    try:
        return os.get_terminal_size(stream.fileno()).columns or None
    except (OSError, ValueError):
        return None
