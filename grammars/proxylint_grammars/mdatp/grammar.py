"""Loads the grammars of this package; the one place that knows where they are kept."""

from __future__ import annotations

import os
from functools import cache

from proxylint_grammars.parsing import Parser
from proxylint_grammars.tables import grammar


@cache
def load(name: str) -> Parser:
    """The parser of one grammar file beside this module."""
    return Parser(grammar(os.path.join(os.path.dirname(__file__), name)))
