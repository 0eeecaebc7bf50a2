"""What can be proved about the registry values beside the WinHTTP setting, without asking for any URL."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from proxylint.formats.winhttp.device import SERVICES, Device, Name
from proxylint.formats.winhttp.facts import Credentials, Fact, PacNotHttp
from proxylint.formats.winhttp.model import Setting, Unknown
from proxylint.formats.winhttp.own_facts import (
    FaultyOwnProxy,
    LoginAsUser,
    MachineUnused,
    MalformedSetting,
    NothingFindsProxy,
    OfOneUser,
    OwnProxyAlone,
)
from proxylint.formats.winhttp.own_proxies import OwnFault, antivirus_fault, sensor_fault
from proxylint.formats.winhttp.policy import WinhttpPolicy
from proxylint_grammars.winhttp.syntax import Flaw, Key, Kind, Settings, Store, Unread, Word


def own_faults(policy: WinhttpPolicy) -> Iterator[Fact]:
    current: dict[str, list[Setting]] = {}
    for setting in policy.settings:
        yield from _malformed(setting)
        if setting.record.current:
            current.setdefault((setting.record.host or "").casefold(), []).append(setting)
    for device in policy.devices:
        yield from _values(device)
        yield from _accounts(device)
        yield from _beside(device, current.get((device.host or "").casefold(), []))


def _malformed(setting: Setting) -> Iterator[Fact]:
    written = setting.written
    lost = any(doubt.flaw is Flaw.INCOMPLETE for doubt in written.doubts)
    if written.kind is Kind.REGISTRY and isinstance(written.body, Unread) and lost:
        yield MalformedSetting(setting.record, written.span)


def _values(device: Device) -> Iterator[Fact]:
    for name, find in ((Name.TELEMETRY, sensor_fault), (Name.PROXY, antivirus_fault)):
        word = device.text(name)
        fault = find(word) if isinstance(word, Word) else None
        if isinstance(word, Word) and fault is OwnFault.LOGIN:
            yield Credentials(device.record, word.part(0, word.text.rfind("@")).span, name.value)
        elif isinstance(word, Word) and fault is not None:
            yield FaultyOwnProxy(device.record, word.span, name.value, fault, word.text, _meant(word, name, fault))
    yield from _pac(device)
    login = device.value(Name.NO_LOGIN)
    if login is not None and device.flag(Name.NO_LOGIN) is False:
        yield LoginAsUser(device.record, login.span)


def _meant(word: Word, name: Name, fault: OwnFault) -> str:
    """The value with the one thing mended that is wrong; "" where something else is wrong, too."""
    text = word.text
    if fault is OwnFault.SCHEME:
        meant = text.partition("://")[2].rstrip("/")
    elif fault is OwnFault.SLASH:
        meant = text.rstrip("/")
    elif fault is OwnFault.NO_SCHEME:
        meant = f"http://{text}"
    elif fault is OwnFault.BLANK:
        meant = text.strip()
    else:
        return ""
    fits = sensor_fault if name is Name.TELEMETRY else antivirus_fault
    return meant if fits(Word(meant, word.span, (word.span.start,) * (len(meant) + 1))) is None else ""


def _pac(device: Device) -> Iterator[Fact]:
    word = device.text(Name.PAC)
    if not isinstance(word, Word):
        return
    if "@" in word.text:
        yield Credentials(device.record, word.part(0, word.text.rfind("@")).span, Name.PAC.value)
    scheme = word.text.strip().partition(":")[0].lower() if ":" in word.text else ""
    if scheme not in ("http", "https"):
        yield PacNotHttp(device.record, word.span, scheme)


def _accounts(device: Device) -> Iterator[Fact]:
    per_user = device.value(Name.PER_USER)
    for account, value in device.wininet_proxies.items():
        if account in SERVICES:
            continue
        if account != Key.MACHINE:
            yield OfOneUser(device.record, value.span)
        elif per_user is not None and device.flag(Name.PER_USER) is True:
            yield MachineUnused(device.record, value.span, per_user.span)


def _beside(device: Device, settings: Sequence[Setting]) -> Iterator[Fact]:
    """What follows from the values together with the WinHTTP setting of the same computer."""
    switched_off = device.value(Name.NO_WPAD)
    for setting in settings:
        body = setting.written.body
        detect = body.entry("autodetect") if isinstance(body, Settings) and _detects_only(body) else None
        if detect is not None and switched_off is not None and device.flag(Name.NO_WPAD) is True:
            yield NothingFindsProxy(setting.record, detect.key.span, switched_off.span)
    direct = next((one for one in settings if one.written.store is Store.WINHTTP and _is_direct(one)), None)
    named = [name for name in (Name.PROXY, Name.TELEMETRY) if isinstance(device.text(name), Word)]
    if direct is not None and named and not any(setting.static for setting in settings):
        word = device.text(named[0])
        assert not isinstance(word, Unknown)
        yield OwnProxyAlone(direct.record, direct.span, named[0].value, word.span if word else direct.span)


def _is_direct(setting: Setting) -> bool:
    return setting.unknown is None and setting.static is None


def _detects_only(settings: Settings) -> bool:
    elsewhere = settings.word("autoconfigurl") or settings.word("proxy")
    return settings.flag("autodetect") is True and elsewhere is None
