"""A file that changes the built-in catalogue instead of replacing it.

```toml
extends = "builtin"
remove = ["si-adlpkg"]              # rows that do not count here, by id

[own]                               # names of the customer's own, by what a row calls them in its field `own`
workspace = ["11111111-2222-3333-4444-555555555555"]

[[endpoint]]                        # a row more, or another version of a row of that id
id = "our-mirror"
...
```
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from proxylint.catalogue import Catalogue, Endpoint
from proxylint.catalogue.reading import known, own_host, read_name, read_rows, read_services, read_sources
from proxylint.errors import ConfigError
from proxylint.records import replace

_TOP = ("extends", "catalogue", "remove", "own", "service", "endpoint", "source")
_EVERYWHERE = ("std", "str")


def extends(table: Mapping[str, Any]) -> bool:
    return "extends" in table


def apply_overlay(base: Catalogue, table: Mapping[str, Any], where: str) -> Catalogue:
    """The changed catalogue. Its version is the base's, with the overlay's name behind it."""
    known(table, _TOP, where, "of an overlay")
    if table["extends"] != "builtin":
        raise ConfigError(f'{where}: extends must be "builtin"')
    services = {**base.services, **read_services(table, where)}
    sources = {**base.sources, **read_sources(table, where)}
    if not isinstance(table.get("endpoint", []), list):
        raise ConfigError(f"{where}: endpoint must be a list of rows")
    rows = {row.id: row for row in base.endpoints}
    for key in _removed(table, where):
        if rows.pop(key, None) is None:
            raise ConfigError(f"{where}: remove names '{key}', which is no row of the catalogue")
    rows.update((row.id, row) for row in read_rows(table, where, services, sources))
    endpoints = tuple(_owned(rows.values(), _own(table, where), where))
    name = read_name(table, where)
    return replace(base, version=f"{base.version} with {name}", endpoints=endpoints, services=services, sources=sources)


def _removed(table: Mapping[str, Any], where: str) -> list[str]:
    ids = table.get("remove", [])
    if not isinstance(ids, list) or not all(isinstance(one, str) for one in ids):
        raise ConfigError(f"{where}: remove must be a list of ids of rows")
    return ids


def _own(table: Mapping[str, Any], where: str) -> dict[str, list[str]]:
    own = table.get("own", {})
    if not isinstance(own, dict):
        raise ConfigError(f"{where}: own must be a table")
    for key, names in own.items():
        if not isinstance(names, list) or not names or not all(isinstance(one, str) for one in names):
            raise ConfigError(f"{where}: own: {key} must be a list of names")
    return own


def _owned(rows: Iterable[Endpoint], own: Mapping[str, list[str]], where: str) -> Iterator[Endpoint]:
    """Where the customer's names are known, one row for each takes the place of the wildcard."""
    rows = tuple(rows)
    for key in own:
        if all(row.own != key for row in rows):
            words = ", ".join(sorted({row.own for row in rows if row.own}))
            raise ConfigError(f"{where}: own: no row has '{key}'; one of {words}")
    for row in rows:
        if row.own in own:
            yield from (_named(row, name, where) for name in own[row.own])
        else:
            yield row


def _named(row: Endpoint, name: str, where: str) -> Endpoint:
    """A host of the customer's own is required whatever the connectivity, and may be spared inspection by its name."""
    host = own_host(row, name.lower())
    if host is None:
        raise ConfigError(f"{where}: own: {row.own} '{name}' cannot stand for the star of '{row.host}'")
    return replace(
        row,
        id=f"{row.id}-{name.lower()}",
        host=host,
        need="R",
        os=tuple(dict.fromkeys((*row.os, "win"))),
        mode=tuple(dict.fromkeys((*row.mode, *_EVERYWHERE))),
        inspect="no",
        probe=(),
        also=(),
        own="",
    )
