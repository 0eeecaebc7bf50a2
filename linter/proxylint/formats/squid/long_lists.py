"""Long access lists: only those lines are looked at that may matter to a question, or once for all questions."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from functools import partial

from proxylint.formats.squid.acls.evaluate import conjunction
from proxylint.formats.squid.gate import Answer, Open, joined, merged, step_of, through_line, written
from proxylint.formats.squid.model import AccessLine, Gate
from proxylint.formats.squid.relevant_lines import STRETCH, Lines, relevant_lines
from proxylint.formats.squid.sight import Budget, Sight
from proxylint.names import Family, Names, Witness
from proxylint.records import replace
from proxylint.region import Region
from proxylint.verdict import Step, Unheld


def through(
    name: str, gate: Gate, possible: Collection[str] | None, still: list[Open], sight: Sight, answers: list[Answer]
) -> list[Open]:
    """What comes to the end of the list; what ends before is added to the answers."""
    relevant = relevant_lines(gate, possible, sight)
    ends = _stretches(relevant, sight)
    behind = 0
    for place in relevant.places(sight):
        if not still:
            break
        if isinstance(place, range):
            sight.budget.spend(len(still))
            still = merged([_past(before, name, relevant, place, sight) for before in still])
        elif place in ends and len(still) == 1 and place >= behind:
            behind = ends[place]
            still = _through_stretch(name, relevant, range(place, behind), still[0], sight, answers)
        elif place >= behind:
            still = through_line(name, relevant.lines[place], still, sight, answers)
    return still


def _stretches(relevant: Lines, sight: Sight) -> Mapping[int, int]:
    if len(relevant.shared) < STRETCH:
        return {}
    from proxylint.formats.squid.stretches import stretches

    return stretches(relevant, sight)


_Ends = tuple[Sequence[Answer], Sequence[Open]]
"""Where a stretch leads: what ends there, and what goes on."""


def _through_stretch(
    name: str, relevant: Lines, places: range, before: Open, sight: Sight, answers: list[Answer]
) -> list[Open]:
    """Behind a stretch; another question may have walked it."""
    from proxylint.formats.squid.stretches import coming, once

    key = (name, coming(relevant, places, before.region, before.asker, sight))
    ended, going = once(
        key, sight, lambda: _ends(name, relevant, places, before, sight), lambda ends: sum(map(len, ends))
    )
    names = before.region.names
    for one in ended:
        region, trail = replace(one.region, names=names), joined(before.trail, one.trail)
        answers.append(Answer(region, one.end, one.action, one.span, trail, one.asker, one.reason, one.lost))
    return [Open(replace(one.region, names=names), joined(before.trail, one.trail), one.asker) for one in going]


def _ends(name: str, relevant: Lines, places: range, before: Open, sight: Sight) -> _Ends:
    """As if there were nothing before it."""
    answers: list[Answer] = []
    still = [Open(before.region, None, before.asker)]
    for place in places:
        still = through_line(name, relevant.lines[place], still, sight, answers)
        if not still:
            break
    return answers, still


_FREE = 1_000
"""Looks that one term of a line never comes to."""


def _past(before: Open, name: str, lines: Lines, places: range, sight: Sight) -> Open:
    """Behind lines that are passed by."""
    known = before.region.names.known
    steps = Unheld(places, partial(_passed_by, name, lines, sight, before.region.names.family, known), 1)
    return Open(before.region, (before.trail, steps), None)


def _passed_by(name: str, lines: Lines, sight: Sight, family: Family, known: tuple[Witness, ...], place: int) -> Step:
    """Of a line of which one term fails for all of a family, told as if that alone had been looked at for the known
    name; or of one that asks for the same as a line above."""
    line = lines.lines[place]
    assert isinstance(line, AccessLine)
    if place in lines.again:
        above = lines.lines[lines.again[place]].span
        note = f"{written(name, line)}: not matched"
        return Step(line.span, note, False, (Step(above, "the same did not match further above", False),))
    anywhere = Region(Names.of(family, known=known))
    (part,) = conjunction((lines.asking(place),), anywhere, replace(sight, budget=Budget(_FREE)))
    return step_of(name, line, {}, part)
