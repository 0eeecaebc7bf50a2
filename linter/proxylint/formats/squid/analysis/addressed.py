"""Values about names where only an address is compared: before the client hello of an intercepted connection is read,
and in the URL of the CONNECT that Squid makes up for it (client_side.cc:2579@5.7, acl/ServerName.cc:78-125@5.7)."""

from __future__ import annotations

from proxylint.formats.squid.analysis.literals import texts
from proxylint.formats.squid.compiled import Compiled, list_key
from proxylint.formats.squid.model import Acl
from proxylint.names import BadPattern, Beyond, Language, posix
from proxylint.names.machine import MATCHED, START

_CHARACTERS = "0123456789abcdef:.[]%/"
"""All that addresses are written with, a port behind them, and slashes in front."""

_MOST_STATES = 500
_MOST_PATTERNS = 200


def only_names(acl: Acl, compiled: Compiled) -> bool:
    """Whether no value matches the text of an address, with or without a port behind it; False also where that is not
    proved."""
    return compiled.of("only names", list_key(acl, compiled), lambda: _only_names(acl))


def takes_none(acl: Acl) -> bool:
    """Whether a value may match `none`, which is compared where there is no name at all."""
    if not acl.type.endswith("_regex"):
        return any(text == "none" for text in texts(acl))
    return any(
        _may_match(text, "none", ignore_case=part.ignore_case) for part in acl.parts for text in part.values.texts()
    )


def _only_names(acl: Acl) -> bool:
    if not acl.type.endswith("_regex"):
        return not any(text[-1:].isdigit() or ":" in text for text in texts(acl))
    if sum(len(part.values) for part in acl.parts) > _MOST_PATTERNS:
        return False
    return not any(
        _may_be_address(text, ignore_case=part.ignore_case) for part in acl.parts for text in part.values.texts()
    )


def _may_match(pattern: str, text: str, *, ignore_case: bool) -> bool:
    try:
        return posix(pattern, ignore_case=ignore_case).matches(text)
    except BadPattern:
        return False
    except Beyond:
        return True


def _may_be_address(pattern: str, *, ignore_case: bool) -> bool:
    try:
        return _matches_some(posix(pattern, ignore_case=ignore_case))
    except BadPattern:
        return False
    except Beyond:
        return True


def _matches_some(language: Language) -> bool:
    """Whether some text of these characters matches; True also where too many states would have to be tried."""
    machine = language.machine()
    letters = sorted({machine.letter(character) for character in _CHARACTERS})
    seen = {START}
    waiting = [START]
    while waiting:
        state = waiting.pop()
        if state == MATCHED or machine.accepts(state) or len(seen) > _MOST_STATES:
            return True
        for found in (machine.step(state, letter) for letter in letters):
            if found not in seen:
                seen.add(found)
                waiting.append(found)
    return False
