"""Defender on Linux: the managed profile, environment files, and the systemd unit with its drop-ins."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from proxylint.format import Format, Given, Loader, Policy, Vantage
from proxylint.formats.mdatp.remedy import advise, remedy
from proxylint.text import Source, decode_text

if TYPE_CHECKING:
    from proxylint.comments import Comment


def _likeness(source: Source) -> int:
    from proxylint.formats.mdatp.likeness import likeness

    return likeness(source)


def _read(source: Source, loader: Loader, given: Given) -> Policy:
    from proxylint.formats.mdatp.reading import read

    return read(source)


def _comments(policy: Policy, source: Source, marker: str) -> Iterable[Comment]:
    from proxylint.formats.mdatp.comments import comments

    return comments(policy, source, marker)


FORMAT = Format(
    name="mdatp",
    title="Defender settings on Linux (managed profile, environment, unit)",
    vantage=Vantage.CLIENT,
    filenames=(
        "*mdatp*managed*.json",
        "*managed*mdatp*.json",
        "mdatp.service",
        "mdatp.service.d/*.conf",
        "etc/environment",
    ),
    decode=decode_text,
    likeness=_likeness,
    read=_read,
    remedy=remedy,
    advise=advise,
    comments=_comments,
    platforms=("linux",),
    unasked=("linux-pkg",),
)
