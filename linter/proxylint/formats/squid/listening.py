"""Which of the port lines open a port.

Squid goes on without those that it cannot open: it logs a warning or an error, and whoever connects is refused or gets
to another line's port (client_side.cc `clientHttpConnectionsOpen`, `clientListenerConnectionOpened`@5.7; all of this
observed on Squid 5.7).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from proxylint.formats.squid.compiled import Compiled
from proxylint.formats.squid.model import Config, Port
from proxylint.formats.squid.reading.addresses import is_ipv4
from proxylint.records import dataclass

MOST_OPENED = 128
"""Lines of which ports are opened, those that cannot be among them; Squid can be built for more (anyp/PortCfg.h
`MAXTCPLISTENPORTS`@5.7, the same number in Squid 7). Ports for HTTP and for TLS are counted together."""


@dataclass(frozen=True, slots=True)
class Closed:
    """A port that is not opened. `taker`: the port above it that has its place; None = it is one too many.

    `elsewhere`: systems other than Linux may open it, since one of the two is for any address and the other is not.
    """

    port: Port
    taker: Port | None
    elsewhere: bool = False


def opened(config: Config, compiled: Compiled) -> Sequence[Port]:
    """The ports that some system opens."""
    return compiled.of("opened ports", "", lambda: _opened(config.ports))


def _opened(ports: Sequence[Port]) -> Sequence[Port]:
    shut = {closed.port.span for closed in closed_ports(ports) if not closed.elsewhere}
    return [port for port in ports if port.span not in shut] if shut else ports


def closed_ports(ports: Sequence[Port]) -> Iterator[Closed]:
    """In file order. Of lines for one place the first gets it."""
    takers: dict[int, list[Port]] = {}
    for at, port in enumerate(ports):
        if at >= MOST_OPENED:
            yield Closed(port, None)
            continue
        above = takers.setdefault(port.listener.port, [])
        taker = next((one for one in above if _is_same(one, port)), None)
        wider = next((one for one in above if _meets(one, port) or _meets(port, one)), None)
        if taker is not None:
            yield Closed(port, taker)
            continue
        if wider is not None:
            yield Closed(port, wider, elsewhere=True)
        above.append(port)


_ANY, _ANY_IPV4 = (None, "::"), "0.0.0.0"


def _is_same(one: Port, other: Port) -> bool:
    return one.host == other.host or (one.host in _ANY and other.host in _ANY)


def _meets(wide: Port, narrow: Port) -> bool:
    """Whether an address of one is among those of the other. A socket for any address takes IPv4 as well."""
    return wide.host in _ANY or (wide.host == _ANY_IPV4 and narrow.host is not None and is_ipv4(narrow.host))
