"""What GitHub takes of one upload, and how a report is cut to it.

GitHub rejects files above 10 MB of gzip, 25,000 results, 1000 locations and 10,000 steps of a result, and shows 5000
results, 100 locations and 1000 steps (GitHub Docs, "SARIF support for code scanning").
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator, Sequence

from proxylint.finding import Finding
from proxylint.records import dataclass, field

MOST_BYTES = 10_000_000
MOST_RESULTS = 25_000
_MOST_STEPS = 1000
_ALL_STEPS = 50_000
"""Of all results together: a run over thousands of files is read alert by alert, and nobody follows so many steps."""

_FEWER = 10
_SHORT = 1_000_000


@dataclass(frozen=True, slots=True)
class Size:
    """How many results are written, and how many steps of each trace."""

    results: int
    steps: int


def sizes(findings: int) -> Iterator[Size]:
    """What to try in turn until the file is small enough, from all that is shown to nothing."""
    results = min(findings, MOST_RESULTS)
    steps = min(_MOST_STEPS, _ALL_STEPS // max(1, results))
    while steps:
        yield Size(results, steps)
        steps //= _FEWER
    while results:
        yield Size(results, 0)
        results //= 2
    yield Size(0, 0)


def worst(findings: Sequence[Finding], most: int) -> Sequence[Finding]:
    """The worst ones, the first of equals, where they are more than `most`."""
    return findings if len(findings) <= most else sorted(findings, key=_rank)[:most]


def _rank(finding: Finding) -> tuple[int, tuple[str, int, int, str, str]]:
    return (-finding.level.rank, finding.order)


def compressed(*texts: str) -> int:
    """At most so many bytes these take: what is short is not worth finding out."""
    size = sum(map(len, texts))
    return size if size < _SHORT else len(zlib.compress("".join(texts).encode("ascii"), 1))


@dataclass(slots=True)
class Packed:
    """Text that is kept compressed: what was left out of the results stands in front of them."""

    room: int
    size: int = 0
    _pieces: list[bytes] = field(default_factory=list)

    def fill(self, texts: Iterable[str]) -> bool:
        """Whether all of it fits into `room` bytes."""
        packer = zlib.compressobj(1)  # the fastest level: an upload is compressed with a better one, so this is enough
        for text in texts:
            self._add(packer.compress(text.encode("ascii")))
            if self.size > self.room:
                return False
        self._add(packer.flush())
        return self.size <= self.room

    def _add(self, piece: bytes) -> None:
        if piece:
            self.size += len(piece)
            self._pieces.append(piece)

    def texts(self) -> Iterator[str]:
        unpacker = zlib.decompressobj()
        for piece in self._pieces:
            yield unpacker.decompress(piece).decode("ascii")
