"""Reads the pages of `cases/`: PAC files, what is asked of them, and what JavaScript engines answered.

Under a heading `## name` stands one case, in fenced blocks; blocks above the first such heading belong to every case:

* `pac`: the file;
* `world`: lines `resolve NAME ADDRESS...`; a name that no line gives does not resolve;
* `asks`: lines `URL [own ADDRESS] [at TIME] : ANSWER`. ANSWER is what a browser makes of the string
  (`direct`, `proxy a:1, direct`, ...), or `error`, `not-a-string`, `syntax`;
* `chromium`: such lines where Chromium itself, which runs a script anew after each look-up, answered otherwise.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from pathlib import Path
from urllib.parse import urlsplit

from tests.peers.javascript.engines import NOW, OWN, Question
from tests.peers.markdown import blocks

FOLDER = Path(__file__).parent / "cases"
_ASK = re.compile(r"(?P<url>\S+)(?: own (?P<own>\S+))?(?: at (?P<now>\S+))?(?: +: (?P<answer>.*))?")


@dataclass(frozen=True, slots=True)
class Ask:
    url: str
    own: str = OWN
    now: str = NOW
    answer: str = ""

    def __str__(self) -> str:
        own = f" own {self.own}" if self.own != OWN else ""
        now = f" at {self.now}" if self.now != NOW else ""
        return f"{self.url}{own}{now}"


@dataclass(frozen=True, slots=True)
class Case:
    name: str
    pac: bytes = b""
    resolve: dict[str, tuple[str, ...]] = field(default_factory=dict)
    asks: tuple[Ask, ...] = ()
    chromium: tuple[Ask, ...] = ()

    @property
    def questions(self) -> list[Question]:
        """As Chromium puts them: https without its path, the host without port and brackets (net/docs/proxy.md)."""
        return [Question(_shown(ask.url), _host(ask.url), self.resolve, ask.own, ask.now) for ask in self.asks]


@dataclass(frozen=True, slots=True)
class Page:
    path: Path
    cases: tuple[Case, ...]


def pages() -> tuple[Page, ...]:
    return tuple(read(path) for path in sorted(FOLDER.glob("*.md")))


def read(path: Path) -> Page:
    """Raises ValueError naming the page and the line that is no page."""
    common, cases = Case(""), list[Case]()
    for number, kind, lines in blocks(path.read_text("utf-8")):
        if kind == "case":
            cases.append(replace(common, name=lines[0]))
            continue
        try:
            changed = _add(cases[-1] if cases else common, kind, lines)
        except ValueError as error:
            raise ValueError(f"{path}:{number}: {error}") from error
        if cases:
            cases[-1] = changed
        else:
            common = changed
    return Page(path, tuple(cases))


def _add(case: Case, kind: str, lines: list[str]) -> Case:
    if kind == "pac":
        return replace(case, pac=case.pac + "".join(f"{line}\n" for line in lines).encode())
    if kind == "world":
        words = [line.split() for line in lines]
        if any(line[:1] != ["resolve"] for line in words):
            raise ValueError("a world is made of lines `resolve NAME ADDRESS...`")
        return replace(case, resolve={**case.resolve, **{line[1]: tuple(line[2:]) for line in words}})
    if kind == "asks":
        return replace(case, asks=tuple(map(_ask, lines)))
    if kind == "chromium":
        return replace(case, chromium=tuple(map(_ask, lines)))
    raise ValueError(f"a block of unknown kind: {kind}")


def _ask(line: str) -> Ask:
    found = _ASK.fullmatch(line.strip())
    if not found:
        raise ValueError(f"not an ask: {line}")
    return Ask(found["url"], found["own"] or OWN, found["now"] or NOW, found["answer"] or "")


def _host(url: str) -> str:
    return urlsplit(url).hostname or ""


def _shown(url: str) -> str:
    parts = urlsplit(url)
    authority = parts.netloc.lower()
    return (
        f"https://{authority}/"
        if parts.scheme == "https"
        else f"http://{authority}{url.partition(parts.netloc)[2] or '/'}"
    )
