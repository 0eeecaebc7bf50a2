"""How files are opened that a stranger may have laid: never waiting for somebody at the other end."""

from __future__ import annotations

import os

from proxylint.errors import ConfigError


def at_once(path: str, flags: int) -> int:
    """For `open(opener=...)`: a pipe into which nobody writes is empty, where open(2) would wait for who does."""
    handle = os.open(path, flags | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOCTTY", 0))
    if hasattr(os, "set_blocking"):
        os.set_blocking(handle, True)
    return handle


def read_at_most(path: str, where: str, most: int) -> bytes:
    """The bytes of what configures a run, `most` at the most. ConfigError, which calls the file `where`."""
    try:
        with open(path, "rb", opener=at_once) as file:
            data = file.read(most + 1)
    except (OSError, ValueError) as error:
        raise ConfigError(f"{where}: cannot be read: {getattr(error, 'strerror', None) or error}") from None
    if len(data) > most:
        raise ConfigError(f"{where} is larger than {f'{most >> 20} MB' if most >> 20 else f'{most >> 10} KB'}")
    return data
