"""A catalogue as its rows, read and checked beforehand: TOML and the checks cost a sixth of a run over a small file.

The rows stand as JSON beside the TOML file, in the wheel and in an editable install. The text they were made from is
their key: where it differs from the TOML's, or nothing is there, as in a checkout, the TOML is read.

`python -m proxylint.catalogue.prebuilt FILE...` writes the rows of these files; the build hook of the wheel does the
same.
"""

from __future__ import annotations

import json
import os
import sys
from typing import Any

from proxylint.catalogue import Catalogue, Endpoint, Service

_FORM = 1


def prebuilt(path: str) -> Catalogue | None:
    """What was prebuilt of the TOML file `path`; None = nothing that fits. OSError where the TOML cannot be read."""
    with open(path, encoding="utf-8") as file:
        text = file.read()
    try:
        with open(_beside(path), encoding="utf-8") as file:
            stored = json.load(file)
        return _catalogue(stored) if stored["key"] == _key(text) else None
    except (OSError, ValueError, KeyError, IndexError, TypeError):
        return None


def write(path: str, target: str | None = None) -> str:
    """Prebuild the TOML file `path`; gives the path that was written. ConfigError where a row is wrong."""
    import tomllib

    from proxylint.catalogue.reading import read_catalogue

    with open(path, encoding="utf-8") as file:
        text = file.read()
    read = read_catalogue(tomllib.loads(text), os.path.basename(path))
    target = target or _beside(path)
    with open(target, "w", encoding="utf-8", newline="\n") as file:
        json.dump({"key": _key(text), **_stored(read)}, file, ensure_ascii=False, separators=(",", ":"))
    return target


def _stored(catalogue: Catalogue) -> dict[str, Any]:
    services = [[one.id, one.title, one.consequence, one.components] for one in catalogue.services.values()]
    return {
        "name": catalogue.name,
        "version": catalogue.version,
        "aliases": catalogue.aliases,
        "sources": catalogue.sources,
        "services": services,
        "fields": Endpoint.__match_args__,
        "rows": [[getattr(row, name) for name in Endpoint.__match_args__] for row in catalogue.endpoints],
    }


def _catalogue(stored: Any) -> Catalogue:
    if stored["fields"] != list(Endpoint.__match_args__):
        raise ValueError("of a program that knows other fields")
    services = (Service(id, title, consequence, tuple(parts)) for id, title, consequence, parts in stored["services"])
    return Catalogue(
        name=stored["name"],
        version=stored["version"],
        endpoints=_rows(stored["rows"]),
        services={one.id: one for one in services},
        sources=stored["sources"],
        aliases=tuple(stored["aliases"]),
    )


def _rows(rows: list[list[Any]]) -> tuple[Endpoint, ...]:
    lists = [at for at, value in enumerate(rows[0]) if isinstance(value, list)]
    for row in rows:
        for at in lists:
            row[at] = tuple(row[at])
    return tuple([Endpoint(*row) for row in rows])


def _key(text: str) -> list[Any]:
    return [_FORM, text]


def _beside(path: str) -> str:
    return path.removesuffix(".toml") + ".tables"


if __name__ == "__main__":
    for name in sys.argv[1:]:
        print(write(name))
