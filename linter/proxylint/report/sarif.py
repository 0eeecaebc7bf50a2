"""SARIF 2.1.0, for GitHub code scanning, DefectDojo, GitLab, editors.

What a consumer needs beyond the schema stands where it is met; [GH] is GitHub's "SARIF support for code scanning".
Results are written one by one: building the whole tree first costs ten times the time and fifteen times the memory.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from typing import TextIO
from urllib.parse import quote

import sarif_om as om

from proxylint.finding import Finding, Level
from proxylint.records import asdict
from proxylint.report.fingerprint import fingerprint
from proxylint.report.linehash import file_bytes, line_hashes
from proxylint.report.places import Places
from proxylint.report.report import Report, Unread
from proxylint.report.sarif_message import MOST_LINKS, message, safe
from proxylint.report.trace import deciding
from proxylint.rule import Rule
from proxylint.text import Source, Span
from proxylint.verdict import Step

HOME = "https://github.com/proxylint/proxylint"
_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_ROOT = "%SRCROOT%"
_UNREAD = "unread-file"
_MOST_STEPS = 1000
_LONGEST_SNIPPET = 1000
_CONTEXT = 2
_ENCODINGS = {"utf-8": "UTF-8", "utf-16-le": "UTF-16LE", "utf-16-be": "UTF-16BE", "utf-32-le": "UTF-32LE"}
_PROBLEM = {Level.ERROR: "error", Level.WARNING: "warning", Level.NOTE: "recommendation"}


def write(report: Report, out: TextIO, *, pages: Callable[[Rule], str], category: str | None = None) -> None:
    """`pages` gives the Markdown page of a rule. `category` tells apart several uploads of one commit [GH]."""
    from proxylint.report.sarif_encoding import encode

    places = Places(report.sources)
    head = encode(_run(report, places, pages, category))
    out.write(f'{{"version":"2.1.0","$schema":"{_SCHEMA}","runs":[{head[:-1]},"results":[')
    results = _results(report, places)
    out.writelines(f"{',' if index else ''}\n{encode(result)}" for index, result in enumerate(results))
    out.write("\n]}]}\n")


def _run(report: Report, places: Places, pages: Callable[[Rule], str], category: str | None) -> om.Run:
    return om.Run(
        tool=om.Tool(driver=_driver(report, pages)),
        invocations=[_invocation(report, places)],
        automation_details=om.RunAutomationDetails(id=category.rstrip("/") + "/") if category else None,
        original_uri_base_ids={_ROOT: om.ArtifactLocation(description=_text("The root of the repository."))},
        artifacts=[_artifact(source) for source in report.sources.values()] or None,
        column_kind="utf16CodeUnits",
        newline_sequences=["\r\n", "\n", "\r"],
        properties={"profile": report.profile, "catalogue": report.catalogue, "notes": list(report.notes)},
    )


def _driver(report: Report, pages: Callable[[Rule], str]) -> om.ToolComponent:
    return om.ToolComponent(
        name="proxylint",
        full_name=f"proxylint {report.version}",
        version=report.version,
        semantic_version=report.version,
        information_uri=HOME,
        rules=[_rule(rule, pages(rule)) for rule in report.rules],
        notifications=[_unread_descriptor()],
    )


def _unread_descriptor() -> om.ReportingDescriptor:
    text = "A file could not be analysed, so nothing is known of what it does."
    return om.ReportingDescriptor(
        id=_UNREAD,
        name="UnreadFile",
        short_description=_text(text),
        full_description=_text(text),
        help=om.MultiformatMessageString(text=text, markdown=text),
    )


def _rule(rule: Rule, page: str) -> om.ReportingDescriptor:
    """All rules are written, fired or not: only results may differ between runs [GH]."""
    properties: dict[str, object] = {"precision": "very-high"}
    if rule.security is None:
        properties["problem.severity"] = _PROBLEM[rule.level]
    else:
        properties["security-severity"] = rule.security
    security = ("security",) if rule.security is not None else ()
    properties["tags"] = list(dict.fromkeys((*security, *rule.tags)))
    return om.ReportingDescriptor(
        id=rule.code,
        name="".join(word.capitalize() for word in rule.name.split("-")),
        short_description=_text(rule.summary),
        full_description=_text(rule.summary),
        help=om.MultiformatMessageString(text=page, markdown=page),
        help_uri=_help_uri(rule),
        default_configuration=om.ReportingConfiguration(level=rule.level.value),
        properties=properties,
    )


def _help_uri(rule: Rule) -> str:
    """The page beside the rule's module, where the repository shows it."""
    module = rule.check.__module__
    return f"{HOME}/blob/main/rules/{module.replace('.', '/')}.md" if module.startswith("proxylint_rules.") else HOME


def _invocation(report: Report, places: Places) -> om.Invocation:
    """Always successful: a notification of level error, or false here, would say that the whole run failed (3.20.21),
    and code scanning would then keep the alerts of all files as they were.
    """
    unread = [_notification(one, places) for one in report.unread]
    return om.Invocation(execution_successful=True, tool_execution_notifications=unread or None)


def _notification(unread: Unread, places: Places) -> om.Notification:
    return om.Notification(
        descriptor=om.ReportingDescriptorReference(id=_UNREAD, index=0),
        level="warning",
        message=_text(f"'{unread.path}' was not analysed: {unread.reason.rstrip('.')}."),
        locations=[_location(places.source(unread.path).span(0, 0), places)],
    )


def _artifact(source: Source) -> om.Artifact:
    content = file_bytes(source)
    return om.Artifact(
        location=_artifact_location(source.path),
        roles=["analysisTarget"],
        length=len(content),
        encoding=_ENCODINGS.get(source.encoding),
        hashes={"sha-256": hashlib.sha256(content).hexdigest()},
    )


def _results(report: Report, places: Places) -> Iterator[om.Result]:
    index = {rule.code: number for number, rule in enumerate(report.rules)}

    @cache
    def hashes(path: str) -> Mapping[int, str]:
        return line_hashes(file_bytes(places.source(path)))

    for finding in report.findings:
        line = places.extent(finding.span).first.line
        yield _result(finding, places, index.get(finding.code, -1), hashes(finding.span.file).get(line))


def _result(finding: Finding, places: Places, rule: int, line_hash: str | None) -> om.Result:
    related = finding.related[:MOST_LINKS]
    prints = {"primaryLocationLineHash": line_hash} if line_hash else {}
    return om.Result(
        rule_id=finding.code,
        rule_index=rule,
        level=finding.level.value,
        message=om.Message(text=message(finding)),
        locations=[_location(finding.span, places)],
        related_locations=[_location(label.span, places, label.text, number) for number, label in enumerate(related, 1)]
        or None,
        code_flows=_code_flows(finding.trace, places),
        partial_fingerprints={**prints, "proxylintVerdict/v1": fingerprint(finding, places)},
        properties=_properties(finding),
    )


def _properties(finding: Finding) -> Mapping[str, object] | None:
    found = {"affected": [asdict(group) for group in finding.affected], "advice": finding.advice}
    return {name: value for name, value in found.items() if value} or None


def _text(text: str) -> om.Message:
    return om.Message(text=safe(text))


def _code_flows(trace: tuple[Step, ...], places: Places) -> list[om.CodeFlow] | None:
    """One path through the places of the trace, in order of evaluation. Code scanning rejects a step without place."""
    rows, _ = deciding(trace, _MOST_STEPS)
    steps = [
        om.ThreadFlowLocation(location=_location(step.span, places, step.note), nesting_level=depth)
        for depth, step in rows
        if step.span is not None
    ]
    return [om.CodeFlow(thread_flows=[om.ThreadFlow(locations=steps)])] if steps else None


def _location(span: Span, places: Places, text: str | None = None, number: int = -1) -> om.Location:
    return om.Location(
        id=number,
        message=None if text is None else _text(text),
        physical_location=om.PhysicalLocation(
            artifact_location=_artifact_location(span.file),
            region=_region(span, places),
            context_region=_context(span, places) if text is None else None,
        ),
    )


def _artifact_location(path: str) -> om.ArtifactLocation:
    """A path in the repository relative to its root, in the spelling of RFC 3986; any other as a file URI."""
    written = quote(path.encode("utf-8", "surrogateescape"), safe="/")
    if path.startswith("/"):
        return om.ArtifactLocation(uri=f"file://{written}")
    if path[1:3] == ":/":
        return om.ArtifactLocation(uri=f"file:///{path[0]}:{written[4:]}")
    return om.ArtifactLocation(uri=written, uri_base_id=_ROOT)


def _region(span: Span, places: Places) -> om.Region:
    extent = places.extent(span)
    quoted = places.source(span.file).quote(span) if span.end - span.start <= _LONGEST_SNIPPET else ""
    return om.Region(
        start_line=extent.first.line,
        start_column=places.unit_column(span.file, extent.first),
        end_line=extent.last.line,
        end_column=places.unit_column(span.file, extent.last),
        snippet=om.ArtifactContent(text=quoted) if quoted else None,
    )


def _context(span: Span, places: Places) -> om.Region | None:
    """Two lines on either side, where that is more than the region (3.29.5) and not too much to read."""
    extent, source = places.extent(span), places.source(span.file)
    first, last = (
        max(1, extent.first.line - _CONTEXT),
        min(max(source.lines, extent.last.line), extent.last.line + _CONTEXT),
    )
    text = "\n".join(places.line(span.file, number) for number in range(first, last + 1))
    if last <= first or len(text) > _LONGEST_SNIPPET:
        return None
    return om.Region(start_line=first, end_line=last, snippet=om.ArtifactContent(text=text))
