"""What libFuzzer prints is read, and the slowest input is timed without it."""

from __future__ import annotations

from pathlib import Path

from tests.fuzz.measuring import PROGRESS, again
from tests.fuzz.target import slowness


def test_progress_is_read() -> None:
    line = "#1747\tDONE   cov: 1757 ft: 6586 corp: 278/121Kb lim: 4096 exec/s: 158 rss: 106Mb\n"
    seen = PROGRESS.match(line)
    assert seen is not None
    assert seen.groups() == ("1747", "1757", "6586", "278")
    assert PROGRESS.match("INFO: seed corpus: files: 25 min: 20b max: 1215b total: 6k rss: 60Mb\n") is None


def test_a_short_input_counts_as_100_kb() -> None:
    assert slowness(b"a", 0.5) == 0.5
    assert slowness(b"a" * 200_000, 0.5) == 0.25


def test_the_slowest_input_is_timed_alone(tmp_path: Path) -> None:
    slow = tmp_path / "slow"
    slow.write_bytes(b"*.b\nhost - glob *a*\n")
    assert 0 < again("names", str(slow)) < 1
