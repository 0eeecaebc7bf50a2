"""Access lists: lines from the top, terms from the left, the first line that matches wins (acl/Tree.cc@5.7)."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from enum import StrEnum
from functools import partial

from proxylint.formats.squid.acls.evaluate import conjunction
from proxylint.formats.squid.acls.part import Part
from proxylint.formats.squid.model import AccessLine, Gate, Taint
from proxylint.formats.squid.relevant_lines import STRETCH, Lines, relevant_lines
from proxylint.formats.squid.sight import Budget, Sight, Spent
from proxylint.merging import merged_by
from proxylint.names import Family, Names, Witness
from proxylint.records import dataclass, replace
from proxylint.region import Region
from proxylint.text import Span
from proxylint.verdict import Step, Trace, Trail, Unheld


def joined(first: Trail, second: Trail) -> Trail:
    return first if second is None else (first, Trace(second)) if first is not None else second


class End(StrEnum):
    """How the walk through a list ended."""

    MATCH = "match"
    IMPLICIT = "implicit"
    LOGIN = "login"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Answer:
    """`action`: of the line that matched, or the implicit opposite of the last line; empty for a log-in and unknown.

    `asker`: the ACL looked at last, if it demands credentials. `span`: the line that decided. `lost`: no list that is
    walked later can mend it that this one is unknown.
    """

    region: Region
    end: End
    action: str
    span: Span | None
    trail: Trail
    asker: str | None = None
    reason: str | None = None
    lost: bool = False

    @property
    def allows(self) -> bool:
        return self.action == "allow"

    @property
    def denies(self) -> bool:
        return self.action == "deny"


@dataclass(frozen=True, slots=True)
class _Open:
    region: Region
    trail: Trail
    asker: str | None


OF_ANSWER = 6
"""Looks that an answer costs: a case may come of it, which is followed, judged and told."""

MOST_PARTS = 800
"""Parts that may go on side by side: more of them double with every further line."""


FEW_CONDITIONS, MOST_CARRIED = 16, 400
"""Conditions that a part may hang on at little cost; and how many more of them the parts that go on may have together.
Each is looked at with every line."""


def walk(name: str, gate: Gate, region: Region, sight: Sight, possible: Collection[str] | None = None) -> list[Answer]:
    """Every part of the region with its answer; they exclude each other and cover the region.

    `possible`: lines with another action are passed over as if they were not there (acl/Tree.cc `bannedAction`@5.7).
    """
    answers: list[Answer] = []
    still = [_Open(region, None, None)]
    sight = sight if sight.waits else replace(sight, walk=sight.budget.left)
    relevant = relevant_lines(gate, possible, sight)
    ends = _stretches(relevant, sight)
    behind = 0
    for place in relevant.places(sight):
        if isinstance(place, range):
            sight.budget.spend(len(still))
            still = _merged([_past(before, name, relevant, place, sight) for before in still])
            continue
        if place < behind:
            continue
        line = relevant.lines[place]
        if isinstance(line, Taint):
            return answers + [_tainted(before, line) for before in still]
        if place in ends and len(still) == 1:
            behind = ends[place]
            still = _through(name, relevant, range(place, behind), still[0], sight, answers)
        else:
            still = _through_line(name, line, still, sight, answers)
        if not still:
            return answers
    return answers + list(_implicit(name, gate, still))


def _through_line(name: str, line: AccessLine, still: list[_Open], sight: Sight, answers: list[Answer]) -> list[_Open]:
    """What goes on behind a line; what ends there is added to the answers."""
    going: list[_Open] = []
    before_line = len(answers)
    said = sight.compiled.of("said", (name, id(line)), dict[str, str])
    for before in still:
        for part in conjunction(line.terms, before.region, sight):
            _sort_out(name, line, said, before, part, answers, going)
    sight.budget.spend(len(going) + OF_ANSWER * (len(answers) - before_line))
    still = _merged(going)
    carried = sum([max(0, len(part.region.conditions) - FEW_CONDITIONS) for part in still])
    if len(still) > MOST_PARTS or carried > MOST_CARRIED:
        raise Spent
    return still


def _stretches(relevant: Lines, sight: Sight) -> Mapping[int, int]:
    if len(relevant.shared) < STRETCH:
        return {}
    from proxylint.formats.squid.stretches import stretches

    return stretches(relevant, sight)


_Ends = tuple[Sequence[Answer], Sequence[_Open]]
"""Where a stretch leads: what ends there, and what goes on."""


def _through(
    name: str, relevant: Lines, places: range, before: _Open, sight: Sight, answers: list[Answer]
) -> list[_Open]:
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
    return [_Open(replace(one.region, names=names), joined(before.trail, one.trail), one.asker) for one in going]


def _ends(name: str, relevant: Lines, places: range, before: _Open, sight: Sight) -> _Ends:
    """As if there were nothing before it."""
    answers: list[Answer] = []
    still = [_Open(before.region, None, before.asker)]
    for place in places:
        line = relevant.lines[place]
        assert isinstance(line, AccessLine)
        still = _through_line(name, line, still, sight, answers)
        if not still:
            break
    return answers, still


def _sort_out(
    name: str,
    line: AccessLine,
    said: dict[str, str],
    before: _Open,
    part: Part,
    answers: list[Answer],
    going: list[_Open],
) -> None:
    """`said`: notes on this line by outcome, each made once: a line may be long, its parts and the questions many."""
    step = _step(name, line, said, part)
    trail = (before.trail, step)
    asker = part.asker if line.terms else before.asker
    if part.reason is not None:
        answers.append(Answer(part.region, End.UNKNOWN, "", line.span, trail, None, part.reason, lost=True))
    elif part.held is None:
        answers.append(Answer(part.region, End.LOGIN, "", line.span, trail, asker))
    elif part.held:
        answers.append(Answer(part.region, End.MATCH, line.action, line.span, trail, asker))
    else:
        going.append(_Open(part.region, trail, asker))


def _step(name: str, line: AccessLine, said: dict[str, str], part: Part) -> Step:
    shown = part.step.held
    outcome = {True: "matched", False: "not matched", None: "may match"}[shown]
    if part.held is None:
        outcome = "asks the client to log in" if part.reason is None else f"unknown: {part.reason}"
    if outcome not in said:
        said[outcome] = f"{_written(name, line)}: {outcome}"
    return Step(line.span, said[outcome], shown, part.step.inner)


_FREE = 1_000
"""Looks that one term of a line never comes to."""


def _past(before: _Open, name: str, lines: Lines, places: range, sight: Sight) -> _Open:
    """Behind lines that are passed by."""
    known = before.region.names.known
    steps = Unheld(places, partial(_passed_by, name, lines, sight, before.region.names.family, known), 1)
    return _Open(before.region, (before.trail, steps), None)


def _passed_by(name: str, lines: Lines, sight: Sight, family: Family, known: tuple[Witness, ...], place: int) -> Step:
    """Of a line of which one term fails for all of a family, told as if that alone had been looked at for the known
    name; or of one that asks for the same as a line above."""
    line = lines.lines[place]
    assert isinstance(line, AccessLine)
    if place in lines.again:
        above = lines.lines[lines.again[place]].span
        note = f"{_written(name, line)}: not matched"
        return Step(line.span, note, False, (Step(above, "the same did not match further above", False),))
    anywhere = Region(Names.of(family, known=known))
    (part,) = conjunction((lines.asking(place),), anywhere, replace(sight, budget=Budget(_FREE)))
    return _step(name, line, {}, part)


def _written(name: str, line: AccessLine) -> str:
    return f"{name} {line.action} {' '.join(('!' if term.negated else '') + term.name for term in line.terms)}".strip()


def _tainted(before: _Open, taint: Taint) -> Answer:
    step = Step(taint.span, f"unknown: {taint.reason}", None)
    return Answer(before.region, End.UNKNOWN, "", taint.span, (before.trail, step), None, taint.reason)


def _implicit(name: str, gate: Gate, still: list[_Open]) -> Iterator[Answer]:
    """The opposite of the last line's action (acl/Checklist.cc:371-386@5.7)."""
    last = gate[-1] if gate else None
    action = "" if not isinstance(last, AccessLine) else {"allow": "deny", "deny": "allow"}.get(last.action, "")
    span = last.span if last is not None else None
    for before in still:
        trail = before.trail
        if action:
            trail = (trail, Step(span, f"no {name} line matched: the opposite of the last one, {action}", None))
        yield Answer(before.region, End.IMPLICIT, action, span, trail, before.asker)


def _merged(going: list[_Open]) -> list[_Open]:
    """Parts that go on in the same way need not stay apart; the reasons of the first one stand for all."""
    if len(going) < 2:
        return going
    return merged_by(going, lambda part: part.asker, lambda part: part.region, _with_region)


def _with_region(part: _Open, region: Region) -> _Open:
    return _Open(region, part.trail, part.asker)
