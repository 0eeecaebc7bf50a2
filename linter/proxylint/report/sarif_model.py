"""The one door to sarif-om: `model.Result` is its class `Result`.

Its package defines all 53 classes of the standard when it is imported, and attrs compiles the methods of each: as long
as four bare interpreters take to start. Each class stands in a module of its own that needs nothing but attrs, so here
only those are loaded that are asked for. What reads these objects is `sarif_encoding`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from importlib.machinery import PathFinder
from importlib.util import find_spec, module_from_spec
from typing import Any

_WORD = re.compile(r"(?<!^)(?=[A-Z])")


def __getattr__(name: str) -> Any:
    """A class by its name; it stays here, so that the next one who asks finds it."""
    if name.startswith("_"):
        raise AttributeError(name)
    found = globals()[name] = getattr(_module(_WORD.sub("_", name).lower()), name)
    return found


def _module(name: str) -> Any:
    spec = PathFinder.find_spec(f"sarif_om._{name}", _folders())
    if spec is None or spec.loader is None:
        raise AttributeError(name)
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@cache
def _folders() -> Sequence[str]:
    package = find_spec("sarif_om")
    if package is None or package.submodule_search_locations is None:
        raise ImportError("sarif-om is not installed")
    return list(package.submodule_search_locations)
