"""Lines of ssl_bump that never act, and the states of the machine in which they could (bumping.py has the machine).

The list is walked anew at each step, and lines whose action is impossible there are passed over as if they were not
there, so a line acts only where its action is possible and a line above does not act first.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from proxylint.format import Policy
from proxylint.formats.squid.analysis.literals import may_demand_login
from proxylint.formats.squid.analysis.looks import Looks
from proxylint.formats.squid.analysis.relevance import Relevance
from proxylint.formats.squid.analysis.shadows import never_holds, shadowed, takes_everything
from proxylint.formats.squid.analysis.subject import complete, lines, loaded, looks
from proxylint.formats.squid.model import GROUPS, AccessLine, Acl, Config, PortMode
from proxylint.formats.squid.policy import SquidPolicy
from proxylint.records import dataclass

ALL = frozenset(("client-first", "server-first", "peek", "stare", "splice", "bump", "terminate", "none"))


@dataclass(frozen=True, slots=True)
class State:
    """A walk of the list: at a step, perhaps after what was done at the second one. `possible`: actions it can take."""

    step: int
    possible: frozenset[str]
    after: str | None = None


FIRST = State(1, ALL)
SECOND = State(2, frozenset(("peek", "stare", "splice", "bump", "terminate")))
AFTER_PEEK = State(3, frozenset(("splice", "terminate")), "peek")
AFTER_STARE = State(3, frozenset(("bump", "terminate")), "stare")
"""client_side_request.cc:1399-1504, ssl/PeekingPeerConnector.cc:47-129@5.7."""


@dataclass(frozen=True, slots=True)
class Barred:
    """Why a line does not act in one state: its action is impossible there, or `above` acts first; neither = its own
    terms never match there."""

    state: State
    impossible: bool
    above: tuple[AccessLine, ...]


@dataclass(frozen=True, slots=True)
class IdleLine:
    """A line that acts in no state that is ever reached. `reached`: why not, for each that is. `blind`: an ACL of the
    line that matches in none of the states where the line's action is possible, whatever its values."""

    line: AccessLine
    reached: tuple[Barred, ...]
    blind: Acl | None


def idle_lines(policy: Policy) -> tuple[IdleLine, ...]:
    """Where no port inspects, no line acts; that is another fact (inspecting.py). A line that was not read may lead to
    further steps, so then nothing is said."""
    squid = loaded(policy)
    if squid is None or not complete(squid.config) or not any(port.bumping for port in squid.config.ports):
        return ()
    return squid.compiled.of("idle lines", "", lambda: tuple(_idle_lines(squid)))


def _idle_lines(squid: SquidPolicy) -> Iterator[IdleLine]:
    """A last splice for everything is what happens anyway, and good style. A line that needs a login ends its step
    without matching (bumping.py)."""
    config = squid.config
    found = lines(config, "ssl_bump")
    walks = _walks(squid)
    whole = looks(squid)
    for at, line in enumerate(found):
        harmless = line.action == "splice" and at + 1 == len(found) and takes_everything(line, whole)
        reasons = [walk[at] for walk in walks]
        harmless = harmless or may_demand_login(line.terms, config, squid.compiled) or _is_empty(config, line)
        if not harmless and all(reasons):
            found_reasons = tuple(reason for reason in reasons if reason is not None)
            yield IdleLine(line, found_reasons, _blind(squid, line, found_reasons))


def _blind(squid: SquidPolicy, line: AccessLine, reached: Sequence[Barred]) -> Acl | None:
    """An ACL that by itself never matches where the line could act."""
    states = [barred.state for barred in reached if not barred.impossible]
    for term in line.terms:
        if states and not term.negated and all(never_holds((term,), _looks(squid, state)) for state in states):
            return squid.config.acls.get(term.key)
    return None


def sees_certificates(squid: SquidPolicy, key: str) -> bool:
    """Whether an ssl::server_name ACL may meet the names in a certificate, of which some begin with a star, and which
    nobody puts in lower case (acl/ServerName.cc:26-125@5.7): at step 3, or in a request inside an opened session. The
    ports of a part of another file are not known."""
    if squid.failure is not None:
        return True
    if not any(port.bumping for port in squid.config.ports):
        return False
    elsewhere = squid.compiled.of("used elsewhere", "", lambda: _used_elsewhere(squid.config))
    return key in elsewhere or not complete(squid.config) or len(_walks(squid)) > 2


def _used_elsewhere(config: Config) -> frozenset[str]:
    """The keys of ACLs that lists other than ssl_bump name, or a group."""
    lists = (lines(config, gate) for gate in config.gates if gate != "ssl_bump")
    named = {term.key for found in lists for line in found for term in line.terms}
    groups = (acl for acl in config.acls.values() if acl.type in GROUPS)
    return frozenset(named | {value.text.strip("!").lower() for acl in groups for value in acl.values()})


def _is_empty(config: Config, line: AccessLine) -> bool:
    """An ACL without values is told as such."""
    acls = (config.acls.get(term.key) for term in line.terms if not term.negated)
    return any(acl is not None and not any(len(part.values) for part in acl.parts) for acl in acls)


Walk = list[Barred | None]
"""For each line why it is barred in one state; None = it may act."""


def _walks(squid: SquidPolicy) -> list[Walk]:
    """One for each state that is reached."""
    return squid.compiled.of("bump walks", "", lambda: _walked(squid))


def _walked(squid: SquidPolicy) -> list[Walk]:
    found = lines(squid.config, "ssl_bump")
    walks = [_walk(squid, found, FIRST)]
    if _acts(("peek", "stare"), found, walks[0]):
        second = _walk(squid, found, SECOND)
        walks.append(second)
        walks += [_walk(squid, found, AFTER_PEEK)] if _acts(("peek",), found, second) else []
        walks += [_walk(squid, found, AFTER_STARE)] if _acts(("stare",), found, second) else []
    return walks


def _acts(actions: tuple[str, ...], found: Sequence[AccessLine], walk: Walk) -> bool:
    return any(line.action in actions and not barred for line, barred in zip(found, walk, strict=True))


def _looks(squid: SquidPolicy, state: State) -> Looks:
    dialled = all(port.mode is not PortMode.FORWARD for port in squid.config.ports if port.bumping)
    return looks(squid, step=state.step, nameless=dialled and state.step == 1, dialled=dialled)


def _walk(squid: SquidPolicy, found: Sequence[AccessLine], state: State) -> Walk:
    known = _looks(squid, state)
    relevance = Relevance([line for line in found if line.action in state.possible], known)
    usable = 0
    walk: Walk = []
    for line in found:
        if line.action not in state.possible:
            walk.append(Barred(state, True, ()))
            continue
        shadow = shadowed(relevance, usable)
        usable += 1
        walk.append(None if shadow is None else Barred(state, False, shadow.above))
    return walk
