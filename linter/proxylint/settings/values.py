"""What a key of the configuration may hold: how a value is read, and the same as JSON schema (draft 2020-12).

`read` gets the value as TOML has it and where it stands, to begin an error with. The schema accepts what `read` does,
but for what it cannot know: which rules there are, what is a network, and which sets a pattern may hold.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Protocol

from proxylint.errors import ConfigError
from proxylint.finding import Level
from proxylint.globs import glob
from proxylint.meant import meant
from proxylint.records import dataclass

MOST_ENTRIES = 1000
"""Of one list or table: what a person writes; each file of a run may be held against each of them."""


class Value(Protocol):
    def read(self, value: object, at: str) -> Any: ...

    @property
    def schema(self) -> Mapping[str, object]: ...


def question(word: str, known: Iterable[str]) -> str:
    """To end an error with, where one of the known words is meant."""
    found = meant(word, known)
    return f"; did you mean '{found}'?" if found else ""


@dataclass(frozen=True, slots=True)
class Word:
    """One of some words."""

    choices: tuple[str, ...]

    def read(self, value: object, at: str) -> str:
        if isinstance(value, str) and value in self.choices:
            return value
        shown = f" '{value[:80]}'" if isinstance(value, str) else ""
        raise ConfigError(f"{at}{shown}: choose one of {', '.join(self.choices)}")

    @property
    def schema(self) -> Mapping[str, object]:
        return {"enum": list(self.choices)}


@dataclass(frozen=True, slots=True)
class LevelWord:
    def read(self, value: object, at: str) -> Level:
        return Level(_LEVELS.read(value, at))

    @property
    def schema(self) -> Mapping[str, object]:
        return _LEVELS.schema


_LEVELS = Word(tuple(level.value for level in Level))


@dataclass(frozen=True, slots=True)
class Number:
    """One of some whole numbers."""

    choices: tuple[int, ...]

    def read(self, value: object, at: str) -> int:
        if type(value) is int and value in self.choices:
            return value
        raise ConfigError(f"{at} must be one of {', '.join(map(str, self.choices))}, without quotes")

    @property
    def schema(self) -> Mapping[str, object]:
        return {"type": "integer", "enum": list(self.choices)}


@dataclass(frozen=True, slots=True)
class Truth:
    def read(self, value: object, at: str) -> bool:
        if isinstance(value, bool):
            return value
        raise ConfigError(f"{at} must be true or false")

    @property
    def schema(self) -> Mapping[str, object]:
        return {"type": "boolean"}


@dataclass(frozen=True, slots=True)
class Text:
    """A text that is not empty, of at most `most` characters."""

    what: str
    most: int = 1000

    def read(self, value: object, at: str) -> str:
        if not isinstance(value, str) or not value or "\0" in value:
            raise ConfigError(f"{at} must be {self.what}")
        if len(value) > self.most:
            raise ConfigError(f"{at} is longer than {self.most} characters")
        return value

    @property
    def schema(self) -> Mapping[str, object]:
        return {"type": "string", "minLength": 1, "maxLength": self.most, "pattern": r"^[^\u0000]*$"}


_PATTERN = Text("a pattern of paths, such as legacy/*.conf")


@dataclass(frozen=True, slots=True)
class Pattern:
    """A pattern of paths (see `globs`), without what would silently mean no file at all."""

    def read(self, value: object, at: str) -> str:
        text = _PATTERN.read(value, at)
        shown = f"{at} '{text[:80]}'"
        if "\\" in text:
            raise ConfigError(f"{shown}: write '/' between folders, and [*] for a star that is one")
        if text.startswith("!"):
            raise ConfigError(f"{shown}: '!' in front takes nothing back here; write [!] for a name that begins so")
        if glob(text).segments is None:
            raise ConfigError(f"{shown}: what stands behind its '[' is no set of characters")
        return text

    @property
    def schema(self) -> Mapping[str, object]:
        return {**_PATTERN.schema, "pattern": r"^[^!\\\u0000][^\\\u0000]*$"}


PATTERN = Pattern()


@dataclass(frozen=True, slots=True)
class Listed:
    """A list."""

    of: Value
    what: str

    def read(self, value: object, at: str) -> tuple[Any, ...]:
        """Without what stands in it twice."""
        if not isinstance(value, list):
            raise ConfigError(f"{at} must be a list of {self.what}")
        few(value, at)
        return tuple(dict.fromkeys(self.of.read(one, at) for one in value))

    @property
    def schema(self) -> Mapping[str, object]:
        return {"type": "array", "maxItems": MOST_ENTRIES, "items": self.of.schema}


@dataclass(frozen=True, slots=True)
class Table:
    """A table whose keys the user chooses; `by` reads a key."""

    by: Value
    of: Value
    what: str

    def read(self, value: object, at: str) -> dict[str, Any]:
        if not isinstance(value, dict):
            raise ConfigError(f"{at} must be a table of {self.what}")
        few(value, at)
        found: dict[str, Any] = {}
        for key, one in value.items():
            name = self.by.read(key, f"{at}: its key")
            if name in found:
                raise ConfigError(f"{at}: '{key}' is said twice, once by another name")
            found[name] = self.of.read(one, f"{at}: '{key}'")
        return found

    @property
    def schema(self) -> Mapping[str, object]:
        return {
            "type": "object",
            "maxProperties": MOST_ENTRIES,
            "propertyNames": self.by.schema,
            "additionalProperties": self.of.schema,
        }


def few(value: list[object] | dict[str, object], at: str) -> None:
    """ConfigError where there are more than `MOST_ENTRIES`."""
    if len(value) > MOST_ENTRIES:
        raise ConfigError(f"{at} has more than {MOST_ENTRIES} entries")


@dataclass(frozen=True, slots=True)
class Prefix:
    """An absolute path as squid.conf writes it."""

    def read(self, value: object, at: str) -> str:
        if isinstance(value, str) and value.startswith("/") and "\0" not in value and len(value) <= 1000:
            return value
        raise ConfigError(f"{at} must be an absolute path as configurations write it, such as /etc/squid")

    @property
    def schema(self) -> Mapping[str, object]:
        return {"type": "string", "maxLength": 1000, "pattern": r"^/[^\u0000]*$"}
