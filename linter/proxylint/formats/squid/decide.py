"""One request against one configuration: every listening port that it can meet, every part of the world."""

from __future__ import annotations

from collections.abc import Iterator

from proxylint import addresses
from proxylint.format import Given
from proxylint.formats.squid.acls.place import address_in
from proxylint.formats.squid.admission import undecided
from proxylint.formats.squid.compiled import Compiled, Means
from proxylint.formats.squid.flows import meets, reach
from proxylint.formats.squid.listening import opened
from proxylint.formats.squid.model import GROUPS, AccessLine, Config, Port, PortMode
from proxylint.formats.squid.settling import merged, settled
from proxylint.formats.squid.sight import Budget, Sight, Spent
from proxylint.intervals import Intervals
from proxylint.names import Beyond, Family, Names, Subject, Test, domains, ends_with
from proxylint.records import replace
from proxylint.region import MINUTES, Region
from proxylint.request import Request
from proxylint.verdict import UNKNOWN_ROUTE, Access, Case, Decision, Failure, Tls, Verdict

BUDGET = 120_000
"""Looks at ACLs, and parts made, for one request on one port."""

SEARCHES = 600_000
"""Work units of searches for names (names/search.py) that the parts of one request on one port may cost together: a
second or two. A list of which each line cuts by two tests of names leaves many parts, each searched for each line."""

OF_EACH, OF_EACH_LINE = 4_000, 4
SEARCHES_OF_EACH = 30_000
"""What one question may cost on all ports together, whatever others have cost before it: a long list has many lines,
and a hostile one many cases. The rest, up to the bounds above, is shared by all questions about a file."""

SPARE_LOOKS, SPARE_SEARCHES = 150_000, 1_800_000
"""That rest, at the least."""

MOST_QUESTIONS = 100
"""So many questions have that; more of them, from a catalogue of one's own, share as much. What is asked first gets
its part."""

LOOKS_OF_ALL, QUESTIONS = 450_000, 33
"""What so many questions, about as many as a profile has, may cost together: short lists leave more to spare."""

TOO_MANY_SEARCHES = "the names that the access lists tell apart take too much searching"


def decide(config: Config, compiled: Compiled, failure: Failure | None, request: Request, given: Given) -> Verdict:
    """Squid takes trailing dots off a host before it looks at it (anyp/Uri.cc:390@5.7)."""
    if failure is not None:
        return Verdict(request, (_failed(Region(Names.of(request.family)), failure),))
    cases: list[Case] = []
    asked = replace(request, host=request.host.rstrip(".")) if request.host.endswith(".") else request
    alike: dict[object, list[Case]] = {}
    spare, common = shared(config, compiled), of_all(config, compiled)
    own = common.most(_own_looks(config), SEARCHES_OF_EACH)
    granted = own.looks, own.searches
    for port in opened(config, compiled):
        if _chosen(port, given) and (given.listen is not None or meets(port, request)):
            kind = kind_of(config, compiled, port)
            if kind not in alike:
                alike[kind] = _on_port(config, compiled, port, asked, given, own, spare)
            cases += (_moved(case, port) for case in alike[kind])
    common.pay(granted[0] - own.looks, granted[1] - own.searches)
    return Verdict(request, tuple(cases))


def shared(config: Config, compiled: Compiled) -> Means:
    """What is left to all questions about the file, beyond what each of them has anyway."""
    return compiled.of("shared means", "", lambda: Means(_spare_looks(config), SPARE_SEARCHES))


def of_all(config: Config, compiled: Compiled) -> Means:
    """What is left of what each question has anyway."""
    looks, searches = MOST_QUESTIONS * _own_looks(config), MOST_QUESTIONS * SEARCHES_OF_EACH
    return compiled.of("means of all", "", lambda: Means(looks, searches))


def _own_looks(config: Config) -> int:
    return OF_EACH + OF_EACH_LINE * sum(map(len, config.gates.values()))


def _spare_looks(config: Config) -> int:
    return max(SPARE_LOOKS, LOOKS_OF_ALL - QUESTIONS * _own_looks(config))


def kind_of(config: Config, compiled: Compiled, port: Port) -> object:
    """Ports for which everything is the same but the port itself: thousands of them are asked once."""
    if port.mode is not PortMode.FORWARD:
        return port.span
    return kind_for_lists(config, compiled, port)


def kind_for_lists(config: Config, compiled: Compiled, port: Port) -> object:
    """Ports for which the access lists say the same."""
    told_apart = compiled.of("tests ports", "", lambda: _tests_ports(config))
    return port.span if told_apart else (port.mode, port.secure, port.bumping)


_OF_PORTS = ("localip", "localport", "myip", "myport", "myportname")


def _tests_ports(config: Config) -> bool:
    """Whether a list asks for the port; many files name ports and never use the names."""
    asking = {key for key, acl in config.acls.items() if acl.type in _OF_PORTS}
    return bool(asking) and not asking.isdisjoint(_used(config))


def _used(config: Config) -> set[str]:
    """The ACLs of all lists, and what the groups among them are made of."""
    lists = (*config.gates.values(), *(peer.access for peer in config.peers))
    waiting = [term.key for gate in lists for line in gate if isinstance(line, AccessLine) for term in line.terms]
    found: set[str] = set()
    while waiting:
        key = waiting.pop()
        acl = config.acls.get(key)
        if acl is not None and key not in found and acl.type in GROUPS:
            waiting.extend(acl.members())
        found.add(key)
    return found


def _moved(case: Case, port: Port) -> Case:
    return case if case.when.listen == port.listener else replace(case, when=replace(case.when, listen=port.listener))


def _failed(region: Region, failure: Failure) -> Case:
    access = Decision(Access.UNKNOWN, failure.span, failure.text)
    return Case(region, access, Decision(Tls.UNKNOWN), UNKNOWN_ROUTE, failure)


def _chosen(port: Port, given: Given) -> bool:
    return given.listen is None or given.listen in (str(port.listener.port), port.listener.written, port.name)


def _on_port(
    config: Config, compiled: Compiled, port: Port, request: Request, given: Given, own: Means, spare: Means
) -> list[Case]:
    budget = Budget(min(BUDGET, own.looks + spare.looks))
    searching = Budget(min(SEARCHES, own.searches + spare.searches), TOO_MANY_SEARCHES)
    looks, searches = budget.left, searching.left
    try:
        return _asked(
            _region(config, compiled, port, request, given, searching), config, compiled, port, request, given, budget
        )
    finally:
        spare.pay(*own.paid(looks - max(budget.left, 0), searches - max(searching.left, 0)))
        searching.leave(SEARCHES)


def _asked(
    whole: Region, config: Config, compiled: Compiled, port: Port, request: Request, given: Given, budget: Budget
) -> list[Case]:
    try:
        parts: list[list[Case]] = []
        for region, answers in _by_answers(whole, request, given):
            sight = Sight(config, compiled, given, request, port, budget, answers=answers)
            found: list[Case] = []
            reach(region, sight, found)
            parts.append(settled(found, budget))
        return parts[0] if len(parts) == 1 else merged([case for part in parts for case in part])
    except Spent as spent:
        return [undecided(whole, None, None, spent.reason)]
    except Beyond as error:
        return [undecided(whole, None, None, f"the names cannot be told apart: {error.reason}")]


def _region(
    config: Config, compiled: Compiled, port: Port, request: Request, given: Given, searching: Budget
) -> Region:
    client = addresses.EVERY if given.client is None else addresses.only(given.client)
    minutes = MINUTES
    if given.now is not None:
        minute = (given.now.isoweekday() % 7) * 24 * 60 + given.now.hour * 60 + given.now.minute
        minutes = Intervals(((minute, minute),))
    family = request.family
    if request.scheme == "https" and _opens(port) and compiled.of("tests paths", "", lambda: _tests_paths(config)):
        family = Family(request.host, "/*" if request.path == "/" else request.path)
    names = Names.of(family, searching.spend)
    return Region(names, client, port.listener, minutes=minutes)


def _opens(port: Port) -> bool:
    return port.bumping or (port.secure and port.mode in (PortMode.INTERCEPT, PortMode.TPROXY))


def _tests_paths(config: Config) -> bool:
    """Whether the path of a request inside a bumped session can matter."""
    return any(acl.type in ("url_regex", "urlpath_regex") and not acl.builtin for acl in config.acls.values())


def _by_answers(region: Region, request: Request, given: Given) -> Iterator[tuple[Region, tuple[int, ...] | None]]:
    """The region in parts whose host has the same given addresses; the longest entry that fits a name counts."""
    if "*" not in request.host:
        yield region, _answers(request.host, given)
        return
    rest: Region | None = region
    for name in sorted(given.resolve, key=lambda name: (name.startswith("*"), -len(name), name)):
        if rest is None:
            return
        test = Test(
            domains([name.removeprefix("*")]), Subject.HOST, label=f"host is {name}", unless=f"host is not {name}"
        )
        inside, rest = _below(rest, name) if name.startswith("*.") else rest.split_names(test)
        if inside is not None:
            yield inside, given.resolve[name]
    if rest is not None:
        yield rest, None


def _below(region: Region, name: str) -> tuple[Region | None, Region | None]:
    """Names below `*.x`; x itself is not meant."""
    return region.split_names(
        Test(
            ends_with(name[1:]), Subject.HOST, label=f"host is below {name[2:]}", unless=f"host is not below {name[2:]}"
        )
    )


def _answers(host: str, given: Given) -> tuple[int, ...] | None:
    """An address literal resolves to itself."""
    literal = address_in(host)
    if literal is not None:
        return (literal,)
    named = given.addresses_of(host)
    return given.addresses_of(f"{host}.") if named is None else named
