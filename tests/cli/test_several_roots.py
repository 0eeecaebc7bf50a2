"""Files of several roots in one run: none is taken for another one of the same name."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.run import Run, proxylint

LIST = "good.example\n*.bad.example\n"


def site(folder: Path, above: int = 0) -> Path:
    """A configuration with a fault in its list. `above`: lines in front, so that places differ."""
    folder.mkdir(parents=True)
    lines = "# a line\n" * above + 'http_port 3128\nacl x dstdomain "list.txt"\nhttp_access allow x\n'
    (folder / "squid.conf").write_text(lines + "http_access deny all\n")
    (folder / "list.txt").write_text("# a line\n" * above + LIST)
    return folder


def check(cwd: Path, *arguments: str) -> Run:
    return proxylint("check", "--format", "concise", *arguments, cwd=cwd)


def places(run: Run) -> list[str]:
    """Of what is wrong in the lists."""
    return [line.split(": ")[0] for line in run.out.splitlines() if "domain-never-matches" in line]


@pytest.fixture
def away(tmp_path: Path) -> Path:
    folder = tmp_path / "away"
    folder.mkdir()
    return folder


def test_files_of_several_folders_are_told_apart(tmp_path: Path, away: Path) -> None:
    one, other = site(tmp_path / "one"), site(tmp_path / "other", above=5)
    run = check(away, str(one), str(other))
    assert places(run) == [f"{one}/list.txt:2:1", f"{other}/list.txt:7:1"]
    assert "Checked 2 files: 4 errors" in run.out
    assert check(away, str(one), str(other), "--jobs", "2").out == run.out


def test_files_below_one_root_are_told_by_their_place_in_it(tmp_path: Path, away: Path) -> None:
    one = site(tmp_path / "one")
    assert places(check(away, str(one))) == ["list.txt:2:1"]
    site(tmp_path / "other", above=5)
    assert places(check(tmp_path)) == ["one/list.txt:2:1", "other/list.txt:7:1"]


def test_the_root_around_the_working_directory_comes_first(tmp_path: Path) -> None:
    one, other = site(tmp_path / "one"), site(tmp_path / "other", above=5)
    for folder in (one, other):
        (folder / ".git").mkdir()
    assert places(check(one, ".", "../other")) == [f"{other}/list.txt:7:1", "list.txt:2:1"]
    sarif = json.loads(proxylint("check", "--format", "sarif", ".", "../other", cwd=one).out)
    found = {
        json.dumps(result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"])
        for result in sarif["runs"][0]["results"]
    }
    assert found == {'"list.txt"', '"squid.conf"', f'"file://{other}/list.txt"', f'"file://{other}/squid.conf"'}


def test_settings_of_each_root_hold_for_its_files(tmp_path: Path, away: Path) -> None:
    one, other = site(tmp_path / "one"), site(tmp_path / "other", above=5)
    (one / "proxylint.toml").write_text('[per-file-ignores]\n"list.txt" = ["SQD"]\n')
    assert places(check(away, str(one), str(other))) == [f"{other}/list.txt:7:1"]


def test_a_baseline_of_several_roots(tmp_path: Path, away: Path) -> None:
    one, other = site(tmp_path / "one"), site(tmp_path / "other", above=5)
    begun = check(away, str(one), str(other), "--write-baseline", "known.json")
    assert begun.code == 0
    again = check(away, str(one), str(other), "--baseline", "known.json")
    assert (again.code, places(again)) == (0, [])
    stands = {row["path"] for row in json.loads((away / "known.json").read_text())["entries"]}
    assert stands == {f"{folder}/{name}" for folder in (one, other) for name in ("list.txt", "squid.conf")}


def test_verdicts_of_several_roots(tmp_path: Path, away: Path) -> None:
    one, other = site(tmp_path / "one"), site(tmp_path / "other", above=5)
    files = [f"{folder}/squid.conf" for folder in (one, other)]
    run = proxylint("verdicts", *files, "--format", "csv", cwd=away)
    assert list(dict.fromkeys(line.split(",")[0] for line in run.out.splitlines()[1:])) == files
