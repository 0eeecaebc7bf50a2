"""What is left of files that are done is collected when it is much.

Both readers and evaluators freeze what is there, so that Python's collector does not look at all of a long list again
and again. What is frozen joins the oldest generation, as does what an earlier file left behind in circles, and nobody
looks at that before much else has become old.
"""

from __future__ import annotations

import gc

MUCH = 300_000
"""Containers, some fifty megabytes, that a run may hold before everything is looked at."""


class _Left:
    kept = 0
    """Containers that were still in use when everything was looked at last."""


def let_go() -> None:
    """To be called while everything is frozen, which it is afterwards, too. Python counts containers one by one: some
    ten thousand in a tenth of a millisecond."""
    if gc.get_freeze_count() > 2 * _Left.kept + MUCH:
        gc.unfreeze()
        gc.collect()
        gc.freeze()
        _Left.kept = gc.get_freeze_count()
