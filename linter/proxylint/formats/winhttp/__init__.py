"""Windows: the WinHTTP proxy settings, as netsh prints, dumps and takes them, and what the registry says of proxies."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from proxylint.format import Format, Given, Loader, Policy, Section, Vantage
from proxylint.formats.winhttp.remedy import remedy
from proxylint.text import Source, decode_text

if TYPE_CHECKING:
    from proxylint.comments import Comment
    from proxylint.formats.winhttp.policy import WinhttpPolicy


def _likeness(source: Source) -> int:
    from proxylint.formats.winhttp.likeness import likeness

    return likeness(source)


def _read(source: Source, loader: Loader, given: Given) -> Policy:
    from proxylint.formats.winhttp.reading import read

    policy: WinhttpPolicy = read(source, loader, given)
    return policy


def _sections(policy: Policy) -> Sequence[Section]:
    from proxylint.formats.winhttp.sections import sections

    return sections(policy)


def _comments(policy: Policy, source: Source, marker: str) -> Iterable[Comment]:
    """Exports of the registry alone have comments: results and dumps are printed, nobody writes into them."""
    from proxylint.comments import marked, to_line_ends
    from proxylint_grammars.winhttp.registry import export_comment, is_export

    return marked(source, to_line_ends(source, export_comment), marker) if is_export(source.text) else ()


def _by_component(policy: Policy) -> bool:
    from proxylint.formats.winhttp.policy import shows_components

    return shows_components(policy)


COMPONENTS = {
    "winhttp": "whatever takes the WinHTTP setting as it stands",
    "edr": "the EDR sensor",
    "av-cloud": "Defender Antivirus",
    "updates": "Windows Update",
    "crl": "a certificate check",
    "network-protection": "network protection",
}

FORMAT = Format(
    name="winhttp",
    title="Windows proxy settings (netsh winhttp)",
    vantage=Vantage.CLIENT,
    filenames=(
        "*winhttp*.bat",
        "*winhttp*.cmd",
        "*winhttp*.json",
        "*winhttp*.log",
        "*winhttp*.ps1",
        "*winhttp*.reg",
        "*winhttp*.txt",
        "*defender*proxy*.reg",
        "*mde*proxy*.reg",
        "*telemetryproxy*.reg",
        "*advproxy*.json",
        "*advproxy*.txt",
        "*netsh*.log",
        "*netsh*.txt",
    ),
    decode=decode_text,
    likeness=_likeness,
    read=_read,
    remedy=remedy,
    sections=_sections,
    components=COMPONENTS,
    by_component=_by_component,
    comments=_comments,
)
