"""PAC files (proxy auto-config): scripts that tell a client, for each URL, which way to go.

Nothing heavy is imported before a file is read: the parser's tables cost more than an empty run of the program.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from proxylint.format import Format, Given, Loader, Policy, Vantage
from proxylint.text import Source, Span, decode_marked

if TYPE_CHECKING:
    from proxylint.comments import Comment
    from proxylint.fault import Fault
    from proxylint.request import Request


def _likeness(source: Source) -> int:
    from proxylint.formats.pac.likeness import likeness

    return likeness(source)


def _read(source: Source, load: Loader, given: Given) -> Policy:
    from proxylint.formats.pac.policy import read

    return read(source, load, given)


def _remedy(policy: Policy, fault: Fault, requests: Sequence[Request], place: Span) -> str | None:
    from proxylint.formats.pac.remedy import remedy

    return remedy(policy, fault, requests, place)


def comments(policy: Policy, source: Source, marker: str) -> Iterable[Comment]:
    """Read from the file itself: what stands for a login in `source` could take quotes with it."""
    from proxylint.comments import marked
    from proxylint.formats.pac.policy import PacPolicy
    from proxylint_grammars.pac.comments import read_comments

    assert isinstance(policy, PacPolicy)
    return marked(source, read_comments(policy.source), marker)


FORMAT = Format(
    name="pac",
    title="proxy auto-config (PAC) script",
    vantage=Vantage.CLIENT,
    filenames=("*.pac", "wpad.dat", "proxy.pac.js", "proxy.pac.erb", "proxy.pac.j2"),
    decode=decode_marked,
    likeness=_likeness,
    read=_read,
    remedy=_remedy,
    comments=comments,
)
