"""The lines that fill long files, read at a glance: `acl NAME TYPE values`, `http_access allow names` and their kin.

Nothing here decides anything of its own: a line is taken only where the general readers (`acl_lines`, `access_lines`,
`kinds`) are known to find no fault, no option, no quote, no comment and no file in it, and what is kept is what they
keep. All other lines are left to them. A property test holds the two against each other.

One match reads one line where it stands in the file: cutting the lines apart first would take as long as the match.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sized
from functools import partial

from proxylint.format import Standing
from proxylint.formats.squid.model import AccessLine, Term
from proxylint.formats.squid.reading.acl_types import TYPES
from proxylint.formats.squid.reading.addresses import USUAL_TEXT
from proxylint.formats.squid.reading.directives import directive
from proxylint.formats.squid.reading.draft import GATES, AclDraft, Draft
from proxylint.formats.squid.reading.plain_arguments import BLANKS, PIECE, UNUSUAL, WORD, is_plain
from proxylint.formats.squid.reading.values import PlainPart, line_end
from proxylint.text import Span
from proxylint_grammars.squid import Line, Run

_WORDS = rf"[{WORD} \t]++"

_PORT = r"(?:[0-5][0-9]{0,4}+|[0-9]{1,4}+|6(?:[0-4][0-9]{3}|5(?:[0-4][0-9]{2}|5(?:[0-2][0-9]|3[0-5]))))(?![0-9])"

_VALUES = {
    "address": rf"(?>(?:{BLANKS}{USUAL_TEXT})+)",
    "domain": rf"{BLANKS}(?![-+]){_WORDS}",
    "regex": rf"(?>({BLANKS}-i(?=[ \t]))?){BLANKS}(?![-+]|{UNUSUAL})(?>(?:{PIECE}|{BLANKS}(?!{UNUSUAL}))+)",
    "range": rf"(?>(?:{BLANKS}{_PORT})+)",
    "text": rf"{BLANKS}(?![-+]){_WORDS}",
}
"""The values of a family of types where they are plain."""


def _types(family: str) -> str:
    """The types of a family that need nothing but their values."""
    return "|".join(name for name, described in TYPES.items() if described.family == family and name not in _DEMANDING)


_DEMANDING = ("proxy_auth_regex", "ident_regex", "connections_encrypted")
"""Those need more: a login that is set up, a Squid that knows them, one value alone."""


_LINE = re.compile(
    rf"[ \t]*+(?:(acl){BLANKS}([{WORD}]{{1,62}}+){BLANKS}"
    rf"(?:{'|'.join(f'({_types(f)}){values}' for f, values in _VALUES.items())})"
    rf"|([a-z0-9_]++){BLANKS}({_WORDS})"
    r"|(?:#[^\n]*+)?)[ \t]*+\r?+(?:\n|\Z)"
)
_ACL, _NAME, _DOMAIN, _FLAG = 1, 2, 4, 6
_DIRECTIVE, _ARGUMENTS = 9, 10
"""Groups of the pattern. Its last line stands for what is no directive; a group that blanks follow may take them in."""

_span = partial(tuple.__new__, Span)
_term = partial(tuple.__new__, Term)
_rule = partial(tuple.__new__, AccessLine)
"""What the classes do themselves, without a call in Python."""


def read_plain(draft: Draft, run: Run, branches: Sized = ()) -> Iterator[Line]:
    """Reads what is plain, and gives every other line when all above it is read: it must be read before the next one is
    asked for, because it may change what is plain. `branches`: while it is not empty, nothing is."""
    file, text, at, end = run
    match = _LINE.match
    reading = not (branches or draft.quoted or draft.open_list)
    while at < end:
        if reading and (found := match(text, at, end)):
            last = found.lastindex
            if last is None or (_read_directive if last == _ARGUMENTS else _read_acl)(draft, file, text, found):
                at = found.end()
                continue
        start, at = at, text.find("\n", at, end) + 1 or end
        line = run.line(start, at)
        if line is not None:
            yield line
            reading = not (branches or draft.quoted or draft.open_list)


def _read_acl(draft: Draft, file: str, text: str, found: re.Match[str]) -> bool:
    group = found.lastindex or _FLAG
    ignore_case = group == _FLAG
    name, kind = found.group(_NAME, group - ignore_case)
    if name == "manager":
        return False
    start = found.start(_ACL)
    key = name.lower()
    acl = draft.acls.get(key)
    if acl is None:
        acl = draft.acls[key] = AclDraft(name, kind, _span((file, start, line_end(text, found.end()))))
    elif acl.type != kind:
        return False
    first, length = found.end(group) - start, found.end() - start
    part = PlainPart(file, text, start, first, length, group == _DOMAIN, ignore_case)
    if draft.failures:
        acl.add(part, len(draft.failures))
    else:
        acl.parts.append(part)
    return True


def _read_directive(draft: Draft, file: str, text: str, found: re.Match[str]) -> bool:
    name, arguments = found.group(_DIRECTIVE, _ARGUMENTS)
    known = directive(name, draft.version)
    if known is None or known.standing is Standing.UNMODELLED:
        return False
    kind = known.kind
    if kind == "access":
        return _read_access(draft, known.name, file, text, found)
    if kind == "onoff":
        switch = arguments.rstrip(" \t")
        if switch in ("on", "off"):
            draft.switches[known.name] = switch == "on"
            return True
        return False
    if kind == "http_header_access":
        words = arguments.split()
        return len(words) > 2 and words[1] in ("allow", "deny") and all(_key(word) in draft.acls for word in words[2:])
    return is_plain(kind, arguments)


def _key(word: str) -> str:
    return (word[1:] if word[0] == "!" else word).lower()


def _read_access(draft: Draft, gate: str, file: str, text: str, found: re.Match[str]) -> bool:
    action, *names = found[_ARGUMENTS].split()
    if action not in ("allow", "deny") or not names:
        return False
    acls, terms, end = draft.acls, [], found.start(_ARGUMENTS) + len(action)
    for word in names:
        negated = word[0] == "!"
        name = word[1:] if negated else word
        if name.lower() not in acls:
            return False
        start = text.index(word, end)
        end = start + len(word)
        terms.append(_term((name, negated, _span((file, start, end)))))
    if gate in GATES:
        rule = _rule((action, tuple(terms), _span((file, found.start(_DIRECTIVE), end))))
        draft.gates.setdefault(gate, []).append(rule)
    return True
