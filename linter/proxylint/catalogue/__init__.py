"""Which URLs a product's devices must reach: the rows, and the profile that picks some of them.

The engine knows no vendor: a catalogue is a TOML file. `reading` checks it, `overlay` changes it, `changes` compares
two of them.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from proxylint.errors import UsageError
from proxylint.records import dataclass, replace
from proxylint.request import Request

FRESH_DAYS = 120
"""How old a catalogue may be before reports say so: in 2024 to 2026 the documented lists rarely rested for longer."""


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
    own: str = ""
    probe: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    disputed: tuple[int, ...] = ()
    instead: str = ""
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
    """A group of rows in a user's words: its name, and what happens without it.

    `components`: which parts of the product ask for the rows, by the names of the formats; () = not told apart.
    """

    id: str
    title: str
    consequence: str
    components: tuple[str, ...] = ()


DEFAULT_PLATFORMS = ("windows",)


@dataclass(frozen=True, slots=True)
class Profile:
    """Which rows count. See `CHOICES` for the words; `geography` None = none was named.

    `platforms` () = none was named, which means `DEFAULT_PLATFORMS` where the kind of a file does not tell.
    """

    cloud: str = "commercial"
    connectivity: str = "streamlined"
    geography: str | None = None
    platforms: tuple[str, ...] = ()
    updates: str = "microsoft"

    @property
    def title(self) -> str:
        where = (self.geography,) if self.geography else ()
        platforms = self.platforms or DEFAULT_PLATFORMS
        return ", ".join((self.cloud, self.connectivity, *where, *platforms, f"updates from {self.updates}"))

    @property
    def regional(self) -> bool:
        """Whether its rows depend on where the tenant's data is."""
        return self.cloud == "commercial" and self.connectivity != "streamlined"


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
    """`version`: the day of the list, YYYY-MM-DD; an overlay adds its own name behind it.

    `aliases`: domains that the hosts of the rows are aliases into: names that turn up in logs and nobody asks for.
    """

    name: str
    version: str
    endpoints: tuple[Endpoint, ...]
    services: Mapping[str, Service]
    sources: Mapping[str, Mapping[str, str]]
    aliases: tuple[str, ...] = ()

    def select(self, profile: Profile) -> tuple[Endpoint, ...]:
        """The rows of a profile, each marked as needed or not, in catalogue order.

        Rows that only a browser asks for are left out: the portal may ask its user to log in. Without a geography
        there is no single answer for standard connectivity: each has hosts of its own, and only one of them counts.
        """
        if profile.regional and profile.geography is None:
            raise UsageError(
                f"connectivity '{profile.connectivity}' needs the geography of the tenant's data: "
                f"--geography with one of {', '.join(CHOICES['geography'])}; run once for each if there are several"
            )
        belonging = (row for row in self.endpoints if _belongs(row, profile))
        return tuple(replace(row, needed=True) if _needed(row, profile) else row for row in belonging)

    def stale(self, today: date) -> str | None:
        """A sentence where the list is older than `FRESH_DAYS` on that day."""
        days = (today - date.fromisoformat(self.version[:10])).days
        if days <= FRESH_DAYS:
            return None
        return (
            f"The endpoint catalogue is {days} days old: hosts may have been added since; "
            "take a newer proxylint or name a newer list with --endpoints."
        )


def _belongs(row: Endpoint, profile: Profile) -> bool:
    cloud = _CLOUD[profile.cloud]
    return (
        row.auth != "user"
        and cloud in row.cloud
        and row.geo in ("ww", "usgov", cloud, profile.geography)
        and not _MODE[profile.connectivity].isdisjoint(row.mode)
        and any(_OS[platform] in row.os for platform in profile.platforms or DEFAULT_PLATFORMS)
        and not (profile.updates == "internal" and row.area.startswith(_CONDITIONAL))
    )


def _needed(row: Endpoint, profile: Profile) -> bool:
    if row.via == "direct":
        return False
    return row.need == "R" or row.area.startswith(_CONDITIONAL)
