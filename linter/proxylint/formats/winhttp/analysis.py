"""What can be proved about the settings themselves, without asking for any URL."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from proxylint.formats.winhttp.bypass import Reach, pattern
from proxylint.formats.winhttp.facts import (
    Credentials,
    DeadBypass,
    DeadEntry,
    Fact,
    FailedChange,
    FaultyProxy,
    IgnoredProxy,
    IncompleteRecord,
    LoopbackProxy,
    PacNotHttp,
    PerUserSettings,
    ProxyFault,
    SchemeWithoutProxy,
    SocksOnly,
    StoresDiffer,
    UncertainBypass,
    UnusedProxy,
    WideBypass,
    WpadOnly,
    WrappedCopy,
)
from proxylint.formats.winhttp.model import Setting, StaticProxy
from proxylint.formats.winhttp.policy import WinhttpPolicy
from proxylint.formats.winhttp.proxies import fault_of, is_port, serving
from proxylint_grammars.winhttp.syntax import BypassEntry, Direct, Flaw, ProxyEntry, Record, Settings, Static, masked
from proxylint_grammars.winhttp.values import KEYS

_UNSURE = frozenset((Flaw.INCOMPLETE, Flaw.WRAPPED, Flaw.VARIABLE, Flaw.SHELL))


def analyse(policy: WinhttpPolicy) -> tuple[Fact, ...]:
    """The facts of every record in file order, superseded ones included: each fact names its record."""
    found = [fact for setting in policy.settings for fact in _record(setting)]
    found.extend(_divergence(policy.settings))
    return tuple(sorted(found, key=lambda fact: (fact.span, fact.record, type(fact).__name__)))


def _record(setting: Setting) -> Iterator[Fact]:
    """Where a value may be cut or filled in later nothing is said of what stands in it, but of a password."""
    yield from _copy(setting)
    written, record = setting.written, setting.record
    if written.per_user is not None:
        yield PerUserSettings(record, written.per_user)
    if isinstance(written.body, Settings):
        yield from _advanced(setting, written.body)
    static = setting.static
    if static is None:
        return
    if "@" in static.proxy.text:
        span = next((entry.credentials for entry in static.proxies if entry.credentials), static.proxy.span)
        yield Credentials(record, span)
    if not any(doubt.flaw in _UNSURE for doubt in written.doubts):
        yield from _bypass(setting, static)
        if "@" not in static.proxy.text:
            yield from _proxies(setting, static)


def _copy(setting: Setting) -> Iterator[Fact]:
    """What went wrong between Windows and the file."""
    for doubt in setting.written.doubts:
        if doubt.flaw is Flaw.WRAPPED:
            yield WrappedCopy(setting.record, doubt.span)
        if doubt.flaw is Flaw.INCOMPLETE:
            yield IncompleteRecord(setting.record, doubt.span, doubt.text)
    failed = setting.written.failed
    if failed is not None:
        yield FailedChange(setting.record, failed.span, failed.code)


_WEB = ("http", "https")


def _advanced(setting: Setting, settings: Settings) -> Iterator[Fact]:
    record, place = setting.record, setting.written.span
    per_user, detect = settings.entry("peruserproxysettings"), settings.entry("autodetect")
    if per_user is not None and per_user.value is True:
        yield PerUserSettings(record, per_user.key.span)
    url, proxy = settings.word("autoconfigurl"), settings.word("proxy")
    if url is not None:
        scheme = url.text.strip().partition(":")[0].lower() if ":" in url.text else ""
        if scheme not in _WEB:
            yield PacNotHttp(record, url.span, scheme)
    if detect is not None and detect.value is True and url is None and proxy is None:
        yield WpadOnly(record, detect.key.span)
    if proxy is not None and settings.flag("proxyisenabled") is False:
        yield UnusedProxy(record, proxy.span if proxy.text else place)


def _proxies(setting: Setting, static: StaticProxy) -> Iterator[Fact]:
    yield from _unserved(setting, static)
    record, first = setting.record, dict[str, ProxyEntry]()
    for entry in static.proxies:
        if entry.key == "ftp":
            continue
        if entry.key in first:
            yield IgnoredProxy(record, entry.whole.span, entry.whole.text, first[entry.key].whole.span)
        first.setdefault(entry.key, entry)
        fault = _fault(entry)
        if fault is not None:
            yield FaultyProxy(record, entry.whole.span, fault, entry.whole.text)
        if _is_loopback(entry.server.lower()):
            yield LoopbackProxy(record, entry.whole.span, entry.server)


def _unserved(setting: Setting, static: StaticProxy) -> Iterator[Fact]:
    named = tuple(dict.fromkeys(entry.key for entry in static.proxies))
    if not named or any(key and key not in KEYS for key in named):
        return
    for scheme in ("https", "http"):
        if serving(static.proxies, scheme) is None:
            kind = SocksOnly(setting.record, static.proxy.span, scheme)
            yield kind if "socks" in named else SchemeWithoutProxy(setting.record, static.proxy.span, scheme, named)


def _fault(entry: ProxyEntry) -> ProxyFault | None:
    if entry.key and entry.key not in KEYS:
        return ProxyFault.KEY_UNKNOWN
    if entry.key == "socks":
        return None
    if entry.prefix not in ("", "http"):
        return ProxyFault.PREFIX
    if entry.rest.startswith(":") and not entry.bracketed:
        return ProxyFault.IPV6_BARE
    if entry.port is not None and not is_port(entry.port):
        return ProxyFault.PORT_INVALID
    if entry.port is None and not entry.rest and entry.server:
        return ProxyFault.PORT_MISSING
    return ProxyFault.SERVER_INVALID if fault_of(entry) is not None else None


_LOOPBACK = re.compile(r"localhost\.?|127(?:\.\d{1,3}){3}|::1")


def _is_loopback(server: str) -> bool:
    return _LOOPBACK.fullmatch(server) is not None


def _bypass(setting: Setting, static: StaticProxy) -> Iterator[Fact]:
    record = setting.record
    for number, entry in enumerate(static.entries):
        written = masked(entry.whole.text)
        dead = _dead(static.entries, number)
        shape = pattern(entry, sole=len(static.entries) == 1)
        if dead is not None:
            yield DeadBypass(record, entry.whole.span, dead, written)
        elif _WIDE.fullmatch(entry.host):
            yield WideBypass(record, entry.whole.span, written)
        elif shape.reach is Reach.DEPENDS and not shape.dotless:
            yield UncertainBypass(record, entry.whole.span, written, shape.why)


_WIDE = re.compile(r"\*(?:\.\*|\.[a-z][a-z0-9-]*+)?")
_NETWORK = re.compile(r"[0-9A-Fa-f.:*]++/\d{1,3}")
_NAME_CHARACTERS = re.compile(r"[a-z0-9._*:\[\]-]*+")


def _dead(entries: Sequence[BypassEntry], number: int) -> DeadEntry | None:
    entry = entries[number]
    text = entry.whole.text.lower()
    if entry.macro:
        return None if entry.macro in ("local", "-loopback") else DeadEntry.MACRO
    if "^" in text:
        return DeadEntry.ESCAPED_MACRO
    if "<" in text or ">" in text:
        return DeadEntry.JOINED_MACRO
    if "," in text:
        return DeadEntry.COMMA
    if _NETWORK.fullmatch(text):
        return DeadEntry.NETWORK
    if text in (".", "*.") and number + 1 < len(entries):
        return DeadEntry.BLANK_INSIDE
    if text.startswith("."):
        return DeadEntry.LEADING_DOT
    return None if _NAME_CHARACTERS.fullmatch(entry.host) else DeadEntry.CHARACTER


def _divergence(settings: Sequence[Setting]) -> Iterator[Fact]:
    """Current records of one computer that name different proxies; those that are not known are left out."""
    groups: dict[str, list[Setting]] = {}
    for setting in settings:
        if setting.record.current and _is_told(setting.written):
            groups.setdefault((setting.record.host or "").casefold(), []).append(setting)
    for group in groups.values():
        by_store = {setting.record.store: setting for setting in group}
        first, *others = by_store.values()
        for other in others:
            if _says(first) != _says(other):
                yield StoresDiffer(other.record, other.span, first.record, first.span)


def _is_told(written: Record) -> bool:
    """Whether the file itself says what the setting is, for the system as a whole."""
    told = isinstance(written.body, Direct | Static | Settings)
    return told and not written.doubts and not written.conditional and written.per_user is None


def _says(setting: Setting) -> tuple[str, str] | str | None:
    """What two records must share to say the same; a record that something else decides says just that."""
    if setting.unknown is not None:
        return setting.unknown.reason
    static = setting.static
    if static is None:
        return None
    return static.proxy.text.lower(), static.bypass.text.lower() if static.bypass else ""
