"""Which ports, records and conditions of two readings of a file are the same, and their cases put side by side.

Names in a file say nothing about what it does: an ACL may be renamed, a port written with its address. What is the same
is told by what it is; what has no counterpart on the other side stays by itself.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from typing import TypeVar

from proxylint.names import Beyond, Family, Names, Subject
from proxylint.records import dataclass, replace
from proxylint.region import Condition, Listener, Record
from proxylint.verdict import Case

T = TypeVar("T", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Alignment:
    """Two verdicts in the same terms, those of the new one.

    `chance_old`, `chance_new`: conditions of one side only that cannot be known again, because they are drawn anew by
    each look.
    """

    old: tuple[Case, ...]
    new: tuple[Case, ...]
    chance_old: frozenset[Condition]
    chance_new: frozenset[Condition]
    listeners: Mapping[Listener, Listener]


def align(old: Sequence[Case], new: Sequence[Case]) -> Alignment:
    """Of two verdicts on the same request."""
    ports = listeners(_listens(old), _listens(new))
    records = _records(
        (case.when.record for case in old if case.when.record),
        (case.when.record for case in new if case.when.record),
    )
    here, there = _conditions(old), _conditions(new)
    now = {_key(one): one for one in reversed(there)}
    was = {_key(one): _before(one, there) for one in reversed(here) if _key(one) not in now}
    known = now | was
    mine = {_key(one) for one in here}
    return Alignment(
        tuple(_cases(old, known, ports, records)),
        tuple(_cases(new, known, {}, {})),
        frozenset(one for one in was.values() if one.meaning is None),
        frozenset(one for one in there if one.meaning is None and _key(one) not in mine),
        ports,
    )


def _key(condition: Condition) -> Hashable:
    return condition.meaning or (condition.id, condition.text)


def _before(condition: Condition, others: Iterable[Condition]) -> Condition:
    """An old condition that is no other's: one of the same name gets another, for people too."""
    if condition not in others:
        return condition
    text = f"as it was before, {condition.text}"
    return replace(
        condition, id=f"{condition.id} before", text=text, unless=f"as it was before, {condition.say(False)}"
    )


def _cases(
    cases: Iterable[Case],
    known: Mapping[Hashable, Condition],
    ports: Mapping[Listener, Listener],
    records: Mapping[Record, Record],
) -> Iterator[Case]:
    """Without those whose conditions turn out to be one that holds and does not."""
    for case in cases:
        when = case.when
        sides = {(known[_key(one)], holds) for one, holds in when.conditions}
        if len({one for one, _ in sides}) == len(sides):
            listen, record = when.listen, when.record
            yield replace(
                case,
                when=replace(
                    when,
                    listen=listen and ports.get(listen, listen),
                    record=record and records.get(record, record),
                    conditions=tuple(sorted(sides)),
                ),
            )


def _listens(cases: Iterable[Case]) -> Iterator[Listener]:
    return (case.when.listen for case in cases if case.when.listen)


def listeners(old: Iterable[Listener], new: Iterable[Listener]) -> dict[Listener, Listener]:
    """As written, else by number where one of each side is left with it."""
    here, there = dict.fromkeys(old), dict.fromkeys(new)
    left, others = [one for one in here if one not in there], [one for one in there if one not in here]
    return {one: one for one in here if one in there} | _paired(left, others, lambda one: one.port)


def _records(old: Iterable[Record], new: Iterable[Record]) -> dict[Record, Record]:
    """The setting that counts for a computer is the same as before; superseded ones in their order."""
    here, there = _numbered(old), _numbered(new)
    return {record: there[key] for key, record in here.items() if key in there}


def _numbered(records: Iterable[Record]) -> dict[Hashable, Record]:
    count: Counter[Hashable] = Counter()
    found: dict[Hashable, Record] = {}
    for record in dict.fromkeys(records):
        key = (record.host and record.host.lower(), record.store, record.current)
        count[key] += 1
        found[key, count[key]] = record
    return found


def _conditions(cases: Iterable[Case]) -> list[Condition]:
    return list(dict.fromkeys(condition for case in cases for condition, _ in case.when.conditions))


def _paired(old: Sequence[T], new: Sequence[T], key: Callable[[T], Hashable]) -> dict[T, T]:
    """Those that alone have their key on each side."""
    count = Counter(map(key, old)), Counter(map(key, new))
    there = {key(one): one for one in new}
    return {one: there[key(one)] for one in old if count[0][key(one)] == count[1][key(one)] == 1}


def with_paths(cases: Sequence[Case], others: Sequence[Case]) -> list[Case]:
    """The cases in the family that shows a path, where the others look at paths and they do not. Raises Beyond."""
    families = {case.when.names.family for case in (*cases, *others)}
    wider = next((family for family in families if family.path is not None), None)
    if len(families) < 2 or wider is None:
        return list(cases)
    known: dict[Names, Names] = {}
    found = []
    for case in cases:
        names = case.when.names
        if names not in known:
            known[names] = names if names.family == wider else _widened(names, wider)
        found.append(replace(case, when=replace(case.when, names=known[names])))
    return found


def _widened(names: Names, family: Family) -> Names:
    """A test of host and path looks at the host alone where no path is shown."""
    found: Names | None = None
    for part in names.parts:
        piece: Names | None = Names.of(family)
        for test, wanted in part.constraints:
            if test.subject is Subject.HOST_PATH:
                test = replace(test, subject=Subject.HOST)
            piece = piece and piece.split(test)[0 if wanted else 1]
        if piece is not None:
            found = piece if found is None else found.union(piece)
    if found is None:
        raise Beyond("no name is left once paths are looked at")
    return found
