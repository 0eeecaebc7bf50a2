"""What looking at one ACL yields: parts of a region, each with an answer."""

from __future__ import annotations

from collections.abc import Hashable, Iterable

from proxylint.records import dataclass
from proxylint.region import Condition, Region, Sides
from proxylint.text import Span
from proxylint.verdict import Step


@dataclass(frozen=True, slots=True)
class Part:
    """`held` is None where the client is asked for credentials, which ends the whole check (auth/AclProxyAuth.cc@5.7);
    or, with a `reason`, where nothing can be told from here on.

    `step.held` is None too where the answer stands on something untold: what is followed here is one of two ways then.
    `asker`: the ACL looked at last, if it demands credentials; a denial is a 407 then (client_side_request.cc:758@5.7,
    `aclIsProxyAuth(AclMatchedName)`).
    """

    region: Region
    held: bool | None
    step: Step
    asker: str | None = None
    reason: str | None = None

    def stepped(self, step: Step) -> Part:
        return Part(self.region, self.held, step, self.asker, self.reason)


def sure(region: Region, held: bool, span: Span | None, note: str, *, asker: str | None = None) -> list[Part]:
    return [Part(region, held, Step(span, note, held), asker)]


def parted(sides: Sides, span: Span | None, holds: str, fails: str) -> list[Part]:
    """The two sides of a split, those that exist."""
    inside, outside = sides
    found = [] if inside is None else [Part(inside, True, Step(span, holds, True))]
    if outside is not None:
        found.append(Part(outside, False, Step(span, fails, False)))
    return found


UNTOLD = "?"
"""Begins the id of a condition that stands for something not modelled; cases never keep such a condition."""


def is_untold(condition: Condition) -> bool:
    return condition.id.startswith(UNTOLD)


def untold(region: Region, id: str, reason: str, span: Span | None) -> list[Part]:
    """Both answers, to be brought together again where they lead to the same end (settling.py); else `reason` stays.

    `id`: looks with the same one are taken to have the same answer, so it must tell apart what may differ.
    """
    condition = Condition(f"{UNTOLD}{id}", reason, span)
    step = Step(span, f"unknown: {reason}")
    sides = zip(region.split_condition(condition), (True, False), strict=True)
    return [Part(side, held, step) for side, held in sides if side is not None]


def hanging(region: Region, id: str, text: str, unless: str, span: Span | None, meaning: Hashable = None) -> list[Part]:
    """Both sides of something that no option fixes and that a reader can judge: a header, a helper, chance.

    `meaning` as of `Condition`.
    """
    condition = Condition(id, text, span, unless, meaning=meaning)
    return parted(region.split_condition(condition), span, text, unless)


def every(parts: Iterable[Iterable[Part]]) -> list[Part]:
    return [part for some in parts for part in some]
