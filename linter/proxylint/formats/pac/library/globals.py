"""Which names each engine defines beside the language's own."""

from __future__ import annotations

from functools import cache

from proxylint.formats.pac.javascript.realm import Realm
from proxylint.formats.pac.javascript.values import Builtin, NativeCall, Obj, Value
from proxylint.formats.pac.library import names


def _clock(name: str) -> NativeCall:
    """A helper whose module is imported when it is called: few scripts ask for the time."""

    def call(realm: Realm, this: Value, arguments: list[Value]) -> Value:
        from proxylint.formats.pac.library import clock

        helper: NativeCall = getattr(clock, name)
        return helper(realm, this, arguments)

    return call


def _network(name: str) -> NativeCall:
    """The same for addresses."""

    def call(realm: Realm, this: Value, arguments: list[Value]) -> Value:
        from proxylint.formats.pac.library import network

        helper: NativeCall = getattr(network, name)
        return helper(realm, this, arguments)

    return call


CLASSIC: dict[str, tuple[NativeCall, int]] = {
    "alert": (names.alert, 1),
    "convert_addr": (_network("convert_addr"), 1),
    "dateRange": (_clock("date_range"), 0),
    "dnsDomainIs": (names.dns_domain_is, 2),
    "dnsDomainLevels": (names.dns_domain_levels, 1),
    "dnsResolve": (_network("dns_resolve"), 1),
    "isInNet": (_network("is_in_net"), 3),
    "isPlainHostName": (names.is_plain_host_name, 1),
    "isResolvable": (_network("is_resolvable"), 1),
    "isValidIpAddress": (_network("is_valid_ip_address"), 1),
    "localHostOrDomainIs": (names.local_host_or_domain_is, 2),
    "myIpAddress": (_network("my_ip_address"), 0),
    "shExpMatch": (names.sh_exp_match, 2),
    "timeRange": (_clock("time_range"), 0),
    "weekdayRange": (_clock("weekday_range"), 0),
}

EXTENDED: dict[str, tuple[NativeCall, int]] = {
    "dnsResolveEx": (_network("dns_resolve_ex"), 1),
    "isInNetEx": (_network("is_in_net_ex"), 2),
    "isResolvableEx": (_network("is_resolvable_ex"), 1),
    "myIpAddressEx": (_network("my_ip_address_ex"), 0),
    "sortIpAddressList": (_network("sort_ip_address_list"), 1),
}
"""Chromium defines them always, Firefox never."""

ONLY_WINHTTP: dict[str, tuple[NativeCall, int]] = {"getClientVersion": (_network("get_client_version"), 0)}

_CONSOLE = ("debug", "error", "info", "log", "trace", "warn")


@cache
def _functions(engine: str) -> dict[str, Builtin]:
    tables = {"firefox": (CLASSIC,), "chromium": (CLASSIC, EXTENDED)}.get(engine, (CLASSIC, EXTENDED, ONLY_WINHTTP))
    return {name: Builtin(name, call, length) for table in tables for name, (call, length) in table.items()}


@cache
def _console() -> dict[str, Value]:
    return {name: Builtin(name, names.log, 0) for name in _CONSOLE}


def define(realm: Realm, engine: str) -> None:
    """Put the helpers of `chromium`, `firefox` or `winhttp` on the global object."""
    realm.globals.props.update(_functions(engine))
    console = Obj(realm.prototypes["Object"], "Object", _console().copy())
    realm.globals.props["console"] = console
    realm.globals.hidden |= {"console"}
