"""One concrete question put to a script, with everything that a question may leave open fixed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from proxylint import addresses
from proxylint.format import Given
from proxylint.formats.pac.javascript.values import Builtin
from proxylint.formats.pac.policy import PacPolicy
from proxylint.formats.pac.returned import route_of
from proxylint.formats.pac.script import Outcome, run
from proxylint.formats.pac.world import World
from proxylint.names import Names
from proxylint.region import Region
from proxylint.request import Request
from proxylint.verdict import Hop

CLIENT = addresses.parse_address("10.1.2.3")
NOON = datetime(2026, 1, 7, 12, 0)
"""A Wednesday, in working hours."""

ALL_STEPS = 1_000_000
"""Steps of all runs of one analysis together: as much as one run may take."""


@dataclass(slots=True)
class Budget:
    steps: int = ALL_STEPS


def ask(
    policy: PacPolicy,
    url: str,
    budget: Budget,
    *,
    helpers: Mapping[str, Builtin] | None = None,
    only_load: bool = False,
    engine: str = "winhttp",
) -> Outcome | None:
    """None where the budget is spent, or where the answer hangs on chance or on something that is not fixed here.

    The host resolves to a public address, the device is `CLIENT`, and it is `NOON`.
    """
    if policy.script is None or budget.steps <= 0:
        return None
    request = Request.parse(url)
    resolve = {request.host: (addresses.PUBLIC_SAMPLE,)}
    given = Given(client=CLIENT, now=NOON, resolve=resolve, pac_engine=engine)
    world = World(request, given, Region(Names.of(request.family)))
    outcome = run(policy.script.program, world, only_load=only_load, helpers=helpers)
    budget.steps -= max(world.steps, 1000)
    return None if world.forks else outcome


def way(policy: PacPolicy, outcome: Outcome | None) -> tuple[Hop, ...] | None:
    """The next hops of an answer; None where there is none, or not a certain one."""
    if outcome is None or outcome.text is None:
        return None
    elements = policy.answer(outcome, Given()).elements
    return None if any(element.unsure for element in elements) else route_of(elements)
