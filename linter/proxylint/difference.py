"""One request before and after an edit: the parts of the world where the answer differs.

Equality is of answers (access, TLS, way, failure), at every point of the world. How a verdict is cut into cases, which
line decides, and why something is unknown are no part of it. Chance that is drawn on one side cannot be held against
chance that is drawn on the other: there the sets of possible answers are compared.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Sequence
from enum import StrEnum
from itertools import product

from proxylint.alignment import Alignment, align, with_paths
from proxylint.format import Vantage
from proxylint.intervals import Intervals
from proxylint.judgement import Judged, Outcome, Served, judge
from proxylint.merging import merged_by
from proxylint.names import Beyond, Names
from proxylint.records import dataclass, replace
from proxylint.region import Condition, Listener, Region
from proxylint.verdict import Case, Verdict

BUDGET = 50_000
"""Pairs of cases that are put side by side for one request; a verdict of a usual file has a handful of cases."""

MOST_CHANCES = 6
"""Draws of one side whose combinations are gone through."""


class Effect(StrEnum):
    """What a change means for the devices of the profile."""

    WORSE = "worse"
    BETTER = "better"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Change:
    """A part of the world whose answer differs, in terms of the new reading.

    `old` or `new` None: there is no such port, or no such computer, on that side. `unsure`: why it is not proved that
    any request lies in this part; it may be empty then.
    """

    when: Region
    old: Case | None
    new: Case | None
    effect: Effect
    unsure: str | None = None


def changes(old: Judged, new: Judged, vantage: Vantage, before: Served, now: Served) -> tuple[Change, ...]:
    """The parts that differ, none where both are equal. `before`, `now`: whom the file serves (`judgement.served`)."""
    if _cases(old) == _cases(new):
        return ()
    return _Question(old, new, vantage, before, now).changes()


def answer(case: Case) -> Hashable:
    """What counts for equality."""
    return None if case.failure else (case.access.value, case.tls.value, case.route.value)


def _cases(judged: Judged) -> list[tuple[Hashable, ...]]:
    return [
        (case.when, answer(case), tuple((one.meaning or one.text) for one, _ in case.when.conditions))
        for case in judged.verdict.cases
    ]


def effect_of(old: Outcome | None, new: Outcome | None) -> Effect:
    if old is None or new is None or old.rank == new.rank:
        return Effect.OTHER
    return Effect.WORSE if new.rank > old.rank else Effect.BETTER


@dataclass(slots=True)
class _Question:
    """The two verdicts on one request."""

    was: Judged
    now: Judged
    vantage: Vantage
    served_before: Served
    served_now: Served
    left: int = BUDGET

    def changes(self) -> tuple[Change, ...]:
        old, new = self.was.verdict.cases, self.now.verdict.cases
        alignment = align(old, new)
        self.served_now = _together(self.served_before, self.served_now, alignment)
        try:
            found = list(self._between(alignment))
        except Beyond as error:
            found = [self._unsure(f"the names of both cannot be held against each other: {error.reason}")]
        except _Spent:
            found = [self._unsure("the two tell more cases apart than can be held against each other")]
        return tuple(merged_by(found, _alike, lambda change: change.when, _moved))

    def _unsure(self, reason: str) -> Change:
        """Stands for everything: the answers may differ somewhere."""
        old, new = (next(iter(judged.verdict.cases), None) for judged in (self.was, self.now))
        whole = Region(Names.of(self.now.verdict.request.family))
        return Change(whole, old, new, effect_of(self.was.outcome, self.now.outcome), reason)

    def _between(self, alignment: Alignment) -> Iterator[Change]:
        before, after = _by_place(alignment.old), _by_place(alignment.new)
        for place in dict.fromkeys((*before, *after)):
            here, there = before.get(place, []), after.get(place, [])
            if not there:
                yield from (Change(case.when, case, None, self._gone(case)) for case in here)
            elif not here:
                yield from (Change(case.when, None, case, Effect.OTHER) for case in there)
            else:
                yield from self._pairs(with_paths(here, there), with_paths(there, here), alignment)

    def _gone(self, case: Case) -> Effect:
        """Who used a port finds nobody there; a computer that a dump no longer shows is no worse off."""
        if case.when.record is not None:
            return Effect.OTHER
        outcome = self._outcome(case, case.when)
        return Effect.OTHER if outcome is None else effect_of(outcome, Outcome.FAIL)

    def _pairs(self, old: Sequence[Case], new: Sequence[Case], alignment: Alignment) -> Iterator[Change]:
        chance = alignment.chance_old, alignment.chance_new
        for before in old:
            for after in new:
                if answer(before) == answer(after) or _apart(before.when, after.when):
                    continue
                self._spend()
                common = before.when.intersect(after.when)
                if common is None:
                    continue
                parts = [common]
                if _has(before.when, chance[0]) and _has(after.when, chance[1]):
                    parts = self._telling(common, old, new, chance)
                for part in parts:
                    effect = effect_of(self._outcome(before, part), self._outcome(after, part))
                    yield Change(part, before, after, effect)

    def _telling(
        self,
        common: Region,
        old: Sequence[Case],
        new: Sequence[Case],
        chance: tuple[frozenset[Condition], frozenset[Condition]],
    ) -> list[Region]:
        """Of a part that hangs on chance on both sides, the pieces where the possible answers differ."""
        base = _without(common, chance[0] | chance[1])
        before, after = self._possible(base, old, chance[0]), self._possible(base, new, chance[1])
        if before is None or after is None:
            return [common]
        found = []
        for here, answers in before:
            for there, others in after:
                self._spend()
                if answers != others and (piece := here.intersect(there)) and (told := piece.intersect(common)):
                    found.append(told)
        return found

    def _possible(
        self, base: Region, cases: Sequence[Case], chance: frozenset[Condition]
    ) -> list[tuple[Region, frozenset[Hashable]]] | None:
        """Pieces of a region, each with the answers that come out whatever is drawn; None = too much is."""
        bare = [(case, _without(case.when, chance)) for case in cases if not _apart(_without(case.when, chance), base)]
        known = sorted({condition for case, _ in bare for condition, _ in case.when.conditions if condition in chance})
        if len(known) > MOST_CHANCES:
            return None
        pieces: list[tuple[Region, frozenset[Hashable]]] = [(base, frozenset())]
        for sides in product((True, False), repeat=len(known)):
            wanted = dict(zip(known, sides, strict=True))
            fitting = [
                (answer(case), region)
                for case, region in bare
                if all(wanted.get(condition, holds) is holds for condition, holds in case.when.conditions)
            ]
            pieces = list(self._cut(pieces, fitting))
        return pieces

    def _cut(
        self, pieces: Iterable[tuple[Region, frozenset[Hashable]]], cases: Sequence[tuple[Hashable, Region]]
    ) -> Iterator[tuple[Region, frozenset[Hashable]]]:
        for region, answers in pieces:
            for one, when in cases:
                self._spend()
                if not _apart(region, when) and (part := region.intersect(when)):
                    yield part, answers | {one}

    def _outcome(self, case: Case, when: Region) -> Outcome | None:
        """What an answer is worth in a part; None where nobody that counts is in it."""
        achance = Verdict(self.now.verdict.request, (replace(case, when=when),))
        judged = judge(self.now.endpoint, achance, self.vantage, self.served_now)
        if any(not failing.cases for failing in judged.failings):
            return None
        return judged.outcome

    def _spend(self) -> None:
        self.left -= 1
        if self.left < 0:
            raise _Spent


class _Spent(Exception):
    """The work on one request has grown past its budget."""


def _together(old: Served, new: Served, alignment: Alignment) -> Served:
    """Who is served by either side: who no longer is has lost something."""
    found: dict[Listener | None, Intervals] = dict(new)
    for port, clients in old.items():
        known = alignment.listeners.get(port, port) if port is not None else None
        found[known] = found.get(known, Intervals(())) | clients
    return found


def _by_place(cases: Iterable[Case]) -> dict[Hashable, list[Case]]:
    found: dict[Hashable, list[Case]] = {}
    for case in cases:
        found.setdefault((case.when.listen, case.when.record), []).append(case)
    return found


def _apart(one: Region, other: Region) -> bool:
    """Whether two regions are known to have nothing in common without a look at names."""
    if not one.client & other.client or not one.minutes & other.minutes:
        return True
    sides = dict(one.conditions)
    if any(sides.get(condition, holds) is not holds for condition, holds in other.conditions):
        return True
    answers = dict(one.resolved)
    return any(name in answers and not answers[name] & values for name, values in other.resolved)


def _has(region: Region, chance: frozenset[Condition]) -> bool:
    return any(condition in chance for condition, _ in region.conditions)


def _without(region: Region, chance: frozenset[Condition]) -> Region:
    return replace(region, conditions=tuple(one for one in region.conditions if one[0] not in chance))


def _alike(change: Change) -> Hashable:
    """Changes that are told as one: same answers, same deciding lines."""
    return (
        change.effect,
        change.unsure,
        change.when.listen,
        change.when.record,
        *(_told(case) for case in (change.old, change.new)),
    )


def _told(case: Case | None) -> Hashable:
    return case and (answer(case), case.failure, case.access.span, case.tls.span, case.route.span)


def _moved(change: Change, when: Region) -> Change:
    return replace(change, when=when)
