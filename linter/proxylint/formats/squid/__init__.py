"""Squid: what a squid.conf means for one request, as Squid 5, 6 or 7 decides it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from proxylint.format import Format, Given, Loader, Naming, Policy, Vantage
from proxylint.text import Source, Span, decode_bytes

if TYPE_CHECKING:
    from proxylint.comments import Comment
    from proxylint.fault import Fault
    from proxylint.request import Request


def _likeness(source: Source) -> int:
    from proxylint.formats.squid.likeness import likeness

    return likeness(source)


def _read(source: Source, loader: Loader, given: Given) -> Policy:
    """Never raises for bad input: what is wrong becomes remarks, or the policy's failure."""
    from proxylint.formats.squid.policy import SquidPolicy
    from proxylint.formats.squid.reading import read_config
    from proxylint.formats.squid.secrets import told

    return SquidPolicy(told(read_config(source, loader, given.squid_version)))


def _remedy(policy: Policy, fault: Fault, requests: Sequence[Request], place: Span) -> str | None:
    from proxylint.formats.squid.remedy import remedy

    return remedy(policy, fault, requests, place)


def _naming(source: Source) -> Naming:
    from proxylint.formats.squid.naming import naming

    return naming(source)


def _advise(policy: Policy) -> str | None:
    if policy.failure is not None and policy.failure.elsewhere:
        return "Lint the file that includes it; included files are read with it."
    from proxylint.formats.squid.analysis.unloadable import advice

    return advice(policy)


def comments(policy: Policy, source: Source, marker: str) -> Iterable[Comment]:
    from proxylint.formats.squid.comments import comments as read_comments

    return read_comments(policy, source, marker)


FORMAT = Format(
    name="squid",
    title="Squid configuration",
    vantage=Vantage.PROXY,
    filenames=("squid*.conf", "squid*.conf.*", "squid*.conf-*"),
    decode=decode_bytes,
    likeness=_likeness,
    read=_read,
    remedy=_remedy,
    advise=_advise,
    naming=_naming,
    comments=comments,
)
