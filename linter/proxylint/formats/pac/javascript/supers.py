"""`super`: the members of the object above, and the constructor above."""

from __future__ import annotations

from typing import Any

from proxylint.formats.pac.javascript.compiling import Run
from proxylint.formats.pac.javascript.realm import Realm
from proxylint.formats.pac.javascript.scope import CALLEE, NEW_TARGET, THIS, Env, Scope, outwards
from proxylint.formats.pac.javascript.values import ABSENT, Fn, Value


def super_base(scope: Scope) -> Run:
    """The prototype of the home object of the enclosing method."""
    hops = scope.function_hops() or 0

    def run(env: Env, realm: Realm) -> Value:
        home = outwards(env, hops)[CALLEE].home
        return None if home is None else home.parent(realm)

    return run


def super_call(arguments: Any, scope: Scope) -> Run:
    hops = scope.function_hops() or 0

    def run(env: Env, realm: Realm) -> Value:
        own = outwards(env, hops)
        function = own[CALLEE]
        parent = function.parent(realm)
        values = arguments(env, realm)
        if not isinstance(parent, Fn) or parent.construct is None:
            raise realm.error("TypeError", "Super constructor is not a constructor")
        if own[THIS] is not ABSENT:
            raise realm.error("ReferenceError", "Super constructor may only be called once")
        own[THIS] = parent.construct(realm, values, own[NEW_TARGET])
        if function.fields is not None:
            function.fields(realm, own[THIS])
        return own[THIS]

    return run
