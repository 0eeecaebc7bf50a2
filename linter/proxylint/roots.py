"""List files and included parts are judged through the configurations that name them.

Which configurations read a file is found out in two steps: a glance at the text of each tells which may, and reading
those as the program does tells which do. Nothing of it is done where every file that is linted stands for itself.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence

from proxylint.detection import by_name, detect
from proxylint.discovery import Inputs, TooManyError, Unseen, notes_of, walk
from proxylint.engine import Chooser, Options, open_file
from proxylint.errors import InputError
from proxylint.files import STDIN, Piped, find_root, leads_out, read_bytes, shown
from proxylint.format import Absent, Format
from proxylint.records import dataclass, field
from proxylint.text import Source
from proxylint.tree import Tree

MOST_ENTRIES = 200_000
"""Files and folders among which configurations are looked for: the working directory may be the whole machine."""

_MOST_FILES = 1000
"""Files that are followed from one configuration, as reading does."""

_MOST_COMPARED = 5_000_000
"""Names that the patterns of all configurations of a folder are put to."""

_NAMED = 3
"""Parts and roots that a note names; the rest is counted."""


@dataclass(frozen=True, slots=True)
class Resolved:
    """`files`: what is to be linted, each once. `notes`: which of the files asked for are linted through which; then
    which folders were not searched, if any was."""

    files: list[str]
    notes: tuple[str, ...]


def resolve(
    files: Sequence[str], chooser: Chooser, inputs: Inputs | None = None, unseen: Sequence[Unseen] = ()
) -> Resolved:
    """The files with every part replaced by its roots. A part that no configuration reads stays.

    `unseen`: the folders that were not searched for the files.
    """
    inputs = inputs or Inputs()
    parts = [path for path in files if _is_part(path, chooser, inputs.piped)]
    if not parts:
        return Resolved(list(files), tuple(notes_of(unseen)))
    roots: dict[str, tuple[str, ...]] = {}
    passed = list(unseen)
    told = [
        note for root, paths in _by_root(parts).items() for note in _search(paths, root, roots, chooser, inputs, passed)
    ]
    known = {os.path.realpath(path): path for path in reversed(files)}
    wanted: dict[str, None] = {}
    through: dict[tuple[str, ...], list[str]] = {}
    for path in files:
        found = roots.get(path, ())
        wanted.update(dict.fromkeys([known.get(root, root) for root in found] or [path]))
        if found:
            through.setdefault(found, []).append(path)
    alone = [path for path in parts if path not in roots and by_name(path) is None]
    notes = [_note(paths, found) for found, paths in through.items()]
    notes += [_note(alone, ())] if alone else []
    return Resolved(list(wanted), (*notes, *told, *notes_of(passed)))


def _note(parts: Sequence[str], roots: Sequence[str]) -> str:
    if not roots:
        return f"no configuration was found that reads {_listed(parts, 'or')}"
    return f"{_listed(parts)} {'is' if len(parts) == 1 else 'are'} judged through {_listed(roots)}"


def _listed(paths: Sequence[str], word: str = "and") -> str:
    names = [f"'{shown(path, find_root(path))}'" for path in paths[:_NAMED]]
    names += [f"{len(paths) - _NAMED} more"] if len(paths) > _NAMED else []
    return f" {word} ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)


def _is_part(path: str, chooser: Chooser, piped: Piped | None) -> bool:
    """Whether a file may be read with others rather than for itself: one of no known kind, or one that lacks something.

    A file is looked into only where its kind is open, or has parts.
    """
    if path == STDIN:
        return False
    if leads_out(path):
        return False
    kind = chooser.for_file(path).kind
    known = detect(path, b"", kind) if kind is not None else by_name(path)
    if known is not None and known.naming is None:
        return False
    content = piped.content if piped is not None and piped.stands_for(path) else None
    try:
        data = read_bytes(path) if content is None else content
        found = known or detect(path, data)
    except InputError:
        return content is not None or os.path.isfile(path)
    return found.naming is not None and not found.naming(Source.of(path, data, found.decode)).whole


def _by_root(parts: Iterable[str]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for path in parts:
        found.setdefault(find_root(path), []).append(path)
    return found


def _search(
    parts: Sequence[str],
    root: str,
    roots: dict[str, tuple[str, ...]],
    chooser: Chooser,
    inputs: Inputs,
    unseen: list[Unseen],
) -> Iterator[str]:
    """Adds to `roots`, for each part that any configuration reads, those that do, by resolved paths, and to `unseen`
    the folders that were not searched for them. Yields notes."""
    names = {shown(path, root) for path in parts}
    glance = _Glance(root, names, inputs.piped, {_bytewise(name.rpartition("/")[2]) for name in names})
    candidates: list[str] = []
    try:
        found = walk(
            root,
            lambda one: _kind(one, chooser),
            chooser,
            gitignore=inputs.gitignore,
            most=MOST_ENTRIES,
            unseen=unseen,
        )
        for path in found:
            kind = _kind(path, chooser)
            if kind is not None and glance.may_name(path, kind, chooser.for_file(path)):
                candidates.append(path)
    except TooManyError:
        yield f"of '{root}' only {MOST_ENTRIES:,} files and folders were searched for what reads {_listed(parts, 'or')}"
    readers = _readers(candidates, names, root, chooser, inputs)
    roots |= {path: readers[name] for path in parts if (name := shown(path, root)) in readers}


def _readers(
    candidates: Iterable[str], names: set[str], root: str, chooser: Chooser, inputs: Inputs
) -> dict[str, tuple[str, ...]]:
    """Of files of a repository, by reported path, the configurations that read them and that no other reads in turn."""
    readers: dict[str, list[str]] = {}
    read: set[str] = set()
    for path in candidates:
        opened = open_file(path, chooser.for_file(path), None, inputs.piped)
        others = [name for name in opened.policy.sources if name != opened.source.path]
        read.update(others)
        for name in names.intersection(others):
            readers.setdefault(name, []).append(path)
    return {
        name: tuple([path for path in paths if shown(path, root) not in read] or paths)
        for name, paths in readers.items()
    }


def _kind(path: str, chooser: Chooser) -> Format | None:
    """The kind of a file whose path settles it, if files of that kind have parts."""
    known = by_name(path)
    if known is None and chooser.named(path):
        known = detect(path, b"", chooser.for_file(path).kind)
    return known if known is not None and known.naming is not None else None


@dataclass(frozen=True)
class _Glance:
    """Which files may name the wanted ones (by reported path, and by last name). Each is looked at once."""

    root: str
    wanted: set[str]
    piped: Piped | None
    last: set[str]
    _trees: dict[tuple[int, str], Tree] = field(default_factory=dict, init=False, compare=False)
    _seen: dict[str, tuple[Sequence[str], Sequence[str]]] = field(default_factory=dict, init=False, compare=False)

    def may_name(self, path: str, kind: Format, options: Options) -> bool:
        """Whether a configuration, or a file that it includes, names one of the wanted ones or includes it."""
        where = shown(path, self.root)
        tree = self._tree(options, os.path.dirname(where))
        try:
            pending = [Source.of(where, read_bytes(path), kind.decode)]
        except InputError:
            return False
        met: set[str] = set()
        while pending and len(met) < _MOST_FILES:
            source = pending.pop()
            if source.path in met:
                continue
            if met and source.path in self.wanted:
                return True
            met.add(source.path)
            paths, patterns = self._look(source, kind)
            if any(self._is_wanted(path, source, tree) for path in paths):
                return True
            pending += self._included(source, patterns, tree, kind)
        return False

    def _tree(self, options: Options, home: str) -> Tree:
        key = (id(options), home)
        if key not in self._trees:
            self._trees[key] = Tree(self.root, options.maps, options.within, self.piped, home, _MOST_COMPARED)
        return self._trees[key]

    def _look(self, source: Source, kind: Format) -> tuple[Sequence[str], Sequence[str]]:
        """The paths in a text whose last name is one of the names, and what it includes."""
        found = self._seen.get(source.path)
        if found is None:
            assert kind.naming is not None
            naming = kind.naming(source)
            paths = [path for path in naming.paths if path.rpartition("/")[2] in self.last]
            found = self._seen[source.path] = (paths, naming.patterns)
        return found

    def _is_wanted(self, path: str, source: Source, tree: Tree) -> bool:
        return any(shown(place, self.root) in self.wanted for place in tree.places(path, source.path))

    def _included(self, source: Source, patterns: Iterable[str], tree: Tree, kind: Format) -> Iterator[Source]:
        for pattern in patterns:
            found = tree.glob(pattern, source.path, kind.decode)
            if not isinstance(found, Absent):
                yield from found


def _bytewise(name: str) -> str:
    """A name as it stands in a text that is read byte by byte."""
    return os.fsencode(name).decode("latin-1")
