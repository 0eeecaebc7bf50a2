"""SARIF of ten thousand and of a hundred thousand findings: CPU time and memory of writing it.

Each finding stands on a line of its own, in files of a thousand lines, with two related places, nine URLs, advice, and
a trace of eight steps: four that all findings of a file share, as the access lines above are, and four of its own. The
yardstick is `json.dumps` of the same document, which has the whole tree in memory before it starts. CPU time of fresh
processes, medians; memory is what the resident set grows by while the report is written.
"""

from __future__ import annotations

import io
import json
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator

from proxylint.finding import Affected, Finding, Label, Level
from proxylint.registry import page, rules
from proxylint.report import sarif
from proxylint.report.report import Count, Report
from proxylint.text import Source, Span, decode_bytes
from proxylint.verdict import Step

RUNS = 3
LINES = 1000

_URLS = tuple(f"https://*.service{number}.example/" for number in range(9))
_AFFECTED = (
    Affected("Cloud protection", "new malware is not blocked", _URLS[:4]),
    Affected("Updates", "no", _URLS[4:]),
)
_LEVELS = (Level.ERROR, Level.WARNING, Level.NOTE)


class Sink(io.StringIO):
    """Counts, and keeps nothing."""

    size = 0

    def write(self, text: str) -> int:
        self.size += len(text)
        return len(text)


def source(number: int) -> Source:
    lines = (f"http_access deny CONNECT site{number}_{line} !staff{line % 7}\n" for line in range(LINES))
    return Source.of(f"proxies/squid{number:03}.conf", "".join(lines).encode(), decode_bytes)


def findings(one: Source, number: int) -> Iterator[Finding]:
    spans = [one.span(at, one.text.index("\n", at)) for at in _starts(one.text)]
    shared = tuple(Step(spans[line], f"no match: the port is {line}", False) for line in range(4))
    for line, span in enumerate(spans):
        words = Span(span.file, span.start + 12, span.end)
        own = (Step(words, f"site{line} does not hold the host", False), Step(span, "refuses the request", True))
        trace = (*shared, Step(span, "matches", True, own), Step(None, "the services have no credentials"))
        yield Finding(
            "MDE101",
            "endpoint-denied",
            _LEVELS[line % 3],
            span,
            f"'https://*.service{line % 9}.example/' and 8 more URLs are refused by line 'site{number}_{line}'.",
            (Label(spans[line - 1], "the line above"), Label(spans[0], "the first line")),
            trace,
            (
                Affected("Cloud protection", "new malware is not blocked", _URLS[:4]),
                Affected("Updates", "no", _URLS[4:]),
            ),
            "Allow the URLs above:\n\n    acl mde dstdomain .service.example\n    http_access allow mde\n",
        )


def _starts(text: str) -> Iterator[int]:
    at = 0
    while at < len(text):
        yield at
        at = text.index("\n", at) + 1


def report(number: int) -> Report:
    sources = [source(one) for one in range(number // LINES)]
    found = [finding for one, text in enumerate(sources) for finding in findings(text, one)]
    paths = {one.path: one for one in sources}
    return Report(found, paths, list(paths), [], rules(), Count(), "profile", "2026-08-01", "0")


def measure(number: int) -> None:
    """In a process of its own: prints seconds, bytes that memory grew by, bytes written, seconds of the yardstick."""
    given = report(number)
    sarif.write(report(0), Sink(), pages=lambda rule: page(rule.code))  # loads what is loaded once
    before, start, sink = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.process_time(), Sink()
    sarif.write(given, sink, pages=lambda rule: page(rule.code))
    spent, after = time.process_time() - start, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    text = io.StringIO()
    sarif.write(given, text, pages=lambda rule: page(rule.code))
    document = json.loads(text.getvalue())
    start = time.process_time()
    json.dumps(document)
    print(spent, (after - before) * 1024, sink.size, time.process_time() - start, after * 1024)


def medians(number: int) -> list[float]:
    command = [sys.executable, __file__, str(number)]
    runs = [subprocess.run(command, capture_output=True, text=True, check=True).stdout.split() for _ in range(RUNS)]
    return [statistics.median(map(float, column)) for column in zip(*runs, strict=True)]


def main() -> None:
    print(f"Python {sys.version.split()[0]}.\n")
    print("| findings | written, MB | CPU, s | times `json.dumps` | memory grows by, MB | whole process, MB |")
    print("| ---: | ---: | ---: | ---: | ---: | ---: |")
    for number in (1_000, 10_000, 20_000, 100_000):
        spent, grown, written, yardstick, whole = medians(number)
        print(
            f"| {number:,} | {written / 1e6:.1f} | {spent:.2f} | {spent / yardstick:.1f} | {grown / 1e6:.0f} "
            f"| {whole / 1e6:.0f} |",
            flush=True,
        )


if __name__ == "__main__":
    measure(int(sys.argv[1])) if sys.argv[1:] else main()
