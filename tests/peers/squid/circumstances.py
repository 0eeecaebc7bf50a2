"""What proxylint cannot know and this harness does: conditions that hold, or not, for the client and servers here.

A condition is told by the first words of its id. One that is not known here stays open.
"""

from __future__ import annotations

import ipaddress
from collections.abc import Iterable, Mapping

from proxylint.formats.squid.model import Acl
from proxylint.region import Condition
from tests.names.oracles import libc_answers
from tests.peers.squid.pages import Ask, World

AGENT = "MdeSensor/1.0"
_SENT = ("host", "connection")
"""Other headers of the client here; what Squid makes of them is not told."""


def possible(
    conditions: Iterable[tuple[Condition, bool]], ask: Ask, world: World, acls: Mapping[str, Acl], *, again: bool
) -> bool:
    """Whether a case under these conditions may be the one that was seen. `again`: Squid has met the host before."""
    conditions = [one for one in conditions if not (again and one[0].id == "measured near")]
    return all(_holds(condition.id.split(), ask, world, acls) in (None, side) for condition, side in conditions)


def _holds(words: list[str], ask: Ask, world: World, acls: Mapping[str, Acl]) -> bool | None:
    match words:
        case ["tls", "1.3"]:
            return "tls13" in ask.url
        case ["host", "not", "verified"]:
            return ask.url.split("/")[2].partition(":")[0] in world.dials
        case ["arp" | "eui64" | "client_connection_mark" | "src_as" | "dst_as", *_]:
            return False  # clients are on this machine, nothing is marked, and no whois server answers
        case ["maxconn", _] | ["measured", "near"]:
            return False
        case ["external", *_]:
            return False  # the helper says ERR
        case ["header", name] | ["inner", "header", name]:
            return _header_fits(acls[name])
        case ["random", name, _]:
            return _chance(acls[name])
        case ["localip", name]:
            return _connects_to(acls[name], "::1" if ":" in ask.client else "127.0.0.1")
        case ["certificate", name] if not world.certificates:
            return _names_host(acls[name], ask.url.split("/")[2].partition(":")[0])
    return None


def _header_fits(acl: Acl) -> bool | None:
    """The client sends the header User-Agent and no other that an ACL would look at."""
    patterns = _patterns(acl)
    if acl.type in ("referer_regex", "req_mime_type"):
        return False
    if acl.type == "browser":
        return _matches(patterns, AGENT)
    (header, _), *patterns = patterns or [("", False)]
    if header.lower() != "user-agent":
        return None if header.lower() in _SENT else False
    again = any(text.lower() == header.lower() for text, _ in patterns)
    return None if again else _matches(patterns, AGENT)


def _patterns(acl: Acl) -> list[tuple[str, bool]]:
    """The values, and whether case is ignored."""
    return [(value.text, part.ignore_case) for part in acl.parts for value in part.values]


def _matches(patterns: list[tuple[str, bool]], text: str) -> bool | None:
    """By the C library's regular expressions, which Squid uses; None where one is refused."""
    found = [libc_answers(written, ignore_case, [text]) for written, ignore_case in patterns]
    return None if None in found else "1" in found


def _chance(acl: Acl) -> bool | None:
    """Chances of one in a million do not come true here."""
    values = [value.text for value in acl.values()]
    return {"1/1000000": False, "0.999999": True, "1:999999": False}.get(values[0]) if len(values) == 1 else None


def _connects_to(acl: Acl, address: str) -> bool | None:
    """The client's connection ends at a loopback address of Squid's machine."""
    try:
        networks = [ipaddress.ip_network(value.text, strict=False) for value in acl.values()]
    except ValueError:
        return None
    return any(ipaddress.ip_address(address) in network for network in networks)


def _names_host(acl: Acl, host: str) -> bool | None:
    """A server's certificate names the host that is asked for and nothing else."""
    if acl.type == "ssl::server_name_regex":
        return _matches(_patterns(acl), host)
    values = [value.text.lower() for value in acl.values()]
    return any(host == value.removeprefix(".") or (value[:1] == "." and host.endswith(value)) for value in values)
