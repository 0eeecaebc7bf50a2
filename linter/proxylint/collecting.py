"""What is left of files that are done is collected when it is much.

Both readers and evaluators freeze what is there, so that Python's collector does not look at all of a long list again
and again. What is frozen joins the oldest generation, as does what an earlier file left behind in circles, and nobody
looks at that before much else has become old.
"""

from __future__ import annotations

import gc

MUCH = 300_000
"""Containers, some fifty megabytes, that a run may hold before everything is looked at."""

SELDOM = 10
"""Files after which containers are counted, though few were made in reading."""


class _Left:
    kept = 0
    """Containers that were still in use when everything was looked at last."""
    made = 0
    """Those that reading made since they were counted last, as far as Python tells without counting."""
    files = 0.0


def let_go(made: int, files: float = 1) -> None:
    """To be called while everything is frozen, which it is afterwards, too. Python counts what is frozen one by one,
    some ten thousand in a tenth of a millisecond or more, so that it is asked seldom.

    `made`: containers that became more before they were frozen, `gc.get_count()[0]`. `files`: whose share this call is.
    """
    _Left.made += made
    _Left.files += files
    if _Left.made < MUCH and _Left.files < SELDOM:
        return
    _Left.made, _Left.files = 0, 0.0
    if gc.get_freeze_count() > 2 * _Left.kept + MUCH:
        gc.unfreeze()
        gc.collect()
        gc.freeze()
        _Left.kept = gc.get_freeze_count()
