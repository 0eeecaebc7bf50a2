"""Port lines that Squid does not listen on."""

from __future__ import annotations

from proxylint.format import Policy
from proxylint.formats.squid import listening
from proxylint.formats.squid.analysis.subject import loaded
from proxylint.formats.squid.listening import MOST_OPENED, Closed
from proxylint.records import dataclass


@dataclass(frozen=True, slots=True)
class ClosedPorts:
    """`taken`: those whose place another one has. `beyond`: those above the number that Squid opens, `most`."""

    taken: tuple[Closed, ...]
    beyond: tuple[Closed, ...]
    most: int = MOST_OPENED


def closed_ports(policy: Policy) -> ClosedPorts:
    squid = loaded(policy)
    found = () if squid is None else tuple(listening.closed_ports(squid.config.ports))
    return ClosedPorts(
        tuple(one for one in found if one.taker is not None), tuple(one for one in found if one.taker is None)
    )
