"""A host that devices ask for beside the documented one does not pass, though the documented one does."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from proxylint.catalogue import Endpoint
from proxylint.fault import Fault
from proxylint.finding import Finding, Level
from proxylint.format import Vantage
from proxylint.judgement import Judged
from proxylint.names import Names
from proxylint.records import replace
from proxylint.request import Request
from proxylint.rule import Examined, Rule
from proxylint_rules.mde.wording import tell

_DONE = {
    Fault.DENIED: "denied",
    Fault.LOGIN: "answered with a login challenge",
    Fault.TERMINATED: "cut by an ssl_bump rule",
}


def check(examined: Examined) -> Iterator[Finding]:
    """Of rows that pass themselves: what fails with its row is told by the rule about the row."""
    if examined.format.vantage is not Vantage.PROXY:
        return
    rows = _rows(examined)
    required = [Names.of(judged.verdict.request.family) for found in rows.values() for judged in found]
    beside = [one for row, judged in rows.items() for one in _beside(examined, row, judged, required)]
    for fault, done in _DONE.items():
        yield from tell(examined, RULE, fault, _sentence(done), judged=beside)


def _rows(examined: Examined) -> dict[Endpoint, list[Judged]]:
    rows: dict[Endpoint, list[Judged]] = {}
    for judged in examined.judged:
        if judged.endpoint.needed:
            rows.setdefault(judged.endpoint, []).append(judged)
    return rows


def _beside(examined: Examined, row: Endpoint, documented: list[Judged], required: list[Names]) -> Iterator[Judged]:
    """The other hosts of a row, without the faults of the row itself; none that another required row covers."""
    for url in row.also:
        asked = Request.parse(url)
        if any(names.holds(asked.host, None) for names in required):
            continue
        path = "" if asked.path == "/" else asked.path
        faults = {
            failing.fault
            for judged in documented
            if judged.verdict.request.scheme == asked.scheme
            for failing in judged.failings
        }
        for judged in examined.beyond(replace(row, host=asked.host, ports=(asked.port,), path=path, probe=(url,))):
            yield replace(judged, failings=tuple(one for one in judged.failings if one.fault not in faults))


def _sentence(done: str) -> Callable[[str, str, str], str]:
    return lambda what, be, where: f"{what} {be} {done}{where}, while the documented host beside it passes"


RULE = Rule(
    "MDE103",
    "alternate-host-refused",
    Level.WARNING,
    "A host that devices ask for beside the documented one does not pass, though the documented one does.",
    check,
    security="4.0",
    tags=("microsoft-defender", "connectivity", "external/cwe/cwe-693"),
)
