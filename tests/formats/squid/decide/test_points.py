"""Random configurations asked at once and point by point: exactly one case holds each point, with the point's own end.

The wide question leaves open what can be left open: host, client, port, time, addresses. A point fixes all of it, so
its own verdict is reached without splitting anything; what hangs on conditions is taken to be the same on both sides.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from itertools import islice
from random import Random

import pytest

from proxylint import addresses
from proxylint.format import Given, Policy
from proxylint.formats.squid.flows import meets
from proxylint.formats.squid.model import Port, PortMode
from proxylint.formats.squid.policy import SquidPolicy
from proxylint.region import ASKED, Point
from proxylint.request import Request
from proxylint.verdict import Case, Verdict
from tests.formats.squid.decide.asking import policy
from tests.peers.squid.acl_values import CLIENTS
from tests.peers.squid.generator import configurations
from tests.peers.squid.pages import Case as Configuration

SEED, SAMPLE, POINTS = 20261125, 60, 10
FAMILIES = {
    "*.endpoint.security.microsoft.com": ("x", "a.b", "eu-v20", "zz.tls13"),
    "*.other.example": ("www", "eu.tls13", "q-1"),
    "*.windowsupdate.com": ("ctldl", "a.tls13"),
}
ANSWERS = ("198.18.4.4", "198.19.1.1", "10.0.0.1", "198.18.0.53", None)
"""The last one: the host does not resolve, which nobody finds out behind interception."""
SUNDAY = datetime(2026, 11, 22)
PATHS = {"http": "/", "https": "/x"}
"""A bumped session may show any path, a GET shows its own."""
KNOWN_FALSE = ("host",)
"""A point's address is the one that is dialled, and what Squid's own DNS gives."""


@pytest.mark.parametrize("version", [5, 6, 7])
def test_a_point_has_one_case_and_its_own_verdict_says_the_same(version: int) -> None:
    """Whole files: every ACL type, gate, port and route that the generator of random configurations writes."""
    wrong = [found for one in islice(configurations(SEED + version), SAMPLE) for found in differences(one, version)]

    assert wrong == []


def differences(drawn: Configuration, version: int) -> list[str]:
    files = {path: content.decode("latin-1") for path, content in drawn.files.items()}
    asked = policy(drawn.config.decode("latin-1"), version, files)
    if asked.failure is not None:
        return []
    dice = Random(drawn.name)
    family = dice.choice(sorted(FAMILIES))
    url = f"{dice.choice(('https', 'http'))}://{family}/"
    wide = asked.decide(Request.parse(url), Given(squid_version=version))
    return [
        f"{drawn.name} {url} {told}" for _ in range(POINTS) for told in _compared(asked, wide, family, dice, version)
    ]


def _compared(asked: Policy, wide: Verdict, family: str, dice: Random, version: int) -> Iterator[str]:
    assert isinstance(asked, SquidPolicy)
    ports = [port for port in asked.config.ports if meets(port, wide.request)]
    if not ports:
        return
    path = PATHS[wide.request.scheme]
    port, point, given = _drawn(ports, family, path, dice, version)
    own = asked.decide(Request.parse(f"{wide.request.scheme}://{point.host}{path}"), given)
    point = _with_conditions(point, [*wide.cases, *own.cases])
    holding = [case for case in wide.cases if _holds(case, point)]
    mine = [case for case in own.cases if _holds(case, point)]
    where = f"at {port.listener.written}: {point}"
    if len(holding) != 1 or len(mine) != 1:
        yield f"{where}: {len(holding)} cases hold it, and {len(mine)} of its own"
    elif _comparable(holding[0], point) and _end(holding[0]) != _end(mine[0]):
        yield f"{where}: {_end(holding[0])} but by itself {_end(mine[0])}"


def _drawn(ports: list[Port], family: str, path: str, dice: Random, version: int) -> tuple[Port, Point, Given]:
    port, client, minute = dice.choice(ports), dice.choice(CLIENTS), dice.randrange(7 * 24 * 60)
    host = dice.choice(FAMILIES[family]) + family[1:]
    answer = dice.choice(ANSWERS if port.mode is PortMode.FORWARD else ANSWERS[:-1])
    found = () if answer is None else (addresses.parse_address(answer),)
    given = Given(
        client=addresses.parse_address(client),
        listen=port.listener.written,
        now=SUNDAY + timedelta(minutes=minute),
        resolve={host: found},
        squid_version=version,
    )
    resolved = {ASKED: found[0] if found else addresses.NOWHERE}
    return port, Point(host, path, given.client, port.listener.port, None, minute, resolved), given


def _with_conditions(point: Point, cases: list[Case]) -> Point:
    met = {condition.id for case in cases for condition, _ in case.when.conditions}
    truths: Mapping[str, bool] = {id: _truth(id, point) for id in met}
    return Point(
        point.host, point.path, point.client, point.listen, None, point.minute, point.resolved, conditions=truths
    )


def _truth(id: str, point: Point) -> bool:
    """By the first words, so that looks that draw anew (random) draw the same on both sides."""
    words = id.split()
    return words[0] not in KNOWN_FALSE and zlib.crc32(" ".join((*words[:2], point.host)).encode()) % 2 == 1


def _holds(case: Case, point: Point) -> bool:
    pathless = Point(
        point.host, None, point.client, point.listen, None, point.minute, point.resolved, conditions=point.conditions
    )
    return case.when.holds(point) or case.when.holds(pathless)


def _comparable(case: Case, point: Point) -> bool:
    """What is unknown at large may be known at a point, never the other way round; and at large a host is taken to
    resolve."""
    lost = addresses.only(addresses.NOWHERE)
    resolves = point.resolved[ASKED] != addresses.NOWHERE or case.when.answers(ASKED) == lost
    return resolves and case.access.value != "unknown" and case.tls.value != "unknown" and case.route.value is not None


def _end(case: Case) -> tuple[object, ...]:
    return case.access.value, case.tls.value, case.route.value


def test_wide_answers_are_mostly_known() -> None:
    """The comparison is worth something only where something is said."""
    found = {"known": 0, "unknown": 0}
    for drawn in islice(configurations(SEED), SAMPLE):
        files = {path: content.decode("latin-1") for path, content in drawn.files.items()}
        asked = policy(drawn.config.decode("latin-1"), 5, files)
        if asked.failure is None:
            cases = asked.decide(Request.parse("https://*.endpoint.security.microsoft.com/"), Given()).cases
            for case in cases:
                found["unknown" if case.access.value == "unknown" else "known"] += 1

    assert found["known"] > 4 * found["unknown"]
