"""What a file of Windows proxy settings says, as it is written; nothing is made of it here.

Every value carries its place. A proxy string may hold a password, so no `repr` shows the text of a value.
"""

from __future__ import annotations

import re
from enum import StrEnum
from typing import ClassVar

from proxylint.records import dataclass, field
from proxylint.text import Span
from proxylint_grammars.word import Word as Word

_BEFORE_AT = re.compile(r"[^\r\n]*@")


def masked(text: str) -> str:
    """`text` fit to be shown: all that could belong to a user name or password is `***`.

    A password may itself hold `;`, `=` or a blank, so everything up to the last `@` goes, whatever it looks like.
    """
    return _BEFORE_AT.sub("***@", text)


class Kind(StrEnum):
    """How a setting is carried."""

    SHOWN = "shown"
    """The result of `show proxy`, or the same block as the echo of a change."""
    ADVANCED = "advanced"
    """The result of `show advproxy`."""
    DUMPED = "dumped"
    """A command inside `netsh dump`."""
    COMMAND = "command"
    """A command line of a script or console."""
    SETTINGS = "settings"
    """A file that is nothing but a JSON object of advanced settings."""
    REGISTRY = "registry"
    """`WinHttpSettings` in a registry export or as `reg query` prints it."""


class Store(StrEnum):
    """Where Windows keeps a setting. The stores can disagree; `reset proxy` clears only the first of them."""

    WINHTTP = "winhttp"
    WOW64 = "winhttp-wow64"
    """What 32-bit programs see, a copy of its own on systems of the Windows 7 age."""
    ADVANCED = "advproxy"


@dataclass(frozen=True, slots=True)
class Direct:
    """Direct access. `at` = the phrase or command that says so."""

    at: Span


@dataclass(frozen=True, slots=True)
class Static:
    """A proxy string and a bypass list; no list = None."""

    proxy: Word
    bypass: Word | None


@dataclass(frozen=True, slots=True)
class Setting:
    """One key of the advanced settings. `value`: a word, a truth value, or None for null and any other JSON value."""

    key: Word
    value: Word | bool | None


@dataclass(frozen=True, slots=True)
class Settings:
    """The advanced settings as printed or given; keys in lower case, the last one of a name counts."""

    entries: tuple[Setting, ...]

    def word(self, name: str) -> Word | None:
        """The text under a key; None where it is unset or blank (seen: absent, "" and " ")."""
        value = self._value(name)
        return value if isinstance(value, Word) and value.text.strip(" \t") else None

    def flag(self, name: str) -> bool | None:
        value = self._value(name)
        return value if isinstance(value, bool) else None

    def entry(self, name: str) -> Setting | None:
        found = [entry for entry in self.entries if entry.key.text.lower() == name]
        return found[-1] if found else None

    def _value(self, name: str) -> Word | bool | None:
        entry = self.entry(name)
        return entry.value if entry else None


@dataclass(frozen=True, slots=True)
class Imported:
    """`import proxy source=ie`: whatever the user who runs it has set."""

    at: Span


@dataclass(frozen=True, slots=True)
class SettingsFile:
    """`set advproxy ... settings-file=...`"""

    path: Word


@dataclass(frozen=True, slots=True)
class Unread:
    """A setting is there but what it says could not be read; the record's doubts say why."""

    at: Span


Body = Direct | Static | Settings | Imported | SettingsFile | Unread


class Flaw(StrEnum):
    INCOMPLETE = "incomplete"
    """Cut off: a line or the end of a value is missing."""
    WRAPPED = "wrapped"
    """Copied from a console window that broke the line."""
    VARIABLE = "variable"
    """Holds a variable of the script."""
    SHELL = "shell"
    """The shell would take part of it for something else, or it is not verified what netsh makes of it."""
    FAILED = "failed"
    """The command failed and no result follows."""
    FOREIGN = "foreign"
    """Holds what this kind of result is not known to hold."""


@dataclass(frozen=True, slots=True)
class Doubt:
    """Why a record is not to be trusted. `text` is a clause that reads after "because"."""

    flaw: Flaw
    span: Span
    text: str


@dataclass(frozen=True, slots=True)
class FailedSet:
    """The error line of a change that failed, `code` as Windows numbers errors (5 = access denied)."""

    span: Span
    code: int


@dataclass(frozen=True, slots=True)
class Record:
    """One result or command. `conditional`: stands in a script that branches, so it may run or not."""

    kind: Kind
    store: Store
    span: Span
    body: Body
    host: str | None = None
    failed: FailedSet | None = None
    doubts: tuple[Doubt, ...] = ()
    conditional: bool = False
    per_user: Span | None = None


@dataclass(frozen=True, slots=True)
class Key:
    """A key of the registry. `account`: whose settings it holds, `MACHINE`, `CURRENT_USER`, or a name below HKEY_USERS.

    `path` in lower case, below the hive. `wow64`: the copy for 32-bit programs; its path is that of the other one.
    """

    MACHINE: ClassVar[str] = "machine"
    CURRENT_USER: ClassVar[str] = "current user"

    account: str
    path: str
    wow64: bool = False


@dataclass(frozen=True, slots=True)
class Number:
    value: int
    span: Span


@dataclass(frozen=True, slots=True)
class Removed:
    """An export takes the value away where it is imported."""

    span: Span


@dataclass(frozen=True, slots=True)
class Unclear:
    """A value whose text could not be made out. `why`: a clause that reads after "because"."""

    span: Span
    why: str


Data = Word | Number | Removed | Unclear


@dataclass(frozen=True, slots=True)
class RegistryValue:
    """One value of a key; `name` in lower case. Without a name it is the key itself, removed with all that it held."""

    key: Key
    name: str
    data: Data
    span: Span
    host: str | None = None


class Wrapper(StrEnum):
    """What a result may be wrapped in that is not read."""

    HTML = "HTML"
    JSON = "JSON"
    CSV = "CSV"
    SELECT_STRING = "Select-String"


@dataclass(frozen=True, slots=True)
class Refusal:
    span: Span
    wrapper: Wrapper


@dataclass(frozen=True, slots=True)
class Mention:
    """A line that names a command but not as one that surely runs: prose, a call through another program."""

    span: Span


@dataclass(frozen=True, slots=True)
class Dump:
    """All that a file holds, in file order. `overflow`: where reading stopped because there are too many records."""

    records: tuple[Record, ...] = ()
    refusals: tuple[Refusal, ...] = ()
    mentions: tuple[Mention, ...] = ()
    overflow: Span | None = None
    values: tuple[RegistryValue, ...] = ()


@dataclass(frozen=True, slots=True)
class ProxyEntry:
    """One entry of a proxy string: `[key=][prefix://]server[:port]`.

    `key` and `prefix` in lower case, "" where absent. `port` is the text after the colon, None without a colon.
    `rest`: what follows server and port, or all of an entry that does not fit. `credentials`: `user:password@`.
    """

    whole: Word
    key: str = ""
    prefix: str = ""
    server: str = ""
    port: str | None = None
    rest: str = field(default="", repr=False)
    credentials: Span | None = None
    bracketed: bool = False


@dataclass(frozen=True, slots=True)
class BypassEntry:
    """One entry of a bypass list, taken apart as far as its form goes.

    `host` is in lower case, the pattern itself; `scheme` and `port` only where the entry is `scheme://host` or
    `host:port`. `macro`: the name inside `<...>`.
    """

    whole: Word
    host: str = field(repr=False)
    scheme: str = ""
    port: str = ""
    macro: str = ""
