"""The answer of a file: which way the agent goes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from proxylint.format import Given, Remark
from proxylint.formats.mdatp.carrier import Carrier
from proxylint.formats.mdatp.exceptions import divide
from proxylint.formats.mdatp.model import DOCUMENTED, EXCEPTIONS, PROXIES, Assigned, Setting, Unknown
from proxylint.formats.mdatp.proxies import CLAUSES, fault_of, hop_of
from proxylint.formats.mdatp.showing import shown
from proxylint.names import Names
from proxylint.records import dataclass
from proxylint.region import Region
from proxylint.request import Request
from proxylint.text import Source
from proxylint.verdict import SILENT_ACCESS, SILENT_TLS, Case, Decision, Failure, Route, Step, Verdict


@dataclass(frozen=True, slots=True, eq=False)
class MdatpPolicy:
    """The settings of one file. Access and TLS are not for the client to say.

    Equal to itself alone, so that what was found out about it can be kept. `sources` hold no passwords.
    """

    sources: Mapping[str, Source]
    setting: Setting
    remarks: Sequence[Remark] = ()
    failure: Failure | None = None

    def decide(self, request: Request, given: Given) -> Verdict:
        everything = Names.of(request.family)
        if self.failure is not None:
            return Verdict(request, (self._unsaid(everything, self.failure),))
        way = _way(self.setting, request.scheme)
        if isinstance(way, Unknown):
            return Verdict(request, (_case(self.setting, everything, way),))
        return Verdict(request, tuple(_divided(self.setting, request, way)))

    def _unsaid(self, names: Names, failure: Failure) -> Case:
        """Where the file is unreadable the case fails; where it merely names no proxy the way is set elsewhere."""
        route: Decision[Route] = Decision(None, failure.span, failure.text if failure.elsewhere else None)
        broken = None if failure.elsewhere else failure
        return Case(Region(names, record=self.setting.record), SILENT_ACCESS, SILENT_TLS, route, broken)


def _way(setting: Setting, scheme: str) -> Assigned | Unknown:
    """The value that decides for a scheme, before exceptions."""
    if setting.doubt is not None:
        return setting.doubt
    if setting.carrier is Carrier.MANAGED:
        return _certain(setting.assigned[0])
    named = setting.first(*PROXIES)
    assert named is not None
    if setting.carrier is Carrier.ENVIRONMENT:
        reason = "an environment file is documented for the installation, not for the running agent"
        return Unknown(reason, named.span)
    return _from_unit(setting, named, scheme)


def _from_unit(setting: Setting, named: Assigned, scheme: str) -> Assigned | Unknown:
    """The environment of the agent's own service.

    Both spellings of a variable are in use, and programs differ in which one counts (curl prefers the lower case).
    """
    documented, other = setting.value(DOCUMENTED), setting.value(DOCUMENTED.lower())
    if documented is None:
        return Unknown(f"only {DOCUMENTED} is documented for the agent, not {named.name}", named.span)
    if scheme != "https":
        return Unknown(f"which way plain http goes where {DOCUMENTED} is set is not documented", documented.span)
    if other is not None and other.value.text != documented.value.text:
        reason = f"{DOCUMENTED} and {other.name} differ, and which one the agent takes is not documented"
        return Unknown(reason, other.span)
    return _certain(documented)


def _certain(assigned: Assigned) -> Assigned | Unknown:
    fault = fault_of(assigned)
    return assigned if fault is None else Unknown(f"{assigned.name} {CLAUSES[fault]}", assigned.place)


def _divided(setting: Setting, request: Request, way: Assigned) -> Iterator[Case]:
    lists = tuple(one for one in setting.assigned if one.name in EXCEPTIONS and one.value.text.strip())
    if not lists:
        yield _case(setting, Names.of(request.family), way)
        return
    covered, rest = divide(request, lists)
    if covered is not None:
        reason = f"{lists[0].name} could cover the host, and whether the agent heeds it is not documented"
        yield _case(setting, covered, Unknown(reason, lists[0].span))
    if rest is not None:
        yield _case(setting, rest, way)


_TITLES = {
    Carrier.MANAGED: "the managed profile",
    Carrier.ENVIRONMENT: "the environment file",
    Carrier.UNIT: "the unit of the agent",
}


def _case(setting: Setting, names: Names, way: Assigned | Unknown) -> Case:
    title = _TITLES[setting.carrier]
    decision: Decision[Route]
    if isinstance(way, Unknown):
        decision = Decision(None, way.span, way.reason, (Step(way.span, f"{title}: {way.reason}"),))
    else:
        step = Step(way.value.span, f"{title}: {way.name} is {shown(way.value.text)}", True)
        decision = Decision((hop_of(way),), way.value.span, None, (step,))
    return Case(Region(names, record=setting.record), SILENT_ACCESS, SILENT_TLS, decision)
