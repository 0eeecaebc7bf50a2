"""`switch`: labels that are strings are looked up in an index, thousands of them as one."""

from __future__ import annotations

from collections.abc import Sequence

from proxylint.formats.pac.javascript import convert
from proxylint.formats.pac.javascript.bodies import block
from proxylint.formats.pac.javascript.compiling import Do, Jump, Run, Signal, compiles_statement, expression
from proxylint.formats.pac.javascript.entry import Entry
from proxylint.formats.pac.javascript.listed import FEWEST, Listing
from proxylint.formats.pac.javascript.listed_chains import not_taken
from proxylint.formats.pac.javascript.listed_tests import EQUAL, Asked
from proxylint.formats.pac.javascript.realm import Realm
from proxylint.formats.pac.javascript.scope import Env, Scope
from proxylint.formats.pac.javascript.values import Value
from proxylint_grammars.pac import tree


@compiles_statement(tree.SwitchStatement)
def _switch(node: tree.SwitchStatement, scope: Scope) -> Do:
    subject = expression(node.discriminant, scope)
    entry = Entry([part for case in node.cases for part in case.consequent], scope)
    labels = _Labels(node.cases, entry.scope)
    bodies, first = list[Do](), list[int]()
    for case in node.cases:
        first.append(len(bodies))
        if case.consequent:
            bodies.append(block(case.consequent, entry.scope))
    first.append(len(bodies))

    def do(env: Env, realm: Realm) -> Signal:
        value = subject(env, realm)
        own = entry.enter(env, realm)
        for body in bodies[first[labels.chosen(own, realm, value)] :]:
            signal = body(own, realm)
            if signal is not None:
                return None if type(signal) is Jump and not signal.again and signal.label is None else signal
        return None

    return do


class _Labels:
    """Which case a value chooses. A label that it is compared with takes a step."""

    __slots__ = ("_cases", "_listing", "_otherwise", "_runs", "_tests")

    def __init__(self, cases: Sequence[tree.SwitchCase], scope: Scope) -> None:
        self._cases = [at for at, case in enumerate(cases) if case.test is not None]
        self._tests = [case.test for case in cases if case.test is not None]
        self._runs: list[Run] = [expression(test, scope) for test in self._tests]
        self._otherwise = next((at for at, case in enumerate(cases) if case.test is None), len(cases))
        words = [test.value for test in self._tests if isinstance(test, tree.StringLiteral)]
        listed = FEWEST <= len(words) == len(self._tests)
        self._listing = Listing(Asked(EQUAL, "", ""), words) if listed else None

    def chosen(self, env: Env, realm: Realm, value: Value) -> int:
        """The number of the case; one more than there are where none is chosen."""
        tests, at = self._tests, 0
        for number in self._possible(realm, value):
            not_taken(realm, tests, at, number)
            at = number + 1
            realm.spend_steps(1)
            if realm.test(
                convert.strictly_equal(realm, value, self._runs[number](env, realm)), tests[number].span, True
            ):
                return self._cases[number]
        not_taken(realm, tests, at, len(tests))
        return self._otherwise

    def _possible(self, realm: Realm, value: Value) -> Sequence[int]:
        """The labels that the value may equal, in order; to look at the others changes nothing."""
        found = None
        if self._listing is not None and realm.possible is not None:
            found = realm.possible(realm, self._listing, value)
        return range(len(self._tests)) if found is None else found
