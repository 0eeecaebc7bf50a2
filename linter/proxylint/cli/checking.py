"""What `proxylint check` does with its options, whoever has taken the arguments apart."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from typing import Any

from proxylint.cli import options
from proxylint.cli.check import Manner, run
from proxylint.cli.destinations import destinations
from proxylint.cli.inputs import inputs
from proxylint.cli.plain import DEFAULTS


def check(given: Mapping[str, Any], order: Sequence[str]) -> int:
    """`given`: every parameter of the command by its name, as `app.check` declares it. `order`: names of the options in
    the order in which they were given."""
    said = {name: value for name, value in given.items() if name != "paths" and value != DEFAULTS[name]}
    flags = options.flags(said) if said else {}
    chooser = options.chooser(flags, given["config"], isolated=given["isolated"], kind=given["kind"])
    paths, stdin_filename = given["paths"], given["stdin_filename"]
    gitignore, force_exclude = given["respect_gitignore"], given["force_exclude"]
    if given["show_settings"]:
        from proxylint.cli.settings import show
        from proxylint.discovery import Inputs

        shown = paths or ([stdin_filename] if stdin_filename else ())
        return show(shown, Inputs(gitignore, force_exclude), chooser)
    wanted = destinations(order, given["format"] or (), given["output"] or ())
    named, found = inputs(paths, stdin_filename, gitignore=gitignore, force_exclude=force_exclude)
    manner = Manner(
        exit_zero=given["exit_zero"],
        group=given["group"],
        jobs=given["jobs"] or os.cpu_count() or 1,
        suppressions=given["suppressions"],
        baseline=given["baseline"],
        write_baseline=given["write_baseline"],
        statistics=given["statistics"],
        sarif_category=given["sarif_category"],
        sarif_suppressions=given["sarif_suppressions"],
        quiet=given["quiet"],
    )
    return run(named, found, chooser, wanted, given["color"], manner)
