"""ICAP and eCAP services, and who is sent through them (adaptation/*.cc@5.7)."""

from __future__ import annotations

from collections.abc import Iterator

from proxylint.formats.squid.model import Taint
from proxylint.formats.squid.reading.access_lines import read_access
from proxylint.formats.squid.reading.draft import Draft, RefusedError, Service
from proxylint.formats.squid.reading.tokens import Arguments

_OPTIONS = ("uri", "bypass", "routing", "ipv6", "connection-encryption", "max-conn", "on-overload")
_SWITCHES = ("bypass", "routing", "ipv6", "connection-encryption")


def read_service(draft: Draft, arguments: Arguments, kind: str) -> None:
    """Name, vectoring point, options and a URI (adaptation/ServiceConfig.cc:68-187@5.7)."""
    name, point = arguments.need("a name"), arguments.need("a vectoring point")
    method = point.text.upper()
    if not method.startswith(("REQMOD", "RESPMOD")) and point.text.rpartition("_")[2] not in ("precache", "postcache"):
        text = f"'{point.text}' is no vectoring point: Squid knows reqmod_precache, respmod_precache"
        raise RefusedError(text, point.span)
    seen: set[str] = set()
    for option in arguments.words():
        key, value = _option(option.text)
        if key in seen:
            raise RefusedError(f"the option {key} stands twice", option.span)
        seen.add(key)
        if key in _SWITCHES and value not in ("0", "1", "on", "off"):
            raise RefusedError(f"{key} is on or off, not '{value}'", option.span)
        if kind == "icap" and key not in _OPTIONS and not key.startswith(("ssl", "tls-")):
            raise RefusedError(f"an ICAP service has no option '{key}'", option.span)
        if key == "uri" and "://" not in value:
            raise RefusedError(f"'{value}' is not the URI of a service", option.span)
    if "uri" not in seen:
        raise RefusedError("the service has no URI", arguments.span)
    draft.services.setdefault(name.text, Service(kind, not method.startswith("RESPMOD"), arguments.span))


def _option(text: str) -> tuple[str, str]:
    if text in ("0", "1"):
        return "bypass", text
    equals, scheme = text.find("="), text.find("://")
    if equals < 0 or 0 <= scheme < equals:
        return "uri", text
    return text[:equals], text[equals + 1 :]


def read_group(draft: Draft, arguments: Arguments) -> None:
    """adaptation_service_set, adaptation_service_chain, icap_class."""
    name = arguments.next()
    members = tuple(word.text for word in arguments.quoted_rest())
    if name is not None:
        draft.groups.setdefault(name.text, members)


def read_adaptation_access(draft: Draft, arguments: Arguments) -> None:
    name = arguments.next()
    rule = read_access(draft, arguments)
    if rule is None or name is None:
        return
    draft.gates.setdefault("adaptation_access", []).append(rule)
    if isinstance(rule, Taint) or rule.action == "allow":
        draft.adapted.setdefault(name.text, arguments.span)


def adaptation_taints(draft: Draft) -> Iterator[Taint]:
    """Services that see requests, are switched on and may be used. ICAP and eCAP are off unless the file says on."""
    for name, span in draft.adapted.items():
        for member in _members(draft, name):
            service = draft.services.get(member)
            if service is None:
                if draft.unread is not None:
                    yield Taint(span, f"the adaptation service '{member}' is defined in a file that was not read")
            elif service.requests and draft.switches.get(f"{service.kind}_enable", False):
                yield Taint(span, f"the {service.kind.upper()} service '{member}' may answer or change requests")
                break


def _members(draft: Draft, name: str) -> tuple[str, ...]:
    return draft.groups.get(name, (name,))
