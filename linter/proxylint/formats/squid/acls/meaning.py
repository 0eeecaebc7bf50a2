"""What an ACL tests, whatever its name is: by this a condition is known again in another squid.conf."""

from __future__ import annotations

from collections.abc import Hashable

from proxylint.formats.squid.compiled import list_key
from proxylint.formats.squid.model import Acl
from proxylint.formats.squid.sight import Sight

_FIRST_IS_A_NAME = ("req_header", "rep_header")
"""Types whose first value names what the others are looked for in; of all others the order is no matter."""


def meaning_of(acl: Acl, sight: Sight) -> Hashable:
    """Type, options and values; equal for ACLs that are written alike but for their names and the order of values."""
    return sight.compiled.of("meaning", list_key(acl, sight.compiled), lambda: _meaning(acl))


def _meaning(acl: Acl) -> Hashable:
    values = [(text, part.ignore_case, part.options) for _, part in acl.telling() for text in part.values.texts()]
    named = tuple(values[:1]) if acl.type in _FIRST_IS_A_NAME else ()
    return acl.type, acl.options, named, frozenset(values[len(named) :])
