"""Which URLs a product's devices must reach: rows, the profile that picks some, and the loader that checks them.

The engine knows no vendor: a catalogue is a TOML file, and every field of every row is checked when it is read.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, replace
from typing import Any

from proxylint.errors import ConfigError, UsageError
from proxylint.request import Request


@dataclass(frozen=True, slots=True)
class Endpoint:
    """One row of a catalogue; the TOML file explains the fields. `needed` is set by the profile that picked the row."""

    id: str
    host: str
    ports: tuple[int, ...]
    area: str
    os: tuple[str, ...]
    geo: str
    mode: tuple[str, ...]
    need: str
    path: str = ""
    cloud: tuple[str, ...] = ("com",)
    pin: str = "?"
    inspect: str = "no"
    auth: str = "anon"
    via: str = "proxy"
    cons: bool = False
    probe: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    src: tuple[str, ...] = ()
    needed: bool = False

    @property
    def requests(self) -> tuple[Request, ...]:
        """One request for each port. Where no path is documented, plain http stands for every path of the host."""
        return tuple(
            Request("http", self.host, port, self.path or "/*")
            if port == 80
            else Request("https", self.host, port, self.path or "/")
            for port in self.ports
        )


@dataclass(frozen=True, slots=True)
class Service:
    """A group of rows in a user's words: its name, and what happens without it."""

    id: str
    title: str
    consequence: str


@dataclass(frozen=True, slots=True)
class Profile:
    """Which rows count. See `CHOICES` for the words; `geography` None = none was named."""

    cloud: str = "commercial"
    connectivity: str = "streamlined"
    geography: str | None = None
    platforms: tuple[str, ...] = ("windows",)
    updates: str = "microsoft"

    @property
    def title(self) -> str:
        where = (self.geography,) if self.geography else ()
        return ", ".join((self.cloud, self.connectivity, *where, *self.platforms, f"updates from {self.updates}"))


CHOICES: Mapping[str, tuple[str, ...]] = {
    "cloud": ("commercial", "gcc", "gcc-high", "dod"),
    "connectivity": ("streamlined", "standard", "both"),
    "geography": ("us", "eu", "uk", "au", "uae"),
    "platform": ("windows", "macos", "linux"),
    "updates": ("microsoft", "internal"),
}

_CLOUD = {"commercial": "com", "gcc": "gcc", "gcc-high": "gcch", "dod": "dod"}
_MODE = {"streamlined": {"str"}, "standard": {"std"}, "both": {"std", "str"}}
_OS = {"windows": "win", "macos": "mac", "linux": "linux"}
_CONDITIONAL = ("update-", "linux-pkg")
"""Areas whose rows are required as long as updates and packages come from Microsoft (L-STD, L-UPD)."""


@dataclass(frozen=True, slots=True)
class Catalogue:
    name: str
    version: str
    endpoints: tuple[Endpoint, ...]
    services: Mapping[str, Service]
    sources: Mapping[str, Mapping[str, str]]

    def select(self, profile: Profile) -> tuple[Endpoint, ...]:
        """The rows of a profile, each marked as needed or not, in catalogue order.

        Rows that only a browser asks for are left out: the portal may ask its user to log in.
        """
        if profile.cloud == "commercial" and profile.connectivity != "streamlined" and profile.geography is None:
            raise UsageError(
                f"connectivity '{profile.connectivity}' needs the geography of the tenant's data: "
                f"one of {', '.join(CHOICES['geography'])}"
            )
        return tuple(replace(row, needed=_needed(row, profile)) for row in self.endpoints if _belongs(row, profile))


def _belongs(row: Endpoint, profile: Profile) -> bool:
    cloud = _CLOUD[profile.cloud]
    return (
        row.auth != "user"
        and cloud in row.cloud
        and row.geo in ("ww", "usgov", cloud, profile.geography)
        and not _MODE[profile.connectivity].isdisjoint(row.mode)
        and any(_OS[platform] in row.os for platform in profile.platforms)
        and not (profile.updates == "internal" and row.area.startswith(_CONDITIONAL))
    )


def _needed(row: Endpoint, profile: Profile) -> bool:
    if row.via == "direct":
        return False
    return row.need == "R" or row.area.startswith(_CONDITIONAL)


_WORDS: Mapping[str, tuple[str, ...]] = {
    "need": ("R", "O", "C"),
    "pin": ("yes", "no", "?", "n/a"),
    "inspect": ("no", "ok", "keep", "conflict", "n/a"),
    "auth": ("anon", "user"),
    "via": ("proxy", "direct", "either"),
}
_LISTS = {"os", "mode", "cloud", "probe", "also", "src"}
_REQUIRED = ("id", "host", "ports", "area", "os", "geo", "mode", "need")
_KNOWN = frozenset(field.name for field in fields(Endpoint)) - {"needed"}


def read_catalogue(table: Mapping[str, Any], where: str) -> Catalogue:
    """From the parsed TOML of a catalogue. ConfigError names `where`, the row and the field."""
    rows = table.get("endpoint")
    if not isinstance(rows, list) or not isinstance(table.get("version"), str):
        raise ConfigError(f"{where}: a catalogue has a version and a list of endpoint rows")
    services = {
        key: Service(key, _text(value, "title", where, key), _text(value, "consequence", where, key))
        for key, value in _table(table.get("service", {}), where, "service").items()
    }
    endpoints = tuple(_endpoint(row, index, where, services) for index, row in enumerate(rows, 1))
    _unique((row.id for row in endpoints), where)
    sources = {source["id"]: source for source in table.get("source", ()) if isinstance(source, dict)}
    for row in endpoints:
        for key in row.src:
            if key not in sources:
                raise ConfigError(f"{where}: row '{row.id}': src names '{key}', which is no source")
    return Catalogue(str(table.get("catalogue", where)), table["version"], endpoints, services, sources)


def _endpoint(row: object, index: int, where: str, services: Mapping[str, Service]) -> Endpoint:
    at = f"{where}: row {index}"
    if not isinstance(row, dict):
        raise ConfigError(f"{at} is not a table")
    at = f"{where}: row '{row['id']}'" if isinstance(row.get("id"), str) else at
    for key in _REQUIRED:
        if key not in row:
            raise ConfigError(f"{at}: {key} is missing")
    for key, value in row.items():
        _check(key, value, at)
    if row["area"] not in services:
        raise ConfigError(f"{at}: area '{row['area']}' is no service of this catalogue")
    values: dict[str, Any] = {key: tuple(value) if isinstance(value, list) else value for key, value in row.items()}
    return Endpoint(**values)


def _check(key: str, value: object, at: str) -> None:
    if key not in _KNOWN:
        raise ConfigError(f"{at}: '{key}' is no field of an endpoint")
    if key == "ports":
        good = isinstance(value, list) and bool(value) and all(port in (80, 443) for port in value)
        wanted = "a list of 80 and 443"
    elif key in _LISTS:
        good = isinstance(value, list) and all(isinstance(item, str) for item in value)
        wanted = "a list of texts"
    elif key == "cons":
        good, wanted = isinstance(value, bool), "true or false"
    elif key in _WORDS:
        good, wanted = value in _WORDS[key], "one of " + ", ".join(_WORDS[key])
    elif key == "host":
        good, wanted = isinstance(value, str) and _is_host(value), "a lower-case host name or *.name"
    else:
        good, wanted = isinstance(value, str), "a text"
    if not good:
        raise ConfigError(f"{at}: {key} must be {wanted}")


def _is_host(text: str) -> bool:
    labels = text.removeprefix("*.").split(".")
    return text == text.lower() and all(
        label and all(char.isascii() and (char.isalnum() or char in "-_") for char in label) for label in labels
    )


def _unique(ids: Iterable[str], where: str) -> None:
    seen: set[str] = set()
    for key in ids:
        if key in seen:
            raise ConfigError(f"{where}: row '{key}' stands twice")
        seen.add(key)


def _table(value: object, where: str, key: str) -> Mapping[str, Any]:
    if not isinstance(value, dict):
        raise ConfigError(f"{where}: {key} must be a table")
    return value


def _text(value: object, key: str, where: str, service: str) -> str:
    found = value.get(key) if isinstance(value, dict) else None
    if not isinstance(found, str):
        raise ConfigError(f"{where}: service '{service}' needs a {key}")
    return found
