"""`proxylint endpoints`: the catalogue of a profile, or what changed since another one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TextIO

from proxylint import registry
from proxylint.catalogue import Catalogue, Endpoint, Profile
from proxylint.catalogue.changes import Change, changes
from proxylint.cli.exits import Exit
from proxylint.cli.options import today
from proxylint.cli.output import emit
from proxylint.meant import choice
from proxylint.records import asdict, astuple
from proxylint.report.inline import prose
from proxylint.report.json import encode
from proxylint.report.tables import write_csv, write_markdown
from proxylint.report.visible import guard, visible

FORMATS = ("text", "json", "csv", "markdown")
COLUMNS = ("id", "url", "required", "service", "pinned", "inspection", "via", "platforms", "geography")
CHANGES = ("change", "id", "host", "field", "before", "after", "required")
_MARKS = {"added": "+", "removed": "-", "changed": "~"}


def run(profile: Profile, path: str | None, old: str | None, format: str, output: str | None) -> int:
    """With `old`, a catalogue or overlay file, what differs from it; the exit code is 0 all the same."""
    choice("--format", format, FORMATS)
    catalogue = registry.catalogue(path)
    if old is None:
        rows = _rows(catalogue, profile)
        emit(output, lambda out: _write(rows, catalogue, profile, out, format))
    else:
        before = registry.catalogue(old)
        differences = _differences(before, catalogue, profile)
        emit(output, lambda out: _write_changes(differences, before, catalogue, profile, out, format))
    return Exit.CLEAN


def _rows(catalogue: Catalogue, profile: Profile) -> list[tuple[str, ...]]:
    return [
        _columns(row, url.url, catalogue.services[row.area].title)
        for row in catalogue.select(profile)
        for url in row.requests
    ]


def _columns(row: Endpoint, url: str, service: str) -> tuple[str, ...]:
    required = "required" if row.needed else "optional"
    return (row.id, url, required, service, row.pin, row.inspect, row.via, " ".join(row.os), row.geo)


def _write(rows: Sequence[tuple[str, ...]], catalogue: Catalogue, profile: Profile, out: TextIO, format: str) -> None:
    needed = sum(row[2] == "required" for row in rows)
    count = f"{needed} required URLs, {len(rows) - needed} optional; {_basis(catalogue, profile)}"
    if format == "json":
        table = [dict(zip(COLUMNS, row, strict=True)) for row in rows]
        _json({"catalogue": catalogue.version, "profile": profile.title, "endpoints": table}, out)
    elif format == "csv":
        write_csv((*COLUMNS, "catalogue"), ((*row, catalogue.version) for row in rows), out)
    elif format == "markdown":
        write_markdown(COLUMNS, rows, out)
        out.write(f"\n{prose(count)}\n")
    else:
        width = max((len(row[1]) for row in rows), default=0)
        for row in rows:
            out.write(guard(visible(f"{row[1]:<{width}}  {row[2]}  {row[3]}")) + "\n")
        out.write(f"\n{visible(count)}\n{_note(catalogue)}")


def _differences(old: Catalogue, new: Catalogue, profile: Profile) -> list[tuple[Change, str]]:
    """Every change, with what its row is for the profile now; a removed row, what it was."""
    was, now = _standing(old, profile), _standing(new, profile)
    return [(one, (was if one.what == "removed" else now).get(one.id, "not in profile")) for one in changes(old, new)]


def _standing(catalogue: Catalogue, profile: Profile) -> dict[str, str]:
    return {row.id: "required" if row.needed else "optional" for row in catalogue.select(profile)}


def _write_changes(
    found: Sequence[tuple[Change, str]], old: Catalogue, new: Catalogue, profile: Profile, out: TextIO, format: str
) -> None:
    if format == "json":
        entries = [{**asdict(one), "required": required} for one, required in found]
        _json({"from": old.version, "catalogue": new.version, "profile": profile.title, "changes": entries}, out)
        return
    if format == "csv":
        lines = ((*astuple(one), required, new.version) for one, required in found)
        write_csv((*CHANGES, "catalogue"), lines, out)
        return
    if format == "markdown":
        write_markdown(CHANGES, [(*astuple(one), required) for one, required in found], out)
    for one, required in found if format == "text" else ():
        said = f": {one.field} was '{one.before}', is '{one.after}'" if one.field else ""
        out.write(visible(f"{_MARKS[one.what]} {one.id} {one.host} ({required}){said}") + "\n")
    counts = ", ".join(f"{len({one.id for one, _ in found if one.what == what})} {what}" for what in _MARKS)
    closing = f"{counts} rows; from the catalogue of {old.version} to {_basis(new, profile)}"
    out.write(f"\n{prose(closing) if format == 'markdown' else visible(closing)}\n")


def _basis(catalogue: Catalogue, profile: Profile) -> str:
    return f"catalogue {catalogue.name} of {catalogue.version}; profile {profile.title}"


def _note(catalogue: Catalogue) -> str:
    stale = catalogue.stale(today())
    return f"note: {visible(stale)}\n" if stale else ""


def _json(document: dict[str, object], out: TextIO) -> None:
    out.write(encode({"version": 1, **document}, indent=2) + "\n")
