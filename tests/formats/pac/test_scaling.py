"""Work grows with the size of a list, no faster: counted in steps of the evaluator and in the effort spent on names."""

from __future__ import annotations

import pytest
from benchmarks.pac import LISTS, hosts

from proxylint.format import Given
from proxylint.formats.pac import world as world_module
from proxylint.formats.pac.exits import Question, asked_once
from proxylint.formats.pac.explore import explore
from proxylint.formats.pac.javascript.realm import Realm
from proxylint.formats.pac.javascript.varying import Varying
from proxylint.formats.pac.world import World
from proxylint.names import Names
from proxylint.region import Region
from proxylint.request import Request
from tests.formats.pac.asking import OPEN, pac

URLS = ("https://*.endpoint.security.microsoft.com/", "http://*.delivery.mp.microsoft.com/*")


class Ledger:
    """Runs, steps and effort of one question."""

    def __init__(self, text: str, url: str, given: Given = OPEN) -> None:
        policy = pac(text, given)
        script = policy.script
        assert script is not None
        request = Request.parse(url)
        self.runs = self.steps = self.effort = 0

        def run(world: World) -> object:
            outcome = script.run(world)
            self.runs, self.steps, self.effort = self.runs + 1, self.steps + world.steps, world.effort
            return outcome

        world = World(request, given, Region(Names.of(request.family)))
        self.leaves = explore(world, run, lambda outcome: outcome.text)  # type: ignore[arg-type]


@pytest.mark.parametrize("url", URLS)
@pytest.mark.parametrize("name", LISTS)
def test_a_list_is_gone_through_once(name: str, url: str) -> None:
    """A list with one way past the proxy costs no run for each of its entries, and leaves nothing unknown."""
    small, medium, large = (Ledger(LISTS[name](hosts(size)), url) for size in (30, 60, 120))
    assert [ledger.runs for ledger in (small, medium, large)] == [small.runs] * 3
    assert medium.steps <= 2.1 * small.steps + 40
    assert large.steps <= 2.1 * medium.steps + 40
    assert large.effort <= 2.1 * medium.effort + 10
    assert all(leaf.outcome.unknown is None for ledger in (small, medium, large) for leaf in ledger.leaves)


TAIL = ".endpoint.security.microsoft.com"
URL = "https://nowhere.test/"


@pytest.mark.parametrize("answers", [1, 2, 3])
@pytest.mark.parametrize("count", [5, 40])
def test_exits_taken_together_are_the_exits_taken_one_by_one(count: int, answers: int) -> None:
    """Every name lies in exactly one case, and its answer there is the one it gets when it is asked for alone.

    Many tests with answers in turn may be more than is followed; then it is unknown, and never another one.
    """
    names = hosts(count)
    lines = [f'if ({" || ".join(terms(name))}) return "PROXY p{at % answers}:1";' for at, name in enumerate(names)]
    policy = pac("\n".join((*lines, 'return "DIRECT";')))
    leaves = policy.leaves(Request.parse(f"https://*{TAIL}/"), OPEN)
    for label in ("a", "zz.b", *(name.replace(".", "-") for name in names), *(name[:3] for name in names)):
        host = label + TAIL
        found = [leaf.outcome.text for leaf in leaves if leaf.region.names.holds(host, None)]
        alone = policy.leaves(Request.parse(f"https://{host}/"), OPEN)
        followed = [leaf.outcome.text for leaf in alone]
        assert found == followed or (found == [None] and answers > 1 and count > 5)


def terms(name: str) -> list[str]:
    return [
        f'host.indexOf("{name[:4]}") >= 0',
        f'shExpMatch(url, "*{name[:2]}*{name[3:5]}*")',
        f"/^{name[0]}.*{name[2]}/.test(host)",
    ]


def test_what_guards_an_exit_is_looked_into_once_not_in_each_run(monkeypatch: pytest.MonkeyPatch) -> None:
    """A run that takes the decisions of an earlier one again knows which tests were more than one question."""
    looked: list[object] = []

    def asked(world: World, realm: Realm, value: Varying) -> tuple[Question, bool] | bool | None:
        looked.append(value)
        return asked_once(world, realm, value)

    monkeypatch.setattr(world_module, "asked_once", asked)
    lines = [f'if (Math.random() < 0.{at}) return "PROXY p{at}:1";' for at in range(11, 41)]
    ledger = Ledger("\n".join((*lines, 'return "DIRECT";')), URLS[0])
    assert ledger.runs == len(lines) + 1
    assert len(looked) == len(lines)


@pytest.mark.parametrize(
    "helper", ['isInNet(myIpAddress(), "10.{at}.0.0", "255.255.0.0")', "timeRange({at}, 0, 23, 59)"]
)
def test_telling_addresses_and_minutes_apart_takes_steps(helper: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """As many more as decisions are made, each of which cuts sets."""
    lines = [f"if ({helper.replace('{at}', str(at))}) n++;" for at in range(1, 5)]
    text = "\n".join(("var n = 0;", *lines, 'return "PROXY p" + n + ":1";'))
    charged = Ledger(text, URLS[0])
    monkeypatch.setattr(world_module, "SPLIT", 0)
    free = Ledger(text, URLS[0])
    assert free.runs == charged.runs > 1
    assert charged.steps - free.steps >= 2 * (charged.runs - 1)


def test_labels_that_a_value_is_compared_with_take_steps() -> None:
    few, many = (
        Ledger(
            "switch (1e9 + host.length) { " + "".join(f"case {at}: " for at in range(size)) + "} return 'DIRECT';", URL
        )
        for size in (50, 150)
    )
    assert many.steps - few.steps == 100
