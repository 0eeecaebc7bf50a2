"""The lines that fill long files, read at a glance: `acl NAME TYPE values` and `http_access allow names`.

Nothing here decides anything of its own: a line is taken only where the general readers (`acl_lines`, `access_lines`)
are known to find no fault, no option, no quote, no comment and no file in it, and what is kept is what they keep. All
other lines are left to them. A property test holds the two against each other.
"""

from __future__ import annotations

import re
from functools import partial

from proxylint.format import Standing
from proxylint.formats.squid.model import AccessLine, Term
from proxylint.formats.squid.reading.acl_types import TYPES
from proxylint.formats.squid.reading.addresses import USUAL_TEXT
from proxylint.formats.squid.reading.directives import directive
from proxylint.formats.squid.reading.draft import GATES, AclDraft, Draft
from proxylint.formats.squid.reading.ere import plain_piece
from proxylint.formats.squid.reading.values import PlainPart
from proxylint.text import Span
from proxylint_grammars.squid import Line

_BLANKS = r"[ \t]++"
_WORD = r"[!$-&(-~]"
_WORDS = r"[!$-&(-~ \t]++"
"""Printable ASCII without quotes and `#`, and blanks: such words `str.split` and Squid cut alike."""

_PORT = r"(?:[0-5][0-9]{0,4}+|[0-9]{1,4}+|6(?:[0-4][0-9]{3}|5(?:[0-4][0-9]{2}|5(?:[0-2][0-9]|3[0-5]))))(?![0-9])"
_PIECE = plain_piece(r"[!%&,\-./0-9:;<=>@A-Z_`a-z~]", r"[!$-&(-/:;=?@AC-_ac-~]")
_UNUSUAL = r"[*+?]|\.\*|\^\.\*|[-+]i(?:[ \t]|\Z)"
"""How a pattern begins that is invalid, that Squid shortens (`cleaned` in patterns.py), or that is a flag."""

_VALUES = {
    "address": rf"{_BLANKS}(?>(?:{USUAL_TEXT}(?:{_BLANKS}|\Z))+)",
    "domain": rf"{_BLANKS}(?![-+]){_WORDS}",
    "regex": rf"(?>({_BLANKS}-i(?=[ \t]))?){_BLANKS}(?![-+]|{_UNUSUAL})(?>(?:{_PIECE}|{_BLANKS}(?!{_UNUSUAL}))+)",
    "range": rf"{_BLANKS}(?>(?:{_PORT}(?:{_BLANKS}|\Z))+)",
    "text": rf"{_BLANKS}(?![-+]){_WORDS}",
}
"""The values of a family of types where they are plain."""


def _types(family: str) -> str:
    """The types of a family that need nothing but their values."""
    return "|".join(name for name, described in TYPES.items() if described.family == family and name not in _DEMANDING)


_DEMANDING = ("proxy_auth_regex", "ident_regex", "connections_encrypted")
"""Those need more: a login that is set up, a Squid that knows them, one value alone."""


_LINE = re.compile(
    rf"acl{_BLANKS}({_WORD}{{1,62}}+){_BLANKS}(?:{'|'.join(f'({_types(f)}){values}' for f, values in _VALUES.items())})"
    rf"|([a-z0-9_]++){_BLANKS}(allow|deny){_BLANKS}({_WORDS})"
)
_NAME = 1
_DOMAIN, _FLAG = 3, 5
_DIRECTIVE, _ACTION, _TERMS = 8, 9, 10
"""Groups of the pattern."""

_span = partial(tuple.__new__, Span)
_term = partial(tuple.__new__, Term)
_rule = partial(tuple.__new__, AccessLine)
"""What the classes do themselves, without a call in Python."""


def read_plain(draft: Draft, line: Line) -> bool:
    """Whether the line is such a one; it is read then."""
    if draft.quoted or line.seams or draft.open_list is not None:
        return False
    found = _LINE.fullmatch(line.text)
    if found is None:
        return False
    return _read_access(draft, line, found) if found.lastindex == _TERMS else _read_acl(draft, line, found)


def _read_acl(draft: Draft, line: Line, found: re.Match[str]) -> bool:
    group = found.lastindex or _FLAG
    ignore_case = group == _FLAG
    name, kind = found.group(_NAME, group - ignore_case)
    if name == "manager":
        return False
    acl = draft.acls.get(name.lower())
    if acl is None:
        acl = draft.acls[name.lower()] = AclDraft(name, kind, line.span)
    elif acl.type != kind:
        return False
    file, text, start, _, _ = line
    acl.add(PlainPart(file, text, start, found.end(group), group == _DOMAIN, ignore_case), len(draft.failures))
    return True


def _read_access(draft: Draft, line: Line, found: re.Match[str]) -> bool:
    known = directive(found[_DIRECTIVE], draft.version)
    if known is None or known.kind != "access" or known.standing is Standing.UNMODELLED:
        return False
    file, text, start, _, _ = line
    acls, terms, at = draft.acls, [], found.start(_TERMS)
    for word in found[_TERMS].split():
        negated = word[0] == "!"
        name = word[1:] if negated else word
        if name.lower() not in acls:
            return False
        at = text.index(word, at)
        end = at + len(word)
        terms.append(_term((name, negated, _span((file, start + at, start + end)))))
        at = end
    if known.name in GATES:
        rule = _rule((found[_ACTION], tuple(terms), _span((file, start, start + len(text)))))
        draft.gates.setdefault(known.name, []).append(rule)
    return True
