"""What a file of settings means: which proxy it names under which names, and what of it has no effect."""

from __future__ import annotations

from enum import StrEnum

from proxylint.formats.mdatp.carrier import Carrier
from proxylint.records import dataclass
from proxylint.region import Record
from proxylint.text import Span
from proxylint_grammars.mdatp.syntax import Word

MANAGED_KEY = "cloudService.proxy"
"""Where the managed profile names the proxy (defender-docs, linux-static-proxy-configuration.md)."""

DOCUMENTED = "HTTPS_PROXY"
"""The only variable that is documented for the agent (the same page; for the unit its revisions up to 2023)."""

PROXIES = ("HTTPS_PROXY", "https_proxy", "HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy")
EXCEPTIONS = ("NO_PROXY", "no_proxy")


@dataclass(frozen=True, slots=True)
class Unknown:
    """Why the way cannot be told. `reason` names what stands in the way and holds no secret."""

    reason: str
    span: Span


@dataclass(frozen=True, slots=True)
class Assigned:
    """A value under a key or in a variable. `span`: all of the assignment.

    `text` False: the value is no text, but another kind of JSON value. `raw`: it holds what systemd still replaces.
    """

    name: str
    value: Word
    span: Span
    text: bool = True
    raw: bool = False

    @property
    def place(self) -> Span:
        """The value, or where it is missing."""
        return self.value.span if self.value.text else self.span


class Why(StrEnum):
    """Why a line of a unit has no effect."""

    SECTION = "another section"
    NO_SECTION = "above the first section"
    SPELLING = "spelling of the key"
    NO_KEY = "no such key"
    NO_ASSIGNMENT = "no assignment"
    UNCLOSED = "quote not closed"
    RESET = "reset below"
    REPLACED = "set again below"


@dataclass(frozen=True, slots=True)
class Idle:
    """An assignment that has no effect. `by`: the line that takes it away, where one does."""

    span: Span
    why: Why
    by: Span | None = None
    value: Word | None = None


@dataclass(frozen=True, slots=True)
class Setting:
    """One file, ready to be asked.

    `assigned`: the values in force, one for each name; of a managed profile all that stand there, which are several
    only where the key is written more than once. `doubt`: what keeps the file as a whole from being certain.
    """

    carrier: Carrier
    record: Record
    assigned: tuple[Assigned, ...] = ()
    idle: tuple[Idle, ...] = ()
    doubt: Unknown | None = None

    def value(self, name: str) -> Assigned | None:
        return next((one for one in self.assigned if one.name == name), None)

    def first(self, *names: str) -> Assigned | None:
        """The first of several names that has a value."""
        return next((found for name in names if (found := self.value(name)) is not None), None)
