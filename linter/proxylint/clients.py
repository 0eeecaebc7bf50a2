"""The devices of a site: who they are, where they stand in the network, and whether anybody is logged on to them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import Any

from proxylint import addresses
from proxylint.errors import ConfigError
from proxylint.fault import Fault
from proxylint.format import Vantage
from proxylint.intervals import Intervals
from proxylint.judgement import Failing, Judged, Outcome, Served, judge, served
from proxylint.records import dataclass, replace
from proxylint.region import Listener
from proxylint.request import Request
from proxylint.rule import Examined
from proxylint.verdict import Verdict


class DeviceKind(StrEnum):
    WORKSTATION = "workstation"
    SERVER = "server"


@dataclass(frozen=True, slots=True)
class Client:
    """A group of devices. `networks`: their addresses. `user`: somebody is logged on to each of them."""

    name: str
    networks: Intervals
    kind: DeviceKind
    user: bool

    @property
    def title(self) -> str:
        return f"{self.name} ({self.kind}, {'user logged on' if self.user else 'nobody logged on'})"


WORKS_WITH_USER = "works while a user is logged on"
NOT_EXPECTED = "not as expected"


def judge_for(client: Client, examined: Examined, anything: Iterable[Request]) -> tuple[Judged, ...]:
    """What the verdicts of a file mean for these devices. `anything`: requests for any host (`engine.ANYTHING`).

    A device uses the ports that serve its network at all; where none does, it is turned away at all of them.
    """
    policy, vantage = examined.policy, examined.format.vantage
    ports: Served = {}
    if vantage is Vantage.PROXY:
        ports = served(_part(client, policy.decide(request, examined.given)) for request in anything)
    return tuple(judge(one.endpoint, _part(client, one.verdict), vantage, ports) for one in examined.judged)


def standing(client: Client, judged: Judged) -> str:
    """The outcome in words; a login is met only by a device of a user, and only while the user is there.

    A server has nobody's credentials to offer: an administrator who was logged on while it was set up leaves again.
    """
    faults = {failing.fault for failing in judged.failings} - {Fault.SENT_TO_PROXY}
    if faults == {Fault.LOGIN}:
        alone = client.user and client.kind is DeviceKind.WORKSTATION
        return WORKS_WITH_USER if alone else NOT_EXPECTED
    return {Outcome.PROVED: "works", Outcome.UNDECIDED: "undecided", Outcome.FAIL: "fails"}[judged.outcome]


def serving_all(clients: Iterable[Client], found: Served) -> Served:
    """Whom a proxy serves (`judgement.served`), and the site's devices that it turns away at every port.

    Without them a network that is refused everything would count as one that nobody expects to get through.
    """
    known = Intervals.of(part for served in found.values() for part in served.parts)
    wanted = Intervals.of(part for client in clients for part in client.networks.parts)
    return {port: served | (wanted - known) for port, served in found.items()}


def blamed(judged: Iterable[Judged], clients: Iterable[Client], serving: Served) -> tuple[Judged, ...]:
    """The same with the site's devices named that each fault cuts off: those that no port, or record, lets through.

    Whether a login cuts off a device is a matter of who is there to answer it (`standing`).
    """
    parts: dict[bool, list[tuple[int, int]]] = {}
    for client in clients:
        answers = client.user and client.kind is DeviceKind.WORKSTATION
        parts.setdefault(answers, []).extend(client.networks.parts)
    devices = {answers: Intervals.of(found) for answers, found in parts.items()}
    return tuple(_blamed_of(one, devices, serving) for one in judged)


def _blamed_of(judged: Judged, devices: Mapping[bool, Intervals], serving: Served) -> Judged:
    cut_off = {answers: networks - _spared(judged, serving, answers) for answers, networks in devices.items()}
    return replace(judged, failings=tuple(_blamed(failing, cut_off) for failing in judged.failings))


def _blamed(failing: Failing, cut_off: Mapping[bool, Intervals]) -> Failing:
    hit = Intervals.of(part for case in failing.cases for part in case.when.client.parts)
    found = Intervals(())
    for answers, devices in cut_off.items():
        if not (answers and failing.fault is Fault.LOGIN):
            found |= devices & hit
    return replace(failing, devices=found)


def _spared(judged: Judged, serving: Served, answers: bool) -> Intervals:
    """Clients that meet no fault on some port or record that counts for them."""
    hit: dict[object, Intervals] = {}
    for failing in judged.failings:
        if not (answers and failing.fault is Fault.LOGIN):
            for case in failing.cases:
                key = (case.when.listen, case.when.record)
                hit[key] = hit.get(key, Intervals(())) | case.when.client
    spared = Intervals(())
    for listen, record in {(case.when.listen, case.when.record): None for case in judged.verdict.cases}:
        if (record is None or record.current) and (listen is None or listen.proxy):
            spared |= _counted(serving, listen) - hit.get((listen, record), Intervals(()))
    return spared


def _counted(serving: Served, listen: Listener | None) -> Intervals:
    return serving.get(listen, Intervals(())) if serving else addresses.ELSEWHERE


def _part(client: Client, verdict: Verdict) -> Verdict:
    """The cases that these devices can meet."""
    cases = (replace(case, when=part) for case in verdict.cases if (part := case.when.split_client(client.networks)[0]))
    return Verdict(verdict.request, tuple(cases))


_KEYS = ("name", "network", "kind", "user")


def read_clients(table: Mapping[str, Any], where: str) -> tuple[Client, ...]:
    """From the parsed TOML of a file with [[clients]]. ConfigError names `where`, the row and the field."""
    unknown = next((key for key in table if key != "clients"), None)
    if unknown is not None:
        raise ConfigError(f"{where}: '{unknown}' is not known; clients are written as [[clients]]")
    return read_rows(table.get("clients"), where)


def read_rows(rows: object, where: str) -> tuple[Client, ...]:
    """From what stands under `clients` in parsed TOML."""
    if not isinstance(rows, list) or not rows:
        raise ConfigError(f"{where}: there is no [[clients]] table")
    found: dict[str, Client] = {}
    for index, row in enumerate(rows, 1):
        client = _client(row, f"{where}: clients row {index}")
        if client.name in found:
            raise ConfigError(f"{where}: clients row {index}: name '{client.name}' stands twice")
        found[client.name] = client
    return tuple(found.values())


def _client(row: object, at: str) -> Client:
    if not isinstance(row, dict):
        raise ConfigError(f"{at} is not a table")
    for key in _KEYS:
        if key not in row:
            raise ConfigError(f"{at}: {key} is missing")
    for key in row:
        if key not in _KEYS:
            raise ConfigError(f"{at}: '{key}' is no field of a client; the fields are {', '.join(_KEYS)}")
    name, kind, user = row["name"], row["kind"], row["user"]
    if not isinstance(name, str) or not name.strip():
        raise ConfigError(f"{at}: name must be a text")
    if not isinstance(kind, str) or kind not in list(DeviceKind):
        raise ConfigError(f"{at}: kind must be workstation or server")
    if not isinstance(user, bool) and user not in ("yes", "no"):
        raise ConfigError(f'{at}: user must be "yes" or "no"')
    return Client(name.strip(), _networks(row["network"], at), DeviceKind(kind), user in (True, "yes"))


def _networks(value: object, at: str) -> Intervals:
    """One network or a list of them, such as 10.0.0.0/8."""
    texts = value if isinstance(value, list) else [value]
    parts: list[tuple[int, int]] = []
    for text in texts:
        try:
            parts += addresses.network(text.strip() if isinstance(text, str) else "").parts
        except ValueError:
            raise ConfigError(f"{at}: network: {text!r} is no network such as 10.0.0.0/8") from None
    if not parts:
        raise ConfigError(f"{at}: network must name at least one network")
    return Intervals.of(parts)
