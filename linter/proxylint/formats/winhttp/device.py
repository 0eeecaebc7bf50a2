"""What the registry of one computer says of proxies, beside the WinHTTP setting: Defender's own settings, and WinINET.

A file may show a part of a registry. What it does not show is taken as not set, as long as the file shows another
setting from which the same component takes its proxy.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from enum import StrEnum

from proxylint.formats.winhttp.model import Unknown
from proxylint.records import dataclass, replace
from proxylint.region import Record
from proxylint.text import Span
from proxylint_grammars.winhttp.syntax import Key, Number, RegistryValue, Removed, Unclear, Word

STORE = "policies"
"""The store of a record that stands for a computer of which the file shows no WinHTTP setting."""


class Name(StrEnum):
    """The values by which components of Defender for Endpoint, and Windows as a whole, are set."""

    TELEMETRY = "TelemetryProxyServer"
    NO_LOGIN = "DisableEnterpriseAuthProxy"
    PREFER_STATIC = "PreferStaticProxyForHttpRequest"
    PROXY = "ProxyServer"
    PAC = "ProxyPacUrl"
    BYPASS = "ProxyBypass"
    PER_USER = "ProxySettingsPerUser"
    NO_WPAD = "DisableWpad"


_POLICIES = r"software\policies\microsoft"
_INTERNET = r"software\microsoft\windows\currentversion\internet settings"
_PLACES = {
    rf"{_POLICIES}\windows\datacollection": (Name.TELEMETRY, Name.NO_LOGIN),
    rf"{_POLICIES}\windows advanced threat protection": (Name.PREFER_STATIC,),
    rf"{_POLICIES}\windows defender": (Name.PROXY, Name.PAC, Name.BYPASS),
    rf"{_POLICIES}\windows\currentversion\internet settings": (Name.PER_USER,),
    rf"{_INTERNET}\winhttp": (Name.NO_WPAD,),
}
"""Where each is read from (Microsoft Learn: configure-proxy-internet, ADMX_MicrosoftDefenderAntivirus, disabling HTTP
proxy features). The sensor reads the place of the group policy only, not the one that MDM writes."""
_BY_PLACE = {(path, name.lower()): name for path, names in _PLACES.items() for name in names}
_WININET = ("proxyenable", "proxyserver", "proxyoverride", "autoconfigurl", "autodetect")
SERVICES = frozenset(("s-1-5-18", "s-1-5-19", "s-1-5-20", ".default"))
"""LocalSystem, LocalService, NetworkService; `.DEFAULT` is LocalSystem's too."""


@dataclass(frozen=True, slots=True)
class Device:
    """The registry of one computer as a file leaves it. `record` stands for it where it has no WinHTTP setting.

    `values`: each of which the file tells whether it is set. `wininet`: the values of the Internet Explorer settings.
    """

    record: Record
    values: tuple[tuple[Name, RegistryValue], ...] = ()
    wininet: tuple[RegistryValue, ...] = ()

    @property
    def host(self) -> str | None:
        return self.record.host

    @property
    def span(self) -> Span:
        """The first of its values; it has at least one."""
        return min(value.span for value in (*(value for _, value in self.values), *self.wininet))

    def value(self, name: Name) -> RegistryValue | None:
        return next((value for known, value in self.values if known is name), None)

    def text(self, name: Name) -> Word | Unknown | None:
        """The text of a value; None where it is not set: the file does not hold it, removes it, or leaves it empty."""
        value = self.value(name)
        if value is None or isinstance(value.data, Removed):
            return None
        if isinstance(value.data, Word):
            return value.data if value.data.text.strip() else None
        return _unclear(name, value)

    def flag(self, name: Name) -> bool | Unknown | None:
        """Whether a number is not 0; None where it is not set."""
        value = self.value(name)
        if value is None or isinstance(value.data, Removed):
            return None
        return value.data.value != 0 if isinstance(value.data, Number) else _unclear(name, value)

    def wininet_proxy(self, account: str) -> RegistryValue | None:
        """The value that names a proxy or PAC file in an account's Internet Explorer settings, or turns on WPAD."""
        return _naming({value.name: value for value in self.wininet if value.key.account == account})

    @property
    def wininet_proxies(self) -> dict[str, RegistryValue]:
        """The same of every account that has one, in file order."""
        accounts: dict[str, dict[str, RegistryValue]] = {}
        for value in self.wininet:
            accounts.setdefault(value.key.account, {})[value.name] = value
        naming = {account: _naming(mine) for account, mine in accounts.items()}
        return {account: value for account, value in naming.items() if value is not None}


def _naming(mine: dict[str, RegistryValue]) -> RegistryValue | None:
    enabled = mine.get("proxyenable")
    for name, counts in (("proxyserver", enabled is not None and _is_on(enabled)), ("autoconfigurl", True)):
        value = mine.get(name)
        if value is not None and counts and isinstance(value.data, Word) and value.data.text.strip():
            return value
    detect = mine.get("autodetect")
    return detect if detect is not None and _is_on(detect) else None


def _is_on(value: RegistryValue) -> bool:
    return isinstance(value.data, Number) and value.data.value != 0


def _unclear(name: Name, value: RegistryValue) -> Unknown:
    why = value.data.why if isinstance(value.data, Unclear) else ""
    return Unknown(f"{name} cannot be read: {why or 'its type is another than documented'}", value.span)


def devices(values: Iterable[RegistryValue], records: int) -> tuple[Device, ...]:
    """The computers whose values a file holds, in file order; what stands later takes the place of what stands before.

    `records`: how many records the file has; those that stand for computers are counted on from there.
    """
    by_host: dict[str, _Registry] = {}
    for value in values:
        by_host.setdefault((value.host or "").casefold(), _Registry(value.host)).take(value)
    found = [registry for registry in by_host.values() if registry.values or registry.wininet]
    return tuple(registry.device(records + number) for number, registry in enumerate(found, 1))


class _Registry:
    def __init__(self, host: str | None) -> None:
        self.host = host
        self.values: dict[Name, RegistryValue] = {}
        self.wininet: dict[tuple[str, str], RegistryValue] = {}

    def take(self, value: RegistryValue) -> None:
        key, value = value.key, replace(value, host=None)
        if not value.name:
            self._remove(value)
            return
        name = _BY_PLACE.get((key.path, value.name))
        if name is not None and key.account == Key.MACHINE and not key.wow64:
            self.values[name] = value
        elif key.path == _INTERNET and value.name in _WININET and not key.wow64:
            self.wininet[key.account, value.name] = value

    def _remove(self, removed: RegistryValue) -> None:
        """A key goes with the keys below it: what is documented to stand there is then known not to be set."""
        key, below = removed.key, removed.key.path + "\\"
        if key.wow64:
            return
        if key.account == Key.MACHINE:
            for (path, _), name in _BY_PLACE.items():
                if f"{path}\\".startswith(below):
                    self.values[name] = removed
        if f"{_INTERNET}\\".startswith(below):
            self.wininet = {at: value for at, value in self.wininet.items() if at[0] != key.account}

    def device(self, index: int) -> Device:
        record = Record(index, self.host, STORE)
        return Device(record, tuple(sorted(self.values.items(), key=_order)), tuple(self._told()))

    def _told(self) -> Iterator[RegistryValue]:
        yield from sorted(self.wininet.values(), key=lambda value: value.span)


def _order(item: tuple[Name, RegistryValue]) -> tuple[Span, str]:
    return item[1].span, item[0].value
