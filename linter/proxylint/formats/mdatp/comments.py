"""The comments of the files that set Defender's proxy; a managed profile is JSON, which has none."""

from __future__ import annotations

from collections.abc import Iterator

from proxylint.comments import Comment, marked
from proxylint.format import Policy
from proxylint.formats.mdatp.carrier import Carrier, carrier_of
from proxylint.text import Source
from proxylint_grammars.mdatp import environment_comments, unit_comments


def comments(policy: Policy, source: Source, marker: str) -> Iterator[Comment]:
    carrier = carrier_of(source)
    if carrier is not Carrier.MANAGED:
        found = unit_comments(source) if carrier is Carrier.UNIT else environment_comments(source)
        yield from marked(source, list(found), marker)
