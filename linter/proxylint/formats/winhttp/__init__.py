"""Windows: the WinHTTP proxy settings, as netsh prints, dumps and takes them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from proxylint.format import Format, Given, Loader, Policy, Vantage
from proxylint.formats.winhttp.remedy import remedy
from proxylint.text import Source, decode_text

if TYPE_CHECKING:
    from proxylint.formats.winhttp.policy import WinhttpPolicy
    from proxylint.section import Section


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
)
