"""What proxylint says of the same configuration and the same question, and whether Squid's answer bears it out."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from proxylint import addresses
from proxylint.format import Given
from proxylint.formats.squid import FORMAT
from proxylint.formats.squid.policy import SquidPolicy
from proxylint.region import ASKED
from proxylint.request import Request
from proxylint.text import Source
from proxylint.tree import Tree
from proxylint.verdict import Verdict
from tests.peers.bearing import Bearing, over_cases
from tests.peers.squid.circumstances import possible
from tests.peers.squid.internet import address_of
from tests.peers.squid.pages import Ask, Case, World


@dataclass(frozen=True, slots=True)
class Outcome:
    """One case of a verdict. `hops`: in order, None = unknown."""

    access: str
    tls: str
    hops: tuple[str, ...] | None
    reason: str | None = None

    def __str__(self) -> str:
        ways = "?" if self.hops is None else ", ".join(self.hops)
        return f"{self.access} {self.tls} [{ways}]{f' because {self.reason}' if self.reason else ''}"


@dataclass(frozen=True, slots=True)
class Said:
    """`failure`: why Squid would refuse the file, or None."""

    failure: str | None
    outcomes: tuple[tuple[Outcome, ...], ...]


def say(case: Case, version: int) -> Said:
    """The verdicts on the questions of a case, in their order."""
    with reading(case, version) as policy:
        failure = None if policy.failure is None else policy.failure.text
        return Said(failure, tuple(_outcomes(policy, ask, case, version) for ask in case.asks))


@contextmanager
def reading(case: Case, version: int) -> Iterator[SquidPolicy]:
    with tempfile.TemporaryDirectory(prefix="said-") as folder:
        for path, content in case.files.items():
            place = Path(folder, path.removeprefix("/etc/squid/"))
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(content)
        source = Source.of("squid.conf", case.config, FORMAT.decode)
        given = Given(now=case.world.now, squid_version=version)
        policy = FORMAT.read(source, Tree(folder, {"/etc/squid": folder}), given)
        assert isinstance(policy, SquidPolicy)
        yield policy


def decide(policy: SquidPolicy, ask: Ask, world: World, version: int) -> Verdict:
    """With all that options can fix."""
    given = Given(
        client=addresses.parse_address(ask.client),
        listen=ask.listen,
        now=world.now,
        resolve=_resolution(ask, world),
        squid_version=version,
    )
    return policy.decide(Request.parse(ask.url), given)


def _outcomes(policy: SquidPolicy, ask: Ask, case: Case, version: int) -> tuple[Outcome, ...]:
    request = Request.parse(ask.url)
    before = case.asks[: case.asks.index(ask)]
    again = any(Request.parse(one.url).host == request.host for one in before)
    found = []
    for one in decide(policy, ask, case.world, version).cases:
        if not any(one.when.names.holds(request.host.rstrip("."), path) for path in (request.path, None)):
            continue  # it speaks of another path inside the session
        dialled = case.world.dials.get(request.host.rstrip("."))
        if dialled is not None and addresses.parse_address(dialled) not in one.when.answers(ASKED):
            continue
        if not possible(one.when.conditions, ask, case.world, policy.config.acls, again=again):
            continue
        hops = None if one.route.value is None else tuple(map(str, one.route.value))
        reason = one.access.reason or one.tls.reason or one.route.reason
        found.append(Outcome(one.access.value, one.tls.value, hops, reason))
    return tuple(found)


def _resolution(ask: Ask, world: World) -> dict[str, tuple[int, ...]]:
    """No address has a name in the Internet of the harness. Those of a host are not told where clients dial others."""
    host = Request.parse(ask.url).host.rstrip(".")
    known = {host: (address_of(host),), "*.in-addr.arpa": (), "*.ip6.arpa": (), **world.resolve}
    if host in world.dials:
        del known[host]
    return {name: tuple(map(addresses.parse_address, found)) for name, found in known.items()}


def weigh(outcomes: tuple[Outcome, ...], answer: str) -> Bearing:
    """`answer` in the words of a page. An unknown part among the cases makes the whole unknown, unless all differ."""
    return over_cases(_weigh_one(outcome, answer) for outcome in outcomes)


def _weigh_one(outcome: Outcome, answer: str) -> Bearing:
    access, _, rest = answer.partition(" ")
    tls, _, via = rest.partition(" ")
    if outcome.access == "unknown":
        return Bearing.UNKNOWN
    if outcome.access != access:
        return Bearing.DIFFERS
    if access != "allowed":
        return Bearing.AGREES if outcome.tls == "silent" and outcome.hops == () else Bearing.DIFFERS
    if outcome.tls not in (tls, "unknown"):
        return Bearing.DIFFERS
    if via and outcome.hops is not None and outcome.hops[:1] != (via,):
        return Bearing.DIFFERS
    return Bearing.UNKNOWN if outcome.tls == "unknown" or (via and outcome.hops is None) else Bearing.AGREES
