"""Defender on Linux: the managed profile, environment files, and the systemd unit with its drop-ins."""

from __future__ import annotations

from proxylint.format import Format, Given, Loader, Policy, Vantage
from proxylint.formats.mdatp.remedy import advise, remedy
from proxylint.text import Source, decode_text


def _likeness(source: Source) -> int:
    from proxylint.formats.mdatp.likeness import likeness

    return likeness(source)


def _read(source: Source, loader: Loader, given: Given) -> Policy:
    from proxylint.formats.mdatp.reading import read

    return read(source)


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
    platforms=("linux",),
    unasked=("linux-pkg",),
)
