"""A second, concrete reading of access lists: one point of the world, plain booleans, for the comparison only."""

from __future__ import annotations

from dataclasses import dataclass
from ipaddress import ip_address, ip_network

MINUTES = {"MTWHF": range(1440, 6 * 1440), "08:00-17:00": None}


@dataclass(frozen=True)
class World:
    """One concrete question."""

    host: str
    client: str
    answer: str | None
    listen: str
    minute: int
    agent: bool
    method: str


@dataclass(frozen=True)
class Rule:
    action: str
    terms: tuple[tuple[bool, str], ...]

    def written(self, directive: str) -> str:
        return (
            f"{directive} {self.action} {' '.join(('!' if negated else '') + name for negated, name in self.terms)}\n"
        )


class LogIn(Exception):
    """An ACL that demands credentials was looked at."""


Acls = dict[str, tuple[str, tuple[str, ...]]]


def holds(acls: Acls, name: str, world: World) -> bool:
    kind, values = acls[name]
    match kind:
        case "dstdomain":
            return any(world.host == v.removeprefix(".") or (v[0] == "." and world.host.endswith(v)) for v in values)
        case "dstdom_regex":
            return any(_fits(value, world.host) for value in values)
        case "src":
            return any(ip_address(world.client) in ip_network(value) for value in values)
        case "dst":
            return world.answer is not None and any(ip_address(world.answer) in ip_network(v) for v in values)
        case "time":
            day, hours = divmod(world.minute, 1440)
            return day in range(1, 6) and 8 * 60 <= hours <= 17 * 60
        case "myportname":
            return world.listen in values
        case "method":
            return world.method in values
        case "browser":
            return world.agent
        case "any-of":
            return any(_term(acls, value, world) for value in values)
        case "all-of":
            return all(_term(acls, value, world) for value in values)
        case "proxy_auth":
            raise LogIn
    raise AssertionError(kind)


def _fits(pattern: str, host: str) -> bool:
    """The few shapes that the generator writes."""
    if pattern.endswith("$"):
        return host.endswith(pattern[:-1].replace("\\", ""))
    return host.startswith(pattern[1:]) if pattern.startswith("^") else pattern in host


def _term(acls: Acls, word: str, world: World) -> bool:
    return holds(acls, word.removeprefix("!"), world) is not word.startswith("!")


def access(acls: Acls, rules: list[Rule], world: World) -> str:
    try:
        for rule in rules:
            if all(holds(acls, name, world) is not negated for negated, name in rule.terms):
                return {"allow": "allowed", "deny": "denied"}[rule.action]
    except LogIn:
        return "login"
    return {"allow": "denied", "deny": "allowed"}[rules[-1].action]
