"""Nothing is kept between runs, so nothing can be poisoned; what git:REVISION brings is gone afterwards."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from proxylint.snapshot import snapshot
from tests.security.attacker import OPEN, every_command, git, repository, watched


@pytest.fixture
def repo(tmp_path: Path) -> Path:
    return repository(
        tmp_path / "repo", {"squid.conf": OPEN, "a.pac": "function FindProxyForURL(u, h) { return 'DIRECT'; }"}
    )


def test_no_folder_for_temporary_files_is_looked_into(repo: Path, tmp_path: Path) -> None:
    """Nor a home, nor a folder for caches."""
    places = {name: tmp_path / name for name in ("TMPDIR", "HOME", "XDG_CACHE_HOME", "XDG_CONFIG_HOME", "APPDATA")}
    for place in places.values():
        place.mkdir()
    answers = watched(repo, every_command(["squid.conf", "a.pac"]), {name: str(path) for name, path in places.items()})
    for answer in answers:
        assert {
            path for path in answer.opened() if any(path.is_relative_to(place) for place in places.values())
        } == set()
        assert answer.written() <= {Path("/dev/null")}
    assert [list(place.iterdir()) for place in places.values()] == [[]] * len(places)
    assert git(repo, "status", "--porcelain") == ""


def test_the_files_of_a_commit_are_for_nobody_else_and_gone_afterwards(
    repo: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    with snapshot(str(repo), "HEAD") as folder:
        assert stat.S_IMODE(os.stat(folder).st_mode) == 0o700
        assert Path(folder, "squid.conf").read_text() == OPEN
    assert [path.name for path in tmp_path.iterdir()] == ["repo"]
    with pytest.raises(KeyboardInterrupt), snapshot(str(repo), "HEAD"):
        raise KeyboardInterrupt
    assert [path.name for path in tmp_path.iterdir()] == ["repo"]
