"""How steps (tests/steps.py) grow with what is repeated: in proportion, or not."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from typing import Any

from tests.steps import count, counting, forget

CATALOGUE = os.path.join(os.path.dirname(__file__), "two.toml")

Text = Callable[[int], str]
Counted = Mapping[str, int]
"""Steps by the name of a phase."""

LONG = 300
"""Of what is read alone; twice and four times as many are read too."""

Work = Callable[[int], Counted]
"""Called within `counting()`, with a number of repetitions."""


def out_of_proportion(work: Work, size: int, spare: int = 500) -> dict[str, tuple[int, ...]]:
    """The phases whose steps grow faster than n log n from `size` to twice and four times as many.

    The second doubling may cost two and a half times what the first one did, or what a third more would: a logarithm is
    less than that, a square is four times as much. `spare`: steps that may come on top, of copies that are that cheap.
    """
    with counting():
        work(1)  # what is loaded and built on first use
        small, middle, large = (work(factor * size) for factor in (1, 2, 4))
    return {
        phase: (small[phase], middle[phase], large[phase])
        for phase in large
        if large[phase] - middle[phase] > 2.5 * max(middle[phase] - small[phase], middle[phase] // 3) + spare
    }


def counts(path: str, data: bytes, root: str = "/nowhere") -> dict[str, int]:
    """Steps of reading a file, and of finding all that is reported of it: verdicts, judgement, analyses and rules."""
    from proxylint import engine
    from proxylint.linting import Memory

    forget("proxylint.names")  # the smaller file holds some of what the larger one does
    forget("proxylint.formats")
    options = engine.Options(endpoints=CATALOGUE)
    found: list[Any] = []
    reading = count(lambda: found.append(engine.open_bytes(path, data, root, options)))
    telling = count(lambda: Memory(options).told(found[0]))
    return {"reading": reading, "telling": telling}


def reading(path: str, data: bytes, root: str = "/nowhere") -> dict[str, int]:
    """Steps of reading a file alone, for long ones."""
    from proxylint import engine

    forget("proxylint.names")
    forget("proxylint.formats")
    options = engine.Options(endpoints=CATALOGUE)
    return {"reading": count(lambda: engine.open_bytes(path, data, root, options))}


def lines(line: Callable[[int], str]) -> Text:
    return lambda n: "".join(line(at) + "\n" for at in range(n))
