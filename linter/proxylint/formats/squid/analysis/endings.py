"""What becomes of a request that no line of an access list matches: the opposite of the last line's action."""

from __future__ import annotations

from collections.abc import Iterator

from proxylint.format import Given, Policy
from proxylint.formats.squid.acls.part import is_untold
from proxylint.formats.squid.analysis.cells import ANY
from proxylint.formats.squid.analysis.looks import TooMuch
from proxylint.formats.squid.analysis.relevance import Relevance
from proxylint.formats.squid.analysis.shadows import takers
from proxylint.formats.squid.analysis.subject import lines, loaded, looks
from proxylint.formats.squid.decide import SEARCHES_OF_EACH, kind_for_lists
from proxylint.formats.squid.flows import meets
from proxylint.formats.squid.gate import Answer, End, walk
from proxylint.formats.squid.listening import opened
from proxylint.formats.squid.model import AccessLine, Port, PortMode
from proxylint.formats.squid.policy import SquidPolicy
from proxylint.formats.squid.sight import Budget, Sight, Spent
from proxylint.names import Beyond, Names
from proxylint.records import dataclass, replace
from proxylint.region import Region
from proxylint.request import Request

GATES = ("http_access", "adapted_http_access")

_BUDGET = 40_000
"""Of one list, for all ports together: each port of a hostile file may be as much work as the first."""

_SEARCHES = 2 * SEARCHES_OF_EACH
"""For names, of one list as well: two questions are asked on each port."""

_ASKED = (Request("https", "*", 443), Request("http", "*", 80))


@dataclass(frozen=True, slots=True)
class ImplicitAllow:
    """The last line denies, and requests that no line matches are allowed; `url` is one of them, on `port`."""

    gate: str
    last: AccessLine
    url: str
    port: str


def implicit_allows(policy: Policy) -> tuple[ImplicitAllow, ...]:
    """Each one shown by a request that comes to the end of the list."""
    squid = loaded(policy)
    if squid is None:
        return ()
    return tuple(fact for gate in GATES if (fact := next(_of_list(squid, gate), None)) is not None)


def _of_list(squid: SquidPolicy, gate: str) -> Iterator[ImplicitAllow]:
    gates = squid.config.gates.get(gate, ())
    last = gates[-1] if gates else None
    if not isinstance(last, AccessLine) or last.action != "deny" or _covers(squid, gate):
        return
    budget, searching = Budget(_BUDGET), Budget(_SEARCHES)
    alike: dict[object, Port] = {}
    for port in opened(squid.config, squid.compiled):
        alike.setdefault(kind_for_lists(squid.config, squid.compiled, port), port)
    for port in alike.values():
        for request in _ASKED:
            if meets(port, request):
                for answer in _answers(squid, gate, port, request, budget, searching):
                    host = answer.region.names.witness().host
                    yield ImplicitAllow(gate, last, replace(request, host=host).url, port.listener.written)


def _covers(squid: SquidPolicy, gate: str) -> bool:
    """Whether the lines take everything, so that nothing needs to be walked."""
    found, known = lines(squid.config, gate), looks(squid)
    try:
        return takers([ANY], Relevance(found, known).above(len(found), [ANY]), known) is not None
    except TooMuch:
        return False


def _answers(
    squid: SquidPolicy, gate: str, port: Port, request: Request, budget: Budget, searching: Budget
) -> Iterator[Answer]:
    sight = Sight(squid.config, squid.compiled, Given(), request, port, budget)
    if request.scheme == "http":
        sight = replace(sight, method="GET", scheme="HTTP", asks=port.mode is PortMode.FORWARD)
    elif port.mode is not PortMode.FORWARD:
        sight = replace(sight, asks=False, headers=False, numeric=True, named=False)
    region = Region(Names.of(request.family, searching.spend), listen=port.listener)
    try:
        for answer in walk(gate, squid.config.gates[gate], region, sight):
            if answer.end is End.IMPLICIT and answer.allows and not _is_untold(answer.region):
                yield answer
    except (Spent, Beyond):
        return


def _is_untold(region: Region) -> bool:
    return any(is_untold(condition) for condition, _ in region.conditions)
