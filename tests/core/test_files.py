"""What is read, and above all what is not."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from proxylint.discovery import walk
from proxylint.errors import InputError
from proxylint.files import find_root, read_bytes
from proxylint.format import Absent
from proxylint.text import Source, decode_bytes
from proxylint.tree import Tree


@pytest.fixture
def root(tmp_path: Path) -> Path:
    inside = tmp_path / "repo"
    (inside / "proxy" / "lists").mkdir(parents=True)
    (inside / ".git").mkdir()
    (inside / "proxy" / "lists" / "a.txt").write_text("a\n")
    (tmp_path / "secret.txt").write_text("secret\n")
    return inside


def read(root: Path, path: str, beside: str = "proxy/squid.conf", **maps: str) -> Source | Absent:
    return Tree(str(root.resolve()), maps).read(path, beside, decode_bytes)


@pytest.mark.parametrize(
    "path", ["lists/a.txt", "/etc/squid/lists/a.txt", "/a/b/c/lists/a.txt", "../proxy/lists/a.txt"]
)
def test_the_longest_tail_that_exists_is_read(root: Path, path: str) -> None:
    found = read(root, path)
    assert isinstance(found, Source)
    assert (found.path, found.text) == ("proxy/lists/a.txt", "a\n")


@pytest.mark.parametrize(
    "path", ["../../secret.txt", "/secret.txt", "proxy/../../secret.txt", "/etc/passwd", "lists", "nul\0byte", ""]
)
def test_nothing_outside_the_root_is_read(root: Path, path: str) -> None:
    found = read(root, path)
    assert isinstance(found, Absent)
    assert not found.certain


def test_a_link_that_leaves_the_root_is_absent(root: Path) -> None:
    (root / "proxy" / "link.txt").symlink_to(root.parent / "secret.txt")
    (root / "proxy" / "up").symlink_to(root.parent)
    assert isinstance(read(root, "link.txt"), Absent)
    assert isinstance(read(root, "up/secret.txt"), Absent)


def test_two_places_are_no_answer(root: Path) -> None:
    (root / "lists").mkdir()
    (root / "lists" / "a.txt").write_text("other\n")
    found = read(root, "/etc/squid/lists/a.txt")
    assert isinstance(found, Absent)
    assert "more than one" in found.reason


def test_a_part_names_what_lies_beside_the_configuration(root: Path) -> None:
    part = "proxy/conf.d/deny.conf"
    assert isinstance(read(root, "/etc/squid/lists/a.txt", part), Absent)
    of_proxy = Tree(str(root.resolve()), home="proxy")
    for path in ("/etc/squid/lists/a.txt", "lists/a.txt"):
        found = of_proxy.read(path, part, decode_bytes)
        assert isinstance(found, Source)
        assert found.path == "proxy/lists/a.txt"
    (root / "proxy" / "conf.d" / "lists").mkdir(parents=True)
    (root / "proxy" / "conf.d" / "lists" / "a.txt").write_text("other\n")
    doubtful = Tree(str(root.resolve()), home="proxy").read("/etc/squid/lists/a.txt", part, decode_bytes)
    assert isinstance(doubtful, Absent)
    assert "more than one" in doubtful.reason


@pytest.mark.parametrize("home", ["..", "../repo/../..", "/", "proxy/up"])
def test_the_folder_of_the_linted_file_opens_nothing_outside(root: Path, home: str) -> None:
    (root / "proxy" / "up").symlink_to(root.parent)
    found = Tree(str(root.resolve()), home=home).read("/etc/squid/secret.txt", "proxy/squid.conf", decode_bytes)
    assert isinstance(found, Absent)


def test_a_path_map_may_lead_elsewhere_and_makes_absence_certain(root: Path) -> None:
    maps = {"/etc/squid": str(root.parent)}
    found = Tree(str(root.resolve()), maps).read("/etc/squid/secret.txt", "proxy/squid.conf", decode_bytes)
    assert isinstance(found, Source)
    gone = Tree(str(root.resolve()), maps).read("/etc/squid/none.txt", "proxy/squid.conf", decode_bytes)
    assert isinstance(gone, Absent)
    assert gone.certain
    up = Tree(str(root.resolve()), {"/etc/squid": str(root)}).read("/etc/squid/../secret.txt", "x", decode_bytes)
    assert isinstance(up, Absent)


def test_globs_are_sorted_and_contained(root: Path) -> None:
    for name in ("b.conf", "a.conf", "c.txt", ".d.conf"):
        (root / "proxy" / "lists" / name).write_text(name)
    (root / "proxy" / "lists" / "z.conf").symlink_to(root / "proxy" / "lists" / "c.txt")
    found = Tree(str(root.resolve())).glob("/etc/squid/lists/*.conf", "proxy/squid.conf", decode_bytes)
    assert not isinstance(found, Absent)
    assert [source.text for source in found] == ["a.conf", "b.conf", "c.txt"]
    assert isinstance(Tree(str(root.resolve())).glob("lists/*.none", "proxy/squid.conf", decode_bytes), Absent)


def test_only_regular_files(root: Path) -> None:
    os.mkfifo(root / "proxy" / "pipe")
    assert isinstance(read(root, "pipe"), Absent)
    with pytest.raises(InputError, match="is a folder"):
        read_bytes(str(root))
    with pytest.raises(InputError, match="does not exist"):
        read_bytes(str(root / "none"))


def test_root_is_the_repository(root: Path) -> None:
    assert find_root(str(root / "proxy" / "squid.conf")) == str(root.resolve())


def test_walk_is_sorted_and_skips_what_is_no_source(root: Path) -> None:
    (root / ".git" / "squid.conf").write_text("")
    (root / "loop").symlink_to(root)
    assert [os.path.relpath(path, root) for path in walk(str(root), os.path.basename)] == ["proxy/lists/a.txt"]


def test_patterns_are_put_to_so_many_names(root: Path) -> None:
    for number in range(30):
        (root / "proxy" / "lists" / f"{number}.conf").write_text("")
    tree = Tree(str(root.resolve()), most_compared=100)
    beside = "proxy/squid.conf"
    for _ in range(5):
        assert not isinstance(tree.glob("lists/1*.conf", beside, decode_bytes), Absent)
    assert not isinstance(tree.glob("lists/2*.conf", beside, decode_bytes), Absent)
    assert not isinstance(tree.glob("lists/*3.conf", beside, decode_bytes), Absent)
    refused = tree.glob("lists/*4.conf", beside, decode_bytes)
    assert isinstance(refused, Absent)
    assert not refused.certain
    assert "one of too many patterns" in refused.reason
    assert not isinstance(tree.glob("lists/*3.conf", beside, decode_bytes), Absent)


@pytest.mark.parametrize("path", ["a/" * 41 + "b", "/etc/squid/" + "x" * 4096])
def test_a_path_that_is_too_long_names_no_file(root: Path, path: str) -> None:
    for found in (read(root, path), Tree(str(root.resolve())).glob(path + "*", "proxy/squid.conf", decode_bytes)):
        assert isinstance(found, Absent)
        assert "longer than 4,096 characters, or leads through more than 40 folders" in found.reason
    assert Tree(str(root.resolve())).places(path, "proxy/squid.conf") == []


@pytest.mark.parametrize("name", ["[b-a].conf", "x[z-1]*.conf", "[[:nothing:]].conf"])
def test_brackets_that_are_not_understood_are_no_file_for_certain(name: str, root: Path) -> None:
    found = Tree(str(root.resolve())).glob(f"lists/{name}", "proxy/squid.conf", decode_bytes)
    assert isinstance(found, Absent)
    assert not found.certain
    assert "brackets that are not understood" in found.reason
