"""Of what kind a file is: by its name, else by what it holds."""

from __future__ import annotations

import os
from collections.abc import Callable
from fnmatch import translate
from functools import cache

from proxylint import registry
from proxylint.errors import InputError
from proxylint.files import STDIN
from proxylint.format import Format
from proxylint.regex import regex
from proxylint.text import Source, decode_text


def by_name(path: str) -> Format | None:
    """The format of a file by its name, or by its name and that of its folder."""
    folder, _, name = path.lower().replace(os.sep, "/").rpartition("/")
    within = f"{folder.rpartition('/')[2]}/{name}"
    for one, is_name, is_within in _named():
        if is_name(name) or is_within(within):
            return one
    return None


Matches = Callable[[str], object]


@cache
def _named() -> list[tuple[Format, Matches, Matches]]:
    """For each format, whether a lower-case file name is one of its names, and the same of `folder/name`."""
    return [(one, _matches(one, 0), _matches(one, 1)) for one in registry.formats()]


def _matches(format: Format, slashes: int) -> Matches:
    patterns = [translate(one) for one in format.filenames if one.count("/") == slashes]
    pattern = regex("|".join(patterns) or r"(?!)")
    return lambda name: pattern.match(name)


def detect(path: str, data: bytes, kind: str | None = None) -> Format:
    """The format of a file: as named, else by its name, else by likeness. InputError where nothing or two fit."""
    known = registry.formats()
    if kind is not None:
        chosen = next((one for one in known if one.name == kind), None)
        if chosen is None:
            raise InputError(f"'{kind}' is no kind of file; one of {', '.join(one.name for one in known)}")
        return chosen
    named = by_name(path)
    if named is not None:
        return named
    scores = sorted(((one.likeness(Source.of(path, data, one.decode)), one.name) for one in known), reverse=True)
    best, name = scores[0]
    names = "|".join(one.name for one in known)
    said = "standard input" if path == STDIN else f"'{path}'"
    if best == 0:
        about = "it holds one value a line, as lists do that a configuration reads: lint that one, or "
        way = f"{about if _is_list(decode_text(data[:_LIST]).text) else ''}name it with --kind {names}"
        raise InputError(f"{said} is no known kind of proxy configuration; {way}")
    if len(scores) > 1 and scores[1][0] == best:
        raise InputError(f"{said} looks like {scores[1][1]} as much as like {name}; name it with --kind {names}")
    return next(one for one in known if one.name == name)


_LIST = 64 * 1024
"""Bytes that show whether a file is a list."""


def _is_list(text: str) -> bool:
    """Whether every line is one value, as names, addresses and simple patterns are."""
    lines = [line.strip() for line in text.splitlines()]
    values = [line for line in lines if line and not line.startswith("#")]
    return bool(values) and all(value.isprintable() and set(value).isdisjoint(_NO_VALUE) for value in values)


_NO_VALUE = frozenset(" <>{}()=;\"'`,")
