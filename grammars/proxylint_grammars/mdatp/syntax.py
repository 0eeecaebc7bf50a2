"""What the settings of Defender on Linux say, as they are written; nothing is made of it here.

Every value carries its place. A value may hold a password, so no `repr` shows the text of one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import StrEnum
from functools import cached_property

from proxylint.records import dataclass
from proxylint.text import Span
from proxylint_grammars.word import Word as Word

_BEFORE_AT = re.compile(r"[\s\S]*@")


def masked(text: str) -> str:
    """`text` fit to be shown: all that could belong to a user name or password is `***`."""
    return _BEFORE_AT.sub("***@", text)


class Kind(StrEnum):
    OBJECT = "object"
    ARRAY = "array"
    STRING = "string"
    NUMBER = "number"
    TRUTH = "true or false"
    NULL = "null"


@dataclass(frozen=True, slots=True)
class Value:
    """One value of a JSON document. `parent`: the number of the value around it, -1 for the outermost.

    `key`: its name, inside an object. `text`: a string as it is meant, any other value as it is written, "" for objects
    and arrays.
    """

    parent: int
    key: Word | None
    kind: Kind
    text: Word
    span: Span


@dataclass(frozen=True)
class Document:
    """All values of a JSON text in file order, the outermost first: flat, because it may be nested to any depth."""

    values: tuple[Value, ...]

    def members(self, parent: int) -> Sequence[tuple[int, Value]]:
        """The values inside one, by number."""
        return self._inside.get(parent, ())

    @cached_property
    def _inside(self) -> dict[int, list[tuple[int, Value]]]:
        found: dict[int, list[tuple[int, Value]]] = {}
        for number, value in enumerate(self.values):
            found.setdefault(value.parent, []).append((number, value))
        return found


class Slip(StrEnum):
    """What is commonly wrong where a text is no JSON."""

    CUT_OFF = "it ends too early"
    TRAILING_COMMA = "a comma stands before a closing bracket"
    MISSING_COMMA = "a comma is missing in front of this"
    COMMENT = "JSON has no comments"
    SINGLE_QUOTE = "JSON knows double quotes only"
    UNCLOSED = "this text has no closing quote, or holds what JSON writes as an escape"
    TEMPLATE = "this is the mark of a template, which something else fills in"
    OTHER = "this is no JSON"


@dataclass(frozen=True, slots=True)
class Broken:
    """The text is no JSON, which shows at `span`."""

    span: Span
    slip: Slip


@dataclass(frozen=True, slots=True)
class Variable:
    """`NAME=VALUE`, the quotes around the value taken away. `span`: all of it."""

    name: str
    value: Word
    span: Span


@dataclass(frozen=True, slots=True)
class Entry:
    """`Key=value` of a unit file, continued lines joined.

    `section`: None above the first. `known` False: below a header that systemd cannot read.
    """

    section: str | None
    key: str
    value: Word
    span: Span
    known: bool = True


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a list of assignments. `rest`: what cannot be read, for want of a closing quote."""

    words: tuple[Word, ...]
    rest: Word | None = None


@dataclass(frozen=True, slots=True, repr=False)
class Proxy:
    """`[scheme://][user:password@]server[:port][/...]`, taken apart as far as its form goes.

    `scheme` as written, "" where absent. `port`: the text after the colon, None without a colon. `rest`: what follows,
    or all from where it fits no more. `credentials`: up to the last `@`.
    """

    whole: Word
    scheme: str = ""
    credentials: Span | None = None
    server: str = ""
    bracketed: bool = False
    port: str | None = None
    rest: str = ""

    def __repr__(self) -> str:
        return f"Proxy({self.whole!r})"
