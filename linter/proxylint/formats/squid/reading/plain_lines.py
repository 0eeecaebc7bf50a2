"""The lines that fill long files, read at a glance: `acl NAME TYPE values` and `http_access allow names`.

Nothing here decides anything of its own: a line is taken only where the general readers (`acl_lines`, `access_lines`)
are known to find no fault, no option, no quote, no comment and no file in it, and what is kept is what they keep. All
other lines are left to them. A property test holds the two against each other.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from proxylint.format import Standing
from proxylint.formats.squid.model import AccessLine, Part, Term
from proxylint.formats.squid.reading.acl_types import TYPES
from proxylint.formats.squid.reading.addresses import USUAL
from proxylint.formats.squid.reading.directives import directive
from proxylint.formats.squid.reading.draft import GATES, AclDraft, Draft
from proxylint.formats.squid.reading.ere import plainly_valid
from proxylint.formats.squid.reading.values import PlainValues
from proxylint.text import Span
from proxylint_grammars.squid import Line

_WORD = r"[!$-&(-~]"
_WORDS = r"[!$-&(-~ \t]++"
"""Printable ASCII without quotes and `#`, and blanks: such words `str.split` and Squid cut alike."""

_ACL = re.compile(rf"acl[ \t]++({_WORD}{{1,62}}+)[ \t]++([a-z_:]++)[ \t]++(?>(-i[ \t]++)?)(?![-+])({_WORDS})")
_ACCESS = re.compile(rf"([a-z0-9_]++)[ \t]++(allow|deny)[ \t]++({_WORDS})")


def read_plain(draft: Draft, line: Line) -> bool:
    """Whether the line is such a one; it is read then."""
    if draft.quoted or line.seams:
        return False
    if line.text.startswith("acl"):
        found = _ACL.fullmatch(line.text)
        return found is not None and _read_acl(draft, line, found)
    found = _ACCESS.fullmatch(line.text)
    return found is not None and _read_access(draft, line, found)


def _read_acl(draft: Draft, line: Line, found: re.Match[str]) -> bool:
    name, kind, flag, rest = found.groups()
    take = _TAKEN.get(kind)
    if take is None or name == "manager" or (flag and take is not _patterns):
        return False
    values = take(rest)
    if values is None:
        return False
    key = name.lower()
    acl = draft.acls.get(key)
    span = Span(line.file, line.start, line.start + len(line.text))
    if acl is None:
        acl = draft.acls[key] = AclDraft(name, kind, span)
    elif acl.type != kind:
        return False
    acl.parts.append(Part(span, PlainValues(line, found.start(4), values), flag is not None))
    acl.failed_before.append(len(draft.failures))
    return True


Take = Callable[[str], Sequence[str] | None]
"""Values written one after the other to their texts; None = not plain."""


def _addresses(rest: str) -> Sequence[str] | None:
    values = rest.split()
    return values if all(map(USUAL.fullmatch, values)) else None


def _domains(rest: str) -> Sequence[str]:
    return rest.lower().split()


def _patterns(rest: str) -> Sequence[str] | None:
    if "\\ " in rest or "\\\t" in rest or rest[-1] == "\\":
        return None
    values = rest.split()
    return values if all(map(plainly_valid, values)) and "-i" not in values and "+i" not in values else None


def _ports(rest: str) -> Sequence[str] | None:
    values = rest.split()
    return values if all(value.isdigit() and len(value) < 6 and int(value) < 0x10000 for value in values) else None


_BY_FAMILY: dict[str, Take] = {
    "address": _addresses,
    "domain": _domains,
    "regex": _patterns,
    "range": _ports,
    "text": str.split,
}
_TAKEN = {
    name: _BY_FAMILY[described.family]
    for name, described in TYPES.items()
    if described.family in _BY_FAMILY and name not in ("proxy_auth_regex", "ident_regex")
}
"""Those two need more than their values: a login that is set up, a Squid that knows them."""


def _read_access(draft: Draft, line: Line, found: re.Match[str]) -> bool:
    known = directive(found[1], draft.version)
    if known is None or known.kind != "access" or known.standing is Standing.UNMODELLED:
        return False
    words = found[3].split()
    if not all(word.removeprefix("!").lower() in draft.acls for word in words):
        return False
    if known.name in GATES:
        span = Span(line.file, line.start, line.start + len(line.text))
        rule = AccessLine(found[2], _terms(line, words, found.start(3)), span)
        draft.gates.setdefault(known.name, []).append(rule)
    return True


def _terms(line: Line, words: list[str], at: int) -> tuple[Term, ...]:
    terms = []
    for word in words:
        at = line.text.index(word, at)
        span = Span(line.file, line.start + at, line.start + at + len(word))
        terms.append(Term(word.removeprefix("!"), word[0] == "!", span))
        at += len(word)
    return tuple(terms)
