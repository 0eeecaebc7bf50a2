"""What follows from parts that differ in nothing but untold conditions is found out once.

Where each line of a list asks for something that is not modelled, a part passes at every line that lets it in, with
other conditions each time. What comes after that is the same for all of them, but for what asks for one of these again.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

from proxylint.formats.squid.acls.part import is_untold
from proxylint.formats.squid.admission import Entry
from proxylint.formats.squid.settling import may_match, of_pair, settled
from proxylint.formats.squid.sight import Budget
from proxylint.records import replace
from proxylint.region import Condition, Region
from proxylint.verdict import Case


class Follow(Protocol):
    """Adds the cases of an entry, which cover its region."""

    def __call__(self, entry: Entry, /, *, cases: list[Case]) -> None: ...


def follow(entries: Iterable[Entry], budget: Budget, cases: list[Case], one: Follow) -> None:
    """Adds the cases of all entries, `one` those of one.

    Of the entries that go on together the one that is sure to pass is told, or else the first: all the cases that they
    come to are brought together in the end, for the conditions that tell them apart are in none. One without such
    conditions goes alone: entries exclude each other.
    """
    groups: list[tuple[Region, list[Entry]]] = []
    alike: dict[Region, list[Entry]] = {}
    for entry in entries:
        region = _bare(entry.region)
        group = alike.get(region) if region is not entry.region else None
        if group is not None:
            group.append(entry)
            continue
        groups.append((region, [entry]))
        if region is not entry.region:
            alike[region] = groups[-1][1]
    for region, group in groups:
        if len(group) == 1:
            one(group[0], cases=cases)
        else:
            cases += _together(region, group, budget, one)


def _together(region: Region, group: list[Entry], budget: Budget, one: Follow) -> list[Case]:
    told = next((entry for entry in group if not may_match(entry.allowed())), group[0])
    found: list[Case] = []
    one(replace(told, region=region), cases=found)
    found = settled(found, budget, {condition for entry in group for condition in _untold(entry.region)})
    cases = []
    for entry in group:
        for case in found:
            budget.spend(of_pair(entry.region, case.when))
            common = case.when.intersect(entry.region)
            if common is not None:
                cases.append(replace(case, when=common))
    return cases


def _untold(region: Region) -> list[Condition]:
    return [condition for condition, _ in region.conditions if is_untold(condition)]


def _bare(region: Region) -> Region:
    """The region itself if nothing untold is in it."""
    if not region.conditions:
        return region
    kept = tuple(known for known in region.conditions if not is_untold(known[0]))
    return region if len(kept) == len(region.conditions) else replace(region, conditions=kept)
