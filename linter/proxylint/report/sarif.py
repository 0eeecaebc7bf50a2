"""SARIF 2.1.0, for GitHub code scanning, DefectDojo, GitLab, editors.

What a consumer needs beyond the schema stands where it is met; [GH] is GitHub's "SARIF support for code scanning".
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TextIO

from proxylint.report import sarif_model as model
from proxylint.report.report import Report, Suppressed
from proxylint.report.sarif_about import About, about
from proxylint.report.sarif_encoding import quoted
from proxylint.report.sarif_limits import MOST_BYTES, Packed, compressed, sizes, worst
from proxylint.report.sarif_notifications import Cut, invocation_of
from proxylint.report.sarif_places import ROOT, Sites, artifacts, sites
from proxylint.report.sarif_results import Writer
from proxylint.report.sarif_shapes import Hole, shape
from proxylint.rule import Rule

_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_NOTES = 500_000
"""Bytes kept free for notifications."""


def write(
    report: Report,
    out: TextIO,
    *,
    pages: Callable[[Rule], str],
    category: str | None = None,
    exit_code: int | None = None,
    suppressed: bool = False,
) -> None:
    """`pages` gives the Markdown page of a rule; the rest as `write_with`."""
    made = about(report.rules, pages, report.version)
    write_with(made, report, out, category=category, exit_code=exit_code, suppressed=suppressed)


def write_with(
    about: About,
    report: Report,
    out: TextIO,
    *,
    category: str | None = None,
    exit_code: int | None = None,
    suppressed: bool = False,
) -> None:
    """`category` tells apart several uploads of one commit [GH]. `suppressed`: also what comments hide; GitHub shows
    that as open alerts.
    """
    where, files = sites(report), ",".join(artifacts(report))
    room = MOST_BYTES - _NOTES - compressed(about.tool, files)
    body, cut = _body(report, where, room, about.codes, report.suppressed if suppressed else None)
    head = run(
        tool=about.tool,
        taxonomies=about.taxonomies or None,
        invocation=invocation_of(report, where, cut, exit_code),
        category=quoted(category.rstrip("/") + "/") if category else None,
        artifacts=files or None,
        profile=quoted(report.profile),
        catalogue=quoted(report.catalogue),
    )
    out.write(f'{{"version":"2.1.0","$schema":"{_SCHEMA}","runs":[{head[:-1]},"results":[')
    out.writelines(body.texts())
    out.write("\n]}]}\n")


@shape("taxonomies", "category", "artifacts")
def run(hole: Hole) -> object:
    root = model.ArtifactLocation(description=model.Message(text="The root of the repository."))
    return model.Run(
        tool=hole("tool"),
        taxonomies=hole("taxonomies"),
        invocations=[hole("invocation")],
        automation_details=model.RunAutomationDetails(id=hole("category")) if hole("category") else None,
        original_uri_base_ids={ROOT: root},
        artifacts=[hole("artifacts")] if hole("artifacts") else None,
        column_kind="utf16CodeUnits",
        newline_sequences=["\r\n", "\n", "\r"],
        properties={"profile": hole("profile"), "catalogue": hole("catalogue")},
    )


def _body(
    report: Report, where: Sites, room: int, codes: Sequence[str], hidden: Sequence[Suppressed] | None
) -> tuple[Packed, Cut]:
    """The results, and what had to be left out of them to get them into `room` bytes: what is hidden goes first."""
    index = {code: number for number, code in enumerate(codes)}
    number = len(report.findings) + len(hidden or ())
    for size in sizes(number):
        writer, body = Writer(where, index, size.steps, hidden), Packed(room)
        shown = worst(report.findings, size.results)
        also = worst([one.finding for one in hidden or ()], size.results - len(shown))
        results = writer.results([*shown, *also])
        if body.fill(f"{',' if number else ''}\n{result}" for number, result in enumerate(results)):
            break
    return body, Cut(number - size.results, writer.places_left, writer.steps_left)
