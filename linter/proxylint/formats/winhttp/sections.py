"""A file of Windows settings, taken apart by computer: each has settings of its own, whoever else is in the file."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from functools import cache, partial

from proxylint.format import SUBJECT, Policy, Section
from proxylint.formats.winhttp.device import Device
from proxylint.formats.winhttp.model import Setting
from proxylint.formats.winhttp.policy import WinhttpPolicy
from proxylint.formats.winhttp.ways import Work
from proxylint.records import dataclass, field, fields, is_dataclass, replace
from proxylint.text import Source, Span
from proxylint_grammars.winhttp.syntax import Word

_LONGEST = 1 << 16
"""Characters of a section that is compared with others."""


def sections(policy: Policy) -> Sequence[Section]:
    """One section for each computer of the file; none where what is read of the file hangs together otherwise.

    That is: where the file was not understood as a whole, or names another file.
    """
    assert isinstance(policy, WinhttpPolicy)
    if policy.failure is not None or policy.remarks or len(policy.sources) != 1:
        return ()
    groups: dict[str, _Computer] = {}
    for setting in policy.settings:
        groups.setdefault((setting.record.host or "").casefold(), _Computer()).settings.append(setting)
    for device in policy.devices:
        if not device.values and (device.host or "").casefold() not in groups:
            continue  # Internet Explorer settings alone are nothing to judge
        groups.setdefault((device.host or "").casefold(), _Computer()).devices.append(device)
    (source,) = policy.sources.values()
    return [_section(policy, source, group) for group in groups.values()]


@dataclass(slots=True)
class _Computer:
    """What a file holds of one computer: records of its setting, and what it tells of its registry, once at most."""

    settings: list[Setting] = field(default_factory=list)
    devices: list[Device] = field(default_factory=list)

    @property
    def host(self) -> str | None:
        return (*(setting.record for setting in self.settings), *(device.record for device in self.devices))[0].host

    def counted_anew(self) -> _Computer:
        """With records that count from 1 and a name to be put in: where they stand among others plays no part."""
        return _Computer(
            [
                replace(setting, record=replace(setting.record, index=number, host=SUBJECT))
                for number, setting in enumerate(self.settings, 1)
            ],
            [
                replace(device, record=replace(device.record, index=number, host=SUBJECT))
                for number, device in enumerate(self.devices, len(self.settings) + 1)
            ],
        )

    @property
    def parts(self) -> list[_Relative]:
        told = [(one.record, replace(one.written, host=None), one.unknown, one.span) for one in self.settings]
        return [_Relative(value) for value in (*told, *self.devices)]


def _section(policy: WinhttpPolicy, source: Source, group: _Computer) -> Section:
    host = group.host
    if host is not None:
        group = group.counted_anew()
    parts = group.parts
    start, end = min(part.start for part in parts), max(part.end for part in parts)
    text = source.text[start:end]
    key = None
    if end - start <= _LONGEST and SUBJECT not in text:
        key = (text, host is None, tuple(part.key(start) for part in parts))
    return Section(key, Span(source.path, start, end), host, partial(_only, policy, group, end - start))


def _only(policy: WinhttpPolicy, group: _Computer, characters: int) -> Policy:
    """With means of its own, so that equal ones get equal answers, whatever stands beside them."""
    return replace(policy, settings=tuple(group.settings), devices=tuple(group.devices), work=Work.of_part(characters))


class _Relative:
    """All that was read of a record or a registry, with places that count from the start of its section."""

    def __init__(self, value: object) -> None:
        self._flat: list[object] = []
        self._places: list[int] = []
        _flatten(value, self)
        self.start, self.end = min(self._places), max(self._places)

    def key(self, base: int) -> Hashable:
        return tuple(self._flat), tuple(place - base for place in self._places)

    def place(self, *places: int) -> None:
        self._places.extend(places)

    def value(self, value: object) -> None:
        self._flat.append(value)


def _flatten(value: object, into: _Relative) -> None:
    if isinstance(value, Span):
        into.place(value.start, value.end)
        into.value(Span)
    elif isinstance(value, Word):
        into.value(value.text)
        into.place(value.span.start, value.span.end, *value.offsets)
        into.value(len(value.offsets))
    elif isinstance(value, tuple):
        into.value(len(value))
        for one in value:
            _flatten(one, into)
    elif is_dataclass(value) and not isinstance(value, type):
        into.value(type(value))
        for get in _getters(type(value)):
            _flatten(get(value), into)
    else:
        into.value(value)


@cache
def _getters(kind: type) -> tuple[Callable[[object], object], ...]:
    from operator import attrgetter

    return tuple(attrgetter(field.name) for field in fields(kind))
