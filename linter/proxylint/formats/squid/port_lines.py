"""Lines of an access list by the port that they are for: each port is decided only by those that may match on it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterator, Mapping
from heapq import merge

from proxylint.formats.squid.acls.connection import port_ranges
from proxylint.formats.squid.model import AccessLine, Acl, Config, Gate
from proxylint.formats.squid.sight import Sight
from proxylint.records import dataclass, field

MOST_PORTS = 16
"""Of one line; one that is for more of the file's ports is looked at on every port."""


@dataclass(frozen=True, slots=True)
class LinesByPort:
    """Those of the lines of `gate` that can act. `shared`: places of lines that are looked at on every port.

    `named`, `numbered`: by name and number of a port the places of lines that begin with an ACL which asks for it.
    `gate` is kept so that no other list gets its id.
    """

    gate: Gate
    lines: Gate
    shared: tuple[int, ...] = ()
    named: Mapping[str, list[int]] = field(default_factory=dict)
    numbered: Mapping[int, list[int]] = field(default_factory=dict)

    def places(self, sight: Sight) -> Iterator[int | range]:
        """The places of the lines in order, and ranges of those whose first term does not match on the port. What an
        intercepted connection was meant for is not looked up here."""
        if sight.intercepted or not (self.named or self.numbered):
            yield from range(len(self.lines))
            return
        number, name = sight.port.listener.port, sight.port.name
        behind = 0
        for place in merge(self.shared, self.named.get(name, ()), self.numbered.get(number, ())):
            if behind < place:
                yield range(behind, place)
            yield place
            behind = place + 1
        if behind < len(self.lines):
            yield range(behind, len(self.lines))


def lines_by_port(gate: Gate, possible: Collection[str] | None, sight: Sight) -> LinesByPort:
    """`possible`: the actions of the lines that can act; None = all."""
    actions = None if possible is None else tuple(possible)
    key = (id(gate), actions)
    return sight.compiled.of("lines by port", key, lambda: _sorted(gate, actions, sight.config))


def _sorted(gate: Gate, actions: tuple[str, ...] | None, config: Config) -> LinesByPort:
    lines = gate if actions is None else tuple(one for one in gate if _can_act(one, actions))
    numbers = sorted({port.listener.port for port in config.ports})
    shared: list[int] = []
    named: dict[str, list[int]] = {}
    numbered: dict[int, list[int]] = {}
    for place, line in enumerate(lines):
        acl = _asked_first(line, config)
        if acl is None:
            shared.append(place)
        elif acl.type == "myportname":
            for name in {text for part in acl.parts for text in part.values.texts()}:
                named.setdefault(name, []).append(place)
        else:
            asked = _of(numbers, acl)
            if len(asked) > MOST_PORTS:
                shared.append(place)
            for number in asked if len(asked) <= MOST_PORTS else ():
                numbered.setdefault(number, []).append(place)
    return LinesByPort(gate, lines, tuple(shared), named, numbered)


def _can_act(line: object, actions: tuple[str, ...]) -> bool:
    return not isinstance(line, AccessLine) or line.action in actions


def _asked_first(line: object, config: Config) -> Acl | None:
    """The ACL that the line begins with, if it asks for the port and all its values are known."""
    if not isinstance(line, AccessLine) or not line.terms or line.terms[0].negated:
        return None
    acl = config.acls.get(line.terms[0].key)
    if acl is None or acl.type not in ("myportname", "localport"):
        return None
    return None if any(part.absent is not None and not part.absent.certain for part in acl.parts) else acl


def _of(numbers: list[int], acl: Acl) -> set[int]:
    """Those of the sorted numbers that the ACL asks for."""
    return {
        numbers[at]
        for low, high in port_ranges(acl).parts
        for at in range(bisect_left(numbers, low), bisect_right(numbers, high))
    }
