"""Single values of an ACL that never decide in an access line, because a line above with the other action takes every
request for them (acl/Tree.cc@5.7: the first line that matches wins)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from proxylint.format import Policy
from proxylint.formats.squid.analysis.cells import ANY, Cell
from proxylint.formats.squid.analysis.dead_lines import FAST, GATES, AfterAll, dead_lines
from proxylint.formats.squid.analysis.domain_values import misreading
from proxylint.formats.squid.analysis.literals import DOMAIN_TYPES, of_value, tells_values_apart, texts
from proxylint.formats.squid.analysis.looks import WORK, Looks, TooMuch
from proxylint.formats.squid.analysis.relevance import Relevance
from proxylint.formats.squid.analysis.several import above
from proxylint.formats.squid.analysis.shadows import takers
from proxylint.formats.squid.analysis.subject import lines, looks, readable
from proxylint.formats.squid.model import AccessLine, Acl, Config, Value
from proxylint.formats.squid.policy import SquidPolicy
from proxylint.formats.squid.reading.values import ListValues, PickedValues
from proxylint.formats.squid.sight import Budget, Spent
from proxylint.records import dataclass, field
from proxylint.text import Span

_SHORT = 50
"""Every value of a list up to this length is tried. Of a longer list of domains only those that another list covers."""

_SHOWN = 5

MOST_TRIED = 10_000
"""Values of one configuration that are tried: many lines may name one long list."""


@dataclass(frozen=True, slots=True)
class OverruledValues:
    """In `line` the value `first` of the ACL, and others, `count` in all, never decide: `by` takes their requests."""

    gate: str
    line: AccessLine
    acl: str
    first: Value
    others: tuple[Span, ...]
    count: int
    by: AccessLine


def overruled_values(policy: Policy) -> tuple[OverruledValues, ...]:
    """Of lines of which other values do decide: a line that is dead for whole is told as such."""
    squid = readable(policy)
    if squid is None:
        return ()
    return squid.compiled.of("overruled values", "", lambda: tuple(_overruled(squid)))


@dataclass(slots=True)
class _Above:
    """The lines of one action so far. `absent`: they also ask for the absence of some domains. `waiting`: domain ACLs
    whose values nobody has asked for yet: a list of a million is only looked at where it matters."""

    lines: list[AccessLine] = field(default_factory=list)
    places: dict[Span, int] = field(default_factory=dict)
    absent: bool = False
    keys: set[str] = field(default_factory=set)
    waiting: list[Acl] = field(default_factory=list)
    found: set[str] = field(default_factory=set)

    def domains(self) -> set[str] | None:
        """The values of the domain ACLs that the lines ask for; None = any value may be taken."""
        if self.absent:
            return None
        for acl in self.waiting:
            self.found.update(texts(acl))
        self.waiting.clear()
        return self.found

    def add(self, line: AccessLine, config: Config) -> None:
        self.places.setdefault(line.span, len(self.lines))
        self.lines.append(line)
        for term in line.terms:
            acl = config.acls.get(term.key)
            if acl is None or acl.type not in DOMAIN_TYPES:
                continue
            if term.negated:
                self.absent = True
            elif term.key not in self.keys:
                self.keys.add(term.key)
                self.waiting.append(acl)


def _overruled(squid: SquidPolicy) -> Iterator[OverruledValues]:
    dead = dead_spans(squid)
    work, tried = WORK, Budget(MOST_TRIED)
    for gate in GATES:
        known = looks(squid, waits=gate not in FAST)
        known.left = work
        relevance = Relevance(lines(squid.config, gate), known)
        so_far = {"allow": _Above(), "deny": _Above()}
        try:
            for at, line in enumerate(relevance.lines):
                if line.span not in dead:
                    for acl in _told_apart(squid, line):
                        yield from _of_acl(gate, at, acl, so_far, relevance, tried)
                so_far[line.action].add(line, squid.config)
        except (TooMuch, Spent):
            return
        work = known.left


def dead_spans(squid: SquidPolicy) -> frozenset[Span]:
    """Of dead lines, and of those below a line for everything."""
    found = set()
    for fact in dead_lines(squid):
        if isinstance(fact, AfterAll):
            below = lines(squid.config, fact.gate)
            found |= {line.span for line in below[below.index(fact.line) + 1 :]} if fact.line in below else set()
        else:
            found.add(fact.line.span)
    return frozenset(found)


def _told_apart(squid: SquidPolicy, line: AccessLine) -> Iterator[Acl]:
    """The ACLs that the line asks for by themselves, with several values each."""
    for key in dict.fromkeys(term.key for term in line.terms if not term.negated):
        acl = squid.config.acls.get(key)
        if (
            acl is not None
            and not acl.builtin
            and tells_values_apart(acl)
            and sum(len(part.values) for part in acl.parts) > 1
        ):
            yield acl


def _of_acl(
    gate: str, at: int, acl: Acl, so_far: Mapping[str, _Above], relevance: Relevance, tried: Budget
) -> Iterator[OverruledValues]:
    line, known = relevance.lines[at], relevance.looks
    other = so_far["deny" if line.action == "allow" else "allow"]
    if not other.lines:
        return
    rest = tuple(term for term in line.terms if term.key != acl.name.lower() or term.negated)
    cells = known.conjunction(rest, ANY)[0]
    taken: dict[Span, list[tuple[int, int]]] = {}
    by_of: dict[str, AccessLine | None] = {}
    for number, index, text in _candidates(line, acl, other):
        if text not in by_of:
            tried.spend()
            by_of[text] = _overruling(_for_value(acl, text, cells, known), at, relevance)
        by = by_of[text]
        if by is not None:
            taken.setdefault(by.span, []).append((number, index))
    for span in sorted(taken, key=other.places.__getitem__):
        values = [acl.parts[number].values.at(index) for number, index in taken[span][:_SHOWN]]
        by = other.lines[other.places[span]]
        yield OverruledValues(
            gate, line, acl.name, values[0], tuple(value.span for value in values[1:]), len(taken[span]), by
        )


def _overruling(own: list[Cell], at: int, relevance: Relevance) -> AccessLine | None:
    """The line above with the other action that takes all the cells, if those with the same action do not."""
    if not own:
        return None
    action, known = relevance.lines[at].action, relevance.looks
    lines_above = tuple(relevance.above(at, own))
    others = (one for one in lines_above if one.action != action)
    by = next((one for one in others if takers(own, [one], known) is not None), None)
    alike = (one for one in lines_above if one.action == action)
    return by if by is not None and takers(own, alike, known) is None else None


def _for_value(acl: Acl, text: str, cells: list[Cell], known: Looks) -> list[Cell]:
    """The cells of what the line asks for besides, cut down to one value of the ACL."""
    literal = of_value(acl, f"{acl.name.lower()} {text}", text, known.config.version)
    found = [] if literal is None else [cell.where(literal, True) for cell in cells]
    return [cell for cell in found if cell is not None]


def _candidates(line: AccessLine, acl: Acl, other: _Above) -> Iterator[tuple[int, int, str]]:
    """Part, index and text. What a list from elsewhere denies may be allowed above on purpose: that is what exemptions
    are for."""
    named = acl.type in DOMAIN_TYPES
    covering = other.domains() if named and sum(len(part.values) for part in acl.parts) > _SHORT else None
    for number, part in enumerate(acl.parts):
        if line.action == "deny" and isinstance(part.values, ListValues | PickedValues):
            continue
        for index, text in enumerate(part.values.texts()):
            if covering is not None and text not in covering and covering.isdisjoint(above(text)):
                continue
            if not named or misreading(text) is None:
                yield number, index, text
