"""One file: find, detect, read, decide, judge, apply the rules."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, Protocol

from proxylint import registry
from proxylint.asking import asked_by, askers
from proxylint.catalogue import Catalogue, Endpoint, Profile
from proxylint.choice import Choice
from proxylint.detection import by_name, detect
from proxylint.discovery import Inputs, Unseen, walk
from proxylint.errors import InputError
from proxylint.files import LEADS_OUT, STDIN, Piped, find_root, leads_out, read_bytes, shown
from proxylint.finding import Finding, Level
from proxylint.format import Format, Given, Policy, Remark, Vantage
from proxylint.judgement import Judged, Outcome, Served, judge, served
from proxylint.records import dataclass, field, replace
from proxylint.report.report import Count
from proxylint.request import Request
from proxylint.rule import Examined
from proxylint.secrets import without_secrets
from proxylint.text import Source, Span, decode_text
from proxylint.tree import Tree
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


def collect(
    paths: Sequence[str], chooser: Chooser, inputs: Inputs | None = None, unseen: list[Unseen] | None = None
) -> list[str]:
    """The files to lint: those named, and below each named folder those whose name is known. Each once.

    `unseen` gets the folders that were not looked into although nobody asked for that.
    """
    inputs = inputs or Inputs()
    found: dict[str, str] = {}
    folders: dict[str, str] = {}
    for path in paths or (".",):
        folder = inputs.piped is None and os.path.isdir(path) and not leads_out(path)
        if inputs.force_exclude and chooser.excluded(path, folder=folder):
            continue
        files: Iterable[str] = (path,)
        if folder:
            files = walk(path, _wanted(chooser), chooser, gitignore=inputs.gitignore, unseen=unseen)
        for file in files:
            found.setdefault(_place(file, folders), file)
    return list(found.values())


def _wanted(chooser: Chooser) -> Callable[[str], object]:
    return lambda path: by_name(path) or chooser.named(path)


def _place(path: str, folders: dict[str, str]) -> str:
    """The same for all ways to write a path. A link is another file than the one it leads to."""
    folder, name = os.path.split(path)
    if folder not in folders:
        folders[folder] = os.path.realpath(folder or ".")
    return os.path.join(folders[folder], name)


@dataclass(frozen=True, slots=True)
class Roots:
    """What is found out once for all files of a run. `folders`: as named -> the root around it, how reports print
    the folder, and whether the way to it leads out of a repository. `only`: as `files.only_root` tells."""

    only: str | None = None
    folders: dict[str, tuple[str, str, bool]] = field(default_factory=dict)

    def shown(self, path: str, root: str) -> str:
        return shown(path, root if self.only in (None, root) else None)


def open_file(path: str, options: Options, roots: Roots | None = None, piped: Piped | None = None) -> Opened:
    """`piped` stands for the file of its name, here and where another file names it."""
    root, where, out = _placed(path, Roots() if roots is None else roots)
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
        return root, roots.shown(path, root), leads_out(path)
    found = roots.folders.get(folder)
    if found is None:
        root = find_root(path)
        found = roots.folders[folder] = (root, roots.shown(path, root)[: -len(name)], leads_out(path))
    return found[0], found[1] + name, found[2]


def open_bytes(where: str, data: bytes, root: str, options: Options, piped: Piped | None = None) -> Opened:
    """Bytes under the name `where`, relative to `root` or absolute."""
    try:
        kind = detect(where, data, options.kind)
    except InputError as error:
        return _unread(Source.of(where, data, decode_text), str(error))
    source = Source.of(where, data, kind.decode)
    tree = Tree(root, options.maps, options.within, piped, os.path.dirname(where))
    return Opened(source, kind, kind.read(source, tree, options.given))


def _unread(source: Source, reason: str) -> Opened:
    return Opened(source, NO_FORMAT, NoPolicy(source, Failure(Span(source.path, 0, 0), reason)), reason)


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
    """Without the passwords that stand in words which it quotes; the full stop at its end is none of theirs."""
    text = _without_secrets(finding.text[:-1]) + finding.text[-1:]
    advice = _without_secrets(finding.advice or "")
    if text == finding.text and advice == (finding.advice or ""):
        return finding
    return replace(finding, text=text, advice=advice or None)


@lru_cache(maxsize=4)
def _without_secrets(message: str) -> str:
    """Thousands of lines may get one message."""
    return without_secrets(message)


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
