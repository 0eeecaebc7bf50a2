"""One term of an access line against a region, groups included."""

from __future__ import annotations

from collections.abc import Container, Iterable

from proxylint.format import Absent
from proxylint.formats.squid.acls.outside import NOTED, look_unmodelled, noting
from proxylint.formats.squid.acls.part import Part, sure, untold
from proxylint.formats.squid.acls.table import LOOKS
from proxylint.formats.squid.compiled import Compiled
from proxylint.formats.squid.model import GROUPS, Acl, Config, Term
from proxylint.formats.squid.reading.wordlists import word_set
from proxylint.formats.squid.sight import Sight, Spent
from proxylint.region import Region
from proxylint.text import Span
from proxylint.verdict import Step, Trace, Trail

DEEPEST = 32
"""Groups within groups; a deeper file, or one whose groups contain themselves, is undecided there."""


MOST_CONDITIONS = 100
"""Headers, helpers and what else the text does not tell, on which one part may hang. Where every line asks for another
one there are as many parts as lines, each with the conditions of all lines above; nobody follows so many."""

TOO_MANY_CONDITIONS = "the access lists ask for more that the text does not tell than can be followed"


def evaluate(term: Term, region: Region, sight: Sight, depth: int = 0) -> list[Part]:
    """The parts of the region with the truth of the term in each; they exclude each other and cover the region.

    Groups in groups multiply, so the deeper ones cost more of the budget.
    """
    sight.budget.spend(1 + depth * depth)
    if len(region.conditions) > MOST_CONDITIONS:
        raise Spent(TOO_MANY_CONDITIONS)
    acl = sight.config.acls.get(term.key)
    if acl is None:
        return untold(
            region,
            f"undefined {term.key} {sight.look}",
            f"the ACL '{term.name}' is not defined in what was read",
            term.span,
        )
    parts = _look(acl, region, sight, term.span, depth)
    return [_negated(part, term) for part in parts] if term.negated else parts


def _negated(part: Part, term: Term) -> Part:
    """Only a definite answer is turned round; a log-in stops everything (acl/BoolOps.cc:30-44@5.7)."""
    if part.held is None:
        return part
    held = not part.held
    shown = None if part.step.held is None else held
    return Part(
        part.region, held, Step(term.span, f"!{term.name}: {part.step.note}", shown, part.step.inner), part.asker
    )


def _look(acl: Acl, region: Region, sight: Sight, span: Span, depth: int) -> list[Part]:
    (absent,) = sight.compiled.of("absent", acl.name, lambda: _absent(acl))
    if acl.type in GROUPS:
        if absent is not None:
            return untold(region, f"absent {acl.name} {sight.look}", absent.reason, span)
        return _look_group(acl, region, sight, span, depth)
    if absent is not None and acl.type not in LOOKS:
        return untold(region, f"absent {acl.name} {sight.look}", absent.reason, span)
    parts = LOOKS.get(acl.type, look_unmodelled)(acl, region, sight, span)
    if absent is None:
        return parts
    return [found for part in parts for found in _beside_absent(acl, part, absent.reason, sight, span)]


def _absent(acl: Acl) -> tuple[Absent | None]:
    """The list file whose values may be there where Squid runs."""
    return (next((part.absent for part in acl.parts if part.absent is not None and not part.absent.certain), None),)


def _beside_absent(acl: Acl, part: Part, reason: str, sight: Sight, span: Span) -> list[Part]:
    """More values can only make a mismatch a match."""
    return [part] if part.held is not False else untold(part.region, f"absent {acl.name} {sight.look}", reason, span)


def terms_of(acl: Acl) -> list[list[Term]]:
    """The terms of a group, line by line."""
    return [[_term(value.text, value.span) for value in part.values] for part in acl.parts]


UNSTABLE = word_set("random maxconn external max_user_ip note tag ext_user ext_user_regex client_connection_mark")
"""Each look may have another answer: by chance, or because an ACL looked at in between has left a note. So may a group
of which not everything was read."""


_ASKING = word_set("proxy_auth proxy_auth_regex ident ident_regex")
"""A refusal hangs on whether one of these was looked at last."""


def looked_at_in(group: Acl, config: Config, compiled: Compiled) -> list[list[Term]]:
    """What is looked at one after another, until all of one match: the lines, or the terms of an any-of one by one.

    What did not match before is left out, where nothing hangs on its being looked at again.
    """
    return compiled.of("looked at in", group.name, lambda: _looked_at_in(group, stable(config, compiled)))


def _looked_at_in(group: Acl, steady: Container[str]) -> list[list[Term]]:
    lines = terms_of(group)
    if group.type == "any-of":
        lines = [[term] for line in lines for term in line]
    first: dict[Asked, list[Term]] = {}
    for line in lines:
        first.setdefault(asked_by(line), line)
    return list(first.values()) if all(key in steady for said in first for key, _ in said) else lines


Asked = tuple[tuple[str, bool], ...]
"""What terms ask for: the key of each one's ACL, and whether it is negated."""


def asked_by(terms: Iterable[Term]) -> Asked:
    return tuple([(term.key, term.negated) for term in terms])


def stable(config: Config, compiled: Compiled) -> frozenset[str]:
    """The keys of the ACLs of which what did not match before does not match where it is looked at again, and nothing
    hangs on that."""
    return compiled.of("stable", "", lambda: _stable(config, compiled))


def _stable(config: Config, compiled: Compiled) -> frozenset[str]:
    plain = {key for key, acl in config.acls.items() if acl.type not in GROUPS and _is_stable(acl, config, compiled)}
    return frozenset(key for key in with_groups(plain, config) if _absent(config.acls[key]) == (None,) or key in plain)


def with_groups(keys: set[str], config: Config) -> set[str]:
    """These and the groups of which all members are among them, or are such groups; to a depth of `DEEPEST`."""
    groups = {key: acl.members() for key, acl in config.acls.items() if acl.type in GROUPS}
    found = set(keys)
    for _ in range(DEEPEST):
        more = {key for key, members in groups.items() if key not in found and members <= found}
        if not more:
            break
        found |= more
    return found


def _is_stable(acl: Acl, config: Config, compiled: Compiled) -> bool:
    if acl.type in NOTED:
        return not noting(acl, config, compiled)
    return acl.type not in UNSTABLE and acl.type not in _ASKING


def _term(text: str, span: Span) -> Term:
    return Term(text.removeprefix("!"), text.startswith("!"), span)


def _look_group(acl: Acl, region: Region, sight: Sight, span: Span, depth: int) -> list[Part]:
    """any-of: the lines of one name are one list; all-of: all terms of any one line (acl/AnyOf.cc, AllOf.cc@5.7)."""
    if depth > DEEPEST:
        return untold(
            region, f"deep {acl.name} {sight.budget.left}", f"'{acl.name}' is a group within too many groups", span
        )
    return _first_line(acl, looked_at_in(acl, sight.config, sight.compiled), region, sight, span, depth)


_Begun = tuple[Part, Trail]
"""A part that goes on, with the steps so far."""


def _first_line(acl: Acl, lines: list[list[Term]], region: Region, sight: Sight, span: Span, depth: int) -> list[Part]:
    found: list[Part] = []
    said = "nothing in" if acl.type == "any-of" else "no whole line of"
    (nothing,) = sure(region, False, span, f"{said} '{acl.name}' ({acl.type}) matches")
    open_parts: list[_Begun] = [(nothing, None)]
    for line in lines:
        still: list[_Begun] = []
        for before, trail in open_parts:
            for part in conjunction(line, before.region, sight, depth + 1):
                if part.held is False:
                    looked: Trail = (trail, part.step.inner) if part.step.inner else trail
                    sure_so = before.step.held is not None and part.step.held is not None
                    note = before.step.note if sure_so else f"'{acl.name}' ({acl.type}) may match"
                    still.append((part.stepped(Step(span, note, False if sure_so else None, Trace(looked))), looked))
                else:
                    note = f"'{acl.name}' ({acl.type}) {_outcome(part)}"
                    found.append(part.stepped(Step(span, note, part.step.held, part.step.inner)))
        open_parts = still
    return found + [part for part, _ in open_parts]


def _outcome(part: Part) -> str:
    if part.held is None:
        return "asks the client to log in" if part.reason is None else f"unknown: {part.reason}"
    return "may match" if part.step.held is None else "matches"


def conjunction(terms: Iterable[Term], region: Region, sight: Sight, depth: int = 0) -> list[Part]:
    """All terms, from left to right, stopping at the first that fails (acl/BoolOps.cc:60-71@5.7).

    The steps of the terms that were looked at are inside the step of each part. A match is as sure as all of them, a
    mismatch as the term that failed.
    """
    done: list[Part] = []
    open_parts: list[_Begun] = [(Part(region, True, Step(None, "", True)), None)]
    for term in terms:
        still: list[_Begun] = []
        for before, trail in open_parts:
            for part in evaluate(term, before.region, sight, depth):
                looked: Trail = (trail, part.step)
                sure_so = before.step.held is not None or part.held is False
                part = part.stepped(Step(None, "", part.step.held if sure_so else None, Trace(looked)))
                if part.held:
                    still.append((part, looked))
                else:
                    done.append(part)
        open_parts = still
    return done + [part for part, _ in open_parts]
