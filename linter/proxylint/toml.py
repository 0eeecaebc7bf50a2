"""Tables from TOML files that may come from a stranger. Every error names the file."""

from __future__ import annotations

from typing import Any

from proxylint.errors import ConfigError
from proxylint.opening import read_at_most

LARGEST = 8 * 1024 * 1024
"""Bytes. The built-in catalogue has 73 thousand."""

_MOST_DOTS = 1000
"""Of one line. The time of `tomllib` grows with the square of the parts of a key, and a key ends with its line: four
thousand parts took a quarter of a second, sixty thousand more than a minute."""


def read_text(path: str, where: str, most: int = LARGEST) -> str:
    """`where`: how messages call the file; `most`: bytes that it may have."""
    data = read_at_most(path, where, most)
    try:
        return data.decode("utf-8").removeprefix("\ufeff")  # Notepad and PowerShell write one
    except UnicodeDecodeError as error:
        raise ConfigError(f"{where}: is no UTF-8 at byte {error.start}") from None


def parse(text: str, where: str) -> dict[str, Any]:
    import tomllib

    for number, line in enumerate(text.split("\n"), 1):
        if line.count(".") > _MOST_DOTS:
            raise ConfigError(f"{where}: line {number} has more than {_MOST_DOTS} dots")
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(f"{where}: {error}") from None
    except ValueError:  # from the int() of a number with thousands of digits, the only other one that a text can cause
        raise ConfigError(f"{where}: has a number that is too long") from None
    except RecursionError:
        raise ConfigError(f"{where}: is nested too deep") from None
