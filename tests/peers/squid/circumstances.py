"""What proxylint cannot know and this harness does: conditions that hold, or not, for the client and servers here.

A condition is told by the first word of its id. One that is not known here stays open.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from proxylint.region import Condition
from tests.peers.squid.pages import Ask, Case

AGENT = "MdeSensor/1.0"
_ACL = r"(?im)^[ \t]*acl(?:[ \t]|\\\n)+{name}(?:[ \t]|\\\n)+(?P<type>\S+)[ \t]+(?P<values>.*)$"


def possible(conditions: Iterable[tuple[Condition, bool]], ask: Ask, case: Case) -> bool:
    """Whether a case under these conditions may be the one that was seen."""
    return all(_holds(condition.id.split(), ask, case) in (None, side) for condition, side in conditions)


def _holds(words: list[str], ask: Ask, case: Case) -> bool | None:
    match words:
        case ["tls", "1.3"]:
            return "tls13" in ask.url
        case ["maxconn", _]:
            return False
        case ["external", *_]:
            return False  # the helper says ERR
        case ["header", name] | ["inner", "header", name]:
            return _header_fits(name, case)
    return None


def _header_fits(name: str, case: Case) -> bool | None:
    """The client sends the header User-Agent and no other that an ACL would look at."""
    found = [
        (line["type"].lower(), line["values"].split())
        for text in (case.config, *case.files.values())
        for line in re.finditer(_ACL.format(name=re.escape(name)), text.decode("latin-1"))
    ]
    if len(found) != 1 or not found[0][1]:
        return None
    kind, values = found[0]
    if kind == "req_header":
        kind, values = values[0].lower(), values[1:]
    if kind in ("referer_regex", "x-tag"):
        return False
    if kind not in ("browser", "user-agent"):
        return None
    patterns = [value for value in values if re.fullmatch(r"\^?[A-Za-z]+", value)]
    return any(re.search(value, AGENT) for value in patterns) if patterns == values else None
