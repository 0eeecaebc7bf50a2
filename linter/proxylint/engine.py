"""One file: find, detect, read, decide, judge, apply the rules."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from fnmatch import translate
from functools import cache

from proxylint import registry
from proxylint.asking import asked_by, askers
from proxylint.catalogue import DEFAULT_PLATFORMS, Catalogue, Endpoint, Profile
from proxylint.errors import InputError
from proxylint.files import Tree, find_root, read_bytes, shown, walk
from proxylint.finding import Finding
from proxylint.format import Format, Given, Policy, Remark, Vantage
from proxylint.judgement import Judged, Outcome, Served, judge, served
from proxylint.records import dataclass, field, replace
from proxylint.report.report import Count
from proxylint.request import Request
from proxylint.rule import Examined
from proxylint.text import Source, Span, decode_text
from proxylint.verdict import Failure, Verdict

ANYTHING = (Request("https", "*", 443, "/"), Request("http", "*", 80, "/*"))
"""Asked to learn which clients a proxy serves at all."""


@dataclass(frozen=True, slots=True)
class Options:
    """What the command line or a caller chooses. `kind`: a format's name, None = by name and content.

    `maps`: absolute prefix as written in files -> folder that stands for it. `today`: against which the age of the
    catalogue is measured; None = it is not.
    """

    kind: str | None = None
    given: Given = field(default_factory=Given)
    profile: Profile = field(default_factory=Profile)
    endpoints: str | None = None
    maps: Mapping[str, str] = field(default_factory=dict)
    direct_egress: bool | None = None
    today: date | None = None

    @property
    def catalogue(self) -> Catalogue:
        return registry.catalogue(self.endpoints)

    @property
    def notes(self) -> tuple[str, ...]:
        """About the run itself; never a matter of the exit code."""
        stale = self.catalogue.stale(self.today) if self.today else None
        return (stale,) if stale else ()


@dataclass(frozen=True, slots=True)
class Opened:
    """One input, read; `unread` says why it could not be analysed at all."""

    source: Source
    format: Format
    policy: Policy
    unread: str | None = None


@dataclass(frozen=True, slots=True)
class NoPolicy:
    """Stands for a file that could not be read or is of no known kind."""

    source: Source
    failure: Failure
    remarks: tuple[Remark, ...] = ()

    @property
    def sources(self) -> Mapping[str, Source]:
        return {self.source.path: self.source}

    def decide(self, request: Request, given: Given) -> Verdict:
        return Verdict(request, ())


NO_FORMAT = Format("none", "no known kind", Vantage.PROXY, (), decode_text, lambda source: 0, lambda *_: None)  # type: ignore[arg-type]


def collect(paths: Sequence[str], options: Options) -> list[str]:
    """The files to lint: those named, and below each named folder those whose name is known. Each once."""
    found: dict[str, None] = {}
    for path in paths or (".",):
        if os.path.isdir(path):
            found.update(dict.fromkeys(one for one in walk(path) if by_name(one)))
        else:
            found[path] = None
    return list(found)


def by_name(path: str) -> Format | None:
    """The format of a file by its name, or by its name and that of its folder."""
    folder, _, name = path.lower().replace(os.sep, "/").rpartition("/")
    within = f"{folder.rpartition('/')[2]}/{name}"
    for one, is_name, is_within in _named():
        if is_name(name) or is_within(within):
            return one
    return None


Matches = Callable[[str], object]


@cache
def _named() -> list[tuple[Format, Matches, Matches]]:
    """For each format, whether a lower-case file name is one of its names, and the same of `folder/name`."""
    return [(one, _matches(one, 0), _matches(one, 1)) for one in registry.formats()]


def _matches(format: Format, slashes: int) -> Matches:
    patterns = [translate(one) for one in format.filenames if one.count("/") == slashes]
    return re.compile("|".join(patterns) or r"(?!)").match


Roots = dict[str, tuple[str, str]]
"""Folder as named -> the root around it, and how reports print the folder: found once for all files of a run."""


def open_file(path: str, options: Options, roots: Roots | None = None) -> Opened:
    root, where = _placed(path, {} if roots is None else roots)
    try:
        data = read_bytes(path)
        return open_bytes(where, data, root, options)
    except InputError as error:
        return _unread(Source(where, ""), str(error))


def _placed(path: str, roots: Roots) -> tuple[str, str]:
    """The root of a file and how reports print its path. A link is printed as what it leads to."""
    folder, name = os.path.split(path)
    if os.path.islink(path) or name in ("", ".", ".."):
        root = find_root(path)
        return root, shown(path, root)
    found = roots.get(folder)
    if found is None:
        root = find_root(path)
        found = roots[folder] = (root, shown(path, root)[: -len(name)])
    return found[0], found[1] + name


def open_bytes(where: str, data: bytes, root: str, options: Options) -> Opened:
    """Bytes under the name `where`, relative to `root`."""
    try:
        kind = detect(where, data, options.kind)
    except InputError as error:
        return _unread(Source.of(where, data, decode_text), str(error))
    source = Source.of(where, data, kind.decode)
    return Opened(source, kind, kind.read(source, Tree(root, options.maps), options.given))


def _unread(source: Source, reason: str) -> Opened:
    return Opened(source, NO_FORMAT, NoPolicy(source, Failure(Span(source.path, 0, 0), reason)), reason)


def detect(path: str, data: bytes, kind: str | None = None) -> Format:
    """The format of a file: as named, else by its name, else by likeness. InputError where nothing or two fit."""
    known = registry.formats()
    if kind is not None:
        chosen = next((one for one in known if one.name == kind), None)
        if chosen is None:
            raise InputError(f"'{kind}' is no kind of file; one of {', '.join(one.name for one in known)}")
        return chosen
    named = by_name(path)
    if named is not None:
        return named
    scores = sorted(((one.likeness(Source.of(path, data, one.decode)), one.name) for one in known), reverse=True)
    best, name = scores[0]
    names = "|".join(one.name for one in known)
    if best == 0:
        raise InputError(f"'{path}' is no known kind of proxy configuration; name it with --kind {names}")
    if len(scores) > 1 and scores[1][0] == best:
        raise InputError(f"'{path}' looks like {scores[1][1]} as much as like {name}; name it with --kind {names}")
    return next(one for one in known if one.name == name)


def examine(opened: Opened, options: Options) -> Examined:
    """The judged verdicts of every row of the profile for one file."""
    judged: tuple[Judged, ...] = ()
    clients: Served = {}
    if opened.policy.failure is None:
        clients = _clients(opened, options)
        judged = judge_all(opened, options, clients)
    return Examined(
        opened.source,
        opened.format,
        opened.policy,
        judged,
        options.catalogue.services,
        options.direct_egress,
        options.given,
        options.catalogue,
        profile_for(opened.format, options),
        clients,
    )


def _clients(opened: Opened, options: Options) -> Served:
    if opened.format.vantage is not Vantage.PROXY:
        return {}
    return served(opened.policy.decide(request, options.given) for request in ANYTHING)


def rows(format: Format, options: Options) -> tuple[Endpoint, ...]:
    """The rows that a file of this kind is judged for."""
    chosen = options.catalogue.select(profile_for(format, options))
    return tuple(row for row in chosen if row.area not in format.unasked) if format.unasked else chosen


def profile_for(format: Format, options: Options) -> Profile:
    """The user's profile; the platforms of the kind of file where the user names none."""
    profile = options.profile
    return profile if profile.platforms or not format.platforms else replace(profile, platforms=format.platforms)


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


def judge_all(opened: Opened, options: Options, clients: Served) -> tuple[Judged, ...]:
    policy, vantage = opened.policy, opened.format.vantage
    who = {area: askers(opened.format, policy, service) for area, service in options.catalogue.services.items()}
    return tuple(
        judge(endpoint, asked_by(policy, request, options.given, who[endpoint.area]), vantage, clients)
        for endpoint in rows(opened.format, options)
        for request in endpoint.requests
    )


def apply(examined: Examined) -> Iterable[Finding]:
    for rule in registry.rules():
        yield from rule.check(examined)


def count(examined: Examined, options: Options) -> Count:
    """The required URLs of a profile by outcome. Where a file was not judged, all of them are undecided.

    A part of another file has no URLs of its own.
    """
    if examined.policy.failure is None:
        return counted(outcomes(examined))
    required = sum(len(row.requests) for row in rows(examined.format, options) if row.needed)
    return Count() if examined.policy.failure.elsewhere else Count(undecided=required)


def outcomes(examined: Examined) -> tuple[Outcome, ...]:
    """Of the required URLs, in the order of the catalogue."""
    return tuple(judged.outcome for judged in examined.judged if judged.endpoint.needed)


def counted(outcomes: Sequence[Outcome]) -> Count:
    return Count(*(outcomes.count(one) for one in (Outcome.PROVED, Outcome.FAIL, Outcome.UNDECIDED)))
