"""Typed facts about what the registry says beside the WinHTTP setting; each names the computer by its record."""

from __future__ import annotations

from proxylint.formats.winhttp.own_proxies import OwnFault
from proxylint.records import dataclass
from proxylint.region import Record
from proxylint.text import Span


@dataclass(frozen=True, slots=True)
class FaultyOwnProxy:
    """A proxy of Defender for Endpoint is not written as its value `name` must be.

    `written`: the value, "" where it holds a login. `meant`: how to write it instead, "" where that cannot be told.
    """

    record: Record
    span: Span
    name: str
    fault: OwnFault
    written: str
    meant: str = ""


@dataclass(frozen=True, slots=True)
class LoginAsUser:
    """DisableEnterpriseAuthProxy is 0: the proxy is to ask for the login of the user who is logged on."""

    record: Record
    span: Span


@dataclass(frozen=True, slots=True)
class NothingFindsProxy:
    """Auto-detection is all that is set, and DisableWpad, at `switched_off`, keeps WinHTTP from it."""

    record: Record
    span: Span
    switched_off: Span


@dataclass(frozen=True, slots=True)
class MalformedSetting:
    """The bytes of a `WinHttpSettings` do not add up: a length in them does not fit."""

    record: Record
    span: Span


@dataclass(frozen=True, slots=True)
class OwnProxyAlone:
    """Defender for Endpoint has a proxy of its own in the value `name` at `own`, and the WinHTTP setting is direct."""

    record: Record
    span: Span
    name: str
    own: Span


@dataclass(frozen=True, slots=True)
class OfOneUser:
    """The proxy in the Internet Explorer settings of a user, whom services do not ask."""

    record: Record
    span: Span


@dataclass(frozen=True, slots=True)
class MachineUnused:
    """The computer's Internet Explorer settings name a proxy, but ProxySettingsPerUser, at `per_user`, is not 0."""

    record: Record
    span: Span
    per_user: Span


OwnFact = (
    FaultyOwnProxy | LoginAsUser | NothingFindsProxy | MalformedSetting | OwnProxyAlone | OfOneUser | MachineUnused
)
