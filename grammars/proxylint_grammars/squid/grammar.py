"""Loads the grammars of this package; the one place that knows where they are kept and what Lark returns."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from proxylint_grammars.tables import lark

if TYPE_CHECKING:
    from lark import Lark, Token, Tree


def load(name: str) -> Lark:
    """The parser of one grammar file beside this module."""
    return lark(os.path.join(os.path.dirname(__file__), name))


def tokens(tree: Tree[Token]) -> list[Token]:
    """The children of a rule that has nothing but terminals."""
    from lark import Token

    return [child for child in tree.children if isinstance(child, Token)]
