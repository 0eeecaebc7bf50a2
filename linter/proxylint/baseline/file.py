"""The baseline as a file: read with errors that name the place, written in a stable order."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from typing import Any, TextIO

from proxylint.baseline import Baseline, Entry
from proxylint.errors import ConfigError
from proxylint.finding import Level
from proxylint.opening import read_at_most
from proxylint.report.json import encode, well_formed
from proxylint.report.report import Known

VERSION = 1
LARGEST = 256 * 1024 * 1024
"""Bytes. A report of a hundred thousand findings has less."""

_MOST = 1_000_000
_KEYS = ("code", "path", "fingerprint", "level", "count", "reason", "expires")


def read_baseline(path: str, today: date | None) -> Baseline:
    """A baseline, or a report that `--format json` wrote. ConfigError where it is neither."""
    data = read_at_most(path, path, LARGEST)
    try:
        document = json.loads(data.decode("utf-8-sig"))
    except json.JSONDecodeError as error:
        raise ConfigError(f"{path}: is no JSON: {error.msg} at line {error.lineno}, column {error.colno}") from None
    except (RecursionError, ValueError):
        raise ConfigError(f"{path}: is no JSON that can be read") from None
    version = document.get("version") if isinstance(document, dict) else None
    if version != VERSION or isinstance(version, bool):
        raise ConfigError(f"{path}: is no baseline of version {VERSION}, and no report of --format json")
    name = "entries" if "entries" in document else "findings"
    rows = document.get(name)
    if not isinstance(rows, list):
        raise ConfigError(f"{path}: '{name}' must be a list")
    read = _entry if name == "entries" else _finding
    return Baseline(tuple(read(row, f"{path}: {name}, number {number}") for number, row in enumerate(rows, 1)), today)


def _entry(row: object, at: str) -> Entry:
    table = _table(row, at)
    unknown = sorted(set(table) - set(_KEYS))
    if unknown:
        raise ConfigError(f"{at}: there is no key '{unknown[0][:80]}'; choose from {', '.join(_KEYS)}")
    count, reason, expires = table.get("count", 1), table.get("reason"), table.get("expires")
    if type(count) is not int or not 1 <= count <= _MOST:
        raise ConfigError(f"{at}: 'count' must be a whole number from 1 to {_MOST}")
    if reason is not None and not isinstance(reason, str):
        raise ConfigError(f"{at}: 'reason' must be text")
    reason = None if reason is None else well_formed(reason)
    return Entry(_known(table, at), count, reason, None if expires is None else _day(expires, at), _level(table, at))


def _finding(row: object, at: str) -> Entry:
    """A finding of a report; of a group only one place is told, so it cannot serve."""
    table = _table(row, at)
    if "number" in table:
        raise ConfigError(f"{at}: a report of --group tells too few places; write one without it")
    return Entry(_known(table, at), level=_level(table, at))


def _level(table: dict[str, Any], at: str) -> Level | None:
    level = table.get("level")
    if level is not None and level not in list(Level):
        raise ConfigError(f"{at}: 'level' must be {', '.join(Level)}")
    return None if level is None else Level(level)


def _known(table: dict[str, Any], at: str) -> Known:
    words = [table.get(name) for name in ("code", "path", "fingerprint")]
    for name, word in zip(("code", "path", "fingerprint"), words, strict=True):
        if not isinstance(word, str) or not word:
            raise ConfigError(f"{at}: '{name}' must be text")
    return Known(*(well_formed(str(word)) for word in words))


def _table(row: object, at: str) -> dict[str, Any]:
    if not isinstance(row, dict):
        raise ConfigError(f"{at} must be a table")
    return row


def _day(value: object, at: str) -> date:
    """ISO 8601, in the form that everybody writes."""
    try:
        if isinstance(value, str) and len(value) == len("2026-12-31"):
            return date.fromisoformat(value)
    except ValueError:
        pass
    raise ConfigError(f"{at}: 'expires' must be a day such as 2026-12-31")


def write_baseline(entries: Sequence[Entry], out: TextIO) -> None:
    """One entry to a line, so that changes can be read in a review."""
    out.write(f'{{"version": {VERSION},\n"entries": [')
    out.writelines(f"{',' if index else ''}\n{encode(_row(entry))}" for index, entry in enumerate(entries))
    out.write("\n]}\n")


def _row(entry: Entry) -> dict[str, object]:
    known = entry.known
    row: dict[str, object] = {"code": known.code, "path": known.path, "fingerprint": known.fingerprint}
    if entry.level is not None:
        row["level"] = entry.level.value
    row["count"] = entry.count
    if entry.reason is not None:
        row["reason"] = entry.reason
    if entry.expires is not None:
        row["expires"] = entry.expires.isoformat()
    return row
