"""Work spread over processes that end with the one that began them."""

from __future__ import annotations

import ctypes
import multiprocessing
import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from typing import TypeVar

PROCESSES = 2
_PR_SET_PDEATHSIG = 1

T = TypeVar("T")
Result = TypeVar("Result")


def spread(work: Callable[[list[T]], Result], things: Sequence[T], batch: int) -> Iterator[Result]:
    """The results of batches, in order. `work` must be importable."""
    batches = [list(things[start : start + batch]) for start in range(0, len(things), batch)]
    fresh = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(PROCESSES, mp_context=fresh, initializer=_end_with_parent) as pool:
        yield from pool.map(work, batches)


def _end_with_parent() -> None:
    if sys.platform.startswith("linux"):
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
