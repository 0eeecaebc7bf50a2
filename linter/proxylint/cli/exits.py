"""The exit codes and what they mean."""

from __future__ import annotations

from enum import IntEnum


class Exit(IntEnum):
    CLEAN = 0
    """Nothing at or above the level of --fail-on."""

    FINDINGS = 1
    """Findings at or above that level."""

    USAGE = 2
    """A wrong option or configuration, or an input that could not be analysed."""

    INTERNAL = 3
    """A bug in proxylint."""
