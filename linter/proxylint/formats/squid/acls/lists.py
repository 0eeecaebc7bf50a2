"""ACLs that take their values from the same list files: what the values come to is found out once for all of them."""

from __future__ import annotations

from collections.abc import Hashable

from proxylint.formats.squid.compiled import Compiled
from proxylint.formats.squid.model import Acl


def list_key(acl: Acl, compiled: Compiled) -> Hashable:
    """Equal for ACLs of one type that read the same list files with the same options, and nothing else."""
    return compiled.of("list key", acl.name, lambda: _list_key(acl))


def _list_key(acl: Acl) -> Hashable:
    found = []
    for part in acl.parts:
        listed = part.values.listed
        if listed is None:
            return acl.name
        found.append((listed, part.ignore_case))
    return (acl.type, acl.options, tuple(found)) if found else acl.name
