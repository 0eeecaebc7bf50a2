"""Wildcards against brute force: what is said of all names of a family, and what an engine does with many of them.

The names are cut from the file's own text, where they come near what it tests. What the question leaves open is a point
of the same verdict: every point lies in exactly one case, and the engine does there what the case says. And of every
case its own witness is asked.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import islice
from random import Random

from proxylint import addresses
from proxylint.format import Given
from proxylint.formats.pac import FORMAT
from proxylint.intervals import Intervals
from proxylint.names import Witness
from proxylint.region import ASKED, Point
from proxylint.request import Request
from proxylint.text import Source
from proxylint.tree import Tree
from proxylint.verdict import Case as Part
from tests.peers.bearing import Bearing
from tests.peers.javascript.agreement import Compared
from tests.peers.javascript.drawing import MDE, NOW, OWN, WORLDS
from tests.peers.javascript.observe import observe
from tests.peers.javascript.pages import Ask, Case
from tests.peers.javascript.said import FAILURES, Outcome, in_one_go

FAMILIES = (
    f"https://*.{MDE}/",
    "https://*.microsoft.com/",
    "https://*.example/",
    f"http://*.{MDE}/",
    "http://*.microsoft.com/pki/*",
    "http://crl.microsoft.com/pki/*",
    "https://*/",
)
NAMES = 40
"""Of one family, for one file."""

_WORDS = re.compile(r"[A-Za-z0-9_.-]{1,40}")
_LABELS = ("a", "x", "www", "us-v20", "a.b", "x.y.z", "1", "10.1.2.3", "-", "_x", "x.x.x.x.x.x.x.x", "q" * 63, "a-b.c")
_PATHS = ("", "a", "crl/a.crl", "a/b.cab", "A?b=1", "x.y/z.exe?u=https://a/")
_HOST = re.compile(r"[a-z0-9_.-]+")


@dataclass(frozen=True, slots=True)
class Question:
    """A family put to a file. `fixed`: which of the world's facts proxylint is told; the rest splits its verdict."""

    case: Case
    family: str
    fixed: frozenset[str]
    seed: str

    @property
    def request(self) -> Request:
        return Request.parse(self.family)

    def given(self, engine: str = "chromium") -> Given:
        ask = self.case.asks[0]
        return Given(
            client=addresses.parse_address(ask.own) if "own" in self.fixed else None,
            now=datetime.fromisoformat(ask.now) if "now" in self.fixed else None,
            pac_engine=engine,
        )


def questions(cases: Sequence[Case]) -> Iterator[Question]:
    """One or two families for each file, and a world, drawn by the file's name."""
    for case in cases:
        dice = Random(f"families/{case.name}")
        for family in dice.sample(FAMILIES, 2):
            world = dice.choice(sorted(WORLDS))
            ask = Ask("https://unused.invalid/", dice.choice(OWN), dice.choice(NOW))
            told = frozenset(fact for fact in ("own", "now") if dice.random() < 0.5)
            settled = replace(case, resolve=dict(WORLDS[world]), asks=(ask,))
            yield Question(settled, family, told, case.name)


def names(question: Question) -> list[Witness]:
    """Members of the family, most of them made of pieces of the file."""
    dice = Random(f"names/{question.seed}/{question.family}")
    family = question.request.family
    text = question.case.pac.decode("latin-1")
    words = [word for word in dict.fromkeys(word.lower().strip(".") for word in _WORDS.findall(text)) if word]
    hosts = [family.host] if not family.open_host else list(_LABELS)
    hosts += [changed for word in words for changed in _around(word, family.tail, dice)] if family.open_host else []
    dice.shuffle(hosts)
    paths = [*_PATHS, *(piece for word in words for piece in (word, f"{word}/", f"x{word}"))]
    if family.open_host and family.tail:
        made = (host if host.endswith(family.tail) else host + family.tail for host in hosts)
    else:
        made = (host for host in hosts)
    found = dict.fromkeys(
        Witness(host, family.stem + dice.choice(paths) if family.open_path else family.path) for host in made
    )
    if not family.open_host and family.open_path:
        found = dict.fromkeys(Witness(family.host, family.stem + path) for path in paths)
    good = (member for member in found if family.holds(member.host, member.path))
    return list(islice(good, NAMES))


def _around(word: str, tail: str, dice: Random) -> list[str]:
    """The word as it is, cut, and with more in front or behind; and what of it stands above the family's tail."""
    bare = word.removesuffix(tail.removeprefix(".")).strip(".") if tail else word
    start, size = dice.randrange(len(word)), dice.randint(1, len(word))
    cut = word[start : start + size].strip(".")
    beside = [f"a.{bare}", f"{bare}.a", f"evil{bare}", f"{bare}x", f"x.y.{cut}", f"{dice.choice(_LABELS)}.{bare}"]
    return [word, bare, cut, *beside]


@dataclass(frozen=True, slots=True)
class Place:
    """One concrete request in a concrete world."""

    member: Witness
    ask: Ask
    resolve: dict[str, tuple[str, ...]]
    part: Part | None = None
    """The case whose witness it is."""


def compare(engine: str, asked: Sequence[Question]) -> list[Compared]:
    """The names of every question one by one, and the witnesses of the cases."""
    prepared = [(question, *parts_and_places(question)) for question in asked]
    seen = iter(observe(engine, [case for question, _, places in prepared for case in _job(question, places)]))
    return [
        weigh(question, parts, place, next(seen).asks[0].answer)
        for question, parts, places in prepared
        for place in places
    ]


def parts_and_places(question: Question) -> tuple[Sequence[Part], list[Place]]:
    """The cases of proxylint's verdict, and what the engine is to be asked."""
    source = Source.of("proxy.pac", question.case.pac, FORMAT.decode)
    policy = FORMAT.read(source, Tree("/nonexistent"), question.given())
    with in_one_go():
        parts = policy.decide(question.request, question.given()).cases
    return parts, [*_drawn(question), *_witnesses(question, parts)]


def _job(question: Question, places: Sequence[Place]) -> list[Case]:
    return [replace(question.case, resolve=place.resolve, asks=(place.ask,)) for place in places]


def _drawn(question: Question) -> list[Place]:
    ask, resolve = question.case.asks[0], question.case.resolve
    return [Place(member, replace(ask, url=_url(question, member)), resolve) for member in names(question)]


def _url(question: Question, member: Witness) -> str:
    return f"{question.request.scheme}://{member.host}{member.path or '/'}"


def _witnesses(question: Question, parts: Sequence[Part]) -> Iterator[Place]:
    """Of every case one member, in a world that the case speaks of."""
    usual = question.case.asks[0]
    for part in parts:
        region = part.when
        member = region.names.witness()
        client = _some(region.client, addresses.parse_address(usual.own))
        minute = _some(region.minutes, _minute(usual.now))
        if client is None or minute is None or region.conditions:
            continue
        resolve = dict(question.case.resolve)
        settled = True
        for name, answers in region.resolved:
            known = name or member.host
            number = _some(answers, _resolved(question.case, known))
            settled = settled and number is not None
            resolve[known] = () if number in (None, addresses.NOWHERE) else (addresses.show_address(number),)
        if settled:
            now = usual.now if minute == _minute(usual.now) else _moment(minute)
            ask = Ask(_url(question, member), addresses.show_address(client), now)
            yield Place(member, ask, resolve, part)


def _some(values: Intervals, usual: int) -> int | None:
    """The usual one where it is among them, else an IPv4 address, no address or a minute; None where that is IPv6."""
    if usual in values:
        return usual
    low, high = addresses.V4.parts[0]
    for start, end in values.parts:
        if end < 1 << 20:
            return max(start, addresses.NOWHERE)
        if start <= high and end >= low:
            return max(start, low)
    return None


def _minute(now: str) -> int:
    when = datetime.fromisoformat(now)
    return when.isoweekday() % 7 * 24 * 60 + when.hour * 60 + when.minute


def _moment(minute: int) -> str:
    """In the week from Sunday, 2026-11-22."""
    day, rest = divmod(minute, 24 * 60)
    return f"2026-11-{22 + day}T{rest // 60:02}:{rest % 60:02}"


def _resolved(case: Case, name: str, resolve: dict[str, tuple[str, ...]] | None = None) -> int:
    """What `dnsResolve` finds: the first IPv4 address."""
    known = case.resolve if resolve is None else resolve
    labels = name.split(".")
    above = (f"*.{'.'.join(labels[cut:])}" for cut in range(1, len(labels)))
    found = next((known[key] for key in (name, *above) if key in known), ())
    usual = (addresses.parse_address(text) for text in found)
    return next((number for number in usual if number in addresses.V4), addresses.NOWHERE)


def weigh(question: Question, parts: Sequence[Part], place: Place, answer: str) -> Compared:
    holding = [part for part in parts if part.when.holds(_point(question, parts, place))]
    said = [_outcome(part) for part in holding]
    text = " | ".join(map(str, said)) or "no case"
    asked = f"{question.family} at {place.ask}, told {sorted(question.fixed)}, world {place.resolve}"
    if place.part is not None:
        asked += " (a witness)"
    if len(said) != 1 or (place.part is not None and holding != [place.part]):
        bearing = Bearing.DIFFERS if not any(part.when.conditions for part in parts) else Bearing.OPEN
        return Compared(question.case, asked, answer, f"{len(said)} cases: {text}", bearing)
    (one,) = said
    if one.failure is not None:
        bearing = Bearing.AGREES if answer in FAILURES else Bearing.DIFFERS
    elif one.hops is None:
        bearing = Bearing.UNKNOWN
    else:
        bearing = Bearing.AGREES if ", ".join(one.hops) == answer else Bearing.DIFFERS
    return Compared(question.case, asked, answer, text, bearing, one.reason)


def _outcome(part: Part) -> Outcome:
    hops = None if part.route.value is None else tuple(str(hop).lower() for hop in part.route.value)
    return Outcome(hops, None if part.failure is None else part.failure.text, part.route.reason)


def _point(question: Question, parts: Sequence[Part], place: Place) -> Point:
    wanted = {name for part in parts for name, _ in part.when.resolved}
    found = {name: _resolved(question.case, name or place.member.host, place.resolve) for name in wanted | {ASKED}}
    return Point(
        place.member.host,
        place.member.path,
        addresses.parse_address(place.ask.own),
        minute=_minute(place.ask.now),
        resolved=found,
    )
