"""On what a run rests, as its reports say it: profiles, and the version of the catalogue."""

from __future__ import annotations

from collections.abc import Iterable

from proxylint import registry
from proxylint.catalogue import DEFAULT_PLATFORMS, Profile
from proxylint.engine import Chooser, Options, profile_for
from proxylint.finding import Level
from proxylint.format import Format
from proxylint.records import dataclass, replace


def title(formats: Iterable[Format], options: Options) -> str:
    """The profile of a run over files of these kinds, in one line; platforms that only some have stand with those."""
    kinds: dict[tuple[str, ...], dict[str, None]] = {}
    for one in formats:
        kinds.setdefault(profile_for(one, options).platforms or DEFAULT_PLATFORMS, {})[one.name] = None
    if len(kinds) == 1:
        return replace(options.profile, platforms=next(iter(kinds))).title
    others = {platforms: names for platforms, names in sorted(kinds.items()) if platforms != DEFAULT_PLATFORMS}
    said = [f"{' and '.join(platforms)} for {', '.join(sorted(names))}" for platforms, names in others.items()]
    return replace(options.profile, platforms=(*DEFAULT_PLATFORMS, *said) if kinds else ()).title


@dataclass(frozen=True, slots=True)
class Basis:
    """What a report says of the options behind it. `catalogue`: the version."""

    profile: Profile
    catalogue: str
    notes: tuple[str, ...]
    fail_on: Level


Bases = dict[Basis, dict[str, None]]
"""On what a run rests, and the kinds of the files for which it does."""


def basis(options: Options) -> Basis:
    return Basis(options.profile, options.catalogue.version, options.notes, options.fail_on)


def bases(judged: Iterable[tuple[Format, Options]], chooser: Chooser) -> Bases:
    """Of files that were judged; where there are none, what would hold here."""
    found: Bases = {}
    for format, options in judged:
        found.setdefault(basis(options), {})[format.name] = None
    return found or {basis(chooser.for_file("")): {}}


def title_of_all(found: Bases) -> str:
    """The profiles of a run whose files were judged by several, each with the kinds of its files."""
    kinds: dict[Profile, dict[str, None]] = {}
    for one, names in found.items():
        kinds.setdefault(one.profile, {}).update(dict.fromkeys(names))
    known = registry.formats()
    titles = (
        title((one for one in known if one.name in names), Options(profile=profile)) for profile, names in kinds.items()
    )
    return "; ".join(dict.fromkeys(titles))


def versions(found: Bases) -> str:
    """Of the catalogues."""
    return " and ".join(dict.fromkeys(one.catalogue for one in found))
