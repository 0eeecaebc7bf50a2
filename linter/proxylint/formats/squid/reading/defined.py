"""Which ACL names stand above a line. Squid looks them up while it reads (acl/InnerNode.cc:61-65@5.7)."""

from __future__ import annotations

from proxylint.formats.squid.model import WrittenPart
from proxylint.formats.squid.reading.draft import AclDraft, Draft, RefusedError
from proxylint.formats.squid.reading.values import NO_VALUES
from proxylint.text import Span

UNTOLD = "untold"
"""The type of an ACL that is defined in an include that was not read, or in a line that Squid refuses."""


def need_acl(draft: Draft, name: str, span: Span) -> None:
    """Refused for a name that is not defined above; behind an include that was not read it may be defined there."""
    if name.lower() in draft.acls:
        return
    if draft.unread is None:
        raise RefusedError(_undefined(name), span, elsewhere=True)
    draft.acls[name.lower()] = AclDraft(name, UNTOLD, None, [WrittenPart(span, NO_VALUES, absent=draft.unread)])


def _undefined(name: str) -> str:
    if name.lower() == "to_linklocal":
        return "the ACL 'to_linklocal' is not defined above this line; Squid defines it itself since version 6"
    if name[:1] == "!":
        return f"'!{name}' is negated twice: Squid takes '{name}' as the name of an ACL and finds none"
    if not name:
        return "a '!' stands alone: the name must follow it without a blank"
    return f"the ACL '{name}' is not defined above this line"
