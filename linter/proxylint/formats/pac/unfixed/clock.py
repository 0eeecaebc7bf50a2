"""The local time, where the question leaves it open: known as the minute of the week only."""

from __future__ import annotations

from collections.abc import Callable

from proxylint.formats.pac.javascript.realm import Realm
from proxylint.formats.pac.javascript.values import Value
from proxylint.formats.pac.javascript.varying import Varying
from proxylint.formats.pac.unfixed.flag import Count
from proxylint.formats.pac.world import World
from proxylint.intervals import Intervals

DAY = 24 * 60

OF_MINUTE: dict[str, Callable[[int], int]] = {
    "getDay": lambda minute: minute // DAY,
    "getHours": lambda minute: minute % DAY // 60,
    "getMinutes": lambda minute: minute % 60,
}


def minutes_where(holds: Callable[[int], bool]) -> Intervals:
    return Intervals.of((minute, minute) for minute in range(7 * DAY) if holds(minute))


class Now(Varying):
    """What a Date holds that was made from the clock."""

    __slots__ = ()

    type_name = "object"
    what = "the present time"

    def method(self, realm: Realm, name: str, arguments: list[Value]) -> Value:
        if name not in OF_MINUTE:
            return super().method(realm, name, arguments)
        part = OF_MINUTE[name]

        def at_least(world: World, bound: int) -> bool:
            return world.minute(minutes_where(lambda minute: part(minute) >= bound))

        return Count(f"{name}() of the present time", at_least)
