"""What libFuzzer prints is read, and the slowest input is timed without it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.fuzz import measuring
from tests.fuzz.measuring import PROGRESS, READ, again, measured, plant
from tests.fuzz.seeds import seeds
from tests.fuzz.target import slowness


def test_progress_is_read() -> None:
    line = "#1747\tDONE   cov: 1757 ft: 6586 corp: 278/121Kb lim: 4096 exec/s: 158 rss: 106Mb\n"
    seen = PROGRESS.match(line)
    assert seen is not None
    assert seen.groups() == ("1747", "1757", "6586", "278")
    assert PROGRESS.match("INFO: seed corpus: files: 25 min: 20b max: 1215b total: 6k rss: 60Mb\n") is None


def test_known_inputs_are_read_before_a_course_begins() -> None:
    line = "#1748\tINITED cov: 1757 ft: 6586 corp: 278/121Kb exec/s: 158 rss: 106Mb\n"
    assert PROGRESS.match(line)
    assert READ in line


def test_a_run_notes_its_course(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With a process of our own in place of atheris, which is not there for every Python."""
    lines = ((0, "pulse", 8), (0, "INITED", 9), (0, "NEW", 10), (1.5, "NEW", 11), (1.5, "NEW", 12))
    says = "import sys, time\n" + "".join(
        f"while time.process_time() < {at}: pass\n"
        f"print('#1\\t{kind} cov: {edges} ft: 9 corp: 5/7b exec/s: 1', file=sys.stderr, flush=True)\n"
        for at, kind, edges in lines
    )
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(measuring, "STEP", 1)
    monkeypatch.setattr(measuring, "COMMAND", ("-c", says))
    run = measured("read_mdatp", 2)
    assert (run.course, run.edges, run.inputs, run.outcome) == ("0:9 1:11", 12, 5, 0)


def test_a_short_input_counts_as_100_kb() -> None:
    assert slowness(b"a", 0.5) == 0.5
    assert slowness(b"a" * 200_000, 0.5) == 0.25


def test_the_slowest_input_is_timed_alone(tmp_path: Path) -> None:
    slow = tmp_path / "slow"
    slow.write_bytes(b"*.b\nhost - glob *a*\n")
    assert 0 < again("names", str(slow)) < 1


def test_seeds_are_planted_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    plant("read_mdatp")
    corpus = tmp_path / ".fuzz" / "read_mdatp"
    assert sorted(path.read_bytes() for path in corpus.iterdir()) == sorted(seeds("read_mdatp"))
    first = min(corpus.iterdir())
    first.unlink()
    plant("read_mdatp")
    assert not first.exists()


@pytest.mark.parametrize("kind", ["mdatp", "pac", "squid", "winhttp"])
def test_there_are_seeds_of_every_kind(kind: str) -> None:
    assert len(seeds(f"read_{kind}")) > 20
    assert seeds(f"read_{kind}") == seeds(f"decide_{kind}")
