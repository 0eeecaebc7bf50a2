"""Read, decide, judge and report one file: what all targets that evaluate have in common."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from zlib import crc32

from proxylint.engine import Options
from tests.fuzz.oracles import (
    NOWHERE,
    SECRET,
    decided,
    judged,
    now_and_then,
    opened,
    options,
    read_well,
    same,
    written,
)
from tests.fuzz.target import Target
from tests.nearly.drawing import Grammar

VERSIONS = (5, 6, 7)
ENGINES = ("winhttp", "chromium", "firefox")


def read(kind: str, path: str, data: bytes) -> None:
    """Every version reads it; the same bytes say the same."""
    chosen = options(kind, VERSIONS[crc32(data) % 3], ENGINES[crc32(data) % 3])
    found = opened(path, data, chosen)
    read_well(found)
    if now_and_then(data, 4):
        same(found, opened(path, data, chosen))


def evaluated(kind: str, path: str, data: bytes, planted: bytes | None = None) -> None:
    """`planted`: the same file with a login in it that is surely read as one."""
    seed = crc32(data)
    chosen = options(kind, VERSIONS[seed % 3], ENGINES[seed // 3 % 3])
    linted(path, data, chosen)
    if planted is not None and now_and_then(data, 4) and SECRET.encode() not in data:
        holding = opened(path, planted, chosen)
        assert not any(SECRET in source.text for source in holding.policy.sources.values())
        hidden, _ = judged(holding, chosen)
        for text in written(hidden):
            assert SECRET not in text


def linted(path: str, data: bytes, chosen: Options, root: str = NOWHERE) -> None:
    """Decided, judged and reported; now and then twice, with the same outcome."""
    seed = crc32(data)
    found = opened(path, data, chosen, root)
    verdicts = decided(found, chosen, seed)
    report, findings = judged(found, chosen)
    if now_and_then(data, 8):
        again = opened(path, data, chosen, root)
        assert decided(again, chosen, seed) == verdicts
        second, its_findings = judged(again, chosen)
        assert its_findings == findings
        assert list(written(report)) == list(written(second))


def reading(kind: str, paths: tuple[str, ...], grammar: Grammar) -> Target:
    def run(data: bytes) -> None:
        for path in paths:
            read(kind, path, data)

    return Target(f"read_{kind}", run, grammar, alone=[partial(_alone, kind, path) for path in paths])


def deciding(kind: str, run: Callable[[bytes], None], path: Callable[[bytes], str], grammar: Grammar) -> Target:
    """`path`: what a file of these bytes is called."""

    def alone(data: bytes) -> None:
        chosen = options(kind)
        judged(opened(path(data), data, chosen), chosen)

    return Target(f"decide_{kind}", run, grammar, alone=[alone])


def _alone(kind: str, path: str, data: bytes) -> None:
    opened(path, data, options(kind))
