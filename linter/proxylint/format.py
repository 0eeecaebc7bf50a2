"""The seam for formats: what a kind of file must offer to be linted."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol

from proxylint.fault import Fault
from proxylint.records import dataclass, field
from proxylint.request import Request
from proxylint.text import Decoder, Source, Span
from proxylint.verdict import Failure, Verdict

if TYPE_CHECKING:
    from proxylint.comments import Comment


class Vantage(StrEnum):
    """Whose decision the file makes: the client's (which way to go) or the proxy's (what to do with a request)."""

    CLIENT = "client"
    PROXY = "proxy"


class Standing(StrEnum):
    """How far a line of input is understood."""

    UNREADABLE = "unreadable"
    UNKNOWN = "unknown word"
    IRRELEVANT = "irrelevant"
    UNMODELLED = "unmodelled"
    MODELLED = "modelled"


@dataclass(frozen=True, slots=True)
class Remark:
    """A line that is not fully understood, and why, in one sentence."""

    standing: Standing
    span: Span
    text: str


@dataclass(frozen=True, slots=True)
class Given:
    """What the caller fixes; all else stays open and splits the verdict into cases.

    `client`: the device's address as a number of `addresses`. `listen`: the port, the address as written, or the name
    of a listening port. `now`: local time, naive. `resolve`: lower-case name, or `*.x`, to its addresses in order;
    an empty tuple = does not resolve.
    """

    client: int | None = None
    listen: str | None = None
    now: datetime | None = None
    resolve: Mapping[str, tuple[int, ...]] = field(default_factory=dict, hash=False)
    squid_version: int = 6
    pac_engine: str = "winhttp"
    component: str | None = None

    def addresses_of(self, name: str) -> tuple[int, ...] | None:
        """The addresses given for a lower-case name: its own entry, else the longest `*.` above it; None = open."""
        if name in self.resolve:
            return self.resolve[name]
        labels = name.split(".")
        for cut in range(1, len(labels)):
            found = self.resolve.get("*." + ".".join(labels[cut:]))
            if found is not None:
                return found
        return None


@dataclass(frozen=True, slots=True)
class Absent:
    """A file that is named but was not read.

    `certain`: it lies below a path map and is not there, so it is known to be missing; else it may exist where the
    program runs, and what hangs on it is unknown. `reason` is a phrase for the user, with the path.
    """

    path: str
    certain: bool
    reason: str


class Loader(Protocol):
    """Reads what a file names. Nothing outside the root is ever read, and nothing is executed."""

    def read(self, path: str, beside: str, decode: Decoder) -> Source | Absent:
        """The file that `path` (as written) means; `beside` is the reported path of the file that names it."""
        ...

    def glob(self, pattern: str, beside: str, decode: Decoder) -> Sequence[Source] | Absent:
        """The files a pattern means, in alphabetical order; a pattern without wildcard is a path."""
        ...


class Policy(Protocol):
    """A configuration that was read, ready to be asked. Frozen: the same question has the same answer."""

    @property
    def sources(self) -> Mapping[str, Source]:
        """Every file that was read, by reported path, the linted file itself first."""
        ...

    @property
    def remarks(self) -> Sequence[Remark]:
        """Lines that are not fully understood, in file order."""
        ...

    @property
    def failure(self) -> Failure | None:
        """Set when the program would refuse to load the file: then no verdict holds."""
        ...

    def decide(self, request: Request, given: Given) -> Verdict:
        """What becomes of the request, as cases that exclude each other and cover it."""
        ...


SUBJECT = "\ue000"
"""Stands for the name of a section's computer in what is said of the section: a private-use character."""


@dataclass(frozen=True, slots=True)
class Section:
    """What a file says of one subject: a part that speaks for itself, as the settings of one of many computers do.

    `key`: equal for sections that differ in nothing but their place and the name of their subject; None = like no
    other. `policy` makes the policy of this section alone, in which `SUBJECT` stands for the name.
    """

    key: Hashable | None
    span: Span
    subject: str | None
    policy: Callable[[], Policy]


@dataclass(frozen=True, slots=True)
class Naming:
    """What a text shows at a glance of the files that are read with it: rather too much than too little.

    `paths`: files as written. `patterns`: the same, perhaps with wildcards, of files that may name others in turn.
    `whole`: the file stands for itself, so that it is hardly a part of another one.
    """

    paths: frozenset[str]
    patterns: tuple[str, ...]
    whole: bool


@dataclass(frozen=True, slots=True)
class Format:
    """A kind of proxy configuration: how to know it and how to read it.

    `filenames`: lower-case shell patterns for the file name. `likeness`: 0 (not at all) to 100 (certainly), from the
    decoded text. `read` never raises for bad input: what is wrong becomes remarks or the policy's failure. `remedy`:
    what to write, and where, so that these requests no longer fail this way at this place; several lines of text.
    `advise`: what to do about the policy's failure, in one or two sentences. `sections`: the parts of a file that are
    judged each alone; none = the file is judged as a whole. `components`: for whom `Given.component` may ask, and what
    people call them.
    `by_component`: whether a file's settings differ by who asks, so that each URL is put as its component asks for it.
    `platforms`: what a file of this kind is judged for where the user names no platform; none = the default one.
    `unasked`: services of the catalogue whose URLs are asked for by programs that heed no such file.
    `comments`: the comments of a file of the policy that hold a text, in file order; none = this kind has no comments.
    `naming`: which other files a text may name; none = a file of this kind is read with no other.
    """

    name: str
    title: str
    vantage: Vantage
    filenames: tuple[str, ...]
    decode: Decoder
    likeness: Callable[[Source], int]
    read: Callable[[Source, Loader, Given], Policy]
    remedy: Callable[[Policy, Fault, Sequence[Request], Span], str | None] | None = None
    advise: Callable[[Policy], str | None] | None = None
    sections: Callable[[Policy], Sequence[Section]] | None = None
    components: Mapping[str, str] = field(default_factory=dict)
    by_component: Callable[[Policy], bool] | None = None
    platforms: tuple[str, ...] = ()
    unasked: tuple[str, ...] = ()
    comments: Callable[[Policy, Source, str], Iterable[Comment]] | None = None
    naming: Callable[[Source], Naming] | None = None
