"""Puts the questions of a case to a real Squid; as a program, writes the answers into the pages.

    python -m tests.peers.squid.observe tests/peers/squid/cases/login.md

Recorded answers are to be read before they are committed: they say what Squid does, and a page says why.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

from tests.peers.markdown import answer
from tests.peers.squid.answer import Answer
from tests.peers.squid.installed import HERE, Installed
from tests.peers.squid.pages import Case, read
from tests.peers.squid.real import RealSquid, RefusedToStart

AT_ONCE = 4


def observe(case: Case, installed: Installed = HERE) -> Case:
    """The same case with the answers of Squid in place of the recorded ones."""
    around = case.world
    try:
        with RealSquid(
            case.config,
            case.files,
            parents=around.parents,
            resolve=around.resolve,
            certificates=around.certificates,
            intercept=around.intercept,
            outside=around.outside,
            dials=around.dials,
            secure=around.secure,
            now=around.now,
            installed=installed,
        ) as squid:
            asks = [replace(ask, answer=words(squid.ask(ask.url, ask.client, ask.listen))) for ask in case.asks]
            return replace(case, asks=tuple(asks), refused=False)
    except RefusedToStart:
        return replace(case, asks=(), refused=True)


def observe_all(cases: Iterable[Case]) -> list[Case]:
    with ThreadPoolExecutor(AT_ONCE) as pool:
        return list(pool.map(observe, cases))


def words(seen: Answer) -> str:
    """As a page records it."""
    said = [seen.access]
    if seen.access == "allowed":
        said += [seen.tls, seen.via]
    return " ".join(filter(None, said))


def record(path: Path) -> None:
    """Rewrites the page's answers; a case without questions of its own gets those of the page."""
    answer(path, {case.name: _lines(case) for case in observe_all(read(path).cases)})


def _lines(case: Case) -> list[str]:
    return ["start : refused"] if case.refused else [f"{ask} : {ask.answer}" for ask in case.asks]


if __name__ == "__main__":
    for name in sys.argv[1:]:
        record(Path(name))
