"""The local time, where the question leaves it open: known as the minute of the week only."""

from __future__ import annotations

from functools import lru_cache

from proxylint.formats.pac.javascript.realm import Realm
from proxylint.formats.pac.javascript.values import Value
from proxylint.formats.pac.javascript.varying import Varying
from proxylint.formats.pac.unfixed.flag import Count
from proxylint.formats.pac.world import World
from proxylint.intervals import Intervals

DAY = 24 * 60

WEEK = 7 * DAY

OF_MINUTE: dict[str, tuple[int, int]] = {"getDay": (WEEK, DAY), "getHours": (DAY, 60), "getMinutes": (60, 1)}
"""Of each part of the time, after how many minutes it begins anew, and how many each of its values lasts."""


@lru_cache(maxsize=1 << 10)
def every(period: int, parts: tuple[tuple[int, int], ...]) -> Intervals:
    """First and last minute of each part, again in each period of the week."""
    return Intervals.of(
        (begin + first, begin + last) for first, last in parts for begin in range(0, WEEK, period) if first <= last
    )


class Now(Varying):
    """What a Date holds that was made from the clock."""

    __slots__ = ()

    type_name = "object"
    what = "the present time"

    def method(self, realm: Realm, name: str, arguments: list[Value]) -> Value:
        if name not in OF_MINUTE:
            return super().method(realm, name, arguments)
        period, lasts = OF_MINUTE[name]

        def at_least(world: World, bound: int) -> bool:
            return world.minute(every(period, ((max(bound, 0) * lasts, period - 1),)))

        return Count(f"{name}() of the present time", at_least)
