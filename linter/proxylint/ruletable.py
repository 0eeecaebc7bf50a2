"""What SARIF says of the rules, and the shapes it is written with, made beforehand: importing all rules and sarif-om,
and encoding the pages, costs several times the rest of a report on a small file.

It stands beside the rules, in the wheel and in an editable install. Its key is what it was made from: the names and
sizes of the files, and in an editable install, where they change, their times. Where that differs or nothing is there,
as in a checkout, it is made in memory.

`python -m proxylint.ruletable` writes it; the build hook of the wheel does the same.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator

from proxylint import registry, report
from proxylint.report import sarif_shapes
from proxylint.report.sarif_about import About
from proxylint.version import __version__

_FORM = 1
_NAME = "rules.tables"


def about() -> About:
    return stored() or _made()


def stored() -> About | None:
    """What was made beforehand; None where it is not there or does not fit. The shapes are used from now on."""
    root = registry.rules_root()
    try:
        with open(os.path.join(root, _NAME), encoding="ascii", newline="\n") as file:
            key, shapes, codes, taxonomies, tool = file.read().split("\n")
        known = json.loads(key)
        fits = known == _key(root, timed=known[2] is True)
        if not fits:
            return None
        sarif_shapes.known.update(json.loads(shapes))
        return About(tool, taxonomies, tuple(json.loads(codes)))
    except (OSError, ValueError, LookupError, TypeError):
        return None


def write(target: str | None = None) -> str:
    """Gives the path that was written. `target`: elsewhere than beside the rules, for a place where times are lost."""
    import proxylint.report.sarif  # noqa: F401  defines all shapes

    root, made = registry.rules_root(), _made()
    path = target or os.path.join(root, _NAME)
    key, shapes = _key(root, timed=target is None), sarif_shapes.texts()
    lines = (json.dumps(key), json.dumps(shapes), json.dumps(made.codes), made.taxonomies, made.tool)
    with open(path, "w", encoding="ascii", newline="\n") as file:
        file.write("\n".join(lines))
    return path


def _made() -> About:
    from proxylint.report.sarif_about import about

    return about(registry.rules(), lambda rule: registry.page(rule.code), __version__)


def _key(root: str, *, timed: bool) -> list[object]:
    return [_FORM, __version__, timed, sorted(_files(root, timed=timed))]


def _files(root: str, *, timed: bool) -> Iterator[list[object]]:
    """The rules with their pages, and what writes them."""
    folders = [os.path.join(root, family) for family in registry.families()]
    for folder in (*folders, os.path.dirname(str(report.__file__))):
        for entry in os.scandir(folder):
            if entry.name.endswith((".py", ".md")) and (folder in folders or entry.name.startswith("sarif_")):
                found = entry.stat()
                yield [os.path.basename(folder), entry.name, found.st_size, found.st_mtime_ns if timed else 0]


if __name__ == "__main__":
    print(write())
