"""`proxylint check`."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from proxylint import linting
from proxylint.cli.destinations import Destination
from proxylint.cli.exits import Exit
from proxylint.cli.output import emit, wants_color
from proxylint.cli.progress import Progress
from proxylint.cli.writers import STATISTICS, STEPS, WRITERS, Target, Write
from proxylint.discovery import Inputs
from proxylint.engine import Chooser
from proxylint.errors import UsageError
from proxylint.meant import choice
from proxylint.records import dataclass
from proxylint.report.report import Report


@dataclass(frozen=True, slots=True)
class Manner:
    """How the run goes, whatever is linted. `baseline`: the file whose findings are left out; `write_baseline`: the one
    that is written. `quiet`: reports for people leave out what was checked and proved."""

    exit_zero: bool = False
    group: bool = False
    jobs: int = 1
    suppressions: bool = True
    baseline: str | None = None
    write_baseline: str | None = None
    statistics: bool = False
    sarif_category: str | None = None
    sarif_suppressions: bool = False
    quiet: bool = False


def run(
    paths: Sequence[str],
    inputs: Inputs,
    chooser: Chooser,
    wanted: Sequence[Destination],
    color: str,
    manner: Manner,
) -> int:
    """One run, however many reports are `wanted` of it."""
    for one in wanted:
        choice("--format", one.format, list(WRITERS))
        if manner.statistics and one.format not in STATISTICS:
            raise UsageError(f"--statistics: choose one of {', '.join(STATISTICS)} for --format")
        if manner.group and one.format == "sarif":
            raise UsageError("--group: SARIF has one result for each place; choose another --format")
    colored = [wants_color(color, one.output) for one in wanted]
    steps = 0 if manner.statistics else max(STEPS.get(one.format, 0) for one in wanted)
    report = _report(paths, inputs, chooser, manner, steps)
    # Who begins a baseline accepts what is there; who renews one wants to hear of what is new.
    begun = manner.write_baseline is not None and manner.baseline is None
    code = verdict(report, exit_zero=manner.exit_zero or begun)
    targets = [
        Target(one, paint, int(code), manner.sarif_category, manner.sarif_suppressions, manner.quiet)
        for one, paint in zip(wanted, colored, strict=True)
    ]
    # Files first: who reads standard output may go before its end (`| head`).
    for target in sorted(targets, key=lambda target: target.output is None):
        _emit(report, target, STATISTICS if manner.statistics else WRITERS)
    return code


def _report(paths: Sequence[str], inputs: Inputs, chooser: Chooser, manner: Manner, steps: int) -> Report:
    """The findings, held against a baseline where one is named; a baseline that is to be written is written. `steps`:
    of each trace."""
    known = previous = None
    if manner.baseline is not None or manner.write_baseline is not None:
        from proxylint.cli import baseline

        known = baseline.read(manner.baseline) if manner.baseline is not None else baseline.NOTHING
        if manner.write_baseline is not None:
            previous = known if manner.baseline is not None else baseline.before(manner.write_baseline)
    with Progress() as seen:
        report = linting.check(
            paths,
            chooser,
            inputs,
            grouped=manner.group,
            jobs=manner.jobs,
            suppressed=manner.suppressions,
            baseline=known,
            steps=steps,
            seen=seen,
        )
    if manner.write_baseline is not None and previous is not None:
        baseline.write(manner.write_baseline, previous, report)
    return report


def _emit(report: Report, target: Target, writers: Mapping[str, Callable[[Target], Write]]) -> None:
    write = writers[target.format](target)
    emit(target.output, lambda out: write(report, out))


def verdict(report: Report, *, exit_zero: bool) -> Exit:
    """The exit code. A file that could not be analysed is 2, whatever else was found."""
    if any(finding.code == "CFG001" for finding in report.findings):
        return Exit.USAGE
    worst = max((finding.level.rank for finding in report.findings), default=0)
    return Exit.FINDINGS if worst >= report.fail_on.rank and not exit_zero else Exit.CLEAN
