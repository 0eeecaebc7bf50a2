"""A command line of `check` that is as plain as most: paths, and options that are written out.

It is what hooks and people ask for most, and to import typer and to describe the options to it is a third of the time
that a small file takes. Whatever is not plain, or wrong, is left to typer, whose declarations in `app` are those that
count: a test holds what is said here against them.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

VALUES = (
    "kind", "fail_on", "config", "stdin_filename", "cloud", "connectivity", "geography", "updates", "endpoints",
    "squid_version", "pac_engine", "baseline", "write_baseline", "sarif_category", "color",
)  # fmt: skip
LISTS = ("format", "output", "select", "ignore", "exclude", "platform", "path_map")
SWITCHES = (
    "exit_zero", "isolated", "show_settings", "force_exclude", "group", "statistics", "sarif_suppressions", "quiet",
)  # fmt: skip
BOTH_WAYS = ("respect_gitignore", "direct_egress", "suppressions")
SHORT = {"-f": "format", "-o": "output", "-q": "quiet"}

DEFAULTS: dict[str, Any] = {
    **dict.fromkeys(("direct_egress", *VALUES)),
    **dict.fromkeys(("paths", *LISTS), ()),
    **dict.fromkeys(SWITCHES, False),
    "respect_gitignore": True,
    "suppressions": True,
    "color": "auto",
    "jobs": 1,
}
"""What holds for a parameter that is not given."""

_NAMES = SHORT | {"--" + name.replace("_", "-"): name for name in (*VALUES, *LISTS, *SWITCHES, *BOTH_WAYS)}
_AGAINST = {"--no-" + name.replace("_", "-"): name for name in BOTH_WAYS}


def taken_apart(arguments: Sequence[str]) -> tuple[dict[str, Any], list[str]] | None:
    """Every parameter of `check` by its name, and the names of the options in their order; None = not plain."""
    given, order, paths = dict(DEFAULTS), [], []
    left = iter(arguments)
    for argument in left:
        if not argument.startswith("-"):
            paths.append(argument)
            continue
        option, equals, value = argument.partition("=")
        name = _NAMES.get(option)
        if option in _AGAINST and not equals:
            given[_AGAINST[option]] = False
        elif (name in SWITCHES or name in BOTH_WAYS) and not equals:
            given[name] = True
        elif name in VALUES or name in LISTS:
            if equals and option in SHORT:
                return None
            value = value if equals else next(left, "")
            if not value or value.startswith("-"):
                return None
            given[name] = value if name in VALUES else (*given[name], value)
            order.append(name)
        else:
            return None
    given["paths"] = tuple(paths)
    return given, order
