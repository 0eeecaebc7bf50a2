"""What the pages on limits tell, and what holds."""

from __future__ import annotations

import re
from functools import reduce
from importlib import import_module
from pathlib import Path

DOCS = Path(__file__).parents[2] / "docs"
ROW = re.compile(r"^\| [^|]+ \| `([\w.]+)` \| ([\d,]+) \|", re.MULTILINE)


def told(page: str) -> dict[str, int]:
    """The value of each constant that the page names."""
    text = (DOCS / page).read_text(encoding="utf-8")
    return {path: int(number.replace(",", "")) for path, number in ROW.findall(text)}


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
