"""Typed facts about settings of Defender on Linux: what the analysis found, ready for a sentence.

Every fact has the place where one would edit. None holds a text that could be part of a password.
"""

from __future__ import annotations

from proxylint.formats.mdatp.model import Why
from proxylint.formats.mdatp.proxies import ProxyFault
from proxylint.records import dataclass
from proxylint.text import Span


@dataclass(frozen=True, slots=True)
class FaultyProxy:
    """A value that names no certain hop. `written`: the value, "" where it holds credentials or is no text.

    `meant`: how to write it instead, "" where that cannot be told.
    """

    name: str
    span: Span
    fault: ProxyFault
    written: str
    meant: str = ""


@dataclass(frozen=True, slots=True)
class LoopbackProxy:
    """The proxy is the computer itself: only a local proxy service makes that work."""

    name: str
    span: Span
    server: str


@dataclass(frozen=True, slots=True)
class NoEffect:
    """An assignment of a unit that systemd does not heed. `by`: the line that takes it away, where one does."""

    span: Span
    why: Why
    by: Span | None


@dataclass(frozen=True, slots=True)
class SetTwice:
    """The key stands more than once in the profile, with another value at `first`."""

    span: Span
    first: Span


@dataclass(frozen=True, slots=True)
class InstallationOnly:
    """An environment file names a proxy, which serves the installation."""

    name: str
    span: Span


Fact = FaultyProxy | LoopbackProxy | NoEffect | SetTwice | InstallationOnly
