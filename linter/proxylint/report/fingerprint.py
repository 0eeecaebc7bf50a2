"""What makes a finding the same one after the file has changed elsewhere: for baselines and trackers."""

from __future__ import annotations

from proxylint.finding import Finding
from proxylint.report.places import Places


def fingerprint(finding: Finding, places: Places) -> str:
    """32 hexadecimal digits over rule, path, URLs and the directive it stands at, blanks aside; no line number."""
    import hashlib  # brings OpenSSL, which most runs have no use for

    directive = " ".join(places.source(finding.span.file).quote(finding.span).split())
    urls = sorted({url for group in finding.affected for url in group.urls})
    parts = (finding.code, finding.span.file, *_apart(directive), *urls)
    return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:32]


def _apart(directive: str) -> tuple[str, ...]:
    """The parts are told apart by NUL. A directive that holds one could stand for others, were it not marked: none that
    holds none is empty and has a word behind it that is no URL."""
    if "\0" not in directive:
        return (directive,)
    return "", directive.replace("\\", "\\\\").replace("\0", "\\0")
