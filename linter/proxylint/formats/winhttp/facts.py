"""Typed facts about a file of Windows proxy settings: what the analysis found, ready for a sentence.

Every fact names its record and the place where one would edit. None holds a text that could be part of a password.
"""

from __future__ import annotations

from enum import StrEnum

from proxylint.formats.winhttp.own_facts import OwnFact
from proxylint.records import dataclass
from proxylint.region import Record
from proxylint.text import Span


@dataclass(frozen=True, slots=True)
class SchemeWithoutProxy:
    """No entry of the proxy string serves `scheme`, so it goes direct. `named`: the keys that are there."""

    record: Record
    span: Span
    scheme: str
    named: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SocksOnly:
    """Nothing but a SOCKS entry is left for `scheme`, and WinHTTP documents no SOCKS proxies."""

    record: Record
    span: Span
    scheme: str


@dataclass(frozen=True, slots=True)
class Credentials:
    """The proxy string holds `user:password@`; `span` covers it and nothing of it is kept here.

    `value`: the registry value that holds it, "" for the WinHTTP setting.
    """

    record: Record
    span: Span
    value: str = ""


class ProxyFault(StrEnum):
    PORT_MISSING = "port missing"
    PORT_INVALID = "port invalid"
    SERVER_INVALID = "server invalid"
    PORT_APART = "a blank before the port"
    IPV6_BARE = "IPv6 address without brackets"
    PATH = "a path"
    PREFIX = "scheme before the server"
    KEY_UNKNOWN = "unknown key"


@dataclass(frozen=True, slots=True)
class FaultyProxy:
    """An entry of the proxy string that names no certain hop.

    `written`: the entry. `meant`: how to write it instead, "" where that cannot be told.
    """

    record: Record
    span: Span
    fault: ProxyFault
    written: str
    meant: str = ""


@dataclass(frozen=True, slots=True)
class LoopbackProxy:
    """The proxy is the computer itself: only a local proxy service makes that work."""

    record: Record
    span: Span
    server: str


@dataclass(frozen=True, slots=True)
class ProxyWithoutDomain:
    """The proxy's name has no dot, so that the computer completes it with its own DNS suffixes."""

    record: Record
    span: Span
    server: str


@dataclass(frozen=True, slots=True)
class Ipv6Proxy:
    """The proxy is named by an IPv6 address that is not the computer itself."""

    record: Record
    span: Span
    server: str


@dataclass(frozen=True, slots=True)
class PlaceholderProxy:
    """The proxy's name is one that instructions use for any proxy, and that no network has."""

    record: Record
    span: Span
    written: str


@dataclass(frozen=True, slots=True)
class IgnoredProxy:
    """A further entry for a scheme that an earlier one serves; WinHTTP has no fail-over."""

    record: Record
    span: Span
    written: str
    first: Span


class DeadEntry(StrEnum):
    """Why an entry of a bypass list can never match a host name."""

    ESCAPED_MACRO = "carets that the shell did not take away"
    JOINED_MACRO = "'<local>' joined to something else"
    BLANK_INSIDE = "a blank inside"
    COMMA = "a comma, which separates nothing"
    NETWORK = "a network with prefix length"
    LEADING_DOT = "a leading dot"
    MACRO = "a macro that does not exist"
    CHARACTER = "a character no host name has"


@dataclass(frozen=True, slots=True)
class DeadBypass:
    """A bypass entry that covers no host with a dot, in any public reading of such lists."""

    record: Record
    span: Span
    dead: DeadEntry
    written: str


class Uncertain(StrEnum):
    """Why it is not certain what an entry of a bypass list covers."""

    SCHEME = "a scheme in front"
    PORT = "a port behind"
    STAR = "a '*' that is not '*.' at the beginning"
    ADDRESS = "an IPv6 address"


@dataclass(frozen=True, slots=True)
class UncertainBypass:
    """A bypass entry that readings of such lists differ about, or of which it is not verified that it counts.

    `host`: the entry without scheme and port, in lower case.
    """

    record: Record
    span: Span
    written: str
    uncertain: Uncertain
    host: str


@dataclass(frozen=True, slots=True)
class DomainAlone:
    """A bypass entry that is a domain under a public top-level domain: it covers the host of that name, none below.

    No entry of the list covers the names below.
    """

    record: Record
    span: Span
    written: str


@dataclass(frozen=True, slots=True)
class WideBypass:
    """A bypass entry that covers everything, or a whole top-level domain."""

    record: Record
    span: Span
    written: str


@dataclass(frozen=True, slots=True)
class WrappedCopy:
    """A value goes on, it seems, in the next line, which is then lost."""

    record: Record
    span: Span


@dataclass(frozen=True, slots=True)
class IncompleteRecord:
    """`text` says what is missing."""

    record: Record
    span: Span
    text: str


@dataclass(frozen=True, slots=True)
class FailedChange:
    """A change failed with Windows error `code`; what the record shows is the state before."""

    record: Record
    span: Span
    code: int


@dataclass(frozen=True, slots=True)
class PerUserSettings:
    record: Record
    span: Span


@dataclass(frozen=True, slots=True)
class PacNotHttp:
    """WinHTTP reads PAC files over http and https only (WinHTTP AutoProxy Support)."""

    record: Record
    span: Span
    scheme: str


@dataclass(frozen=True, slots=True)
class WpadOnly:
    """Nothing but auto-detection is set."""

    record: Record
    span: Span


@dataclass(frozen=True, slots=True)
class UnusedProxy:
    """A proxy string is left over while the static proxy is switched off."""

    record: Record
    span: Span


@dataclass(frozen=True, slots=True)
class StoresDiffer:
    """Two current records of one computer say different things. `other` is the record at `span_of_other`."""

    record: Record
    span: Span
    other: Record
    span_of_other: Span


Fact = (
    SchemeWithoutProxy
    | SocksOnly
    | Credentials
    | FaultyProxy
    | LoopbackProxy
    | ProxyWithoutDomain
    | Ipv6Proxy
    | PlaceholderProxy
    | IgnoredProxy
    | DeadBypass
    | UncertainBypass
    | DomainAlone
    | WideBypass
    | WrappedCopy
    | IncompleteRecord
    | FailedChange
    | PerUserSettings
    | PacNotHttp
    | WpadOnly
    | UnusedProxy
    | StoresDiffer
    | OwnFact
)
