"""Lints a story's file as `proxylint check` would, and tells the findings in short."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from proxylint.catalogue import Profile
from proxylint.engine import Options
from proxylint.finding import Finding
from proxylint.linting import check
from proxylint.report.report import Report

HERE = Path(__file__).parent


@dataclass(frozen=True)
class Told:
    """`place`: file name and the text that the finding stands at. `urls`: by service."""

    code: str
    level: str
    place: tuple[str, str]
    text: str
    urls: Mapping[str, tuple[str, ...]]
    consequences: tuple[str, ...]
    advice: str


def story(
    path: str,
    *,
    connectivity: str = "streamlined",
    geography: str | None = None,
    platform: str = "windows",
    updates: str = "internal",
    endpoints: str | None = None,
    direct_egress: bool | None = None,
) -> list[Told]:
    profile = Profile("commercial", connectivity, geography, (platform,), updates)
    overlay = str(HERE / endpoints) if endpoints else None
    report = check([str(HERE / path)], Options(profile=profile, endpoints=overlay, direct_egress=direct_egress))
    return [_told(report, finding) for finding in report.findings]


def _told(report: Report, finding: Finding) -> Told:
    span = finding.span
    return Told(
        finding.code,
        finding.level.value,
        (os.path.basename(span.file), report.sources[span.file].text[span.start : span.end]),
        finding.text,
        {group.service: group.urls for group in finding.affected},
        tuple(group.consequence for group in finding.affected),
        finding.advice or "",
    )


def only(found: list[Told], code: str) -> Told:
    """The one finding of a code."""
    (told,) = [one for one in found if one.code == code]
    return told


def codes(found: list[Told]) -> list[tuple[str, str]]:
    return [(one.code, one.level) for one in found]
