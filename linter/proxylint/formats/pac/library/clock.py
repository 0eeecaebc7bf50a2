"""weekdayRange, timeRange and dateRange, as Chromium and Firefox define them: ranges may run over the end.

With "GMT" as last argument they need the time zone of the device, which is not known.
"""

from __future__ import annotations

from datetime import datetime

from proxylint.formats.pac.javascript import convert
from proxylint.formats.pac.javascript.numbers import integer, read_whole
from proxylint.formats.pac.javascript.realm import Realm
from proxylint.formats.pac.javascript.values import Thrown, Value
from proxylint.formats.pac.javascript.varying import Varying
from proxylint.formats.pac.unfixed.clock import DAY, WEEK, every
from proxylint.formats.pac.unfixed.flag import Flag, world_of
from proxylint.intervals import Intervals
from proxylint.region import Condition

DAYS = ("SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT")
MONTHS = ("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC")


def _fixed(realm: Realm, arguments: list[Value], name: str) -> tuple[list[Value], bool]:
    """The arguments without "GMT", and whether it was there."""
    for value in arguments:
        if isinstance(value, Varying):
            raise value.beyond(f"{name}() with the value")
    gmt = bool(arguments) and arguments[-1] == "GMT"
    return (arguments[:-1] if gmt else arguments), gmt


def _open(name: str, arguments: list[Value]) -> Flag:
    """What the minute of the week does not decide is a condition of its own."""
    said = f"{name}({', '.join(_shown(value) for value in arguments)}) holds"
    condition = Condition(f"pac:{said}", said, meaning=said)
    return Flag(lambda world: world.condition(condition))


def _shown(value: Value) -> str:
    return f"'{value}'" if type(value) is str else f"{value:g}" if type(value) is float else str(value)


def _of_minute(realm: Realm, gmt: bool, name: str, arguments: list[Value], wanted: Intervals) -> Value:
    if gmt:
        return _open(name, arguments)
    now = world_of(realm).given.now
    if now is not None:
        return now.isoweekday() % 7 * DAY + now.hour * 60 + now.minute in wanted
    return Flag(lambda world: world.minute(wanted))


def weekday_range(realm: Realm, this: Value, arguments: list[Value]) -> Value:
    days, gmt = _fixed(realm, arguments, "weekdayRange")
    if not arguments:
        return False
    first = DAYS.index(days[0]) if days and days[0] in DAYS else -1
    last = (DAYS.index(days[1]) if days[1] in DAYS else -1) if len(days) == 2 else first
    if first < 0 or last < 0:
        return False

    start, end = first * DAY, last * DAY + DAY - 1
    return _of_minute(realm, gmt, "weekdayRange", arguments, every(WEEK, _around(start, end, WEEK)))


def _around(start: int, end: int, period: int) -> tuple[tuple[int, int], ...]:
    """From start to end, over the end of the period where that is before."""
    return ((start, end),) if start <= end else ((start, period - 1), (0, end))


def time_range(realm: Realm, this: Value, arguments: list[Value]) -> Value:
    """Hours `(a)` or `(a, b)` do not run over midnight; with minutes and seconds they do."""
    parts, gmt = _fixed(realm, arguments, "timeRange")
    if not arguments:
        return False
    if len(parts) not in (1, 2, 4, 6):
        raise Thrown("timeRange: bad number of arguments")
    numbers = [convert.fixed_number(realm, value, "timeRange()") for value in parts]
    if len(parts) < 3:
        hours = [hour for hour in range(24) if numbers[0] <= hour <= numbers[-1]]
        wanted = every(DAY, ((hours[0] * 60, hours[-1] * 60 + 59),) if hours else ())
        return _of_minute(realm, gmt, "timeRange", arguments, wanted)
    if any(number != integer(number) or not 0 <= number < 60 for number in numbers):
        return _open("timeRange", arguments)
    if len(parts) == 6:
        return _with_seconds(realm, gmt, arguments, [int(number) for number in numbers])
    start, end = int(numbers[0]) * 60 + int(numbers[1]), int(numbers[2]) * 60 + int(numbers[3])
    if start >= DAY or end >= DAY:
        return _open("timeRange", arguments)
    return _of_minute(realm, gmt, "timeRange", arguments, every(DAY, _around(start, end, DAY)))


def _with_seconds(realm: Realm, gmt: bool, arguments: list[Value], numbers: list[int]) -> Value:
    now = world_of(realm).given.now
    if now is None or gmt or numbers[0] > 23 or numbers[3] > 23:
        return _open("timeRange", arguments)
    second = now.hour * 3600 + now.minute * 60 + now.second
    start, end = (at[0] * 3600 + at[1] * 60 + at[2] for at in (numbers[:3], numbers[3:]))
    return start <= second <= end if start <= end else second >= start or second <= end


def date_range(realm: Realm, this: Value, arguments: list[Value]) -> Value:
    """A day, month or year alone is decided where the time is given; ranges are a condition of their own."""
    parts, gmt = _fixed(realm, arguments, "dateRange")
    if not arguments:
        return False
    now = world_of(realm).given.now
    if len(parts) != 1 or gmt or now is None:
        return _open("dateRange", arguments)
    return _single(realm, parts[0], now)


def _single(realm: Realm, part: Value, now: datetime) -> bool:
    number = read_whole(convert.fixed_text(realm, part, "dateRange()"), 0)
    if number != number:
        return part in MONTHS and MONTHS.index(part) == now.month - 1
    return float(now.day if number < 32 else now.year) == number
