"""The environment of a block, made anew whenever it is entered."""

from __future__ import annotations

from typing import Any

from proxylint.formats.pac.javascript.functions import maker
from proxylint.formats.pac.javascript.realm import Realm
from proxylint.formats.pac.javascript.scope import Env, Scope, declare_lexical, has_lexical
from proxylint.formats.pac.javascript.values import ABSENT
from proxylint_grammars.pac import tree


class Entry:
    """`scope`: of what stands in the block. `makes`: whether it declares something, and so has its own environment."""

    __slots__ = ("_functions", "makes", "scope")

    def __init__(self, body: Any, scope: Scope) -> None:
        self.makes = has_lexical(body)
        self.scope = Scope(scope, "block", scope.strict) if self.makes else scope
        if self.makes:
            declare_lexical(self.scope, body, True)
        self._functions = [
            (self.scope.names[part.id.name].slot, maker(part, self.scope))
            for part in body
            if self.makes and isinstance(part, tree.FunctionDeclaration)
        ]

    def enter(self, env: Env, realm: Realm) -> Env:
        if not self.makes:
            return env
        inner = [env, *[ABSENT] * (self.scope.size - 1)]
        for slot, make in self._functions:
            inner[slot] = make(inner, realm)
        return inner
