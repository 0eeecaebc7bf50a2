"""The file lets through what another profile requires, and not what this one does."""

from __future__ import annotations

from collections.abc import Iterator

from proxylint.catalogue import CHOICES, Endpoint, Profile
from proxylint.fault import Fault
from proxylint.finding import Finding, Level
from proxylint.format import Vantage
from proxylint.judgement import Judged, Outcome, Part
from proxylint.records import dataclass, replace
from proxylint.rule import Examined, Rule
from proxylint.text import Span
from proxylint_rules.mde.wording import place

_FEWEST = 3
"""Rows that tell two profiles apart: fewer may pass by chance."""
_GATHERED = "consolidated"
"""The area of the one domain that streamlined connectivity puts in the place of many."""
_UNLISTED = Endpoint("", "host.invalid", (443,), "", (), "ww", (), "R")
"""A host of no list (RFC 6761, 6.4)."""


@dataclass(frozen=True, slots=True)
class Fit:
    """How many rows pass, of all of them, that only the other profile needs, and that only the file's own does."""

    profile: Profile
    theirs: tuple[int, int]
    ours: tuple[int, int]


def check(examined: Examined) -> Iterator[Finding]:
    """URLs that are refused as a whole make one look for the profile that a list was written for."""
    refused = [(judged, at) for judged in examined.judged if (at := _refused(examined, judged)) is not None]
    if examined.profile.connectivity == "streamlined":
        refused = [(judged, at) for judged, at in refused if judged.endpoint.area == _GATHERED]
    if not refused or examined.format.vantage is not Vantage.PROXY or _passes(examined, _UNLISTED):
        return
    fits = [fit for profile in _others(examined.profile) if (fit := _fit(examined, profile)) is not None]
    best = max(fits, key=lambda fit: fit.theirs[0] / fit.theirs[1], default=None)
    if best is None:
        return
    first, at = refused[0]
    yield Finding(RULE.code, RULE.name, RULE.level, at, _text(examined, best, first), advice=_advice(examined, best))


def _refused(examined: Examined, judged: Judged) -> Span | None:
    for failing in judged.failings if judged.endpoint.needed else ():
        if failing.fault is Fault.DENIED and failing.part is Part.ALL and failing.cases:
            return place(examined, failing.fault, failing.cases[0])
    return None


def _others(profile: Profile) -> Iterator[Profile]:
    """Standard connectivity of every geography but the profile's own."""
    if profile.cloud == "commercial":
        for geography in CHOICES["geography"]:
            if geography != profile.geography or profile.connectivity == "streamlined":
                connectivity = "standard" if profile.connectivity == "streamlined" else profile.connectivity
                yield replace(profile, connectivity=connectivity, geography=geography)


def _fit(examined: Examined, other: Profile) -> Fit | None:
    """Where most rows that only the other profile needs pass, and most of those that only this one does fail.

    Two hosts of the geography are tried first: in a long file each verdict costs.
    """
    if examined.catalogue is None:
        return None
    theirs = {row.id: row for row in examined.catalogue.select(other) if row.needed}
    ours = {judged.endpoint.id: judged.endpoint for judged in examined.judged if judged.endpoint.needed}
    only_ours = [row for key, row in ours.items() if key not in theirs]
    only_theirs = [row for key, row in theirs.items() if key not in ours]
    regional = [row for row in only_theirs if row.geo == other.geography]
    if len(only_theirs) < _FEWEST or not any(_passes(examined, row) for row in (*regional[:1], *regional[-1:])):
        return None
    passing = [sum(_passes(examined, row) for row in rows) for rows in (only_theirs, only_ours)]
    fit = Fit(other, (passing[0], len(only_theirs)), (passing[1], len(only_ours)))
    return fit if 2 * fit.theirs[0] > fit.theirs[1] and 2 * fit.ours[0] <= fit.ours[1] else None


def _passes(examined: Examined, row: Endpoint) -> bool:
    return all(judged.outcome is Outcome.PROVED for judged in examined.beyond(row))


def _text(examined: Examined, fit: Fit, first: Judged) -> str:
    share = f"{fit.theirs[0]} of the {fit.theirs[1]} hosts"
    if examined.profile.connectivity == "streamlined":
        return (
            f"{share} that only standard connectivity in geography '{fit.profile.geography}' needs are let through, "
            f"but not '{first.verdict.request.url}', without which streamlined connectivity does not work."
        )
    return (
        f"{share} that only geography '{fit.profile.geography}' needs are let through, and {fit.ours[0]} of the "
        f"{fit.ours[1]} that only '{examined.profile.geography}' needs."
    )


def _advice(examined: Examined, fit: Fit) -> str:
    again = f"--connectivity {fit.profile.connectivity} --geography {fit.profile.geography}"
    if examined.profile.connectivity == "streamlined":
        return (
            "If no device is on streamlined connectivity yet, check again with\n"
            f"    {again}\n"
            "Otherwise allow the URLs above as well; during a migration check with --connectivity both."
        )
    return (
        "Look up where the tenant's data is: it decides, not where the offices are. If it is there, check again with\n"
        f"    {again}\n"
        "Otherwise the list was made for the wrong geography: allow the URLs of the right one."
    )


RULE = Rule(
    "MDE104",
    "fits-another-profile",
    Level.NOTE,
    "The file lets through what another connectivity or geography requires, and not what this one does.",
    check,
    tags=("microsoft-defender", "connectivity"),
)
