"""Access lists: lines from the top, terms from the left, the first line that matches wins (acl/Tree.cc@5.7)."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from enum import StrEnum

from proxylint.formats.squid.acls.evaluate import conjunction
from proxylint.formats.squid.acls.part import Part
from proxylint.formats.squid.model import AccessLine, Gate, Taint
from proxylint.formats.squid.sight import Sight, Spent
from proxylint.merging import merged_by
from proxylint.records import dataclass, replace
from proxylint.region import Region
from proxylint.text import Span
from proxylint.verdict import Step, Trace, Trail


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
class Open:
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


SHORT = 8
"""Lines of a list that is walked line by line; for a longer one it pays to find out which of them matter."""


def walk(name: str, gate: Gate, region: Region, sight: Sight, possible: Collection[str] | None = None) -> list[Answer]:
    """Every part of the region with its answer; they exclude each other and cover the region.

    `possible`: lines with another action are passed over as if they were not there (acl/Tree.cc `bannedAction`@5.7).
    """
    answers: list[Answer] = []
    still = [Open(region, None, None)]
    sight = sight if sight.waits else replace(sight, walk=sight.budget.left)
    if len(gate) > SHORT:
        from proxylint.formats.squid.long_lists import through

        still = through(name, gate, possible, still, sight, answers)
    else:
        for line in acting(gate, possible):
            if still:
                still = through_line(name, line, still, sight, answers)
    return answers + list(_implicit(name, gate, still))


def acting(gate: Gate, possible: Collection[str] | None) -> Gate:
    """The lines that can act. `possible`: their actions; None = all."""
    return gate if possible is None else tuple(one for one in gate if isinstance(one, Taint) or one.action in possible)


def through_line(
    name: str, line: AccessLine | Taint, still: list[Open], sight: Sight, answers: list[Answer]
) -> list[Open]:
    """What goes on behind a line; what ends there is added to the answers."""
    if isinstance(line, Taint):
        answers += [_tainted(before, line) for before in still]
        return []
    going: list[Open] = []
    before_line = len(answers)
    said = sight.compiled.of("said", (name, id(line)), dict[str, str])
    for before in still:
        for part in conjunction(line.terms, before.region, sight):
            _sort_out(name, line, said, before, part, answers, going)
    sight.budget.spend(len(going) + OF_ANSWER * (len(answers) - before_line))
    still = merged(going)
    carried = sum([max(0, len(part.region.conditions) - FEW_CONDITIONS) for part in still])
    if len(still) > MOST_PARTS or carried > MOST_CARRIED:
        raise Spent
    return still


def _sort_out(
    name: str,
    line: AccessLine,
    said: dict[str, str],
    before: Open,
    part: Part,
    answers: list[Answer],
    going: list[Open],
) -> None:
    """`said`: notes on this line by outcome, each made once: a line may be long, its parts and the questions many."""
    step = step_of(name, line, said, part)
    trail = (before.trail, step)
    asker = part.asker if line.terms else before.asker
    if part.reason is not None:
        answers.append(Answer(part.region, End.UNKNOWN, "", line.span, trail, None, part.reason, lost=True))
    elif part.held is None:
        answers.append(Answer(part.region, End.LOGIN, "", line.span, trail, asker))
    elif part.held:
        answers.append(Answer(part.region, End.MATCH, line.action, line.span, trail, asker))
    else:
        going.append(Open(part.region, trail, asker))


def step_of(name: str, line: AccessLine, said: dict[str, str], part: Part) -> Step:
    shown = part.step.held
    outcome = {True: "matched", False: "not matched", None: "may match"}[shown]
    if part.held is None:
        outcome = "asks the client to log in" if part.reason is None else f"unknown: {part.reason}"
    if outcome not in said:
        said[outcome] = f"{written(name, line)}: {outcome}"
    return Step(line.span, said[outcome], shown, part.step.inner)


def written(name: str, line: AccessLine) -> str:
    return f"{name} {line.action} {' '.join(('!' if term.negated else '') + term.name for term in line.terms)}".strip()


def _tainted(before: Open, taint: Taint) -> Answer:
    step = Step(taint.span, f"unknown: {taint.reason}", None)
    return Answer(before.region, End.UNKNOWN, "", taint.span, (before.trail, step), None, taint.reason)


def _implicit(name: str, gate: Gate, still: list[Open]) -> Iterator[Answer]:
    """The opposite of the last line's action (acl/Checklist.cc:371-386@5.7)."""
    last = gate[-1] if gate else None
    action = "" if not isinstance(last, AccessLine) else {"allow": "deny", "deny": "allow"}.get(last.action, "")
    span = last.span if last is not None else None
    for before in still:
        trail = before.trail
        if action:
            trail = (trail, Step(span, f"no {name} line matched: the opposite of the last one, {action}", None))
        yield Answer(before.region, End.IMPLICIT, action, span, trail, before.asker)


def merged(going: list[Open]) -> list[Open]:
    """Parts that go on in the same way need not stay apart; the reasons of the first one stand for all."""
    if len(going) < 2:
        return going
    return merged_by(going, lambda part: part.asker, lambda part: part.region, _with_region)


def _with_region(part: Open, region: Region) -> Open:
    return Open(region, part.trail, part.asker)
