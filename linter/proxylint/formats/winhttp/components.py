"""Whose settings count for whom: the parts of Defender for Endpoint take their proxies from different places.

What Microsoft documents about it, and where the order of two places is not documented, is written at each part.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache, partial

from proxylint.formats.winhttp.bypass import BypassList, Part, divide, undivided
from proxylint.formats.winhttp.device import SERVICES, Device, Name
from proxylint.formats.winhttp.model import Setting, Unknown
from proxylint.formats.winhttp.own_proxies import antivirus_hop, sensor_hop
from proxylint.formats.winhttp.showing import shown
from proxylint.formats.winhttp.ways import Asked, setting_cases, told
from proxylint.names import Names
from proxylint.records import dataclass
from proxylint.regex import regex
from proxylint.region import Record
from proxylint.text import Span
from proxylint.verdict import DIRECT, Case, Decision, Hop, Route, Step
from proxylint_grammars.winhttp import read_bypass_list
from proxylint_grammars.winhttp.syntax import BypassEntry, Key, Word


@dataclass(frozen=True, slots=True)
class Question:
    """A component asks, on one computer. `setting`: the WinHTTP setting that it finds; None = the file shows none.

    `record` is what the answer belongs to, `span` where that stands.
    """

    device: Device
    setting: Setting | None
    record: Record
    span: Span

    @property
    def goes_direct(self) -> bool:
        """Whether the WinHTTP setting is shown and is certainly direct access."""
        return self.setting is not None and self.setting.unknown is None and self.setting.static is None

    def case(self, names: Names, decision: Decision[Route], *steps: Step) -> Case:
        title = self.setting.title if self.setting else _title(self.record)
        return told(self.record, names, decision, Step(self.span, title, None, steps))

    def unknown(self, asked: Asked, unknown: Unknown) -> tuple[Case, ...]:
        decision: Decision[Route] = Decision(None, unknown.span, unknown.reason)
        return (self.case(asked.everything, decision, Step(unknown.span, unknown.reason)),)


def _title(record: Record) -> str:
    return f"registry of {record.host}" if record.host else "registry"


Cases = tuple[Case, ...]


def component_cases(component: str, question: Question, asked: Asked) -> Cases:
    """The ways of one request, by component; unknown for one that is not known here."""
    answer = _ANSWERS.get(component)
    if answer is None:
        reason = f"which proxy the component {shown(component)} uses is not modelled"
        return question.unknown(asked, Unknown(reason, question.span))
    return answer(question, asked)


def untold(question: Question, asked: Asked) -> Cases:
    return question.unknown(asked, Unknown("the file does not show the WinHTTP setting", question.span))


def _system(question: Question, asked: Asked) -> Cases:
    """The WinHTTP setting as it stands."""
    return untold(question, asked) if question.setting is None else setting_cases(question.setting, asked)


def _sensor(question: Question, asked: Asked) -> Cases:
    """The sensor finds its proxy by TelemetryProxyServer or the WinHTTP setting (configure-proxy-internet).

    Which of them comes first is documented only for PreferStaticProxyForHttpRequest = 1. A TelemetryProxyServer that is
    not reached is left for direct access (verify-connectivity).
    """
    own, first = question.device.text(Name.TELEMETRY), question.device.flag(Name.PREFER_STATIC)
    if own is None and question.setting is None:
        reason = "the file shows neither TelemetryProxyServer nor the WinHTTP setting"
        return question.unknown(asked, Unknown(reason, question.span))
    if own is None:
        return _system(question, asked)
    hop = own if isinstance(own, Unknown) else sensor_hop(own)
    if isinstance(hop, Unknown):
        return question.unknown(asked, hop)
    if isinstance(first, Unknown):
        return question.unknown(asked, first)
    assert isinstance(own, Word)
    if first or question.setting is None or question.goes_direct:
        steps = _sensor_steps(question, own, first)
        return (question.case(asked.everything, Decision((hop, DIRECT), own.span), *steps),)
    return tuple(_agreed(question, own, hop, case) for case in setting_cases(question.setting, asked))


def _sensor_steps(question: Question, own: Word, first: bool | None) -> Iterator[Step]:
    prefer = question.device.value(Name.PREFER_STATIC)
    yield Step(own.span, f"the sensor uses TelemetryProxyServer {shown(own.text)}, and goes direct without it", True)
    if first and prefer:
        yield Step(prefer.span, "PreferStaticProxyForHttpRequest puts it before the WinHTTP setting", True)
    elif question.setting is not None:
        yield Step(question.setting.span, "the WinHTTP setting names no proxy", False)


_NO_ORDER = "which of TelemetryProxyServer and the WinHTTP setting the sensor takes is not documented"


def _agreed(question: Question, own: Word, hop: Hop, case: Case) -> Case:
    """A part of the hosts whose way is known only where both settings name the same."""
    route = case.route
    if route.value and route.value[0] == hop:
        return case
    why = "they differ" if route.reason is None else f"the latter is not certain: {route.reason}"
    note = Step(own.span, f"TelemetryProxyServer is {shown(own.text)}")
    return question.case(case.when.names, Decision(None, own.span, f"{_NO_ORDER}, and {why}"), note, *route.trace)


def _antivirus(question: Question, asked: Asked) -> Cases:
    """Defender Antivirus tries ProxyServer, ProxyPacUrl, none, Internet Explorer's settings and auto-detection in this
    order (ADMX_MicrosoftDefenderAntivirus); the WinHTTP setting is not among them."""
    own, pac = question.device.text(Name.PROXY), question.device.text(Name.PAC)
    if own is not None:
        return _own_proxy(question, asked, own)
    if isinstance(pac, Unknown):
        return question.unknown(asked, pac)
    if pac is not None:
        return question.unknown(asked, Unknown(f"decided by the PAC file at {shown(pac.text)} (ProxyPacUrl)", pac.span))
    reason = (
        "the file shows no ProxyServer and no ProxyPacUrl of Defender Antivirus, and the WinHTTP setting is not in the "
        "documented order of its proxies"
    )
    return question.unknown(asked, Unknown(reason, question.span))


def _network_protection(question: Question, asked: Asked) -> Cases:
    """Network protection may not find the proxy of the system; the proxy of Defender Antivirus is the documented cure
    (network-protection)."""
    own = question.device.text(Name.PROXY)
    if own is not None:
        return _own_proxy(question, asked, own)
    reason = "network protection may not find the proxy of the system, and the file shows no ProxyServer of Defender"
    return question.unknown(asked, Unknown(f"{reason} Antivirus", question.span))


def _own_proxy(question: Question, asked: Asked, own: Word | Unknown) -> Cases:
    hop = own if isinstance(own, Unknown) else antivirus_hop(own)
    bypass = question.device.text(Name.BYPASS)
    unknown = next((one for one in (hop, bypass) if isinstance(one, Unknown)), None)
    if unknown is not None:
        return question.unknown(asked, unknown)
    assert isinstance(own, Word)
    assert isinstance(hop, Hop)
    entries, listed = _listed(bypass) if isinstance(bypass, Word) else ((), BypassList(()))
    served = Step(own.span, f"Defender Antivirus uses ProxyServer {shown(own.text)}", True)
    return tuple(
        _own_part(question, part, entries, served, Decision((hop,), own.span))
        for part in asked.work.parts(partial(divide, asked.request, listed), partial(undivided, asked.request, listed))
    )


def _own_part(
    question: Question, part: Part, entries: tuple[BypassEntry, ...], served: Step, decision: Decision[Route]
) -> Case:
    if part.bypassed is False:
        return question.case(part.names, decision, served)
    if part.entry is None:
        return question.case(part.names, Decision(None, decision.span, part.why), served)
    whole = entries[part.entry].whole
    reason = f"ProxyBypass holds {shown(whole.text)}, and it is not verified how Defender Antivirus reads its list"
    return question.case(part.names, Decision(None, whole.span, reason), served, Step(whole.span, reason))


_SEPARATED = regex(r"[^,]++")
_HOST = regex(r"(?:[a-z][a-z0-9+.-]*+://)?[*.]*+(?P<host>[^/:]*+)")
_ADDRESS = regex(r"[0-9.*]++")


@lru_cache(maxsize=64)
def _listed(bypass: Word) -> tuple[tuple[BypassEntry, ...], BypassList]:
    entries = _entries(bypass)
    return entries, BypassList(entries)


def _entries(bypass: Word) -> tuple[BypassEntry, ...]:
    """All that an entry could mean in any reading: a URL, a name with or without those below it, an address or how it
    begins, separated by commas as well."""
    found = []
    for entry in read_bypass_list(bypass):
        for piece in _SEPARATED.finditer(entry.whole.text):
            whole = entry.whole.part(piece.start(), piece.end())
            host = _HOST.match(whole.text.lower())
            core = host["host"] if host else ""
            found.append(BypassEntry(whole, f"{core}*" if core and _ADDRESS.fullmatch(core) else f"*{core}"))
    return tuple(found)


def _updates(question: Question, asked: Asked) -> Cases:
    """Windows Update scans through the WinHTTP setting and asks for other URLs by the user's first (SupportArticles,
    How the Windows Update client determines which proxy server to use); ProxyServer of Defender Antivirus does not
    count (configure-proxy-internet)."""
    for account, value in question.device.wininet_proxies.items():
        if account not in SERVICES:
            reason = (
                "Windows Update asks for some URLs by the Internet Explorer settings of a user, which the file shows"
            )
            return question.unknown(asked, Unknown(reason, value.span))
    return _system(question, asked)


def _certificates(question: Question, asked: Asked) -> Cases:
    """Certificate checks use the WinHTTP setting, and without one the Internet Explorer settings of the service account
    (KB 2623724)."""
    device = question.device
    if not question.goes_direct:
        return _system(question, asked)
    machine = (Key.MACHINE,) if device.flag(Name.PER_USER) is False else ()
    for account in (*sorted(SERVICES), *machine):
        value = device.wininet_proxy(account)
        if value is not None:
            reason = "WinHTTP names no proxy, and certificate checks then try a service's Internet Explorer settings"
            return question.unknown(asked, Unknown(reason, value.span))
    return _system(question, asked)


_ANSWERS: Mapping[str, Callable[[Question, Asked], Cases]] = {
    "edr": _sensor,
    "av-cloud": _antivirus,
    "updates": _updates,
    "crl": _certificates,
    "network-protection": _network_protection,
}
