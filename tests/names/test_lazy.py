"""Importing the package loads what every run needs, and no machinery."""

from __future__ import annotations

import subprocess
import sys


def test_no_parser_and_no_search_is_loaded_before_it_is_needed() -> None:
    asked = "import sys, proxylint.names; print(*sorted(m for m in sys.modules if m.startswith('proxylint.names.')))"
    done = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    loaded = {name.removeprefix("proxylint.names.") for name in done.stdout.split()}
    expected = {
        "asking",
        "conjunction",
        "dstdomain",
        "either",
        "errors",
        "family",
        "kept",
        "language",
        "missing",
        "parts",
        "patterns",
        "sets",
        "words",
    }
    assert loaded == expected
