"""Patterns of paths, as .gitignore and the configuration have them; `%%` parts them from paths to put to them.

Patterns of letters, `*`, `?` and `**` between slashes are held against every way to read them.
"""

from __future__ import annotations

from proxylint.git_index import Index
from proxylint.gitignore import Ignoring, parsed
from proxylint.globs import excluded, parse
from tests.discovery.test_globs import by_definition
from tests.fuzz.target import Target
from tests.nearly.around import PATTERNS

SIMPLE = frozenset("abc.-*?/")


def run(data: bytes) -> None:
    head, _, tail = data.partition(b"%%")
    paths = [path for path in tail.decode("utf-8", "surrogateescape").split("\n") if path.strip("/")][:8]
    patterns = head.decode("latin-1").split("\n")[:16]
    file = parsed(head)
    rules = Ignoring((), (file,), Index("/nowhere"))
    for path in paths:
        names = [name for name in path.split("/") if name]
        for folder in (False, True):
            assert file.verdict([name.encode("utf-8", "replace").decode("latin-1") for name in names], folder) in (
                True,
                False,
                None,
            )
            assert rules.ignores(names[0], folder=folder) in (True, False)
        for pattern in patterns:
            assert excluded(path, (pattern,)) in (True, False)
            simple = pattern.removeprefix("/")
            if "/" in simple and SIMPLE.issuperset(simple) and _plain(simple) and len(pattern) < 40 and len(path) < 40:
                assert parse("/" + simple).matches(names) == by_definition("/" + simple, "/".join(names)), pattern


def _plain(pattern: str) -> bool:
    """Without what the definition leaves open: empty names, and stars that are neither one nor `**` alone."""
    names = pattern.split("/")
    return all(names) and all("**" not in name or name == "**" for name in names)


TARGET = Target("globs", run, PATTERNS, longest=400)
