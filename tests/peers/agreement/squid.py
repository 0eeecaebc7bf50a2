"""Squid: every written case with more questions than its page asks, and random configurations."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial
from itertools import islice
from random import Random

from tests.peers.agreement.figures import START, Figures, kind_of, together
from tests.peers.agreement.workers import spread
from tests.peers.bearing import Bearing
from tests.peers.squid.acl_values import CLIENTS, HOSTS, PATHS
from tests.peers.squid.agreement import Comparison, run
from tests.peers.squid.generator import QUESTIONS, configurations
from tests.peers.squid.installed import Installed
from tests.peers.squid.pages import Ask, Case, Page

BATCH, AT_ONCE = 16, 3
_IDENT = re.compile(rb"^acl \S+ ident", re.MULTILINE)


def written(installed: Installed, known: Sequence[Page]) -> Figures:
    return together(spread(partial(compare, installed), list(_widened(known, installed.major)), BATCH))


def random(installed: Installed, seed: int, count: int) -> Figures:
    """Squid 6 dies of ident (its worker crashes whatever comes of it), so nothing is learnt from files that have it."""
    drawn = (case for case in configurations(seed) if installed.major != 6 or not _IDENT.search(case.config))
    return together(spread(partial(compare, installed), list(islice(drawn, count)), BATCH))


def compare(installed: Installed, cases: list[Case]) -> Figures:
    return together(map(_figures, run(cases, AT_ONCE, installed)))


def _figures(comparison: Comparison) -> Figures:
    asked = [one for one in comparison.compared if one.question != START]
    unknown = (kind_of(one.reason or one.said) for one in asked if one.bearing is Bearing.UNKNOWN)
    start = next((one for one in comparison.compared if one.question == START), None)
    both = ("starts", "starts") if start is None else (start.real, "starts" if start.said == "starts" else "refuses")
    return Figures(
        1,
        Counter(one.bearing for one in asked),
        Counter(unknown),
        Counter([both]),
        (str(comparison),) if comparison.differing else (),
    )


def _widened(known: Sequence[Page], version: int) -> Iterator[Case]:
    for page in known:
        for case in page.cases:
            if not case.world.versions or version in case.world.versions:
                named = replace(case, name=f"{page.path.stem}: {case.name}")
                yield replace(named, asks=(*case.asks, *_more(named)))


def _more(case: Case) -> Iterator[Ask]:
    """Questions about other hosts on the ports that the page asks, until there are enough; none of a refused file."""
    dice = Random(case.name)
    hosts = [host for host in HOSTS if not any(host in ask.url for ask in case.asks)]
    listens = list(dict.fromkeys(ask.listen for ask in case.asks))
    for host in hosts[: max(0, QUESTIONS - len(case.asks))] if listens else ():
        listen = dice.choice(listens)
        scheme = _scheme(case, listen) or dice.choice(("https", "http"))
        client = dice.choice([*(ask.client for ask in case.asks if ask.listen == listen), *CLIENTS[:3]])
        yield Ask(f"{scheme}://{host}{'/' if scheme == 'https' else dice.choice(PATHS)}", client, listen)


def _scheme(case: Case, listen: str) -> str | None:
    """The one that an intercepting port can meet."""
    dialled = {str(caught): port for port, caught in case.world.intercept.items()}.get(listen.rpartition(":")[2])
    return {80: "http", 443: "https"}.get(dialled or 0)
