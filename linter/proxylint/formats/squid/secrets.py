"""What reports may quote of a squid.conf: its text without the passwords, every other character in its place.

Reports end up in the logs of a build and in code scanning, where more people read than in the repository.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from proxylint.records import replace
from proxylint.text import Source

_SECRETS = (
    ("login=", re.compile(r"\blogin=[^\s:]*+:(\S++)")),
    ("cachemgr_passwd", re.compile(r"^[ \t]*+cachemgr_passwd[ \t]++(\S++)", re.MULTILINE)),
    ("-w", re.compile(r"^[ \t]*+(?:auth_param|external_acl_type)\b[^\n]*?[ \t]-w[ \t]*+(\S++)", re.MULTILINE)),
)
"""cache_peer login=USER:PASSWORD; the cache manager's password; a bind password given to an LDAP helper."""


def quotable(sources: Mapping[str, Source]) -> Mapping[str, Source]:
    """The sources with `*` for every character of a password."""
    return {path: _masked(source) for path, source in sources.items()}


def _masked(source: Source) -> Source:
    text = source.text
    for hint, pattern in _SECRETS:
        if hint in text:
            text = pattern.sub(lambda found: _starred(found), text)
    return source if text == source.text else replace(source, text=text)


def _starred(found: re.Match[str]) -> str:
    start, end = found.start(1) - found.start(), found.end(1) - found.start()
    return found[0][:start] + "*" * (end - start) + found[0][end:]
