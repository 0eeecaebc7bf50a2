"""What each field of a catalogue's row may hold. The TOML file of the built-in catalogue says what the words mean."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from proxylint.errors import UsageError
from proxylint.records import dataclass
from proxylint.request import Request


@dataclass(frozen=True, slots=True)
class Field:
    """`wanted` ends the sentence "FIELD must be ..."; `holds` says whether a value is that."""

    wanted: str
    holds: Callable[[object], bool]
    required: bool = False


def _text(value: object) -> bool:
    return isinstance(value, str) and value.isprintable() and value == value.strip()


def _named(value: object) -> bool:
    return _text(value) and value != ""


def _texts(value: object) -> bool:
    return isinstance(value, list) and all(_named(one) for one in value) and len(set(value)) == len(value)


def _word(*words: str, required: bool = False) -> Field:
    return Field("one of " + ", ".join(words), lambda value: isinstance(value, str) and value in words, required)


def _words(*words: str, required: bool = False) -> Field:
    def holds(value: object) -> bool:
        return _texts(value) and bool(value) and set(_listed(value)) <= set(words)

    return Field("a list of some of " + ", ".join(words), holds, required)


def _listed(value: object) -> Sequence[str]:
    return value if isinstance(value, list) else ()


def _ports(value: object) -> bool:
    good = isinstance(value, list) and bool(value) and all(type(port) is int and port in (80, 443) for port in value)
    return good and isinstance(value, list) and len(set(value)) == len(value)


def is_host(text: object) -> bool:
    """A lower-case host name, or one behind `*.`."""
    if not isinstance(text, str) or text != text.lower() or len(text) > 253:
        return False
    return all(is_label(label) for label in text.removeprefix("*.").split("."))


def is_label(text: str) -> bool:
    return 0 < len(text) < 64 and all(char.isascii() and (char.isalnum() or char in "-_") for char in text)


def _path(value: object) -> bool:
    """A star only at the end: a family is a prefix."""
    return _text(value) and isinstance(value, str) and value[:1] == "/" and "*" not in value[:-1]


def is_url(text: object) -> bool:
    try:
        return isinstance(text, str) and "*" not in Request.parse(text).host
    except UsageError:
        return False


def _urls(value: object) -> bool:
    return _texts(value) and all(is_url(one) for one in _listed(value))


FIELDS: Mapping[str, Field] = {
    "id": Field("a text", _named, required=True),
    "host": Field("a lower-case host name or *.name", is_host, required=True),
    "ports": Field("a list of 80 and 443", _ports, required=True),
    "area": Field("a text", _named, required=True),
    "os": _words("win", "win7", "srv-mma", "mac", "linux", required=True),
    "geo": _word("ww", "us", "eu", "uk", "au", "uae", "usgov", "gcc", "gcch", "dod", required=True),
    "mode": _words("std", "str", "str-rs1-4", "mma", "av-only", required=True),
    "need": _word("R", "O", "C", required=True),
    "path": Field("a path that starts with / and has no * but at its end", _path),
    "cloud": _words("com", "gcc", "gcch", "dod"),
    "pin": _word("yes", "no", "?", "n/a"),
    "inspect": _word("no", "ok", "keep", "conflict", "n/a"),
    "auth": _word("anon", "user"),
    "via": _word("proxy", "direct", "either"),
    "cons": Field("true or false", lambda value: isinstance(value, bool)),
    "own": Field("a text", _named),
    "probe": Field("a list of http:// and https:// URLs", _urls),
    "also": Field("a list of http:// and https:// URLs", _urls),
    "disputed": Field("a list of 80 and 443", _ports),
    "instead": Field("a text", _named),
    "src": Field("a list of texts", _texts),
}
