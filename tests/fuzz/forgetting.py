"""Lets go of what the product keeps from one file to the next."""

from __future__ import annotations

import sys


def forget() -> None:
    """Empties the caches of functions; those of whole tables, which are made once, are kept."""
    from proxylint.names.kept import Kept

    for name, module in list(sys.modules.items()):
        if name.startswith("proxylint.") and not name.startswith(("proxylint.registry", "proxylint.catalogue")):
            for value in list(vars(module).values()):
                clear, told = getattr(value, "cache_clear", None), getattr(value, "cache_info", None)
                if isinstance(value, Kept):
                    value.cache_clear()
                elif callable(clear) and callable(told) and told().maxsize is not None:
                    clear()
