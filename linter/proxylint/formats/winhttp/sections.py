"""A file of Windows settings, taken apart by computer: each has settings of its own, whoever else is in the file."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import fields, is_dataclass, replace
from functools import cache, partial

from proxylint.format import Policy
from proxylint.formats.winhttp.model import Setting
from proxylint.formats.winhttp.policy import WinhttpPolicy
from proxylint.section import SUBJECT, Section
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
    groups: dict[str, list[Setting]] = {}
    for setting in policy.settings:
        groups.setdefault((setting.record.host or "").casefold(), []).append(setting)
    (source,) = policy.sources.values()
    return [_section(policy, source, group) for group in groups.values()]


def _section(policy: WinhttpPolicy, source: Source, group: list[Setting]) -> Section:
    """Records of a computer with a name are counted anew: where they stand among others plays no part."""
    host = group[0].record.host
    if host is not None:
        group = [
            replace(setting, record=replace(setting.record, index=number, host=SUBJECT))
            for number, setting in enumerate(group, 1)
        ]
    parts = [_Relative(setting) for setting in group]
    start, end = min(part.start for part in parts), max(part.end for part in parts)
    text = source.text[start:end]
    key = None
    if end - start <= _LONGEST and SUBJECT not in text:
        key = (text, host is None, tuple(part.key(start) for part in parts))
    return Section(key, Span(source.path, start, end), host, partial(_only, policy, tuple(group)))


def _only(policy: WinhttpPolicy, group: tuple[Setting, ...]) -> Policy:
    return replace(policy, settings=group)


class _Relative:
    """All that was read of a record, with places that count from the start of its section."""

    def __init__(self, setting: Setting) -> None:
        self._flat: list[object] = []
        self._places: list[int] = []
        _flatten((setting.record, replace(setting.written, host=None), setting.unknown, setting.span), self)
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
