"""Garbage collection while a script is evaluated.

A list file leaves a million objects that live as long as the file does: its syntax tree and the closures it became.
Every full collection looks at all of them, and the evaluator makes objects fast enough to cause one after the other;
most of the time of a run went there.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

from proxylint.collecting import let_go

YOUNG = 50_000
"""New containers before a collection: some ten megabytes, where a hostile script makes nothing but cycles."""

OF_A_FILE = 1 / 20
"""What one question is of a file's, for how often containers are counted; many files share their questions."""


class _Debt:
    """Whether the last question left machines behind that went around with their languages in circles."""

    owed = False


def leave_behind() -> None:
    """What this question made is collected before the next one, as freezing it would keep it."""
    _Debt.owed = True


@contextmanager
def seldom() -> Iterator[None]:
    """What is there already is not looked at, what is new less often than usual."""
    if gc.get_freeze_count():  # someone else's: thawing is theirs
        yield
        return
    if _Debt.owed:
        _Debt.owed = False
        gc.collect()
    thresholds = gc.get_threshold()
    made = gc.get_count()[0]
    gc.freeze()
    let_go(made, OF_A_FILE)
    gc.set_threshold(YOUNG, *thresholds[1:])
    try:
        yield
    finally:
        gc.set_threshold(*thresholds)
        gc.collect()  # else the contexts of this question become old, and stay until everything is looked at
        gc.unfreeze()
