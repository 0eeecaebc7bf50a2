"""ACLs that nothing names, and ACLs without values."""

from __future__ import annotations

from collections.abc import Mapping

from proxylint.format import Policy
from proxylint.formats.squid.analysis.subject import complete, loaded
from proxylint.formats.squid.analysis.written import written_lines
from proxylint.formats.squid.model import GROUPS, Acl
from proxylint.formats.squid.policy import SquidPolicy
from proxylint.formats.squid.reading.defined import UNTOLD
from proxylint.formats.squid.reading.values import ListValues, PickedValues
from proxylint.records import dataclass
from proxylint.text import Span
from proxylint_grammars.squid import Line, listed_path, words


@dataclass(frozen=True, slots=True)
class UnusedAcl:
    """No line outside its own definition holds the ACL's name as a word. `span`: its first line."""

    name: str
    type: str
    span: Span


@dataclass(frozen=True, slots=True)
class EmptyAcl:
    """A used ACL has no value at all, so it matches nothing. `missing`: the list file that is not there."""

    name: str
    type: str
    span: Span
    missing: str | None


def unused_acls(policy: Policy) -> tuple[UnusedAcl, ...]:
    """Where a part of the configuration was not read, a use may stand there, and nothing is said."""
    squid = loaded(policy)
    if squid is None or not complete(squid.config):
        return ()
    named = names_in_use(squid)
    return tuple(
        UnusedAcl(acl.name, acl.type, acl.span)
        for key, acl in squid.config.acls.items()
        if key not in named and acl.span is not None and not acl.builtin and acl.type != UNTOLD
    )


def empty_acls(policy: Policy) -> tuple[EmptyAcl, ...]:
    """acl/Acl.cc:271-276@5.7 logs them ("empty ACL") and goes on."""
    squid = loaded(policy)
    if squid is None:
        return ()
    named = names_in_use(squid)
    lines = {line.span: line for line in written_lines(squid) if line.name == "acl"}
    return tuple(
        EmptyAcl(acl.name, acl.type, acl.span, _missing(lines, acl))
        for key, acl in squid.config.acls.items()
        if key in named and acl.span is not None and not acl.builtin and acl.type != UNTOLD and _is_empty(acl)
    )


def _is_empty(acl: Acl) -> bool:
    return not any(len(part.values) or (part.absent and not part.absent.certain) for part in acl.parts)


def _missing(lines: Mapping[Span, Line], acl: Acl) -> str | None:
    """The first list file that an `acl` line names and from which no list was read."""
    unread = dict.fromkeys(part.span for part in acl.parts if not isinstance(part.values, ListValues | PickedValues))
    for line in (lines[span] for span in unread if span in lines):
        for word in words(line, line.arguments_at):
            if word.text[0] in "\"'":
                return listed_path(word.text)
    return None


def names_in_use(policy: SquidPolicy) -> frozenset[str]:
    """Every word that could name an ACL, in lower case: more than are names, never less.

    All words of all lines count, but in an `acl` line only what a group holds: the values of other types name no ACL
    (acl/InnerNode.cc:43-73@5.7). Of a part of another file every ACL may be in use there.
    """
    if policy.failure is not None:
        return frozenset(policy.config.acls)
    return policy.compiled.of("names in use", "", lambda: _names(policy))


def _names(policy: SquidPolicy) -> frozenset[str]:
    found: set[str] = set()
    for line in written_lines(policy):
        if line.name != "acl":
            found.add(line.name)
            found.update(word.text for word in words(line, line.arguments_at))
            continue
        arguments = [word.text for word in words(line, line.arguments_at)]
        if arguments[1:2] in (["any-of"], ["all-of"]):
            found.update(arguments[2:])
    for acl in policy.config.acls.values():
        if acl.type in GROUPS:
            found.update(value.text for value in acl.values())
    return frozenset(word.strip("!\"'").lower() for word in found)
