"""`--against OLD`: which file of today is held against which file of before."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from proxylint import engine, grounds
from proxylint.comparison import Reading, Versus, compare
from proxylint.discovery import Inputs, Unseen, notes_of
from proxylint.engine import Chooser, Options
from proxylint.errors import UsageError
from proxylint.files import LEADS_OUT, find_root, is_inside, leads_out, shown
from proxylint.linting import Seen
from proxylint.records import dataclass, replace
from proxylint.rule import Examined
from proxylint.snapshot import snapshot

GIT = "git:"


@dataclass(frozen=True, slots=True)
class Sides:
    """Pairs of paths to open, new and old; None = there is no such file on that side. `former`: for the old side.

    `root`: what old files may name lies in there; None = in the repository around each. `unseen`: the folders of either
    that were not searched.
    """

    pairs: Sequence[tuple[str | None, str | None]]
    former: Chooser
    root: str | None = None
    unseen: Sequence[Unseen] = ()

    def roots(self, old: str) -> engine.Roots:
        """For `engine.open_file`. A repository within the root has its own."""
        folder, name = os.path.split(old)
        own = find_root(old)
        nested = _is_repository(own) and own != self.root
        if self.root is None or (nested and is_inside(own, self.root)):
            return engine.Roots()
        place = (self.root, shown(old, self.root)[: -len(name)], leads_out(old))
        return engine.Roots(folders={folder: place})


@dataclass(frozen=True, slots=True)
class Moved:
    """A chooser for files below `there`: what it says of those of the same name below `here`, whose tree it knows.

    What a tree says of itself in its own configuration is no part of the comparison: both sides are judged alike.
    """

    chooser: Chooser
    here: str
    there: str

    def for_file(self, path: str) -> Options:
        options = self.chooser.for_file(self._counterpart(path))
        if not options.maps:
            return options
        maps = {prefix: _moved(folder, self.here, self.there) for prefix, folder in options.maps.items()}
        within = {prefix: _moved(folder, self.here, self.there) for prefix, folder in options.within.items()}
        return replace(options, maps=maps, within=within)

    def excluded(self, path: str, *, folder: bool = False) -> bool:
        return self.chooser.excluded(self._counterpart(path), folder=folder)

    def named(self, path: str) -> bool:
        return self.chooser.named(self._counterpart(path))

    def _counterpart(self, path: str) -> str:
        return os.path.join(self.here, _within(path, self.there))


def versus(
    paths: Sequence[str], against: str, chooser: Chooser, inputs: Inputs | None = None, seen: Seen | None = None
) -> tuple[list[Versus], grounds.Bases, list[str]]:
    """Every file of either side, in the order of the paths, and notes. UsageError where the two cannot be held
    together."""
    inputs = inputs or Inputs()
    found, judged = [], []
    with _sides(list(paths) or ["."], against, chooser, inputs) as sides:
        for done, (new, old) in enumerate(sides.pairs):
            if seen is not None:
                seen(done, len(sides.pairs), new or old or "")
            options = chooser.for_file(new) if new is not None else None
            former = sides.former.for_file(old) if old is not None else None
            one = _versus(new, old, options, former, sides)
            found.append(one)
            if one.new is not None and one.new.judged and options is not None:
                judged.append((one.new.format, options))
        notes = notes_of(sides.unseen)
    if os.path.isfile(against) and any(_lacks_parts(one) for one in found):
        notes.append(
            f"none of the files that '{against}' reads was found beside it; name a folder or git:REVISION to compare "
            "those as well"
        )
    return found, grounds.bases(judged, chooser), notes


def _versus(new: str | None, old: str | None, options: Options | None, former: Options | None, sides: Sides) -> Versus:
    opened = engine.open_file(new, options) if new is not None and options is not None else None
    if opened is not None and opened.unread is None and former is not None:
        former = replace(former, kind=opened.format.name)
    now = engine.examine(opened, options) if opened is not None and options is not None else None
    was = None
    if old is not None and former is not None:
        was = engine.examine(engine.open_file(old, former, sides.roots(old)), former)
    if now is None or was is None or now.policy.failure is not None or was.policy.failure is not None:
        return Versus(was, now, ())
    return Versus(was, now, compare(_reading(was), _reading(now), now.format.vantage))


def _reading(examined: Examined) -> Reading:
    return Reading(examined.judged, examined.clients)


def _lacks_parts(one: Versus) -> bool:
    """Whether the old file names others as the new one does, and has none of them beside it."""
    if one.old is None or one.new is None or one.old.format.naming is None:
        return False
    named = one.old.format.naming(one.old.source)
    return bool(named.paths or named.patterns) and len(one.old.policy.sources) == 1 and len(one.new.policy.sources) > 1


@contextmanager
def _sides(paths: list[str], against: str, chooser: Chooser, inputs: Inputs) -> Iterator[Sides]:
    if against.startswith(GIT):
        roots = {find_root(path) for path in paths}
        if len(roots) > 1:
            raise UsageError(
                f"--against '{against}': the paths lie in different repositories: {', '.join(sorted(roots))}"
            )
        (root,) = roots
        with snapshot(root, against.removeprefix(GIT)) as folder:
            # Whatever is in a commit is tracked, so nothing of it is ignored.
            sides = _of_folders(paths, root, folder, chooser, inputs, replace(inputs, gitignore=False))
            yield replace(sides, unseen=_told(sides.unseen, folder, f"{against}:"))
    elif leads_out(against):
        raise UsageError(f"--against '{against}' {LEADS_OUT}")
    elif os.path.isdir(against):
        base = "."
        if len(paths) == 1:
            base = paths[0] if os.path.isdir(paths[0]) else os.path.dirname(paths[0]) or "."
        here, there = os.path.realpath(base), os.path.realpath(against)
        sides = _of_folders(paths, here, there, chooser, inputs, inputs)
        told = _told(sides.unseen, there, os.path.join(against, ""))
        yield replace(sides, root=_old_root(here, there), unseen=told)
    elif not os.path.exists(against):
        raise UsageError(f"--against '{against}' does not exist; name a file, a folder or git:REVISION")
    elif len(paths) > 1 or os.path.isdir(paths[0]):
        raise UsageError(f"--against '{against}' is a file: name one file to hold against it, or give a folder")
    else:
        yield Sides([(paths[0], against)], chooser.for_file(paths[0]))


def _old_root(here: str, there: str) -> str:
    """What stands for the root of the new side, so that both find their lists in like places: a copy begins where the
    tree did that it was taken from, wherever it is kept."""
    root, around = find_root(here), find_root(there)
    if _is_repository(around) and around != root:
        return around
    if here == root:
        return there
    tail = os.sep + os.path.relpath(here, root)
    above = there.removesuffix(tail)
    return above if above not in (there, "") else around


def _is_repository(folder: str) -> bool:
    return os.path.exists(os.path.join(folder, ".git"))


def _of_folders(paths: Sequence[str], here: str, there: str, chooser: Chooser, inputs: Inputs, before: Inputs) -> Sides:
    """`here` and `there`: the folders that stand for each other, path by path."""
    former = Moved(chooser, here, there)
    unseen: list[Unseen] = []
    pairs: dict[str, tuple[str | None, str | None]] = {}
    for path in paths:
        within = _within(path, here)
        counterpart = os.path.join(there, within)
        if os.path.isdir(path) or os.path.isdir(counterpart):
            new = _below(path, chooser, inputs, unseen) if os.path.isdir(path) else {}
            old = _below(counterpart, former, before, unseen) if os.path.isdir(counterpart) else {}
            for name in sorted({*new, *old}):
                pairs[os.path.join(within, name)] = new.get(name), old.get(name)
        else:
            there_too = counterpart if os.path.isfile(counterpart) else None
            pairs[within] = (path if os.path.lexists(path) or there_too is None else None), there_too
    return Sides(list(pairs.values()), former, unseen=unseen)


def _below(folder: str, chooser: Chooser, inputs: Inputs, unseen: list[Unseen]) -> dict[str, str]:
    return {os.path.relpath(path, folder): path for path in engine.collect([folder], chooser, inputs, unseen)}


def _told(unseen: Sequence[Unseen], there: str, named: str) -> list[Unseen]:
    """Folders of the old side as the user knows them: `named` stands for `there`, which may be gone when it is read."""
    return [
        replace(one, path=named + os.path.relpath(one.place, there)) if is_inside(one.place, there) else one
        for one in unseen
    ]


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


def _moved(folder: str, here: str, there: str) -> str:
    """The counterpart of a folder of the new side; one elsewhere stays."""
    inside = os.path.relpath(os.path.realpath(folder), here)
    return folder if inside.split(os.sep)[0] == os.pardir else os.path.normpath(os.path.join(there, inside))
