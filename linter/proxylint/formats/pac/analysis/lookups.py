"""Where the script asks the name server, or for the device's own address: seen by runs in which that very call stops.

Microsoft advises to avoid such calls (3140773, 315810, "Optimizing performance with automatic proxy-configuration
scripts"): the client waits for each of them, and a service asks as another account, before anybody logs in.
"""

from __future__ import annotations

from collections.abc import Iterable

from proxylint.format import Given, Policy
from proxylint.formats.pac.analysis.runs import Budget, ask
from proxylint.formats.pac.analysis.survey import survey_of
from proxylint.formats.pac.javascript import convert
from proxylint.formats.pac.javascript.realm import Realm, argument
from proxylint.formats.pac.javascript.values import Builtin, Unmodelled, Value
from proxylint.formats.pac.library.dotted import parse_dotted
from proxylint.formats.pac.policy import PacPolicy
from proxylint.records import dataclass
from proxylint.text import Span

RESOLVING = ("dnsResolve", "isResolvable", "isInNet", "dnsResolveEx", "isResolvableEx")
_OWN = ("myIpAddress", "myIpAddressEx")

MOST = 60
"""URLs that are tried."""


@dataclass(frozen=True, slots=True)
class Lookup:
    """`span`: the first such call on the way to an answer for each of `urls`."""

    span: Span
    urls: tuple[str, ...]


def lookups_before_answer(policy: Policy, given: Given, urls: Iterable[str]) -> tuple[Lookup, ...]:
    """Which of the URLs wait for the name server, and where first."""
    if not isinstance(policy, PacPolicy) or not _calls(policy, RESOLVING):
        return ()
    budget = Budget()
    found: dict[Span, list[str]] = {}
    for url in list(dict.fromkeys(urls))[:MOST]:
        outcome = ask(policy, url, given, budget, helpers=_STOPPING)
        if outcome is not None and outcome.unknown in RESOLVING and outcome.span is not None:
            found.setdefault(outcome.span, []).append(url)
    return tuple(Lookup(span, tuple(found[span])) for span in sorted(found))


def lookup_at_load(policy: Policy, given: Given) -> Span | None:
    """The first such call that is made while the script is loaded."""
    if not isinstance(policy, PacPolicy) or not _calls(policy, (*RESOLVING, *_OWN)):
        return None
    helpers = {**_STOPPING, **_OWN_STOPPING}
    outcome = ask(policy, "https://unrelated.invalid/", given, Budget(), helpers=helpers, only_load=True)
    return outcome.span if outcome is not None and outcome.unknown in (*RESOLVING, *_OWN) else None


def _calls(policy: PacPolicy, names: tuple[str, ...]) -> bool:
    survey = survey_of(policy)
    return survey is not None and any((call.name or "") in names for call in survey.helpers)


def own_address_calls(policy: Policy) -> tuple[Span, ...]:
    survey = survey_of(policy)
    if survey is None:
        return ()
    return tuple(sorted(call.node.span for call in survey.helpers if call.name in _OWN))


def _stopping(name: str) -> Builtin:
    def stop(realm: Realm, this: Value, arguments: list[Value]) -> Value:
        raise Unmodelled(name)

    return Builtin(name, stop)


def _in_net(realm: Realm, this: Value, arguments: list[Value]) -> Value:
    """Of an address it asks nobody, and neither of what is no text or with a network that is none."""
    value = convert.settled(realm, argument(arguments, 0))
    plain = type(value) is not str or parse_dotted(value) is not None
    if plain or any(parse_dotted(argument(arguments, index)) is None for index in (1, 2)):
        from proxylint.formats.pac.library.network import is_in_net

        return is_in_net(realm, this, arguments)
    raise Unmodelled("isInNet")


_STOPPING = {name: _stopping(name) for name in RESOLVING} | {"isInNet": Builtin("isInNet", _in_net, 3)}
_OWN_STOPPING = {name: _stopping(name) for name in _OWN}
