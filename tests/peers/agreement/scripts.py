"""PAC files: the written cases and random files, put to two JavaScript engines and to Chromium; what loads at all."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial
from itertools import islice

from tests.grammars.pac.engine import refusals
from tests.grammars.pac.test_acceptance import ACCEPTED, REJECTED, refused
from tests.peers.agreement.figures import Figures, kind_of, together
from tests.peers.agreement.workers import spread
from tests.peers.bearing import Bearing
from tests.peers.javascript import chromium, families
from tests.peers.javascript.agreement import Compared, compare, run
from tests.peers.javascript.generator import files, worlds
from tests.peers.javascript.pages import Case, Page
from tests.peers.javascript.said import loads

BATCH, BROWSED = 20, 4
SHARE = 4
"""One random file in so many is put to V8 as well: it takes longer than QuickJS."""


def written(engine: str, known: Sequence[Page]) -> Figures:
    cases = [replace(case, name=f"{page.path.stem}: {case.name}") for page in known for case in page.cases]
    return together(spread(partial(_asked, engine), cases, BATCH))


def random(engine: str, seed: int, count: int) -> Figures:
    """Every file in every world."""
    every = 1 if engine == "quickjs" else SHARE
    chosen = list(islice(files(seed), 0, count, every))
    found = together(spread(partial(_asked, engine), [world for case in chosen for world in worlds(case)], BATCH))
    return replace(found, files=len(chosen))


def wildcards(engine: str, seed: int, count: int) -> Figures:
    """Two families of names for each file: their names one by one, and the witness of every case."""
    return together(spread(partial(_by_names, engine), list(islice(files(seed), count)), BATCH))


def browsed(seed: int, count: int, known: Sequence[Page]) -> Figures:
    """Chromium: a part of the written cases of every page, then random files."""
    return together(spread(_browsed, list(islice(_for_chromium(seed, known), count)), BROWSED))


def loading() -> Figures:
    """Whether a script loads at all, by V8."""
    texts = ACCEPTED + REJECTED
    bearings: Counter[Bearing] = Counter()
    differing = []
    for text, refusal in zip(texts, refusals(texts), strict=True):
        agrees = refused(text) is (refusal is not None)
        bearings[Bearing.AGREES if agrees else Bearing.DIFFERS] += 1
        differing += [] if agrees else [f"=== {text}\n    V8: {refusal or 'loads'}"]
    return Figures(len(texts), bearings, differing=tuple(differing))


def _asked(engine: str, cases: list[Case]) -> Figures:
    return _figures(len(cases), run(engine, cases))


def _by_names(engine: str, cases: list[Case]) -> Figures:
    return _figures(len(cases), families.compare(engine, list(families.questions(cases))))


def _figures(count: int, compared: Sequence[Compared]) -> Figures:
    unknown = (kind_of(one.reason or one.said) for one in compared if one.bearing is Bearing.UNKNOWN)
    differing = (str(one) for one in compared if one.bearing is Bearing.DIFFERS)
    return Figures(count, Counter(one.bearing for one in compared), Counter(unknown), differing=tuple(differing))


def _for_chromium(seed: int, known: Sequence[Page]) -> Iterator[Case]:
    """In turn a case of each page, as long as any page has one, and as many random files."""
    pages = [[replace(case, name=f"{page.path.stem}: {case.name}") for case in page.cases] for page in known]
    rows = [[case for case in map(chromium.askable, page) if case and loads(case)] for page in pages]
    mixed = (case for at in range(max(map(len, rows))) for row in rows for case in row[at : at + 1])
    drawn = (case for file in files(seed) for case in map(chromium.askable, worlds(file)) if case and loads(case))
    while True:
        yield from islice(mixed, 1)
        yield next(drawn)


def _browsed(cases: list[Case]) -> Figures:
    """What it is asked in vain is no question."""
    observed = [chromium.observe(case) for case in cases]
    return _figures(len(cases), [one for case in observed for one in compare(case, breaks=True)])
