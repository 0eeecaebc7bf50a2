"""Reads the pages of `cases/`: configurations, what is asked of them, and what a real Squid answered.

A page is Markdown. Under a heading `## name` stands one case, in fenced blocks; blocks above the first such heading
belong to every case of the page:

* `squid`: the configuration, after the page's own block; `squid escaped` may hold Python escapes such as `\\r`;
* `file PATH`: a file the configuration names;
* `world`: lines `versions 5 6`, `parents PORT BEHAVIOUR`, `resolve NAME ADDRESS...`, `intercept PORT SQUIDPORT`,
  `certificate NAME NAME...`, `outside ADDRESS`, `dials NAME ADDRESS`, `secure PORT`, `now TIME`: what is around Squid,
  see `RealSquid`;
* `asks`: lines `URL [from CLIENT] [at LISTEN] : ACCESS [TLS] [VIA]`, or the one line `start : refused`.

What is left out of an ask is `10.1.2.3` and `3128`; an ask without an answer has not been recorded yet.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path

from tests.peers.markdown import blocks

FOLDER = Path(__file__).parent / "cases"
CLIENT, LISTEN = "10.1.2.3", "3128"
NOW = datetime(2026, 11, 25, 12, 30)
"""What Squid's clock shows, unless a page says otherwise: a Wednesday."""

_ASK = re.compile(r"(?P<url>\S+)(?: from (?P<client>\S+))?(?: at (?P<listen>\S+))?(?: +: (?P<answer>.*))?")


@dataclass(frozen=True, slots=True)
class Ask:
    url: str
    client: str = CLIENT
    listen: str = LISTEN
    answer: str = ""

    def __str__(self) -> str:
        client = f" from {self.client}" if self.client != CLIENT else ""
        listen = f" at {self.listen}" if self.listen != LISTEN else ""
        return f"{self.url}{client}{listen}"


@dataclass(frozen=True, slots=True)
class World:
    """What is around Squid; `versions`: the major versions whose answers are recorded, empty = all."""

    versions: tuple[int, ...] = ()
    parents: dict[int, str] = field(default_factory=dict)
    resolve: dict[str, tuple[str, ...]] = field(default_factory=dict)
    intercept: dict[int, int] = field(default_factory=dict)
    certificates: dict[str, tuple[str, ...]] = field(default_factory=dict)
    outside: tuple[str, ...] = ()
    dials: dict[str, str] = field(default_factory=dict)
    secure: tuple[int, ...] = ()
    now: datetime = NOW


@dataclass(frozen=True, slots=True)
class Case:
    """`refused`: Squid does not start with it; then nothing is asked."""

    name: str
    config: bytes
    files: dict[str, bytes] = field(default_factory=dict)
    world: World = field(default_factory=World)
    asks: tuple[Ask, ...] = ()
    refused: bool = False


@dataclass(frozen=True, slots=True)
class Page:
    path: Path
    cases: tuple[Case, ...]


def pages() -> tuple[Page, ...]:
    return tuple(read(path) for path in sorted(FOLDER.glob("*.md")))


def read(path: Path) -> Page:
    """Raises ValueError naming the page and the line that is no page."""
    common = Case("", b"")
    cases: list[Case] = []
    for number, kind, lines in blocks(path.read_text("utf-8")):
        if kind == "case":
            cases.append(replace(common, name=lines[0]))
            continue
        try:
            changed = _add(cases[-1] if cases else common, kind, lines)
        except (ValueError, KeyError) as error:
            raise ValueError(f"{path}:{number}: {error}") from error
        if cases:
            cases[-1] = changed
        else:
            common = changed
    return Page(path, tuple(cases))


def _add(case: Case, kind: str, lines: list[str]) -> Case:
    text = "".join(f"{line}\n" for line in lines)
    word, _, rest = kind.partition(" ")
    if word == "squid":
        return replace(case, config=case.config + _content(text, rest))
    if word == "file":
        path, _, how = rest.partition(" ")
        return replace(case, files={**case.files, path: _content(text, how)})
    if word == "world":
        world = case.world
        for line in lines:
            world = _around(world, line.split())
        return replace(case, world=world)
    if word == "asks":
        if lines == ["start : refused"]:
            return replace(case, asks=(), refused=True)
        return replace(case, asks=tuple(map(_ask, lines)))
    raise ValueError(f"a block of unknown kind: {kind}")


def _content(text: str, how: str) -> bytes:
    return text.encode().decode("unicode_escape").encode("latin-1") if how == "escaped" else text.encode()


def _around(world: World, words: list[str]) -> World:
    first, second = words[1], words[2] if len(words) > 2 else ""
    match words[0]:
        case "versions":
            return replace(world, versions=tuple(map(int, words[1:])))
        case "parents":
            return replace(world, parents={**world.parents, int(first): second})
        case "resolve":
            return replace(world, resolve={**world.resolve, first: tuple(words[2:])})
        case "intercept":
            return replace(world, intercept={**world.intercept, int(first): int(second)})
        case "certificate":
            return replace(world, certificates={**world.certificates, first: tuple(words[2:])})
        case "outside":
            return replace(world, outside=(*world.outside, first))
        case "dials":
            return replace(world, dials={**world.dials, first: second})
        case "secure":
            return replace(world, secure=(*world.secure, int(first)))
        case "now":
            return replace(world, now=datetime.fromisoformat(first))
    raise ValueError(f"unknown: {' '.join(words)}")


def _ask(line: str) -> Ask:
    found = _ASK.fullmatch(line.strip())
    if not found:
        raise ValueError(f"not an ask: {line}")
    return Ask(found["url"], found["client"] or CLIENT, found["listen"] or LISTEN, found["answer"] or "")
