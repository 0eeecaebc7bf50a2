"""Which lines of an access list have anything to do with some requests, found without comparing all pairs of lines.

That lines leave nothing of a cell is a contradiction between what the cell has and one failing term of each line. A
line is no part of it if one of its terms can fail without contradicting the cell, or what other lines of the
contradiction ask to be absent (`!acl`): it is a clause with a pure literal. Nearly all lines of a long list are put
aside so, by one term of theirs. Whatever is put aside, what the others prove stays proved. Terms that take everything
cannot fail, so they say nothing about any line.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from heapq import merge
from itertools import takewhile

from proxylint.formats.squid.acls.evaluate import DEEPEST, Asked, asked_by, terms_of
from proxylint.formats.squid.analysis.cells import ANY, Cell, Literal, One, whole
from proxylint.formats.squid.analysis.crossings import Crossings, Union, together
from proxylint.formats.squid.analysis.literals import may_demand_login
from proxylint.formats.squid.analysis.looks import Looks
from proxylint.formats.squid.analysis.several import Addresses, Domains, Several, above
from proxylint.formats.squid.model import AccessLine, Acl, Term

_Sign = tuple[str, bool]
"""The key of an ACL, and whether it has to be absent for a line to match."""

Key = tuple[str, object]
"""What a line goes by: a property with the values that a term asks for; `is` with the key of a literal without values;
`group` with the key of a group; `not` with the key of a literal that the line asks to be absent; `free` with a domain
of such a list that no line asks for."""

_Failing = list[Term] | None
"""The terms of a line that can fail, up to where it asks for a login; None = the line is needed for nothing, as it
never matches or, by a term of which each look may have another answer, need not match whatever the request."""

_MOST_KEYS = 500
"""Of one group; one with more is looked at with every cell."""

_MOST_ASKED = 8
"""Different sets of values of one property that lines ask to be absent: with more of them none is known to be free."""

_EACH = 40
"""Looks that a line of a long list is worth."""


class Relevance:
    """Of the lines of one list, walked as `looks` says."""

    def __init__(self, lines: Sequence[AccessLine], looks: Looks) -> None:
        self.lines = lines
        self.looks = looks
        looks.left = max(looks.left, _EACH * len(lines))
        self._keyed: dict[Key, list[int]] = {}
        self._keys_of: list[frozenset[Key]] = []
        self._asked: dict[Key, dict[_Sign, None]] = {}
        self._groups: dict[Key, list[Key]] = {}
        self._registered: set[Key] = set()
        self._values: dict[str, Crossings[Key]] = {}
        self._met: dict[tuple[str, One | Several], tuple[Key, ...]] = {}
        self._of_groups: dict[str, frozenset[Key] | None] = {}
        self._of_signs: dict[_Sign, tuple[Key, ...]] = {}
        self._certain: dict[str, bool | None] = {}
        failing = [self._may_fail(line.terms) for line in lines]
        self._taken = _Taken(failing, looks)
        self._free = _Free(failing, looks)
        always = self._sort(failing)
        self._for_all = frozenset(always)
        again = _repeated(lines)
        self._always = [at for at in always if at not in again]
        self._above = {key: [at for at in places if at not in again] for key, places in self._keyed.items()}

    def above(self, at: int, cells: Iterable[Cell]) -> Iterator[AccessLine]:
        """The lines before an index that may be needed to leave nothing of the cells, in order. Of equal lines the
        first is enough, as it leaves nothing to the others. Raises TooMuch."""
        active = self._active(at, cells)
        found = [self._always, *(self._above[key] for key in active if key in self._above)]
        last = -1
        for place in merge(*(takewhile(at.__gt__, places) for places in found)):
            if place != last:
                yield self.lines[place]
            last = place

    def concerned(self, cells: Iterable[Cell]) -> Callable[[int], bool]:
        """Whether the line at an index may be needed to leave nothing of the cells, whatever the order of the lines."""
        active = self._active(len(self.lines), cells)
        return lambda at: at in self._for_all or any(key in active for key in self._keys_of[at])

    def _active(self, at: int, cells: Iterable[Cell]) -> dict[Key, None]:
        self._taken.come_to(at)
        active = self._spread(key for cell in cells for key in self._of_cell(cell))
        self.looks.spend(len(active))
        return active

    def _sort(self, lines: Sequence[_Failing]) -> list[int]:
        """Puts each line under its rarest term. The rest concern every cell, with what they ask to be absent."""
        uses = Counter(term.key for terms in lines for term in terms or () if not term.negated)
        always: list[int] = []
        asked: dict[_Sign, None] = {}
        for at, terms in enumerate(lines):
            keys = frozenset() if terms is None else self._rarest(terms, uses)
            self._keys_of.append(keys or frozenset())
            if terms is None:
                continue
            if keys is None:
                always.append(at)
                asked.update(self._signs(terms))
            for key in keys or ():
                self._keyed.setdefault(key, []).append(at)
                self._register(key)
                self._asked.setdefault(key, {}).update(self._signs(terms))
        for key in self._spread(key for sign in asked for key in self._of_sign(sign)):
            always += self._keyed.pop(key, [])
        return sorted(set(always))

    def _may_fail(self, terms: Sequence[Term]) -> _Failing:
        found: list[Term] = []
        for term in self._before_login(terms):
            if self.looks.is_fickle(term.key):
                return None
            certain = self._is_certain(term.key)
            if certain is None:
                found.append(term)
            elif certain is term.negated:
                return None
        return found

    def _is_certain(self, key: str) -> bool | None:
        """Whether the ACL takes everything, or nothing; None = that hangs on the request. Of groups it is not asked."""
        if key not in self._certain:
            group = self.looks.group(key) is not None
            matching, others = ([ANY], [ANY]) if group else self.looks.split(ANY, key)
            self._certain[key] = None if matching and others else bool(matching)
        return self._certain[key]

    def _before_login(self, terms: Sequence[Term]) -> list[Term]:
        """Where a login is asked for, what comes to it is taken, whatever the terms behind it say."""
        if not self.looks.anonymous:
            return list(terms)
        known = self.looks
        return list(takewhile(lambda term: not may_demand_login((term,), known.config, known.compiled), terms))

    def _signs(self, terms: Iterable[Term]) -> dict[_Sign, None]:
        """What may have to be absent."""
        return {
            (term.key, term.negated): None for term in terms if term.negated or self.looks.group(term.key) is not None
        }

    def _register(self, key: Key) -> None:
        if key in self._registered:
            return
        self._registered.add(key)
        kind, values = key
        if kind == "group":
            for member in self._of_groups[str(values)] or ():
                self._groups.setdefault(member, []).append(key)
                self._register(member)
        elif kind != "free" and isinstance(values, One | Several):
            self._values.setdefault(kind, Crossings()).add(values, key)

    def _rarest(self, terms: Sequence[Term], uses: Counter[str]) -> frozenset[Key] | None:
        """What the line goes by; None = no term of it can be told to fail harmlessly; empty = it never matches."""
        found = [(uses[term.key], at, term) for at, term in enumerate(terms) if not term.negated]
        for _, _, term in sorted(found, key=lambda one: one[:2]):
            group = self.looks.group(term.key)
            keys = self._keys(term, 0)
            if keys is not None:
                return frozenset((("group", term.key),)) if group is not None else keys
        frees = (self._free.key(term.key) for term in terms if term.negated)
        free = next((key for key in frees if key is not None), None)
        return None if free is None else frozenset((free,))

    def _keys(self, term: Term, depth: int) -> frozenset[Key] | None:
        if term.negated:
            return None
        group = self.looks.group(term.key)
        if group is None:
            literals = self.looks.literals(term.key)
            return frozenset() if literals is None else _of_literal(literals[0]) if literals else None
        if term.key not in self._of_groups:
            self._of_groups[term.key] = None  # one that holds itself
            self._of_groups[term.key] = self._of_group(group, depth + 1)
        return self._of_groups[term.key]

    def _of_group(self, acl: Acl, depth: int) -> frozenset[Key] | None:
        """All terms of an any-of fail together, and one of each line of an all-of."""
        found: set[Key] = set()
        if depth > DEEPEST:
            return None
        for line in terms_of(acl):
            each = (self._keys(term, depth) for term in line)
            if acl.type == "all-of":
                known = next((keys for keys in each if keys is not None), None)
                if known is None:
                    return None
                found |= known
            else:
                for keys in each:
                    if keys is None:
                        return None
                    found |= keys
                    if len(found) > _MOST_KEYS:
                        return None
        return frozenset(found) if len(found) <= _MOST_KEYS else None

    def _spread(self, keys: Iterable[Key]) -> dict[Key, None]:
        """With the keys that they lead to: groups, and what meets what their lines ask to be absent."""
        active = dict.fromkeys(keys)
        waiting = list(active)
        while waiting:
            key = waiting.pop()
            near = [*self._groups.get(key, ())]
            for sign in self._asked.get(key, ()):
                near += self._of_sign(sign)
            for one in near:
                if one not in active:
                    active[one] = None
                    waiting.append(one)
        return active

    def _of_sign(self, sign: _Sign) -> tuple[Key, ...]:
        """A line that asks for the absence of an ACL fails where the ACL matches. What a request has exactly one of is
        looked at as a whole (_Taken)."""
        if sign not in self._of_signs:
            self._of_signs[sign] = tuple(dict.fromkeys(self._of_absent(sign)))
        return self._of_signs[sign]

    def _of_absent(self, sign: _Sign) -> Iterator[Key]:
        for name, absent in _leaves(self.looks, [sign], set()):
            for literal in (self.looks.literals(name) or ()) if absent else ():
                if literal.values is None or literal.lower:
                    yield "is", literal.key
                elif isinstance(literal.values, Domains | Addresses):
                    yield from self._meeting(literal.of, literal.values)

    def _of_cell(self, cell: Cell) -> Iterator[Key]:
        for name, holds in cell.truths.items():
            yield "is" if holds else "not", name
        for of, several in cell.held.items():
            for values in several:
                yield from self._meeting(of, values)
        for of, lacking in cell.failed.items():
            for values in lacking:
                yield from self._free.within(of, values)
        for of in self._values:
            left = self._taken.left(of, cell)
            if left is not None:
                yield from self._meeting(of, left)

    def _meeting(self, of: str, values: One | Several) -> tuple[Key, ...]:
        if of not in self._values:
            return ()
        found = self._met.get((of, values))
        if found is None:
            found = self._met[of, values] = tuple(dict.fromkeys(self._values[of].meeting(values)))
        return found


def _repeated(lines: Sequence[AccessLine]) -> frozenset[int]:
    """Those with the action and the terms of a line above."""
    seen: set[tuple[str, Asked]] = set()
    found = set()
    for at, line in enumerate(lines):
        asked = line.action, asked_by(line.terms)
        if asked in seen:
            found.add(at)
        seen.add(asked)
    return frozenset(found)


class _Free:
    """Of ACLs that lines ask to be absent: what they match and no line asks for. They can match without contradicting
    anything but the cell."""

    def __init__(self, lines: Sequence[_Failing], looks: Looks) -> None:
        self._looks = looks
        self._present: set[str] = set()
        self._asked_for: dict[str, set[str]] = {}
        self._known: dict[str, Key | None] = {}
        self._below: dict[tuple[str, str], list[Key]] = {}
        signs = [(term.key, term.negated) for terms in lines for term in terms or ()]
        for name, absent in _leaves(looks, signs, set()) if any(absent for _, absent in signs) else ():
            for literal in () if absent else looks.literals(name) or ():
                self._present.add(literal.key)
                if isinstance(literal.values, Domains):
                    self._asked_for.setdefault(literal.of, set()).update(literal.values.values)

    def key(self, name: str) -> Key | None:
        if name not in self._known:
            self._known[name] = self._key(name)
        return self._known[name]

    def _key(self, name: str) -> Key | None:
        literals = None if self._looks.group(name) is not None else self._looks.literals(name)
        if literals is None or len(literals) != 1:
            return None
        literal = literals[0]
        if literal.values is None or literal.lower:
            return None if literal.key in self._present else ("not", literal.key)
        if not isinstance(literal.values, Domains):
            return None
        asked_for = self._asked_for.get(literal.of, set())
        for value in sorted(literal.values.values):
            wide = (value, *above(value))
            if asked_for.isdisjoint(wide):
                key: Key = ("free", (literal.of, value))
                for one in wide:
                    self._below.setdefault((literal.of, one), []).append(key)
                return key
        return None

    def within(self, of: str, values: Several) -> Iterator[Key]:
        """Those of the domains that lie within these."""
        if isinstance(values, Domains) and self._below:
            for value in values.values:
                yield from self._below.get((of, value), ())


class _Taken:
    """Of properties that a request has exactly one of: the values that terms of the lines so far ask for, and those
    that all lines leave which ask for an absence. With a value beyond these, all such terms fail together."""

    def __init__(self, lines: Sequence[_Failing], looks: Looks) -> None:
        self._unions: dict[str, Union] = {}
        self._wholes: dict[str, One] = {}
        self._coming: list[tuple[int, str, One]] = []
        self._next = 0
        kept: dict[str, dict[One, None]] = {}
        seen: set[_Sign] = set()
        taken: set[tuple[str, One]] = set()
        for at, terms in enumerate(lines):
            for name, absent in _leaves(looks, [(term.key, term.negated) for term in terms or ()], seen):
                for of, values, lower in _ones(looks.literals(name)):
                    self._wholes.setdefault(of, whole(of, values))
                    if not absent:
                        if (of, values) not in taken:
                            taken.add((of, values))
                            self._coming.append((at, of, values))
                    elif not lower:
                        kept.setdefault(of, {})[values] = None
        self._crowded = {of for of, sets in kept.items() if len(sets) > _MOST_ASKED}
        self._kept = {of: together(sets) for of, sets in kept.items() if of not in self._crowded}

    def come_to(self, at: int) -> None:
        """Also right where it has come further before: more seems to be taken then."""
        while self._next < len(self._coming) and self._coming[self._next][0] < at:
            _, of, values = self._coming[self._next]
            self._unions.setdefault(of, Union()).add(values)
            self._next += 1

    def left(self, of: str, cell: Cell) -> One | None:
        """What the cell still has of the property; None = there is a value in it that no line takes."""
        if of not in self._unions:
            return None
        values = cell.ones.get(of) or self._wholes[of]
        kept = self._kept.get(of)
        free = values if kept is None else together((values, kept))
        return values if of in self._crowded or free is None or self._unions[of].covers(free) else None


def _ones(literals: Iterable[Literal] | None) -> Iterator[tuple[str, One, bool]]:
    for literal in literals or ():
        if isinstance(literal.values, One):
            yield literal.of, literal.values, literal.lower


def _leaves(looks: Looks, signs: Sequence[_Sign], seen: set[_Sign]) -> Iterator[_Sign]:
    """The ACLs that are no groups, each once."""
    waiting = list(signs)
    while waiting:
        sign = waiting.pop()
        if sign in seen:
            continue
        seen.add(sign)
        name, absent = sign
        group = looks.group(name)
        if group is None:
            yield sign
        else:
            waiting += [(term.key, term.negated is not absent) for line in terms_of(group) for term in line]


def _of_literal(literal: Literal) -> frozenset[Key]:
    if literal.values is None:
        return frozenset((("is", literal.key),))
    own: Key = (literal.of, literal.values)
    return frozenset((own, ("is", literal.key))) if literal.lower else frozenset((own,))
