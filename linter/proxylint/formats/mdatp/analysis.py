"""What can be proved about the settings themselves, without asking for any URL."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from proxylint.formats.mdatp.carrier import Carrier
from proxylint.formats.mdatp.facts import Fact, FaultyProxy, InstallationOnly, LoopbackProxy, NoEffect, SetTwice
from proxylint.formats.mdatp.model import DOCUMENTED, EXCEPTIONS, MANAGED_KEY, PROXIES, Assigned, Setting
from proxylint.formats.mdatp.policy import MdatpPolicy
from proxylint.formats.mdatp.proxies import ProxyFault, fault_of, is_loopback, is_port
from proxylint_grammars.mdatp import read_proxy

_ANYWHERE = (ProxyFault.CREDENTIALS, ProxyFault.PLACEHOLDER, ProxyFault.SERVER, ProxyFault.PORT_INVALID)
"""Wrong in any variable, whichever program reads it."""

_OPEN = (ProxyFault.TEMPLATE, ProxyFault.REPLACED)
"""Something else fills these in, so nothing is said of them."""


@lru_cache(maxsize=1)
def analyse(policy: MdatpPolicy) -> tuple[Fact, ...]:
    """The facts of a file in file order. Kept for the file in hand: every rule asks once more."""
    setting = policy.setting
    found = [*_values(setting), *_idle(setting), *_twice(setting), *_installation(setting)]
    return tuple(sorted(found, key=lambda fact: (fact.span, type(fact).__name__)))


def _values(setting: Setting) -> Iterator[Fact]:
    for one in setting.assigned:
        if one.name in EXCEPTIONS:
            continue
        fault = fault_of(one)
        if fault is not None and _told(setting, one, fault):
            hidden = fault in (ProxyFault.CREDENTIALS, ProxyFault.NOT_TEXT)
            yield FaultyProxy(one.name, one.place, fault, "" if hidden else one.value.text.strip(), _meant(one, fault))
        server = read_proxy(one.value).server
        if fault is None and _for_agent(setting, one) and is_loopback(server):
            yield LoopbackProxy(one.name, one.value.span, server)


def _for_agent(setting: Setting, one: Assigned) -> bool:
    """Whether the value is meant for the agent, and not for whatever other program reads it."""
    return one.name == MANAGED_KEY or (setting.carrier is Carrier.UNIT and one.name.upper() == DOCUMENTED)


def _told(setting: Setting, one: Assigned, fault: ProxyFault) -> bool:
    """An empty variable is the usual way to say 'no proxy', and null may be; an empty text in the profile is not."""
    nothing = setting.carrier is not Carrier.MANAGED if fault is ProxyFault.EMPTY else one.value.text == "null"
    if fault in _OPEN or nothing:
        return False
    return fault in _ANYWHERE or _for_agent(setting, one)


def _meant(one: Assigned, fault: ProxyFault) -> str:
    """The documented form, where the value has a server and a port."""
    if fault not in (ProxyFault.SCHEME_MISSING, ProxyFault.SCHEME, ProxyFault.PATH):
        return ""
    proxy = read_proxy(one.value)
    server = f"[{proxy.server}]" if proxy.bracketed else proxy.server
    clear = proxy.scheme.lower() in ("", "http", "https") and server and is_port(proxy.port or "")
    return f"http://{server}:{proxy.port}/" if clear else ""


def _idle(setting: Setting) -> Iterator[Fact]:
    for one in setting.idle:
        yield NoEffect(one.span, one.why, one.by)
        if one.value is not None and "@" in one.value.text:
            yield FaultyProxy("", one.span, ProxyFault.CREDENTIALS, "")


def _twice(setting: Setting) -> Iterator[Fact]:
    if setting.carrier is Carrier.MANAGED:
        for other in setting.assigned[1:]:
            if (other.text, other.value.text) != (setting.assigned[0].text, setting.assigned[0].value.text):
                yield SetTwice(other.span, setting.assigned[0].span)


def _installation(setting: Setting) -> Iterator[Fact]:
    named = setting.first(*PROXIES)
    if setting.carrier is Carrier.ENVIRONMENT and named is not None:
        yield InstallationOnly(named.name, named.span)
