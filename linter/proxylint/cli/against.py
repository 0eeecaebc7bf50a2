"""`--against OLD`: which file of today is held against which file of before."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager

from proxylint import engine
from proxylint.comparison import Reading, Versus, compare
from proxylint.errors import UsageError
from proxylint.files import find_root
from proxylint.records import dataclass, replace
from proxylint.rule import Examined
from proxylint.snapshot import snapshot

GIT = "git:"


@dataclass(frozen=True, slots=True)
class Sides:
    """Pairs of paths to open, new and old; None = there is no such file on that side. `options`: of the old side."""

    pairs: Sequence[tuple[str | None, str | None]]
    options: engine.Options


def versus(paths: Sequence[str], against: str, options: engine.Options) -> list[Versus]:
    """Every file of either side, in the order of the paths. UsageError where the two cannot be held together."""
    with _sides(list(paths) or ["."], against, options) as sides:
        return [_versus(new, old, options, sides.options) for new, old in sides.pairs]


def _versus(new: str | None, old: str | None, options: engine.Options, former: engine.Options) -> Versus:
    opened = engine.open_file(new, options) if new is not None else None
    if opened is not None and opened.unread is None:
        former = replace(former, kind=opened.format.name)
    now = engine.examine(opened, options) if opened is not None else None
    was = engine.examine(engine.open_file(old, former), former) if old is not None else None
    if now is None or was is None or now.policy.failure is not None or was.policy.failure is not None:
        return Versus(was, now, ())
    return Versus(was, now, compare(_reading(was), _reading(now), now.format.vantage))


def _reading(examined: Examined) -> Reading:
    return Reading(examined.judged, examined.clients)


@contextmanager
def _sides(paths: list[str], against: str, options: engine.Options) -> Iterator[Sides]:
    if against.startswith(GIT):
        roots = {find_root(path) for path in paths}
        if len(roots) > 1:
            raise UsageError(
                f"--against '{against}': the paths lie in different repositories: {', '.join(sorted(roots))}"
            )
        (root,) = roots
        with snapshot(root, against.removeprefix(GIT)) as folder:
            yield _of_folders(paths, root, folder, options)
    elif os.path.isdir(against):
        base = "."
        if len(paths) == 1:
            base = paths[0] if os.path.isdir(paths[0]) else os.path.dirname(paths[0]) or "."
        yield _of_folders(paths, os.path.realpath(base), os.path.realpath(against), options)
    elif not os.path.exists(against):
        raise UsageError(f"--against '{against}' does not exist; name a file, a folder or git:REVISION")
    elif len(paths) > 1 or os.path.isdir(paths[0]):
        raise UsageError(f"--against '{against}' is a file: name one file to hold against it, or give a folder")
    else:
        yield Sides([(paths[0], against)], options)


def _of_folders(paths: Sequence[str], here: str, there: str, options: engine.Options) -> Sides:
    """`here` and `there`: the folders that stand for each other, path by path."""
    pairs: dict[str, tuple[str | None, str | None]] = {}
    for path in paths:
        within = _within(path, here)
        counterpart = os.path.join(there, within)
        if os.path.isdir(path) or os.path.isdir(counterpart):
            new = _below(path, options) if os.path.isdir(path) else {}
            old = _below(counterpart, options) if os.path.isdir(counterpart) else {}
            for name in sorted({*new, *old}):
                pairs[os.path.join(within, name)] = new.get(name), old.get(name)
        else:
            there_too = counterpart if os.path.isfile(counterpart) else None
            pairs[within] = (path if os.path.lexists(path) or there_too is None else None), there_too
    return Sides(list(pairs.values()), replace(options, maps=_moved(options.maps, here, there)))


def _below(folder: str, options: engine.Options) -> dict[str, str]:
    return {os.path.relpath(path, folder): path for path in engine.collect([folder], options)}


def _within(path: str, here: str) -> str:
    """A path as seen from a folder, a link not being followed in its last name."""
    full = os.path.abspath(path)
    real = (
        os.path.realpath(full)
        if os.path.isdir(full)
        else os.path.join(os.path.realpath(os.path.dirname(full)), os.path.basename(full))
    )
    found = os.path.relpath(real, here)
    if found.split(os.sep)[0] == os.pardir:
        return os.path.basename(real)
    return found


def _moved(maps: Mapping[str, str], here: str, there: str) -> dict[str, str]:
    """A folder of the new side that is mapped is mapped to its counterpart; one elsewhere stays."""
    found = {}
    for prefix, folder in maps.items():
        inside = os.path.relpath(os.path.realpath(folder), here)
        found[prefix] = folder if inside.split(os.sep)[0] == os.pardir else os.path.join(there, inside)
    return found
