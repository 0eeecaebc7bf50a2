"""Whether output is coloured, and the few styles there are."""

from __future__ import annotations

from collections.abc import Mapping

_CODES = {
    "bold": "1",
    "quiet": "2",
    "error": "1;31",
    "warning": "1;33",
    "note": "1;36",
    "good": "32",
    "gutter": "94",
    "place": "1",
    "heading": "1",
    "code": "36",
}


def decide(flag: str, env: Mapping[str, str], isatty: bool) -> bool:
    """`flag` is always, never or auto; only auto looks at the environment and the stream.

    NO_COLOR counts with any non-empty value (no-color.org) and wins over FORCE_COLOR and CLICOLOR_FORCE, which work
    where there is no terminal: continuous integration shows colours but has none.
    """
    if flag != "auto":
        return flag == "always"
    if env.get("NO_COLOR"):
        return False
    if any(env.get(name, "") not in ("", "0", "false") for name in ("FORCE_COLOR", "CLICOLOR_FORCE")):
        return True
    return isatty and env.get("TERM") != "dumb"


class Paint:
    """Calls with a text and a style name; styles nothing where colour is off. Only for text that is safe to print."""

    __slots__ = ("on",)

    def __init__(self, on: bool) -> None:
        self.on = on

    def __call__(self, text: str, style: str) -> str:
        return f"\x1b[{_CODES[style]}m{text}\x1b[0m" if self.on and text else text
