"""Values of domain ACLs (dstdomain, srcdomain, ssl::server_name) that no host name can match.

Squid compares a name, in lower case and without trailing dots, with the value as it is, or with everything below a
value that starts with a dot (anyp/Uri.cc:744-835@5.7). A name is made of labels of letters, digits, `-` and `_`; Squid
itself refuses one with two dots in a row (anyp/Uri.cc `urlParse`@5.7). So a value with any other character is dead.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from enum import StrEnum
from typing import TypeVar

from proxylint.format import Policy
from proxylint.formats.squid.acls.networks import parse_value
from proxylint.formats.squid.analysis.bump_lines import sees_certificates
from proxylint.formats.squid.analysis.literals import DOMAIN_TYPES
from proxylint.formats.squid.analysis.placeholders import language_of
from proxylint.formats.squid.analysis.several import above
from proxylint.formats.squid.analysis.subject import readable
from proxylint.formats.squid.analysis.uses import names_in_use
from proxylint.formats.squid.model import Acl, Part, Value
from proxylint.formats.squid.policy import SquidPolicy
from proxylint.records import dataclass
from proxylint.regex import regex
from proxylint.text import Span

T = TypeVar("T")


class Misreading(StrEnum):
    """What the writer took the value for."""

    FILE = "a list file"
    LINE = "several values on one line of a list file"
    WILDCARD = "a wildcard"
    URL = "a URL"
    PATH = "a name with a path"
    PORT = "a name with a port"
    COMMA = "names with commas between"
    NETWORK = "a network"
    PATTERN = "a regular expression"
    DOT = "a name with a dot at its end"
    OTHER = "a character that no host name has"


@dataclass(frozen=True, slots=True)
class DeadValues:
    """Values of one part of an ACL that are dead for the same reason; `first` is one of `count`.

    `meant`: values that would say what `first` seems to mean, those left out that another value covers; None = not
    known. `covered`: other values do what each of them was meant to do, so nothing is lost. `swallowed`: other values
    of the ACL that `meant` covers, which must go then: Squid 5 and 6 refuse the two side by side.
    """

    acl: str
    type: str
    reason: Misreading
    first: Value
    count: int
    others: tuple[Span, ...]
    meant: tuple[str, ...] | None
    covered: bool
    swallowed: tuple[str, ...]


def dead_values(policy: Policy) -> tuple[DeadValues, ...]:
    """Of ACLs that something uses."""
    squid = readable(policy)
    if squid is None:
        return ()
    return squid.compiled.of("dead values", "", lambda: tuple(_dead_values(squid)))


def _dead_values(squid: SquidPolicy) -> Iterator[DeadValues]:
    """A list file that several ACLs name is told once."""
    named = names_in_use(squid)
    told: set[Span] = set()
    for key, acl in squid.config.acls.items():
        if acl.type in DOMAIN_TYPES and key in named and not acl.builtin:
            for fact in _of_acl(squid, acl):
                certified = fact.reason is Misreading.WILDCARD and _may_be_certificate(squid, key, acl)
                if not certified and fact.first.span not in told:
                    told.add(fact.first.span)
                    yield fact


def _may_be_certificate(squid: SquidPolicy, key: str, acl: Acl) -> bool:
    """A value with a star is the name in a wildcard certificate, character by character."""
    certified = acl.type == "ssl::server_name" and not acl.options & {"client-requested", "consensus"}
    return certified and sees_certificates(squid, key)


_FAULTY = regex(r"[^a-z0-9_.\n-]|\.\.|\.(?:\n|\Z)")
"""What a value cannot have, looked for in all values of a list at once: a list may hold a million."""

_ODD = regex(r"[^a-z0-9_.\n-]")


def _is_faulty(joined: str) -> bool:
    """What `_FAULTY.search` tells; one class of characters is searched ten times as fast as an alternation."""
    return bool(".." in joined or ".\n" in joined or joined.endswith(".") or _ODD.search(joined))


def _of_values(squid: SquidPolicy, kind: str, part: Part, make: Callable[[Sequence[str]], T]) -> T:
    """What the values of a part come to; those of a list are looked through once, however many parts name it."""
    listed = part.values.listed
    if listed is None:
        return make(part.values.texts())
    return squid.compiled.of(kind, listed, lambda: make(part.values.texts()))


_SHOWN = 5


def _of_acl(squid: SquidPolicy, acl: Acl) -> Iterator[DeadValues]:
    """An ACL may have thousands of parts."""
    alive: frozenset[str] | None = None
    for part in acl.parts:
        for reason, places in _of_values(squid, "misread", part, _misread).items():
            if alive is None:
                alive = frozenset().union(*(_of_values(squid, "sound", one, _sound) for one in acl.parts))
            yield _fact(acl, part, reason, places, alive)


def _misread(texts: Sequence[str]) -> dict[Misreading, list[int]]:
    """The places of the values that no host name matches, by the reason."""
    found: dict[Misreading, list[int]] = {}
    for index, text in enumerate(texts if _is_faulty("\n".join(texts)) else ()):
        reason = misreading(text)
        if reason is not None and language_of(text) is None:
            found.setdefault(reason, []).append(index)
    return found


def _sound(texts: Sequence[str]) -> frozenset[str]:
    """The values that some host may have."""
    return frozenset(text for text in texts if not _FAULTY.search(text))


def _fact(acl: Acl, part: Part, reason: Misreading, places: Sequence[int], alive: frozenset[str]) -> DeadValues:
    values = [part.values.at(index) for index in places[:_SHOWN]]
    texts = part.values.texts()
    meant = meant_by(values[0].text)
    return DeadValues(
        acl.name,
        acl.type,
        reason,
        values[0],
        len(places),
        tuple(value.span for value in values[1:]),
        meant,
        all(_is_covered(meant_by(texts[index]), alive) for index in places),
        tuple(sorted(text for text in alive if any(text != value and _covers(value, text) for value in meant or ()))),
    )


def _is_covered(meant: tuple[str, ...] | None, alive: frozenset[str]) -> bool:
    return meant is not None and all(value in alive or any(one in alive for one in above(value)) for value in meant)


def _covers(wide: str, narrow: str) -> bool:
    return wide[:1] == "." and (narrow == wide or narrow == wide[1:] or narrow.endswith(wide))


_FILE = regex(r"/(?:etc|usr|var|opt|srv|home|root)/(?:.*squid.*/.*|.*\.(?:txt|acl|list|lst))", re.DOTALL)


def is_list_file(text: str) -> bool:
    """Whether a value is the path of a list, without its quotation marks: no name, and hardly a page of a site."""
    return _FILE.fullmatch(text) is not None


_NETWORK = regex(r"[0-9.]++[/-][0-9./]++")
_PORT = regex(r"[a-z0-9_.-]++:[0-9]*+")
_PATTERN = regex(r"[\\^$()|+?\[\]]")


def misreading(text: str) -> Misreading | None:
    """Why no host name matches a value; None = one may. An address is a host too, compared as a text."""
    if not _FAULTY.search(text) or text in (".", "") or (":" in text and parse_value(text.strip("[]"), 7) is not None):
        return None
    if is_list_file(text):
        return Misreading.FILE
    if re.search(r"[ \t]", text):
        return Misreading.LINE
    if _PATTERN.search(text) or ".*" in text:
        return Misreading.PATTERN
    if "://" in text:
        return Misreading.URL
    if _NETWORK.fullmatch(text):
        return Misreading.NETWORK
    if "*" in text:
        return Misreading.WILDCARD
    if "," in text:
        return Misreading.COMMA
    if _PORT.fullmatch(text):
        return Misreading.PORT
    if "/" in text:
        return Misreading.PATH
    return Misreading.DOT if text.endswith(".") and text.isascii() else Misreading.OTHER


_NAME = regex(r"\.?+[a-z0-9_-]++(?>(?:\.[a-z0-9_-]++)*)")


def meant_by(text: str) -> tuple[str, ...] | None:
    """Values that say what a dead value seems to mean; None where that is a guess."""
    if misreading(text) in (Misreading.PATTERN, Misreading.NETWORK, Misreading.FILE):
        return None
    names = []
    for piece in re.split(r"[ \t,]++", text):
        piece = piece.partition("://")[2] or piece
        piece = re.split(r"[/?#]", piece, maxsplit=1)[0].partition(":")[0].rstrip(".")
        if piece.startswith("*"):
            piece = "." + piece.lstrip("*").lstrip(".")
        if piece and not _NAME.fullmatch(piece):
            return None
        if piece:
            names.append(piece)
    if len(names) > 1 and any(name.rpartition(".")[2].isdigit() for name in names):
        return None
    kept = dict.fromkeys(name for name in names if not any(one != name and _covers(one, name) for one in names))
    return tuple(kept) or None
