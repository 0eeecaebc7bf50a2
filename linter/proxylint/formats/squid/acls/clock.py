"""ACL type time (acl/TimeData.cc:102-221@5.7)."""

from __future__ import annotations

from proxylint.formats.squid.acls.part import Part, parted, untold
from proxylint.formats.squid.compiled import list_key
from proxylint.formats.squid.model import Acl
from proxylint.formats.squid.model import Part as AclPart
from proxylint.formats.squid.reading.scalars import time_range
from proxylint.formats.squid.sight import Sight
from proxylint.intervals import Intervals
from proxylint.region import MINUTES, Region
from proxylint.text import Span

_DAYS = {"S": (0,), "M": (1,), "T": (2,), "W": (3,), "H": (4,), "F": (5,), "A": (6,), "D": (1, 2, 3, 4, 5)}
_DAY = 24 * 60


def look_time(acl: Acl, region: Region, sight: Sight, span: Span) -> list[Part]:
    minutes = sight.compiled.of("minutes", list_key(acl, sight.compiled), lambda: read_minutes(acl))
    if minutes is None:
        return untold(region, f"time {acl.name}", f"'{acl.name}' (time) has a value that is not understood", span)
    sides = region.with_minutes(*sight.compiled.partings.of(region.minutes, minutes))
    return parted(sides, span, f"it is time for '{acl.name}'", f"it is not time for '{acl.name}'")


def read_minutes(acl: Acl) -> Intervals | None:
    """The minutes of the week in which the ACL holds; None for a value that Squid would refuse."""
    found: list[tuple[int, int]] = []
    for part in acl.parts:
        added = _part_minutes(part)
        if added is None:
            return None
        found += added
    return Intervals.of(found) & MINUTES


def _part_minutes(part: AclPart) -> list[tuple[int, int]] | None:
    """Days gather until a time range uses them up; a range without days is for every day, days alone for all day."""
    found: list[tuple[int, int]] = []
    days: set[int] = set()
    for text in part.values.texts():
        if not "0" <= text[:1] <= "9":
            days.update(day for letter in text for day in _DAYS.get(letter, ()))
            continue
        read = time_range(text)
        if read is None:
            return None
        first, last = read[0] * 60 + read[1], read[2] * 60 + read[3]
        found += [(day * _DAY + first, day * _DAY + min(last, _DAY - 1)) for day in sorted(days) or range(7)]
        days = set()
    return found + [(day * _DAY, day * _DAY + _DAY - 1) for day in sorted(days)]
