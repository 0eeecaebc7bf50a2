"""The answer of a file: for each of its records, which way a request goes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from proxylint.format import Given, Policy, Remark
from proxylint.formats.winhttp.components import Question, component_cases, untold
from proxylint.formats.winhttp.device import STORE, Device, Name
from proxylint.formats.winhttp.model import Setting
from proxylint.formats.winhttp.ways import Asked, Work, setting_cases
from proxylint.records import dataclass, field
from proxylint.region import Record
from proxylint.request import Request
from proxylint.text import Source
from proxylint.verdict import Case, Failure, Verdict
from proxylint_grammars.winhttp.syntax import Store

SETTING_ITSELF = "winhttp"
"""The component that is asked for where none is named: whatever takes the WinHTTP setting as it stands."""


@dataclass(frozen=True, slots=True, eq=False)
class WinhttpPolicy:
    """All records of a file, each a setting of its own. Access and TLS are not for the client to say.

    `devices`: what the file tells of the registry, by computer. One that has no record is a case of its own.
    A file without any record gives no case, and `failure` says so. Equal to itself alone, so that what was found out
    about it can be kept. `sources` hold no passwords.
    """

    sources: Mapping[str, Source]
    settings: tuple[Setting, ...] = ()
    remarks: Sequence[Remark] = ()
    failure: Failure | None = None
    devices: tuple[Device, ...] = ()
    work: Work = field(default_factory=lambda: Work.of_file(0), repr=False)

    def decide(self, request: Request, given: Given) -> Verdict:
        asked, component = Asked(request, self.work), given.component or SETTING_ITSELF
        if component == SETTING_ITSELF:
            return Verdict(request, tuple(self._as_set(asked)))
        return Verdict(
            request, tuple(case for asking in self._questions() for case in component_cases(component, asking, asked))
        )

    def _as_set(self, asked: Asked) -> Iterator[Case]:
        for setting in self.settings:
            yield from setting_cases(setting, asked)
        for device in self._alone():
            yield from untold(Question(device, None, device.record, device.span), asked)

    def _alone(self) -> list[Device]:
        """The computers of which the file shows settings, but not the one of WinHTTP."""
        shown = {_folded(setting.record.host) for setting in self.settings}
        return [device for device in self.devices if device.values and _folded(device.host) not in shown]

    def _questions(self) -> Iterator[Question]:
        """A component is a 64-bit program: the copy of the setting for 32-bit programs is none of its settings."""
        devices = {_folded(device.host): device for device in self.devices}
        native = {_folded(setting.record.host) for setting in self.settings if not _is_copy(setting)}
        for setting in self.settings:
            host = _folded(setting.record.host)
            device = devices.get(host) or Device(Record(1, setting.record.host, STORE))
            if not _is_copy(setting):
                yield Question(device, setting, setting.record, setting.written.span)
            elif host not in native:
                yield Question(device, None, setting.record, setting.written.span)
        for device in self._alone():
            yield Question(device, None, device.record, device.span)


def _folded(host: str | None) -> str:
    return (host or "").casefold()


def _is_copy(setting: Setting) -> bool:
    return setting.record.store == Store.WOW64


_OF_COMPONENTS = frozenset((Name.TELEMETRY, Name.PREFER_STATIC, Name.PROXY, Name.PAC, Name.BYPASS))


def shows_components(policy: Policy) -> bool:
    """Whether a file shows settings by which components go other ways than the WinHTTP setting says."""
    devices = policy.devices if isinstance(policy, WinhttpPolicy) else ()
    return any(name in _OF_COMPONENTS for device in devices for name, _ in device.values)
