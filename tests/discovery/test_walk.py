"""Which files a run looks at."""

from __future__ import annotations

import inspect
import os
import sys
from pathlib import Path

import pytest

from proxylint import engine
from proxylint.discovery import Inputs, Unseen, notes_of, walk
from proxylint.globs import excluded


class Excluding(engine.Options):
    """Passes over what the patterns mean, by the path as it is named."""

    patterns: tuple[str, ...] = ()

    def excluded(self, path: str, *, folder: bool = False) -> bool:
        return excluded(path, self.patterns, folder=folder)


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / ".git").mkdir()
    for name in ("squid.conf", "b/squid.conf", "b/proxy.pac", "a/z/squid.conf", "a/readme.md", "venv/squid.conf"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def collect(*paths: str, patterns: tuple[str, ...] = (), **inputs: bool) -> list[str]:
    chooser = Excluding()
    object.__setattr__(chooser, "patterns", patterns)
    return [path.replace(os.sep, "/") for path in engine.collect(paths, chooser, Inputs(**inputs))]


def test_known_names_below_the_working_directory(root: Path) -> None:
    assert collect() == ["squid.conf", "a/z/squid.conf", "b/proxy.pac", "b/squid.conf"]


def test_each_once_in_the_order_of_the_paths(root: Path) -> None:
    assert collect("b/squid.conf", "b", "a") == ["b/squid.conf", "b/proxy.pac", "a/z/squid.conf"]
    assert collect("./b/squid.conf", "a/../b//squid.conf", os.path.abspath("b")) == [
        "./b/squid.conf",
        os.path.abspath("b/proxy.pac").replace(os.sep, "/"),
    ]


def test_what_is_excluded_is_passed_over(root: Path) -> None:
    assert collect(patterns=("a", "*.pac")) == ["squid.conf", "b/squid.conf"]
    assert collect(patterns=("a/z/", "/squid.conf")) == ["b/proxy.pac", "b/squid.conf"]


def test_what_is_named_is_linted_all_the_same(root: Path) -> None:
    assert collect("b/squid.conf", "a", patterns=("b", "a")) == ["b/squid.conf"]
    assert collect("b/squid.conf", "none.conf", patterns=("b",)) == ["b/squid.conf", "none.conf"]


def test_but_not_where_exclusions_are_forced(root: Path) -> None:
    assert collect("b/squid.conf", "squid.conf", "a", patterns=("b", "a"), force_exclude=True) == ["squid.conf"]
    assert collect("b/squid.conf", patterns=("b",), force_exclude=True) == []


def test_git_says_nothing_of_a_file_that_is_named(root: Path) -> None:
    (root / ".gitignore").write_text("b\n")
    assert collect("b/squid.conf", "squid.conf", force_exclude=True) == ["b/squid.conf", "squid.conf"]
    assert collect() == ["squid.conf", "a/z/squid.conf"]
    assert collect(gitignore=False) == ["squid.conf", "a/z/squid.conf", "b/proxy.pac", "b/squid.conf"]


def test_links(root: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    """A stranger's repository does not choose which files of this machine are read."""
    outside = tmp_path_factory.mktemp("outside")
    (outside / "squid.conf").write_text("")
    (root / "b" / "squid-outside.conf").symlink_to(outside / "squid.conf")
    (root / "b" / "squid-inside.conf").symlink_to(root / "squid.conf")
    (root / "b" / "squid-none.conf").symlink_to(root / "none")
    (root / "b" / "squid-loop.conf").symlink_to(root / "b" / "squid-loop.conf")
    (root / "b" / "folder").symlink_to(root / "a")
    assert collect("b") == ["b/proxy.pac", "b/squid-inside.conf", "b/squid.conf"]
    assert collect("b/squid-outside.conf") == ["b/squid-outside.conf"]


def test_what_is_no_file_is_no_file(root: Path) -> None:
    os.mkfifo(root / "b" / "squid-pipe.conf")
    (root / "b" / "squid-folder.conf").mkdir()
    assert collect("b") == ["b/proxy.pac", "b/squid.conf"]


def test_no_depth_is_too_deep(tmp_path: Path) -> None:
    deep = tmp_path.joinpath(*["d"] * 300)
    deep.mkdir(parents=True)
    (deep / "squid.conf").write_text("")
    limit = sys.getrecursionlimit()
    sys.setrecursionlimit(len(inspect.stack()) + 100)
    try:
        found = list(walk(str(tmp_path), os.path.basename))
    finally:
        sys.setrecursionlimit(limit)
    assert found == [str(deep / "squid.conf")]


def test_what_is_not_searched_is_told(root: Path) -> None:
    deep = root.joinpath(*["d"] * 402)
    os.makedirs(deep)
    (deep / "squid.conf").write_text("")
    (deep.parent.parent / "squid.conf").write_text("")
    unseen: list[Unseen] = []
    found = list(walk("d", os.path.basename, unseen=unseen))
    assert found == [os.path.join("d", *["d"] * 399, "squid.conf")]
    assert unseen == [
        Unseen(os.path.join("d", *["d"] * 401), "it lies more than 400 folders deep", str(deep)),
    ]


@pytest.mark.parametrize("start", [".", "d", "absolute"])
def test_how_deep_a_folder_lies_is_counted_from_where_the_search_begins(root: Path, start: str) -> None:
    """So that two trees which are compared are searched alike, wherever each lies."""
    os.makedirs(root.joinpath(*["d"] * 403))
    begin = str(root) if start == "absolute" else start
    below = root / "d" if start == "d" else root
    unseen: list[Unseen] = []
    assert list(walk(begin, lambda name: False, unseen=unseen)) == []
    (one,) = unseen
    assert one.place == str(below.joinpath(*["d"] * 401))
    assert os.path.realpath(one.path) == one.place


def test_a_folder_that_is_not_searched_is_told_once() -> None:
    deep, sick = "it lies more than 400 folders deep", "it cannot be read: Input/output error"
    unseen = [
        Unseen("a", deep, "/r/a"),
        Unseen("b", sick, "/r/b"),
        Unseen("/r/a", deep, "/r/a"),
        Unseen("c" * 200, deep, "/r/c"),
    ]
    assert notes_of(unseen) == [
        f"the folder 'a' and 1 more like it were not searched: {deep}",
        f"the folder 'b' was not searched: {sick}",
    ]
    assert notes_of(unseen[3:]) == [f"the folder '{'c' * 40}...{'c' * 40}' was not searched: {deep}"]
    assert notes_of([]) == []


def test_a_folder_that_cannot_be_read_is_told(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Everything can be read by root, so a broken disk is played."""
    listing = os.scandir

    def scandir(path: str) -> object:
        if path.endswith("b"):
            raise OSError(5, "Input/output error")
        return listing(path)

    monkeypatch.setattr(os, "scandir", scandir)
    unseen: list[Unseen] = []
    found = engine.collect(["."], engine.Options(), None, unseen)
    assert [os.path.normpath(path) for path in found] == ["squid.conf", os.path.join("a", "z", "squid.conf")]
    assert notes_of(unseen) == ["the folder 'b' was not searched: it cannot be read: Input/output error"]
