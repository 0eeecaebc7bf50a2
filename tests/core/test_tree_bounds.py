"""What links and path maps may open: nothing outside the root, or outside what the map may not leave."""

from __future__ import annotations

from pathlib import Path

import pytest

from proxylint.format import Absent
from proxylint.text import Source, decode_bytes
from proxylint.tree import Tree


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = (tmp_path / "repository").resolve()
    (root / "conf.d").mkdir(parents=True)
    (root / "conf.d" / "own.conf").write_text("own")
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside" / "secret.conf").write_text("secret")
    return root


def texts(found: Source | Absent | tuple[Source, ...] | list[Source]) -> list[str] | str:
    if isinstance(found, Absent):
        return found.reason if not found.certain else f"certain: {found.reason}"
    return [one.text for one in ([found] if isinstance(found, Source) else found)]


@pytest.mark.parametrize("maps", [{}, {"/etc/squid": "."}])
def test_a_link_in_a_folder_of_fragments_does_not_lead_out(root: Path, maps: dict[str, str]) -> None:
    maps = {prefix: str(root) for prefix in maps}
    tree = Tree(str(root), maps, {prefix: str(root) for prefix in maps})
    assert texts(tree.glob("/etc/squid/conf.d/*.conf", "squid.conf", decode_bytes)) == ["own"]
    (root / "conf.d" / "more.conf").symlink_to(root.parent / "outside" / "secret.conf")
    tree = Tree(str(root), maps, {prefix: str(root) for prefix in maps})
    assert texts(tree.glob("/etc/squid/conf.d/*.conf", "squid.conf", decode_bytes)) == (
        "'/etc/squid/conf.d/more.conf' leads out of the repository"
    )


def test_a_bounded_map_reads_nothing_outside(root: Path) -> None:
    outside = str(root.parent / "outside")
    (root / "link").symlink_to(outside)
    free = Tree(str(root), {"/etc/squid": outside})
    bound = Tree(str(root), {"/etc/squid": outside}, {"/etc/squid": str(root)})
    through = Tree(str(root), {"/etc/squid": str(root)}, {"/etc/squid": str(root)})
    assert [
        [texts(tree.read(path, "squid.conf", decode_bytes)) for path in ("/etc/squid/secret.conf", "/etc/squid/none")]
        for tree in (free, bound)
    ] == [
        [["secret"], "certain: '/etc/squid/none' does not exist"],
        [f"'/etc/squid/{name}' leads out of the repository" for name in ("secret.conf", "none")],
    ]
    assert texts(bound.glob("/etc/squid/*.conf", "squid.conf", decode_bytes)) == (
        "the folder of '/etc/squid/*.conf' leads out of the repository"
    )
    assert [
        texts(through.read(path, "squid.conf", decode_bytes))
        for path in ("/etc/squid/conf.d/own.conf", "/etc/squid/link/secret.conf", "/etc/squid/none.conf")
    ] == [
        ["own"],
        "'/etc/squid/link/secret.conf' leads out of the repository",
        "certain: '/etc/squid/none.conf' does not exist",
    ]
    assert texts(through.glob("/etc/squid/link/*", "squid.conf", decode_bytes)) == (
        "the folder of '/etc/squid/link/*' leads out of the repository"
    )
