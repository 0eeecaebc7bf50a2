"""Which of three kinds of file carries the settings."""

from __future__ import annotations

from enum import StrEnum

from proxylint.regex import regex
from proxylint.text import Source


class Carrier(StrEnum):
    """The value is the name of the record's store."""

    MANAGED = "managed"
    """`/etc/opt/microsoft/mdatp/managed/mdatp_managed.json`"""
    ENVIRONMENT = "environment"
    """`/etc/environment` and the like"""
    UNIT = "unit"
    """`mdatp.service`, or a drop-in below `mdatp.service.d`"""


_SECTION = regex(r"(?:\A|(?<=[\r\n]))[ \t]*+\[[^\]\r\n]*+\]")


def carrier_of(source: Source) -> Carrier:
    """By the name where it tells, else by what stands in the file."""
    name = source.path.rpartition("/")[2].lower()
    if name.endswith(".json"):
        return Carrier.MANAGED
    if name.endswith((".service", ".conf")):
        return Carrier.UNIT
    if name == "environment":
        return Carrier.ENVIRONMENT
    if source.text.lstrip(" \t\r\n").startswith("{"):
        return Carrier.MANAGED
    return Carrier.UNIT if _SECTION.search(source.text) else Carrier.ENVIRONMENT
