"""The errors a user can cause. Everything else is a bug and keeps its traceback."""

from __future__ import annotations


class ProxylintError(Exception):
    """A message for the user, complete in one sentence; ends the run with exit code 2."""


class UsageError(ProxylintError):
    """An option or argument that cannot be."""


class ConfigError(ProxylintError):
    """A configuration or catalogue that cannot be used; names file and place."""


class InputError(ProxylintError):
    """A named input that cannot be read or is of no known kind."""
