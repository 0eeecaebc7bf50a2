"""Flag, then NO_COLOR, then FORCE_COLOR and CLICOLOR_FORCE, then the terminal."""

from __future__ import annotations

import pytest

from proxylint.report.color import Paint, decide


@pytest.mark.parametrize(
    ("flag", "env", "isatty", "expected"),
    [
        ("always", {"NO_COLOR": "1", "TERM": "dumb"}, False, True),
        ("never", {"FORCE_COLOR": "1"}, True, False),
        ("auto", {}, True, True),
        ("auto", {}, False, False),
        ("auto", {"TERM": "dumb"}, True, False),
        ("auto", {"TERM": "xterm"}, True, True),
        ("auto", {"NO_COLOR": "0"}, True, False),
        ("auto", {"NO_COLOR": ""}, True, True),
        ("auto", {"NO_COLOR": "1", "FORCE_COLOR": "1"}, True, False),
        ("auto", {"FORCE_COLOR": "1"}, False, True),
        ("auto", {"FORCE_COLOR": "0"}, False, False),
        ("auto", {"CLICOLOR_FORCE": "1", "TERM": "dumb"}, False, True),
    ],
)
def test_decide(flag: str, env: dict[str, str], isatty: bool, expected: bool) -> None:
    assert decide(flag, env, isatty) is expected


def test_paint() -> None:
    assert Paint(True)("x", "error") == "\x1b[1;31mx\x1b[0m"
    assert Paint(True)("", "error") == ""
    assert Paint(False)("x", "error") == "x"
