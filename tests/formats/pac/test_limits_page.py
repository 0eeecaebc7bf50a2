"""The page on limits names every limit with its value."""

from __future__ import annotations

import re
from functools import reduce
from importlib import import_module
from pathlib import Path

PAGE = Path(__file__).parents[3] / "docs" / "pac-limits.md"
ROW = re.compile(r"^\| [^|]+ \| `([\w.]+)` \| ([\d,]+) \|", re.MULTILINE)


def value(path: str) -> int:
    """Of a constant by its full name, whether it stands in a module or in a class."""
    parts = path.split(".")
    for end in range(len(parts) - 1, 0, -1):
        try:
            module = import_module(".".join(parts[:end]))
        except ModuleNotFoundError:
            continue
        found = reduce(getattr, parts[end:], module)
        assert isinstance(found, int)
        return found
    raise AssertionError(path)


def test_the_page_tells_the_limits_that_hold() -> None:
    told = {path: int(number.replace(",", "")) for path, number in ROW.findall(PAGE.read_text(encoding="utf-8"))}
    assert len(told) == 36
    assert told == {path: value(path) for path in told}
