"""Which names each engine defines beside the language's own."""

from __future__ import annotations

from functools import cache
from importlib import import_module

from proxylint.formats.pac.javascript.realm import Realm
from proxylint.formats.pac.javascript.values import Builtin, NativeCall, Obj, Value
from proxylint.formats.pac.library import names


def _of(module: str, name: str) -> NativeCall:
    """A helper whose module is imported when it is called first: few scripts ask for addresses, or for the time."""
    helper: NativeCall | None = None

    def call(realm: Realm, this: Value, arguments: list[Value]) -> Value:
        nonlocal helper
        if helper is None:
            helper = getattr(import_module(f"{__package__}.{module}"), name)
        return helper(realm, this, arguments)

    return call


CLASSIC: dict[str, tuple[NativeCall, int]] = {
    "alert": (names.alert, 1),
    "convert_addr": (_of("network", "convert_addr"), 1),
    "dateRange": (_of("clock", "date_range"), 0),
    "dnsDomainIs": (names.dns_domain_is, 2),
    "dnsDomainLevels": (names.dns_domain_levels, 1),
    "dnsResolve": (_of("network", "dns_resolve"), 1),
    "isInNet": (_of("network", "is_in_net"), 3),
    "isPlainHostName": (names.is_plain_host_name, 1),
    "isResolvable": (_of("network", "is_resolvable"), 1),
    "isValidIpAddress": (_of("network", "is_valid_ip_address"), 1),
    "localHostOrDomainIs": (names.local_host_or_domain_is, 2),
    "myIpAddress": (_of("network", "my_ip_address"), 0),
    "shExpMatch": (names.sh_exp_match, 2),
    "timeRange": (_of("clock", "time_range"), 0),
    "weekdayRange": (_of("clock", "weekday_range"), 0),
}

EXTENDED: dict[str, tuple[NativeCall, int]] = {
    "dnsResolveEx": (_of("network", "dns_resolve_ex"), 1),
    "isInNetEx": (_of("network", "is_in_net_ex"), 2),
    "isResolvableEx": (_of("network", "is_resolvable_ex"), 1),
    "myIpAddressEx": (_of("network", "my_ip_address_ex"), 0),
    "sortIpAddressList": (_of("network", "sort_ip_address_list"), 1),
}
"""Chromium defines them always, Firefox never."""

ONLY_WINHTTP: dict[str, tuple[NativeCall, int]] = {"getClientVersion": (_of("network", "get_client_version"), 0)}


def is_standard(realm: Realm, name: str) -> bool:
    """Whether a function of `CLASSIC` is still the engine's."""
    return getattr(realm.globals.props.get(name), "call", None) is CLASSIC[name][0]


_HOOKS = frozenset((
    "alert", "dnsResolve", "dnsResolveEx", "isInNetEx", "isPlainHostName", "myIpAddress", "myIpAddressEx",
    "sortIpAddressList",
))  # fmt: skip
"""What Chromium binds to its own code (proxy_resolver_v8.cc); all others are script (`pac_js_library.h`)."""

_CONSOLE = ("debug", "error", "info", "log", "trace", "warn")


@cache
def _functions(engine: str) -> dict[str, Builtin]:
    tables = {"firefox": (CLASSIC,), "chromium": (CLASSIC, EXTENDED)}.get(engine, (CLASSIC, EXTENDED, ONLY_WINHTTP))
    return {
        name: Builtin(name, call, length, ends=name not in _HOOKS)
        for table in tables
        for name, (call, length) in table.items()
    }


@cache
def _console() -> dict[str, Value]:
    return {name: Builtin(name, names.log, 0) for name in _CONSOLE}


def define(realm: Realm, engine: str) -> None:
    """Put the helpers of `chromium`, `firefox` or `winhttp` on the global object."""
    realm.globals.props.update(_functions(engine))
    console = Obj(realm.prototypes["Object"], "Object", _console().copy())
    realm.globals.props["console"] = console
    realm.globals.hidden |= {"console"}
