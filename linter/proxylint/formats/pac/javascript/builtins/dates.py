"""Date in local time: ECMA-262 section 21.4. The time zone is the device's and is not known here, so whatever needs it
(UTC methods, time stamps, offsets) is `Unmodelled`; local components and the order of two dates do not."""

from __future__ import annotations

from datetime import datetime, timedelta

from proxylint.formats.pac.javascript.builtins.table import constructor, method, number_at, static
from proxylint.formats.pac.javascript.numbers import NAN, integer
from proxylint.formats.pac.javascript.realm import Realm
from proxylint.formats.pac.javascript.values import Obj, Unmodelled, Value
from proxylint.formats.pac.javascript.varying import Varying

_ZONE = "needs the time zone of the device, which is not known"


def _construct(realm: Realm, arguments: list[Value], new_target: Obj) -> Value:
    made = Obj(realm.prototypes["Date"], "Date")
    if not arguments:
        made.primitive = realm.world.now(realm)
    elif len(arguments) == 1:
        value = arguments[0]
        if not (isinstance(value, Obj) and value.kind == "Date"):
            raise Unmodelled(f"a date from one value {_ZONE}")
        made.primitive = value.primitive
    else:
        made.primitive = _from_parts([number_at(realm, arguments, index, "Date()") for index in range(len(arguments))])
    return made


def _from_parts(parts: list[float]) -> datetime | None:
    """None = an invalid date."""
    if any(part != part or abs(part) > 1e8 for part in parts):
        return None
    year, month, day, hour, minute, second, fraction = _padded(parts)
    year += 1900 if 0 <= year <= 99 else 0
    year, month = year + month // 12, month % 12
    if not 1 <= year <= 9999:
        raise Unmodelled("a date before the year 1 or after 9999")
    try:
        start = datetime(year, month + 1, 1)
        return start + timedelta(days=day - 1, hours=hour, minutes=minute, seconds=second, milliseconds=fraction)
    except OverflowError:
        raise Unmodelled("a date before the year 1 or after 9999") from None


def _padded(parts: list[float]) -> tuple[int, ...]:
    whole = [int(integer(part)) for part in parts[:7]]
    return tuple(whole + [0, 0, 1, 0, 0, 0, 0][len(whole) :])


_GETTERS = {
    "getFullYear": lambda date: date.year,
    "getYear": lambda date: date.year - 1900,
    "getMonth": lambda date: date.month - 1,
    "getDate": lambda date: date.day,
    "getDay": lambda date: date.isoweekday() % 7,
    "getHours": lambda date: date.hour,
    "getMinutes": lambda date: date.minute,
    "getSeconds": lambda date: date.second,
    "getMilliseconds": lambda date: date.microsecond // 1000,
}


def _getter(name: str) -> None:
    @method("Date", name)
    def call(realm: Realm, this: Value, arguments: list[Value]) -> Value:
        if not isinstance(this, Obj) or this.kind != "Date":
            raise realm.error("TypeError", "this is not a Date object.")
        value = this.primitive
        if isinstance(value, Varying):
            return value.method(realm, name, arguments)
        return NAN if value is None else float(_GETTERS[name](value))


for _name in _GETTERS:
    _getter(_name)


_LENGTHS = {"FullYear": 3, "Hours": 4, "Minutes": 3, "Month": 2, "Seconds": 2, "toJSON": 1, "UTC": 7, "parse": 1}


def _length(name: str) -> int:
    part = name.removeprefix("set").removeprefix("UTC") if name.startswith("set") else name
    return _LENGTHS.get(part, 1 if name.startswith("set") else 0)


def _refusal(*names: str) -> None:
    name = names[0]

    @method("Date", *names, length=0 if name.startswith("get") else _length(name))
    def call(realm: Realm, this: Value, arguments: list[Value]) -> Value:
        raise Unmodelled(f"{name}() {_ZONE}")


for _name in (
    *("getTime", "valueOf", "getTimezoneOffset", "toString", "toISOString", "toJSON"),
    *("toDateString", "toTimeString", "toLocaleString", "toLocaleDateString", "toLocaleTimeString"),
    *(f"getUTC{part}" for part in ("FullYear", "Month", "Date", "Day", "Hours", "Minutes", "Seconds", "Milliseconds")),
    *(
        f"set{zone}{part}"
        for zone in ("UTC", "")
        for part in ("FullYear", "Month", "Date", "Hours", "Minutes", "Seconds", "Milliseconds", "Time")
    ),
):
    _refusal(_name)
_refusal("toUTCString", "toGMTString")


def _call(realm: Realm, this: Value, arguments: list[Value]) -> Value:
    raise Unmodelled(f"the text of a date {_ZONE}")


constructor("Date", _call, _construct, 7)


def _static(name: str) -> None:
    @static("Date", name, length=_length(name))
    def call(realm: Realm, this: Value, arguments: list[Value]) -> Value:
        raise Unmodelled(f"Date.{name}() {_ZONE}")


for _name in ("now", "parse", "UTC"):
    _static(_name)
