"""`proxylint check` without a single option: paths need nobody to take them apart.

It is what hooks and people ask for most, and to import typer and to describe the options to it is a third of the time
that a small file takes. A test holds what is decided here against what the options' own defaults decide.
"""

from __future__ import annotations

from collections.abc import Sequence

from proxylint.cli.check import Manner, run
from proxylint.cli.destinations import Destination
from proxylint.cli.inputs import inputs
from proxylint.cli.options import chooser


def check(paths: Sequence[str]) -> int:
    named, found = inputs(paths)
    return run(named, found, chooser({}), (Destination("text"),), "auto", Manner())
