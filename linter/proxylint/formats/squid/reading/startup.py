"""What Squid checks once all lines are read, and what stops it when it opens its ports."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from proxylint.formats.squid.model import GROUPS, PortMode, telling
from proxylint.formats.squid.reading.acl_types import DOMAIN_TYPES
from proxylint.formats.squid.reading.draft import AclDraft, Draft
from proxylint.formats.squid.reading.overlaps import first_conflict
from proxylint.verdict import Failure


def check_domains(draft: Draft) -> None:
    """Squid 5 and 6 refuse domain values that cover each other; 7 merges them (release notes 7).

    Squid finds them as it reads, so each failure is put where it would have been found.
    """
    if draft.version >= 7:
        return
    known: dict[int, Conflict] = {}
    found = [conflict for acl in draft.acls.values() if _is_domain(acl) for conflict in _conflicts(acl, known)]
    for position, failure in sorted(found, key=lambda entry: entry[0], reverse=True):
        draft.failures.insert(position, failure)


def _is_domain(acl: AclDraft) -> bool:
    return acl.type in DOMAIN_TYPES and not acl.builtin


Conflict = tuple[int, str] | None


def _conflicts(acl: AclDraft, known: dict[int, Conflict]) -> Iterator[tuple[int, Failure]]:
    """`known`: of list files that stand alone, for several ACLs may name one. A list that comes again in one ACL
    covers, and is covered by, what it did the first time."""
    parts = telling(acl.parts)
    lists = [part.values.texts() for _, part in parts]
    texts = lists[0] if len(lists) == 1 else list(chain.from_iterable(lists))
    alone = parts[0][1].values.listed if len(parts) == 1 else None
    conflict = known[alone] if alone in known else first_conflict(texts) if len(texts) > 1 else None
    if alone is not None:
        known[alone] = conflict
    if conflict is None:
        return
    index, other = conflict
    text = (
        f"'{texts[index]}' and '{other}' in the ACL '{acl.name}' cover each other: Squid 5 and 6 refuse the file, "
        "Squid 7 merges them"
    )
    failed_before = acl.failed_before or {}
    for number, part in parts:
        if index < len(part.values):
            yield failed_before.get(number, 0), Failure(part.values.at(index).span, text)
            return
        index -= len(part.values)


_HIJACKING = (PortMode.INTERCEPT, PortMode.TPROXY)


def check_ports(draft: Draft) -> None:
    """client_side.cc:3500, tools.cc:1025, mime.cc:409@5.7."""
    if draft.unread is not None:
        return
    start = draft.source.whole
    if draft.port_lines == 0:
        draft.fail(start, "there is no http_port or https_port line: Squid refuses to start", elsewhere=True)
    elif draft.version < 7 and draft.ports and all(port.mode in _HIJACKING for port in draft.ports):
        text = "all ports intercept: Squid 5 and 6 need a forward port to start, Squid 7 does not"
        draft.fail(draft.ports[0].span, text)


_BUFFER, _HEADERS = "client_request_buffer_max_size", "request_header_max_size"


def check_limits(draft: Draft) -> None:
    """configDoConfigure (cache_cf.cc:642-990@5.7): what no single line can tell."""
    buffer, _ = draft.sizes.get(_BUFFER, (512 << 10, None))
    headers, _ = draft.sizes.get(_HEADERS, (64 << 10, None))
    if buffer <= headers:
        span = (draft.sizes.get(_HEADERS) or draft.sizes[_BUFFER])[1]
        draft.fail(span, f"{_BUFFER} must be larger than {_HEADERS}")
    if draft.suffix is not None and not draft.suffix.text.startswith("."):
        draft.fail(draft.suffix.span, "the value of append_domain must begin with a dot")
    if draft.unread is None:
        for name, span in draft.wanted_schemes:
            if not any(name.lower().startswith(known) for known in draft.schemes):
                draft.fail(span, f"auth_schemes names '{name}', but no auth_param line sets it up")


def check_groups(draft: Draft) -> None:
    """A group that contains itself, directly or through others, recurses without end when Squid prepares its ACLs.

    acl/InnerNode.cc:30-34@5.7, `prepareForUse`; observed on Squid 5.7, which dies before it listens.
    """
    members = {key: _members(acl) for key, acl in draft.acls.items() if acl.type in GROUPS}
    for key in members:
        if key in _reachable(members, members[key]):
            acl = draft.acls[key]
            span = acl.parts[0].span if acl.parts else draft.source.whole
            draft.fail(span, f"the ACL '{acl.name}' contains itself: Squid dies when it starts")
            return


def _members(acl: AclDraft) -> frozenset[str]:
    return frozenset(text.removeprefix("!").lower() for part in acl.parts for text in part.values.texts())


def _reachable(members: dict[str, frozenset[str]], start: frozenset[str]) -> set[str]:
    found: set[str] = set()
    waiting = list(start)
    while waiting:
        key = waiting.pop()
        if key not in found:
            found.add(key)
            waiting.extend(members.get(key, ()))
    return found
