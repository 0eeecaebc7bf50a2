"""What the user wants of a run: the configuration file of a tree, and the options of the command line that overrule it.

`keys` is the table of what may stand in the file, made of the kinds of values in `values` and `named`; `reading` turns
a file into values, `nearest` finds the file that speaks for a folder, `by_folder` puts options, file and defaults
together, `showing` prints the outcome.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from proxylint.finding import Level
from proxylint.records import dataclass, field

if TYPE_CHECKING:
    from proxylint.clients import Client


@dataclass(frozen=True, slots=True)
class Settings:
    """One field for each key of the configuration file; the defaults hold where there is none.

    `select`, `ignore`, `severity` and `per_file_ignores` hold beginnings of codes. `path_map`: FROM -> folder.
    """

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    fail_on: Level = Level.WARNING
    exclude: tuple[str, ...] = ()
    require_reason: bool = False
    cloud: str = "commercial"
    connectivity: str = "streamlined"
    geography: str | None = None
    platforms: tuple[str, ...] = ()
    updates: str = "microsoft"
    endpoints: str | None = None
    direct_egress: bool | None = None
    squid_version: int = 6
    pac_engine: str = "winhttp"
    severity: Mapping[str, Level] = field(default_factory=dict)
    per_file_ignores: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    per_file_kind: Mapping[str, str] = field(default_factory=dict)
    path_map: Mapping[str, str] = field(default_factory=dict)
    clients: tuple[Client, ...] = ()
