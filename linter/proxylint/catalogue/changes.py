"""What differs between two catalogues: rows that came, went, or say something else."""

from __future__ import annotations

from collections.abc import Iterator

from proxylint.catalogue import Catalogue, Endpoint
from proxylint.records import dataclass, fields

_COMPARED = tuple(field.name for field in fields(Endpoint) if field.name not in ("id", "needed"))


@dataclass(frozen=True, slots=True)
class Change:
    """`what`: added, removed or changed. `field`, `before` and `after` are empty but for a changed row."""

    what: str
    id: str
    host: str
    field: str = ""
    before: str = ""
    after: str = ""


def changes(old: Catalogue, new: Catalogue) -> tuple[Change, ...]:
    """Removed rows in the order of the old catalogue, then added and changed ones in the order of the new."""
    before = {row.id: row for row in old.endpoints}
    after = {row.id: row for row in new.endpoints}
    removed = [Change("removed", row.id, row.host) for row in old.endpoints if row.id not in after]
    return (*removed, *(change for row in new.endpoints for change in _row(before.get(row.id), row)))


def _row(old: Endpoint | None, new: Endpoint) -> Iterator[Change]:
    if old is None:
        yield Change("added", new.id, new.host)
        return
    for name in _COMPARED:
        before, after = shown(getattr(old, name)), shown(getattr(new, name))
        if before != after:
            yield Change("changed", new.id, new.host, name, before, after)


def shown(value: object) -> str:
    """A field's value as one word or more."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, tuple):
        return " ".join(str(one) for one in value)
    return str(value)
