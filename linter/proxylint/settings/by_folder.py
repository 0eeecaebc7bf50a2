"""Options for each file of a run: what the command line says, else the nearest configuration file, else the default."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from proxylint.catalogue import Profile
from proxylint.choice import Choice, PerFile
from proxylint.engine import Options
from proxylint.files import find_root
from proxylint.format import Given
from proxylint.records import dataclass, field, replace
from proxylint.settings import Settings
from proxylint.settings.nearest import Nearest, read_named

if TYPE_CHECKING:
    from proxylint.settings.reading import File


@dataclass(frozen=True, slots=True)
class InForce:
    """What holds in a folder, and for each key that is said where: on the command line or in a file."""

    settings: Settings
    origins: Mapping[str, str]
    options: Options


_Key = tuple[str | None, str]
"""The path of the configuration and the root of the repository: by both, what holds."""


@dataclass(frozen=True, slots=True)
class _Folder:
    """`within`: the folder as patterns of its configuration see it, with a `/` behind it; "" = where they start.

    `excluding`: the same for what is excluded, which the command line says from where the user stands. `key`: equal for
    folders in which the same holds.
    """

    key: _Key
    in_force: InForce
    within: str
    excluding: str


@dataclass(frozen=True)
class ByFolder:
    """An `engine.Chooser`. Files for which the same is said get the same options, the very object.

    `flags`: what the command line says, by key. `config`: the one file for all, whose patterns start where the user
    stands; `isolated`: none is read. `kind`, `given` and `today` only the command line can say.
    """

    flags: Mapping[str, Any] = field(default_factory=dict)
    config: str | None = None
    isolated: bool = False
    kind: str | None = None
    given: Given = field(default_factory=Given)
    today: date | None = None
    _nearest: Nearest = field(default_factory=Nearest, init=False, compare=False)
    _named: dict[str, File] = field(default_factory=dict, init=False, compare=False)
    _folders: dict[str, _Folder] = field(default_factory=dict, init=False, compare=False)
    _in_force: dict[_Key, InForce] = field(default_factory=dict, init=False, compare=False)
    _of_kind: dict[tuple[_Key, str], Options] = field(default_factory=dict, init=False, compare=False)

    def for_file(self, path: str) -> Options:
        folder = self._folder(path)
        kinds = folder.in_force.settings.per_file_kind
        return self._by_kind(folder, path) if kinds and self.kind is None else folder.in_force.options

    def excluded(self, path: str, *, folder: bool = False) -> bool:
        """Whether the configuration passes over a file or folder."""
        around = self._folder(path)
        patterns = around.in_force.settings.exclude
        return bool(patterns) and _excluded(around.excluding + os.path.basename(path), patterns, folder=folder)

    def named(self, path: str) -> bool:
        """Whether the configuration says of what kind the file is."""
        folder = self._folder(path)
        return _kind(folder, path) is not None

    def in_force(self, path: str) -> InForce:
        return self._folder(path).in_force

    def _folder(self, path: str) -> _Folder:
        folder = os.path.split(path)[0]
        found = self._folders.get(folder)
        if found is None:
            found = self._folders[folder] = self._look(folder)
        return found

    def _look(self, folder: str) -> _Folder:
        real = os.path.realpath(folder or ".")
        root = find_root(real)
        file = self._file(real, root)
        base = file.folder if file is not None and self.config is None else os.path.realpath(".")
        key = (None if file is None else file.path, root)
        if key not in self._in_force:
            self._in_force[key] = self._settle(file, root, base)
        within = _prefix(real, base)
        excluding = _prefix(real, os.path.realpath(".")) if "exclude" in self.flags else within
        return _Folder(key, self._in_force[key], within, excluding)

    def _file(self, folder: str, root: str) -> File | None:
        if self.config is None:
            return None if self.isolated else self._nearest.of(folder, root)
        if self.config not in self._named:
            self._named[self.config] = read_named(self.config)
        return self._named[self.config]

    def _settle(self, file: File | None, root: str, base: str) -> InForce:
        said = file.values if file is not None else {}
        values = {key: _joined(key, said.get(key), self.flags.get(key)) for key in (*said, *self.flags)}
        settings = Settings(**{key.replace("-", "_"): value for key, value in values.items()})
        origins = {key: self._origin(key, file) for key in values}
        return InForce(settings, origins, self._options(settings, file, root, base))

    def _origin(self, key: str, file: File | None) -> str:
        here = [file.shown] if file is not None and key in file.values else []
        option = ["command line"] if key in self.flags else []
        joined = key == _ADDED or isinstance(self.flags.get(key), dict)
        return " and ".join((option + here) if joined else (option or here))

    def _options(self, settings: Settings, file: File | None, root: str, base: str) -> Options:
        mapped = file.values.get("path-map", {}) if file is not None else {}
        own = self.flags.get("path-map", {})
        given = replace(self.given, squid_version=settings.squid_version, pac_engine=settings.pac_engine)
        return Options(
            kind=self.kind,
            given=given,
            profile=profile(settings),
            endpoints=settings.endpoints,
            maps=settings.path_map,
            within={prefix: file.root for prefix in mapped if prefix not in own} if file is not None else {},
            direct_egress=settings.direct_egress,
            today=self.today,
            choice=choice(settings, root, base),
            clients=settings.clients,
            fail_on=settings.fail_on,
            require_reason=settings.require_reason,
        )

    def _by_kind(self, folder: _Folder, path: str) -> Options:
        options = folder.in_force.options
        kind = _kind(folder, path)
        if kind is None:
            return options
        key = (folder.key, kind)
        if key not in self._of_kind:
            self._of_kind[key] = replace(options, kind=kind)
        return self._of_kind[key]


def _kind(folder: _Folder, path: str) -> str | None:
    """Of the first pattern that fits."""
    name = folder.within + os.path.basename(path)
    kinds = folder.in_force.settings.per_file_kind.items()
    return next((kind for pattern, kind in kinds if _excluded(name, (pattern,))), None)


def _excluded(path: str, patterns: Sequence[str], *, folder: bool = False) -> bool:
    from proxylint.globs import excluded

    return excluded(path, patterns, folder=folder)


def _prefix(folder: str, base: str) -> str:
    within = os.path.relpath(folder, base).replace(os.sep, "/")
    return "" if within == "." else within + "/"


_ADDED = "ignore"
"""What an option adds to: leaving out one rule more must not bring back those that the file leaves out."""


def _joined(key: str, said: Any, flag: Any) -> Any:
    """An option takes the place of what the file says; of a table, entry by entry."""
    if flag is None:
        return said
    if key == _ADDED and said is not None:
        return tuple(dict.fromkeys((*said, *flag)))
    return {**said, **flag} if isinstance(said, dict) and isinstance(flag, dict) else flag


def profile(settings: Settings) -> Profile:
    return Profile(settings.cloud, settings.connectivity, settings.geography, settings.platforms, settings.updates)


def choice(settings: Settings, root: str, base: str) -> Choice:
    per_file = tuple(PerFile(pattern, codes) for pattern, codes in settings.per_file_ignores.items() if codes)
    levels = tuple(settings.severity.items())
    return Choice(settings.select, settings.ignore, levels, per_file, root, base)
