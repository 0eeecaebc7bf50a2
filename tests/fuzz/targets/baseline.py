"""A baseline, or a report that serves as one: read, written, and read again."""

from __future__ import annotations

import io
import os
from datetime import date
from functools import cache
from tempfile import mkdtemp

from proxylint.baseline.file import read_baseline, write_baseline
from proxylint.choice import Choice
from proxylint.errors import ConfigError
from proxylint.report.report import Compared
from tests.fuzz.target import Target
from tests.nearly.around import BASELINE

TODAY = date(2026, 11, 26)


@cache
def place() -> str:
    return os.path.join(mkdtemp(prefix="fuzz-baseline-"), "baseline.json")


def put(data: bytes) -> str:
    with open(place(), "wb") as file:
        file.write(data)
    return place()


def run(data: bytes) -> None:
    try:
        found = read_baseline(put(data), TODAY)
    except ConfigError as error:
        assert str(error).startswith(place())
        return
    out = io.StringIO()
    write_baseline(found.entries, out)
    assert read_baseline(put(out.getvalue().encode()), TODAY).entries == found.entries
    matching = found.matching()
    assert matching is not None
    looked = {entry.known.path: Choice() for entry in found.entries[::2]}
    compared = Compared(0, found.counts, looked, ())
    renewed = found.renewed(compared)
    once = io.StringIO()
    write_baseline(renewed.entries, once)
    assert len(renewed.entries) <= 2 * len(found.entries)
    assert renewed.notes() is not None


TARGET = Target("baseline", run, BASELINE, longest=2000)
