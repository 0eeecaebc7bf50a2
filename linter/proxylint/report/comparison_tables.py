"""What `proxylint verdicts --against` answers, for programs (JSON, CSV) and for a change ticket (Markdown)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TextIO

from proxylint.comparison import Compared, State, Versus
from proxylint.difference import Change
from proxylint.judgement import Judged
from proxylint.report.change import tell
from proxylint.report.comparison import Heading, name, state, tally
from proxylint.report.inline import code, prose
from proxylint.report.json import encode
from proxylint.report.outcome import decisions_json, listen_name, record_json, shared_ports
from proxylint.report.places import Places
from proxylint.report.tables import write_csv, write_markdown
from proxylint.report.trace import spot
from proxylint.rule import Examined
from proxylint.verdict import Case

VERSION = 1

COLUMNS = ("file", "url", "service", "required", "effect", "when", "before", "after", "decided before", "decided after")


def write_json(files: Sequence[Versus], heading: Heading, out: TextIO) -> None:
    """As `comparison.schema.json` says."""
    report = {
        "version": VERSION,
        "against": heading.against,
        "profile": heading.profile,
        "catalogue": heading.catalogue,
        "files": [_file(one) for one in files if one.state is not State.PART],
    }
    out.write(encode(report, indent=1) + "\n")


def _file(one: Versus) -> dict[str, object]:
    old, new = (Places(side.policy.sources) if side else Places({}) for side in (one.old, one.new))
    judged = one.new.judged if one.new and one.state is State.COMPARED else ()
    return {
        "file": one.new.source.path if one.new else None,
        "old": one.old.source.path if one.old else None,
        "kind": next((side.format.name for side in (one.new, one.old) if side and side.format.name != "none"), None),
        "state": one.state.value,
        "reason": state(one),
        "unchanged": len(judged) - len(one.urls),
        "changed": [_url(compared, one, old, new) for compared in one.urls],
    }


def _url(compared: Compared, one: Versus, old: Places, new: Places) -> dict[str, object]:
    shared = shared_ports((compared.old.verdict, compared.new.verdict))
    return {
        "url": compared.new.verdict.request.url,
        "service": _service(compared.new, one.new),
        "required": compared.new.endpoint.needed,
        "effect": compared.effect.value,
        "outcome": {"old": compared.old.outcome.value, "new": compared.new.outcome.value},
        "changes": [_change(change, shared, old, new) for change in compared.changes],
    }


def _change(change: Change, shared: frozenset[int], old: Places, new: Places) -> dict[str, object]:
    member = change.when.names.witness()
    return {
        "effect": change.effect.value,
        "when": list(change.when.phrases()),
        "listen": listen_name(change.when.listen, shared),
        "host": member.host,
        "path": member.path,
        "record": record_json(change.when.record),
        "unsure": change.unsure,
        "old": _case(change.old, old),
        "new": _case(change.new, new),
    }


def _case(case: Case | None, places: Places) -> dict[str, object] | None:
    return None if case is None else decisions_json(case, places)


def write_rows(files: Sequence[Versus], heading: Heading, out: TextIO, format: str) -> None:
    """csv or markdown: a row for each change of a URL."""
    rows = [row for one in files for row in _rows(one)]
    if format == "csv":
        write_csv(COLUMNS, rows, out)
        return
    if rows:
        write_markdown(COLUMNS, rows, out)
        out.write("\n")
    for one in files:
        said = state(one)
        if said is not None:
            out.write(f"{code(name(one))}: {prose(said)}\n\n")
    basis = f"Profile: {heading.profile}. Catalogue of {heading.catalogue}."
    out.write(f"{prose(tally(files, heading.against))} {prose(basis)}\n")


def _rows(one: Versus) -> Iterator[tuple[str, ...]]:
    old, new = (Places(side.policy.sources) if side else Places({}) for side in (one.old, one.new))
    for compared in one.urls:
        for told in tell(compared):
            yield (
                name(one),
                compared.new.verdict.request.url,
                _service(compared.new, one.new),
                "required" if compared.new.endpoint.needed else "optional",
                told.effect.value,
                "; ".join([*told.when, *([f"such as {told.example}"] if told.example else [])]),
                told.was,
                told.now,
                ", ".join(spot(span, old) for span in told.was_lines),
                ", ".join(spot(span, new) for span in told.now_lines),
            )


def _service(judged: Judged, examined: Examined | None) -> str:
    area = judged.endpoint.area
    return examined.services[area].title if examined else area
