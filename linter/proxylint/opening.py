"""How files are opened that a stranger may have laid: never waiting for somebody at the other end."""

from __future__ import annotations

import os


def at_once(path: str, flags: int) -> int:
    """For `open(opener=...)`: a pipe into which nobody writes is empty, where open(2) would wait for who does."""
    handle = os.open(path, flags | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOCTTY", 0))
    if hasattr(os, "set_blocking"):
        os.set_blocking(handle, True)
    return handle
