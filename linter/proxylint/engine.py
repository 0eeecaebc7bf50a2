"""One file: find, detect, read, decide, judge, apply the rules."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from fnmatch import translate
from functools import cache
from typing import TYPE_CHECKING, Protocol

from proxylint import registry
from proxylint.asking import asked_by, askers
from proxylint.catalogue import DEFAULT_PLATFORMS, Catalogue, Endpoint, Profile
from proxylint.choice import Choice
from proxylint.discovery import Inputs, walk
from proxylint.errors import InputError
from proxylint.files import LEADS_OUT, STDIN, Piped, Tree, find_root, leads_out, read_bytes, shown
from proxylint.finding import Finding, Level
from proxylint.format import Format, Given, Policy, Remark, Vantage
from proxylint.judgement import Judged, Outcome, Served, judge, served
from proxylint.records import dataclass, field, replace
from proxylint.regex import regex
from proxylint.report.report import Count
from proxylint.request import Request
from proxylint.rule import Examined
from proxylint.secrets import without_secrets
from proxylint.text import Source, Span, decode_text
from proxylint.verdict import Failure, Verdict

if TYPE_CHECKING:
    from proxylint.clients import Client

ANYTHING = (Request("https", "*", 443, "/"), Request("http", "*", 80, "/*"))
"""Asked to learn which clients a proxy serves at all."""


@dataclass(frozen=True, slots=True)
class Options:
    """What the command line or a caller chooses. `kind`: a format's name, None = by name and content.

    `maps`: absolute prefix as written in files -> folder that stands for it; `within`: of some prefixes, the folder
    that nothing may lie outside of. `today`: against which the age of the catalogue is measured; None = it is not.
    `choice`: which findings are reported. `clients`: devices of the site that must get through. `fail_on`: the lowest
    level that fails a run. `require_reason`: whether a suppression must say why.
    """

    kind: str | None = None
    given: Given = field(default_factory=Given)
    profile: Profile = field(default_factory=Profile)
    endpoints: str | None = None
    maps: Mapping[str, str] = field(default_factory=dict)
    within: Mapping[str, str] = field(default_factory=dict)
    direct_egress: bool | None = None
    today: date | None = None
    choice: Choice = field(default_factory=Choice)
    clients: tuple[Client, ...] = ()
    fail_on: Level = Level.WARNING
    require_reason: bool = False

    def for_file(self, path: str) -> Options:
        """The same for every file: options are a chooser."""
        return self

    def excluded(self, path: str, *, folder: bool = False) -> bool:
        return False

    def named(self, path: str) -> bool:
        return False

    @property
    def catalogue(self) -> Catalogue:
        return registry.catalogue(self.endpoints)

    @property
    def notes(self) -> tuple[str, ...]:
        """About the run itself; never a matter of the exit code."""
        stale = self.catalogue.stale(self.today) if self.today else None
        return (stale,) if stale else ()


class Chooser(Protocol):
    """Says what holds for each file. Paths are as the user or a walk names them."""

    def for_file(self, path: str) -> Options:
        """The very same object for files for which the same holds."""
        ...

    def excluded(self, path: str, *, folder: bool = False) -> bool:
        """Whether a file or folder is passed over when a folder around it is linted."""
        ...

    def named(self, path: str) -> bool:
        """Whether the kind of a file is settled by its path, so that a folder is linted with it."""
        ...


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


def collect(paths: Sequence[str], chooser: Chooser, inputs: Inputs | None = None) -> list[str]:
    """The files to lint: those named, and below each named folder those whose name is known. Each once."""
    inputs = inputs or Inputs()
    found: dict[str, str] = {}
    folders: dict[str, str] = {}
    for path in paths or (".",):
        folder = inputs.piped is None and os.path.isdir(path) and not leads_out(path)
        if inputs.force_exclude and chooser.excluded(path, folder=folder):
            continue
        files: Iterable[str] = (path,)
        if folder:
            files = walk(path, lambda one: by_name(one) or chooser.named(one), chooser, gitignore=inputs.gitignore)
        for file in files:
            found.setdefault(_place(file, folders), file)
    return list(found.values())


def _place(path: str, folders: dict[str, str]) -> str:
    """The same for all ways to write a path. A link is another file than the one it leads to."""
    folder, name = os.path.split(path)
    if folder not in folders:
        folders[folder] = os.path.realpath(folder or ".")
    return os.path.join(folders[folder], name)


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
    pattern = regex("|".join(patterns) or r"(?!)")
    return lambda name: pattern.match(name)


Roots = dict[str, tuple[str, str, bool]]
"""Folder as named -> the root around it, how reports print the folder, and whether the way to it leads out of a
repository: found once for all files of a run."""


def open_file(path: str, options: Options, roots: Roots | None = None, piped: Piped | None = None) -> Opened:
    """`piped` stands for the file of its name, here and where another file names it."""
    root, where, out = _placed(path, {} if roots is None else roots)
    if path == STDIN and piped is not None and piped.name == STDIN:
        where = STDIN
    stands = piped is not None and piped.stands_for(path)
    if out and not stands:
        return _unread(Source(path.replace(os.sep, "/"), ""), f"'{path}' {LEADS_OUT}")
    try:
        data = piped.content if piped is not None and stands else read_bytes(path)
        return open_bytes(where, data, root, options, piped)
    except InputError as error:
        return _unread(Source(where, ""), str(error))


def _placed(path: str, roots: Roots) -> tuple[str, str, bool]:
    """The root of a file, how reports print its path, and whether it leads out of a repository. A link is printed as
    what it leads to."""
    folder, name = os.path.split(path)
    if os.path.islink(path) or name in ("", ".", ".."):
        root = find_root(path)
        return root, shown(path, root), leads_out(path)
    found = roots.get(folder)
    if found is None:
        root = find_root(path)
        found = roots[folder] = (root, shown(path, root)[: -len(name)], leads_out(path))
    return found[0], found[1] + name, found[2]


def open_bytes(where: str, data: bytes, root: str, options: Options, piped: Piped | None = None) -> Opened:
    """Bytes under the name `where`, relative to `root`."""
    try:
        kind = detect(where, data, options.kind)
    except InputError as error:
        return _unread(Source.of(where, data, decode_text), str(error))
    source = Source.of(where, data, kind.decode)
    tree = Tree(root, options.maps, options.within, piped, os.path.dirname(where))
    return Opened(source, kind, kind.read(source, tree, options.given))


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
    said = "standard input" if path == STDIN else f"'{path}'"
    if best == 0:
        about = "it holds one value a line, as lists do that a configuration reads: lint that one, or "
        way = f"{about if _is_list(decode_text(data[:_LIST]).text) else ''}name it with --kind {names}"
        raise InputError(f"{said} is no known kind of proxy configuration; {way}")
    if len(scores) > 1 and scores[1][0] == best:
        raise InputError(f"{said} looks like {scores[1][1]} as much as like {name}; name it with --kind {names}")
    return next(one for one in known if one.name == name)


_LIST = 64 * 1024
"""Bytes that show whether a file is a list."""


def _is_list(text: str) -> bool:
    """Whether every line is one value, as names, addresses and simple patterns are."""
    lines = [line.strip() for line in text.splitlines()]
    values = [line for line in lines if line and not line.startswith("#")]
    return bool(values) and all(value.isprintable() and set(value).isdisjoint(_NO_VALUE) for value in values)


_NO_VALUE = frozenset(" <>{}()=;\"'`,")


def examine(opened: Opened, options: Options) -> Examined:
    """The judged verdicts of every row of the profile for one file."""
    judged: tuple[Judged, ...] = ()
    clients: Served = {}
    if opened.policy.failure is None:
        clients = _clients(opened, options)
        judged = judge_all(opened, options, clients)
    if options.clients and judged:
        from proxylint.clients import blamed

        judged = blamed(judged, options.clients, clients)
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
    found = served(opened.policy.decide(request, options.given) for request in ANYTHING)
    if options.clients:
        from proxylint.clients import serving_all

        return serving_all(options.clients, found)
    return found


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


def title_of_all(bases: Bases) -> str:
    """The profiles of a run whose files were judged by several, each with the kinds of its files."""
    kinds: dict[Profile, dict[str, None]] = {}
    for one, names in bases.items():
        kinds.setdefault(one.profile, {}).update(dict.fromkeys(names))
    known = registry.formats()
    titles = (
        title((one for one in known if one.name in names), Options(profile=profile)) for profile, names in kinds.items()
    )
    return "; ".join(dict.fromkeys(titles))


def versions(bases: Bases) -> str:
    """Of the catalogues."""
    return " and ".join(dict.fromkeys(one.catalogue for one in bases))


def judge_all(opened: Opened, options: Options, clients: Served) -> tuple[Judged, ...]:
    policy, vantage = opened.policy, opened.format.vantage
    who = {area: askers(opened.format, policy, service) for area, service in options.catalogue.services.items()}
    return tuple(
        judge(endpoint, asked_by(policy, request, options.given, who[endpoint.area]), vantage, clients)
        for endpoint in rows(opened.format, options)
        for request in endpoint.requests
    )


def apply(examined: Examined, choice: Choice | None = None) -> Iterable[Finding]:
    """The findings of the rules that are chosen, at the levels that are."""
    for rule in registry.rules_for(examined.format.name):
        if choice is None:
            yield from map(_quotable, rule.check(examined))
        elif choice.selects(rule.code):
            yield from map(_quotable, filter(None, map(choice.chosen, rule.check(examined))))


def _quotable(finding: Finding) -> Finding:
    """Without the passwords that stand in words which it quotes."""
    text, advice = without_secrets(finding.text), without_secrets(finding.advice or "")
    if text == finding.text and advice == (finding.advice or ""):
        return finding
    return replace(finding, text=text, advice=advice or None)


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
