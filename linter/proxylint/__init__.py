"""proxylint proves whether Microsoft Defender for Endpoint still gets through a proxy configuration.

>>> import proxylint
>>> proxylint.lint(["examples/after"], isolated=True).levels.total()
0
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from proxylint.api import lint, why
    from proxylint.version import __version__

__all__ = ["__version__", "lint", "why"]


def __getattr__(name: str) -> object:
    """On first use: the command line must not pay for the library."""
    if name in ("lint", "why"):
        from proxylint import api

        return getattr(api, name)
    if name == "__version__":
        from proxylint.version import __version__

        return __version__
    raise AttributeError(f"module 'proxylint' has no attribute '{name}'")
