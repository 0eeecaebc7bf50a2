"""What must hold of every input, whatever it is."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from functools import cache
from os.path import join
from random import Random
from zlib import crc32

from proxylint import addresses, detection, engine
from proxylint.addresses import PUBLIC_SAMPLE
from proxylint.engine import Opened, Options
from proxylint.errors import InputError
from proxylint.finding import Finding
from proxylint.format import Given, Vantage
from proxylint.formats.squid.verifying import FORGED
from proxylint.linting import Memory
from proxylint.records import replace
from proxylint.region import ASKED
from proxylint.report import json, terminal
from proxylint.report.report import Report
from proxylint.request import Request
from proxylint.result import Result, Wish
from proxylint.text import Source, Span
from proxylint.verdict import Case, Verdict
from tests.core.points import around
from tests.fuzz.target import HERE

SECRET = "Xyzzy9pw"
"""A password that stands in an input where a login may stand. No report shows it."""

NOWHERE = "/nowhere"

WIDE = ("https://*/", "http://*/*")
URLS = ("https://*.endpoint.security.microsoft.com/", "https://a.m.example/", "http://crl.microsoft.com/pki/*")
"""Of these one, as an input says: more inputs find more than more questions do."""

ADDRESS = "10.1.2.3"
HOSTS = ("a.m.example", "x.endpoint.security.microsoft.com", "m.example", "crl.microsoft.com", "1", ADDRESS)
PATHS = ("/", "/a", "/pki/a.crl", "/x?y=Z", "/a/b", "/m")
POINTS = 12
MOST_PARTS = 8
MOST_CASES = 100


def now_and_then(data: bytes, share: int) -> bool:
    """For one input out of `share`, always the same ones."""
    return crc32(data) % share == 0


@cache
def options(kind: str, version: int = 6, pac_engine: str = "winhttp") -> Options:
    """With a catalogue of a few rows of each sort, so that the rules take part without taking all the time."""
    given = Given(squid_version=version, pac_engine=pac_engine)
    return Options(kind=kind, given=given, endpoints=join(HERE, "few.toml"))


def opened(path: str, data: bytes, chosen: Options, root: str = NOWHERE) -> Opened:
    """`root`: the folder around it, resolved; without one all other files that it names are out of reach."""
    return engine.open_bytes(path, data, root, chosen)


def detected(path: str, data: bytes) -> None:
    try:
        detection.detect(path, data)
    except InputError as error:
        assert str(error)


def in_place(span: Span | None, sources: dict[str, Source]) -> None:
    """It lies in a file of the policy, and its text and place can be shown."""
    if span is None:
        return
    source = sources[span.file]
    assert 0 <= span.start <= span.end <= len(source.text), span
    source.quote(span)
    place = source.place(span.start)
    assert place.line >= 1 and place.column >= 1


def read_well(found: Opened) -> None:
    """All that was said while the file was read has its place; comments and files that it names are found."""
    policy, source = found.policy, found.source
    sources = dict(policy.sources)
    for remark in policy.remarks:
        in_place(remark.span, sources)
        assert remark.text
    if policy.failure is not None:
        in_place(policy.failure.span, sources)
        assert policy.failure.text
        if found.format.advise is not None:
            found.format.advise(policy)
    for one in sources.values():
        assert len(one.text) == len(source.text) or one.path != source.path, "what is masked has another length"
    if found.format.comments is not None:
        for comment in found.format.comments(policy, source, ""):
            in_place(comment.span, sources)
            in_place(comment.line, sources)
    if found.format.naming is not None:
        found.format.naming(source)
    for section in found.format.sections(policy) if found.format.sections is not None else ():
        in_place(section.span, sources)


def same(one: Opened, other: Opened) -> None:
    assert list(one.policy.remarks) == list(other.policy.remarks)
    assert one.policy.failure == other.policy.failure
    assert one.policy.sources == other.policy.sources


def agreeing(wide: Verdict, narrow: Verdict, seed: int) -> None:
    """What is decided for a whole family is decided for one of its names, asked for alone.

    Each throw of a die is a condition of its own, so that no other verdict has the same ones.
    """
    dice = Random(seed)
    conditions = _conditions(wide)
    if not narrow.cases or not _conditions(narrow) <= conditions:
        return
    for point in around(narrow, narrow, HOSTS, PATHS, POINTS, dice):
        truth = {id: dice.random() < 0.5 for id in sorted(conditions)}
        record = dice.choice(narrow.cases).when.record
        names = {**dict.fromkeys(_resolved(wide), PUBLIC_SAMPLE), **point.resolved}
        if point.host == ADDRESS:  # it is looked up nowhere
            truth[FORGED.id] = False
            names |= dict.fromkeys(names.keys() & {ASKED, ADDRESS}, addresses.parse_address(ADDRESS))
        at = replace(point, conditions=truth, resolved=names, record=None if record is None else record.index)
        one, other = ({_answer(case) for case in verdict.cases if case.when.holds(at)} for verdict in (wide, narrow))
        # A name that is an address has no other one; a path shows on ports that open TLS alone.
        assert not one or not other or None in one | other or one == other, (at, one, other)


def _answer(case: Case) -> object:
    """None = it is not decided."""
    if case.failure is not None:
        return "failure"
    known = str(case.access.value) != "unknown" and str(case.tls.value) != "unknown" and case.route.value is not None
    return (case.access.value, case.tls.value, case.route.value) if known else None


def _conditions(verdict: Verdict) -> set[str]:
    return {condition.id for case in verdict.cases for condition, _ in case.when.conditions}


def _resolved(verdict: Verdict) -> set[str]:
    return {name for case in verdict.cases for name, _ in case.when.resolved}


def covered(verdict: Verdict, seed: int) -> None:
    """Of some points near its edges each lies in exactly one case, of each listening port and of each record."""
    cases = verdict.cases
    assert cases
    dice = Random(seed)
    parts: dict[object, list[Case]] = {}
    for case in cases:
        listen, record = case.when.listen, case.when.record
        parts.setdefault((listen, record), []).append(case)
    some = list(parts.values())[:MOST_PARTS]
    looked = Verdict(verdict.request, tuple(case for near in some for case in near))
    conditions = sorted(_conditions(looked))
    for point in around(looked, looked, HOSTS, PATHS, POINTS, dice):
        truth = {id: dice.random() < 0.5 for id in conditions}
        at = replace(point, conditions=truth)
        for near in some:
            listen, record = near[0].when.listen, near[0].when.record
            if not near[0].when.names.family.holds(at.host, at.path):
                continue  # paths show on ports that open TLS alone
            port, index = None if listen is None else listen.port, None if record is None else record.index
            here = replace(at, listen=port, record=index)
            holding = [case for case in near if case.when.holds(here)]
            assert len(holding) == 1, (len(holding), here, [case.when.phrases() for case in near])


def well_said(case: Case, sources: dict[str, Source]) -> None:
    for decision in (case.access, case.tls, case.route):
        in_place(decision.span, sources)
        for step in decision.trace:
            in_place(step.span, sources)
        if str(decision.value) == "unknown":
            assert decision.reason
    if case.failure is not None:
        assert case.failure.text
        in_place(case.failure.span, sources)
    case.when.phrases()


def decided(found: Opened, chosen: Options, seed: int) -> list[Verdict]:
    """The verdicts over the wide URLs and one other, each looked at."""
    policy, sources = found.policy, dict(found.policy.sources)
    if policy.failure is not None:
        return []
    verdicts = [policy.decide(Request.parse(url), chosen.given) for url in (*WIDE, URLS[seed % len(URLS)])]
    for number, verdict in enumerate(verdicts):
        # No listening port may meet a request: http alone is intercepted.
        if verdict.cases or found.format.vantage is Vantage.CLIENT:
            covered(verdict, seed + number)
        for case in verdict.cases[:MOST_CASES]:
            well_said(case, sources)
    for scheme, wide, path in (("https", verdicts[0], "/"), ("http", verdicts[1], "/a")):
        host = HOSTS[seed % len(HOSTS)]
        narrow = policy.decide(Request.parse(f"{scheme}://{host}{path}"), chosen.given)
        if len(wide.cases) < MOST_CASES:
            agreeing(wide, narrow, seed)
    return verdicts


def judged(found: Opened, chosen: Options) -> tuple[Report, Sequence[Finding]]:
    """The findings of all rules, and a report of them; what is said of one computer is said again of its like."""
    told, count = Memory(chosen).told(found)
    findings = [one.finding for one in told]
    sources = dict(found.policy.sources)
    for finding in findings:
        in_place(finding.span, sources)
        assert not set("\r\n") & set(finding.text), finding
        assert finding.text.endswith("."), finding
        for label in finding.related:
            in_place(label.span, sources)
    result = Result.empty(Wish())
    result.take(found, told, count, chosen.choice, reasons=False)
    return result.report(), findings


def written(report: Report) -> Iterable[str]:
    """The report for people and for programs; that for code scanning has a target of its own."""
    for write in (
        lambda out: terminal.write(report, out, color=False, width=80, ascii_only=False),
        lambda out: json.write(report, out),
    ):
        out = io.StringIO()
        write(out)
        yield out.getvalue()
