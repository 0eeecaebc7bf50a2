"""One concrete question put to a script, with everything that a question may leave open fixed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from proxylint import addresses
from proxylint.format import Given, Policy
from proxylint.formats.pac.collecting import seldom
from proxylint.formats.pac.javascript.values import Builtin
from proxylint.formats.pac.policy import BYTES, PacPolicy
from proxylint.formats.pac.returned import route_of
from proxylint.formats.pac.script import Outcome, run
from proxylint.formats.pac.world import World
from proxylint.names import Names
from proxylint.records import dataclass, replace
from proxylint.region import Region
from proxylint.request import Request
from proxylint.verdict import Hop

CLIENT = addresses.parse_address("10.1.2.3")
NOON = datetime(2026, 1, 7, 12, 0)
"""A Wednesday, in working hours."""

ALL_STEPS = 500_000
"""Steps of all runs of one analysis together."""


@dataclass(slots=True)
class Budget:
    steps: int = ALL_STEPS


def ask(
    policy: PacPolicy,
    url: str,
    given: Given,
    budget: Budget,
    *,
    helpers: Mapping[str, Builtin] | None = None,
    only_load: bool = False,
) -> Outcome | None:
    """None where the budget is spent, or where the answer hangs on chance or on something that is not fixed here.

    Where nothing else is given, the host resolves to a public address, the device is `CLIENT`, and it is `NOON`.
    """
    script = policy.script
    if script is None or script.spent.out is not None or script.aside.out is not None or budget.steps <= 0:
        return None
    request = Request.parse(url)
    world = World(request, _fixed(given, request.host), Region(Names.of(request.family)))
    with seldom():
        outcome = run(script.program, world, only_load=only_load, helpers=helpers)
    script.aside.add(world)
    budget.steps -= budget.steps if world.spent else max(world.steps + world.made // BYTES, 1000)
    return None if world.forks else outcome


def _fixed(given: Given, host: str) -> Given:
    resolve = {**given.resolve}
    if given.addresses_of(host) is None:
        resolve[host] = (addresses.PUBLIC_SAMPLE,)
    client = CLIENT if given.client is None else given.client
    return replace(given, client=client, now=given.now or NOON, resolve=resolve)


def way(policy: PacPolicy, outcome: Outcome | None, given: Given) -> tuple[Hop, ...] | None:
    """The next hops of an answer; None where there is none, or not a certain one."""
    if outcome is None or outcome.text is None:
        return None
    elements = policy.answer(outcome, given).elements
    return None if any(element.unsure for element in elements) else route_of(elements)


STRANGER = "unrelated.invalid"


def usual_hop(policy: Policy, given: Given) -> Hop | None:
    """Where a host of no list is sent over https; None where that is not known."""
    if not isinstance(policy, PacPolicy):
        return None
    route = way(policy, ask(policy, f"https://{STRANGER}/", given, Budget()), given)
    return route[0] if route else None
