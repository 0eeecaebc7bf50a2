"""From the TOML of a catalogue to its rows. Every error names the file, the row and the field."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from proxylint.catalogue import Catalogue, Endpoint, Service
from proxylint.catalogue.schema import FIELDS, is_host
from proxylint.errors import ConfigError
from proxylint.request import Request

_TOP = ("catalogue", "version", "aliases", "service", "endpoint", "source")


def read_catalogue(table: Mapping[str, Any], where: str) -> Catalogue:
    """From the parsed TOML of a whole catalogue. ConfigError names `where`, the row and the field."""
    known(table, _TOP, where, "of a catalogue")
    if not isinstance(table.get("endpoint"), list) or "version" not in table:
        raise ConfigError(f"{where}: a catalogue has a version and a list of endpoint rows")
    services = read_services(table, where)
    sources = read_sources(table, where)
    endpoints = read_rows(table, where, services, sources)
    version, aliases = read_version(table["version"], where), read_aliases(table, where)
    return Catalogue(read_name(table, where), version, endpoints, services, sources, aliases)


def known(table: Mapping[str, Any], keys: Iterable[str], at: str, of: str) -> None:
    keys = tuple(keys)
    for key in table:
        if key not in keys:
            raise ConfigError(f"{at}: '{key}' is no field {of}")


def read_name(table: Mapping[str, Any], where: str) -> str:
    name = table.get("catalogue", where)
    if not isinstance(name, str) or not name.isprintable():
        raise ConfigError(f"{where}: catalogue must be a text")
    return name


def read_version(value: object, where: str) -> str:
    """A day; TOML has dates, but a text is what most people write."""
    text = value.isoformat() if isinstance(value, date) else value
    try:
        if isinstance(text, str) and len(text) == 10:
            return date.fromisoformat(text).isoformat()
    except ValueError:
        pass
    raise ConfigError(f"{where}: version must be a day, such as 2026-11-23")


def read_aliases(table: Mapping[str, Any], where: str) -> tuple[str, ...]:
    aliases = table.get("aliases", [])
    if not isinstance(aliases, list) or not all(is_host(one) and "*" not in one for one in aliases):
        raise ConfigError(f"{where}: aliases must be a list of lower-case domains")
    return tuple(aliases)


def read_services(table: Mapping[str, Any], where: str) -> dict[str, Service]:
    services = table.get("service", {})
    if not isinstance(services, dict):
        raise ConfigError(f"{where}: service must be a table")
    return {key: _service(key, value, f"{where}: service '{key}'") for key, value in services.items()}


def _service(key: str, value: object, at: str) -> Service:
    if not isinstance(value, dict):
        raise ConfigError(f"{at} is not a table")
    known(value, ("title", "consequence", "components"), at, "of a service")
    for name in ("title", "consequence"):
        if name not in value:
            raise ConfigError(f"{at}: {name} is missing")
        if not isinstance(value[name], str) or not value[name] or not value[name].isprintable():
            raise ConfigError(f"{at}: {name} must be a text")
    components = value.get("components", [])
    if not isinstance(components, list) or not all(isinstance(name, str) and name for name in components):
        raise ConfigError(f"{at}: components must be a list of texts")
    return Service(key, value["title"], value["consequence"], tuple(components))


def read_sources(table: Mapping[str, Any], where: str) -> dict[str, Mapping[str, str]]:
    rows = table.get("source", [])
    if not isinstance(rows, list):
        raise ConfigError(f"{where}: source must be a list of tables")
    found: dict[str, Mapping[str, str]] = {}
    for index, row in enumerate(rows, 1):
        at = f"{where}: source {index}"
        if not isinstance(row, dict) or not all(isinstance(value, str) for value in row.values()):
            raise ConfigError(f"{at} is not a table of texts")
        if "id" not in row:
            raise ConfigError(f"{at}: id is missing")
        if row["id"] in found:
            raise ConfigError(f"{where}: source '{row['id']}' stands twice")
        found[row["id"]] = row
    return found


def read_rows(
    table: Mapping[str, Any], where: str, services: Mapping[str, Service], sources: Mapping[str, Mapping[str, str]]
) -> tuple[Endpoint, ...]:
    rows: dict[str, Endpoint] = {}
    for index, value in enumerate(table.get("endpoint", ()), 1):
        row = _row(value, f"{where}: row {index}", where, services, sources)
        if row.id in rows:
            raise ConfigError(f"{where}: row '{row.id}' stands twice")
        rows[row.id] = row
    for row in rows.values():
        if row.instead and row.instead not in rows:
            raise ConfigError(f"{where}: row '{row.id}': instead names '{row.instead}', which is no row")
    return tuple(rows.values())


def _row(
    value: object, at: str, where: str, services: Mapping[str, Service], sources: Mapping[str, Mapping[str, str]]
) -> Endpoint:
    if not isinstance(value, dict):
        raise ConfigError(f"{at} is not a table")
    at = f"{where}: row '{value['id']}'" if isinstance(value.get("id"), str) else at
    known(value, FIELDS, at, "of an endpoint")
    for key, field in FIELDS.items():
        if key not in value and field.required:
            raise ConfigError(f"{at}: {key} is missing")
        if key in value and not field.holds(value[key]):
            raise ConfigError(f"{at}: {key} must be {field.wanted}")
    values: dict[str, Any] = {key: tuple(one) if isinstance(one, list) else one for key, one in value.items()}
    return _consistent(Endpoint(**values), at, services, sources)


def _consistent(
    row: Endpoint, at: str, services: Mapping[str, Service], sources: Mapping[str, Mapping[str, str]]
) -> Endpoint:
    """What one field says of another."""
    if row.area not in services:
        raise ConfigError(f"{at}: area '{row.area}' is no service of this catalogue")
    for key in row.src:
        if key not in sources:
            raise ConfigError(f"{at}: src names '{key}', which is no source")
    if not set(row.disputed) <= set(row.ports):
        raise ConfigError(f"{at}: disputed holds a port that is none of ports")
    if row.own and not row.host.startswith("*."):
        raise ConfigError(f"{at}: own needs a host that starts with *.")
    for url in row.probe:
        if not _probes(row, Request.parse(url)):
            raise ConfigError(f"{at}: probe '{url}' lies outside of host and ports")
    for url in row.also:
        if _covers(row.host, Request.parse(url).host):
            raise ConfigError(f"{at}: also '{url}' is covered by host")
    return row


def _probes(row: Endpoint, asked: Request) -> bool:
    ports = {(one.scheme, one.port) for one in row.requests}
    return _covers(row.host, asked.host) and (asked.scheme, asked.port) in ports


def _covers(host: str, name: str) -> bool:
    return name.endswith(host[1:]) and len(name) > len(host) - 1 if host.startswith("*.") else name == host


def own_host(row: Endpoint, name: str) -> str | None:
    """The host of a row for a name of the customer's own; None where the name cannot stand for the star."""
    host = f"{name}{row.host[1:]}"
    return host if is_host(host) and "*" not in name else None
