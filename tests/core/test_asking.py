"""One URL that several components ask for: their verdicts become one, told apart by who asks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

import pytest

from proxylint import registry
from proxylint.asking import asked_by, askers
from proxylint.catalogue import Service
from proxylint.format import Format, Given, Remark, Vantage
from proxylint.names import Names
from proxylint.region import Point, Region
from proxylint.request import Request
from proxylint.text import Source, decode_text
from proxylint.verdict import DIRECT, SILENT_ACCESS, SILENT_TLS, Case, Decision, Failure, Verdict

REQUEST = Request("https", "a.example", 443)
NAMES = {"edr": "the sensor", "av": "the antivirus", "crl": "the check"}


@dataclass(frozen=True)
class ByComponent:
    """A policy that says who was asked for, as the reason."""

    sources: Mapping[str, Source] = field(default_factory=dict)
    remarks: tuple[Remark, ...] = ()
    failure: Failure | None = None

    def decide(self, request: Request, given: Given) -> Verdict:
        decision = Decision((DIRECT,), None, given.component)
        return Verdict(request, (Case(Region(Names.of(request.family)), SILENT_ACCESS, SILENT_TLS, decision),))


def told(*names: str) -> list[tuple[str | None, tuple[str, ...]]]:
    cases = asked_by(ByComponent(), REQUEST, Given(), {name: NAMES[name] for name in names}).cases
    return [(case.route.reason, case.when.phrases()) for case in cases]


def test_nobody_in_particular() -> None:
    assert told() == [(None, ())]


def test_one() -> None:
    assert told("edr") == [("edr", ())]


def test_two() -> None:
    assert told("edr", "av") == [("edr", ("the sensor asks",)), ("av", ("the antivirus asks",))]


def test_three() -> None:
    assert told("edr", "av", "crl") == [
        ("edr", ("the sensor asks",)),
        ("av", ("the antivirus asks", "the sensor does not ask")),
        ("crl", ("the antivirus does not ask", "the sensor does not ask")),
    ]


@pytest.mark.parametrize("count", [1, 2, 3])
def test_cases_exclude_each_other_and_cover(count: int) -> None:
    names = list(NAMES)[:count]
    cases = asked_by(ByComponent(), REQUEST, Given(), {name: NAMES[name] for name in names}).cases
    for bits in range(1 << count):
        conditions = {f"asker {name}": bool(bits >> number & 1) for number, name in enumerate(names)}
        point = Point("a.example", conditions=conditions)
        assert sum(case.when.holds(point) for case in cases) == 1


FORMAT = Format(
    name="x",
    title="x",
    vantage=Vantage.CLIENT,
    filenames=(),
    decode=decode_text,
    likeness=lambda source: 0,
    read=lambda source, loader, given: ByComponent(),
    components=NAMES,
    by_component=lambda policy: True,
)
SERVICE = Service("s", "S", "c", ("av", "other"))


def test_who_asks_for_a_service() -> None:
    assert askers(FORMAT, ByComponent(), SERVICE) == {"av": "the antivirus"}
    assert askers(FORMAT, ByComponent(), replace(SERVICE, components=())) == {}
    assert askers(replace(FORMAT, by_component=lambda policy: False), ByComponent(), SERVICE) == {}
    assert askers(replace(FORMAT, by_component=None), ByComponent(), SERVICE) == {}


def test_the_components_of_the_catalogue_are_known_to_a_format() -> None:
    known = {name for one in registry.formats() for name in one.components}
    services = registry.catalogue().services.values()
    assert {name for service in services for name in service.components} <= known


def test_which_component_asks_for_which_service() -> None:
    services = registry.catalogue().services
    assert {area: service.components for area, service in services.items() if service.components} == {
        "consolidated": ("edr", "av-cloud"),
        "edr-c2": ("edr",),
        "edr-cyberdata": ("edr",),
        "maps": ("av-cloud",),
        "sample-storage": ("av-cloud",),
        "autoir-storage": ("edr",),
        "smartscreen": ("network-protection",),
        "crl-ctl": ("crl",),
        "update-mu": ("updates",),
        "update-adl": ("updates",),
        "update-si": ("updates",),
    }
