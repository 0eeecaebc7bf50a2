"""An entry of a proxy string is no server with a port."""

from __future__ import annotations

from collections.abc import Iterator

from proxylint.finding import Finding, Level
from proxylint.rule import Examined, Rule
from proxylint_rules.winhttp.wording import tell_faulty_entries

_WHY = {
    "port invalid": "its port is no number from 1 to 65535",
    "a blank before the port": "the blank in it separates two entries",
    "server invalid": "what stands for the server is no host name and no address",
    "IPv6 address without brackets": "it has several colons, and an IPv6 address stands in brackets",
}


def check(examined: Examined) -> Iterator[Finding]:
    if examined.format.name == "winhttp":
        yield from tell_faulty_entries(examined, RULE, _WHY, "is no server with a port:")


RULE = Rule(
    "WIN102",
    "proxy-entry-invalid",
    Level.ERROR,
    "An entry of a proxy string is no server with a port.",
    check,
    tags=("winhttp", "correctness"),
)
