"""PAC files are JavaScript: from a text to a syntax tree. What the script means is not known here."""

from __future__ import annotations

import gc

from proxylint.text import Source
from proxylint_grammars.pac.parser import Parser
from proxylint_grammars.pac.problem import SyntaxProblem
from proxylint_grammars.pac.tree import Program

MAX_BYTES = 1_048_576
"""More is refused by Chromium (observed on 156) and by WinHTTP ("Autoproxy Issues in WinHTTP": 1 MB)."""

MOST_BYTES = 4 * MAX_BYTES
"""More is not read for an engine without such a limit. The largest public file has 2.4 million bytes."""

MANY = 50_000
"""Containers that a parse leaves behind, some ten megabytes."""


def parse(source: Source, *, any_size: bool = False) -> Program:
    """The script as V8 reads it, or a `SyntaxProblem`: for any text, in time linear in its length.

    `any_size`: for an engine that refuses no file for its size. The collector rests meanwhile: nothing in a growing
    tree is garbage, and looking for it doubles the time.
    """
    size = _size(source)
    if size > MAX_BYTES and not any_size:
        message = f"the file is larger than {MAX_BYTES:,} bytes, which Chromium and WinHTTP refuse"
        raise SyntaxProblem(source.whole, message, kind="too-large")
    if size > MOST_BYTES:
        raise SyntaxProblem(source.whole, f"a file of more than {MOST_BYTES:,} bytes is not read", kind="unsupported")
    collecting = gc.isenabled()
    gc.disable()
    try:
        return Parser(source).parse()
    except SyntaxProblem as problem:
        from proxylint_grammars.pac.causes import explained

        raise explained(source, problem) from None
    finally:
        if collecting:
            _keep()
            gc.enable()


def _keep() -> None:
    """A large tree joins the oldest generation at once, else the collector would look at all of it now. Nothing moves
    where something is frozen already: thawing that is for who froze it."""
    if gc.get_count()[0] > MANY and not gc.get_freeze_count():
        gc.freeze()
        gc.unfreeze()


def _size(source: Source) -> int:
    """The bytes of the file; at least its characters, so a huge text is not encoded to be measured."""
    characters = len(source.text)
    if characters > MOST_BYTES or source.encoding == "latin-1":
        return characters + 3 * source.bom
    wide = {"utf-16-le": 2, "utf-16-be": 2, "utf-32-le": 4}
    mark = (wide.get(source.encoding) or 3) * source.bom
    return len(source.text.encode(source.encoding, "surrogatepass")) + mark


__all__ = ["MAX_BYTES", "MOST_BYTES", "Program", "SyntaxProblem", "parse"]
