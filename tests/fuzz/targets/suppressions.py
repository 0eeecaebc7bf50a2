"""Comments that suppress findings, in files of each kind."""

from __future__ import annotations

from functools import partial

from proxylint import engine, registry
from proxylint.linting import Memory
from proxylint.report.report import Report
from proxylint.result import Result, Wish
from proxylint.suppression.reading import read_suppressions
from tests.fuzz.oracles import in_place, now_and_then, opened, options, written
from tests.fuzz.target import Target
from tests.nearly.around import COMMENTS

FILES = (("squid", "squid.conf"), ("pac", "a.pac"), ("winhttp", "winhttp.reg"), ("mdatp", "mdatp.service"))


def reported(found: engine.Opened, chosen: engine.Options, *, heeded: bool) -> Report:
    told, count = Memory(chosen).told(found)
    result = Result.empty(Wish(suppressed=heeded))
    result.take(found, told, count, chosen.choice, reasons=True)
    return result.report()


def run(data: bytes) -> None:
    codes = {word: rule.code for rule in registry.rules() for word in (rule.code, rule.name)}
    kinds = FILES if now_and_then(data, 4) else (FILES[len(data) % len(FILES)],)
    for kind, path in kinds:
        chosen = options(kind)
        found = opened(path, data, chosen)
        sources = dict(found.policy.sources)
        comments = found.format.comments
        if comments is not None:
            source = found.policy.sources[path]
            said = list(read_suppressions(source, comments(found.policy, source, "proxylint:"), codes))
            for one in said:
                in_place(one.span, sources)
                in_place(one.line, sources)
                assert (one.fault is None) == bool(one.named)
        bare, heeding = (reported(found, chosen, heeded=heeded) for heeded in (False, True))
        places = {(finding.code, finding.span) for finding in bare.findings}
        hidden = [one.finding for one in heeding.suppressed]
        shown = [one for one in heeding.findings if (one.code, one.span) in places]
        assert len(hidden) + len(shown) == len(bare.findings)
        assert not any(one.code == "CFG001" for one in hidden)
        for finding in heeding.findings:
            assert not set("\n\r") & set(finding.text)
        if now_and_then(data, 16):
            assert list(written(heeding)) == list(written(heeding))


def alone(kind: str, path: str, data: bytes) -> None:
    chosen = options(kind)
    reported(opened(path, data, chosen), chosen, heeded=True)


TARGET = Target("suppressions", run, COMMENTS, longest=2000, alone=[partial(alone, kind, path) for kind, path in FILES])
