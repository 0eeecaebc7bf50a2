"""`proxylint rules`, `explain` and `endpoints`: what the tool knows, printed."""

from __future__ import annotations

import csv
import difflib
import json
from typing import TextIO

from proxylint import registry
from proxylint.catalogue import Endpoint, Profile
from proxylint.cli.exits import Exit
from proxylint.cli.options import choice
from proxylint.cli.output import emit
from proxylint.errors import UsageError


def rules(format: str, output: str | None) -> int:
    choice("--format", format, ("text", "json"))
    emit(output, _rules_json if format == "json" else _rules_text)
    return Exit.CLEAN


def _rules_text(out: TextIO) -> None:
    known = registry.rules()
    name = max(len(rule.name) for rule in known)
    for rule in known:
        out.write(f"{rule.code}  {rule.level.value:<7}  {rule.name:<{name}}  {rule.summary}\n")


def _rules_json(out: TextIO) -> None:
    table = [
        {"code": rule.code, "name": rule.name, "level": rule.level.value, "summary": rule.summary, "tags": rule.tags}
        for rule in registry.rules()
    ]
    json.dump({"version": 1, "rules": table}, out, indent=2)
    out.write("\n")


def explain(code: str, output: str | None) -> int:
    """By code or name, in any case; a near miss is suggested."""
    known = registry.rules()
    rule = next((rule for rule in known if code.lower() in (rule.code.lower(), rule.name)), None)
    if rule is None:
        words = [word for rule in known for word in (rule.code, rule.name)]
        near = difflib.get_close_matches(code.upper(), words, 1) or difflib.get_close_matches(code.lower(), words, 1)
        raise UsageError(f"there is no rule '{code}'" + (f"; did you mean '{near[0]}'?" if near else ""))
    text = registry.page(rule.code)

    def write(out: TextIO) -> None:
        out.write(text)

    emit(output, write)
    return Exit.CLEAN


COLUMNS = ("id", "url", "required", "service", "pinned", "inspection", "via", "platforms", "geography")


def endpoints(profile: Profile, path: str | None, format: str, output: str | None) -> int:
    choice("--format", format, ("text", "json", "csv"))
    catalogue = registry.catalogue(path)
    rows = [
        _columns(row, url.url, catalogue.services[row.area].title)
        for row in catalogue.select(profile)
        for url in row.requests
    ]
    head = f"catalogue {catalogue.name} of {catalogue.version}; profile {profile.title}"

    table = [dict(zip(COLUMNS, row, strict=True)) for row in rows]
    document = {"version": 1, "catalogue": catalogue.version, "profile": profile.title, "endpoints": table}

    def write(out: TextIO) -> None:
        if format == "json":
            json.dump(document, out, indent=2)
            out.write("\n")
        elif format == "csv":
            csv.writer(out, lineterminator="\n").writerows([COLUMNS, *rows])
        else:
            _aligned(out, head, rows)

    emit(output, write)
    return Exit.CLEAN


def _columns(row: Endpoint, url: str, service: str) -> tuple[str, ...]:
    required = "required" if row.needed else "optional"
    return (row.id, url, required, service, row.pin, row.inspect, row.via, " ".join(row.os), row.geo)


def _aligned(out: TextIO, head: str, rows: list[tuple[str, ...]]) -> None:
    width = max((len(row[1]) for row in rows), default=0)
    for row in rows:
        out.write(f"{row[1]:<{width}}  {row[2]}  {row[3]}\n")
    needed = sum(row[2] == "required" for row in rows)
    out.write(f"\n{needed} required URLs, {len(rows) - needed} optional; {head}\n")
