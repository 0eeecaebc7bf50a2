"""`--baseline` and `--write-baseline`."""

from __future__ import annotations

import os

from proxylint.baseline import Baseline
from proxylint.baseline.file import read_baseline, write_baseline
from proxylint.cli.options import today
from proxylint.cli.output import complain, emit
from proxylint.errors import ConfigError
from proxylint.files import LEADS_OUT, leads_out
from proxylint.report.report import Report

NOTHING = Baseline()


def read(path: str) -> Baseline:
    if leads_out(path):
        raise ConfigError(f"{path} {LEADS_OUT}")
    return read_baseline(path, today())


def before(path: str) -> Baseline:
    """What a baseline that is written anew held until now; nothing where there is none, or a device."""
    return read(path) if os.path.isfile(path) else NOTHING


def write(path: str, previous: Baseline, report: Report) -> None:
    """The findings of the report and those that the baseline hid from it, and what is to be said of it."""
    assert report.compared is not None
    renewed = previous.renewed(report.compared)
    emit(path, lambda out: write_baseline(renewed.entries, out))
    number = sum(entry.count for entry in renewed.entries)
    left = f"; left out: {renewed.gone} gone, {renewed.expired} expired" if renewed.gone or renewed.expired else ""
    complain(f"baseline '{path}' holds {number} {'finding' if number == 1 else 'findings'}, {renewed.new} new{left}")
