"""Which name means which slot: resolved once, when a function is compiled.

Nothing a script may do at run time can add a name to a scope (`eval` is not modelled and `with` neither), so every
identifier is either a slot of an enclosing environment or a property of the global object.

An environment is a list: the outer environment, for a function then `this`, the function and `new.target`, then slots.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, TypeAlias

from proxylint.formats.pac.javascript.values import ABSENT
from proxylint_grammars.pac import tree

Env: TypeAlias = list[Any]

OUTER, THIS, CALLEE, NEW_TARGET, SLOTS = range(5)


class Binding:
    """`early`: reading it before its line is an error (let, const, class); `constant`: it cannot be assigned.

    `own_name`: of a function expression inside itself; an assignment to it does nothing (in strict code it throws).
    `assigned`: an assignment was compiled.
    """

    __slots__ = ("assigned", "constant", "early", "own_name", "slot")

    def __init__(self, slot: int, early: bool = False, constant: bool = False) -> None:
        self.slot = slot
        self.early = early
        self.constant = constant
        self.own_name = False
        self.assigned = False


class Place:
    """Where a variable stands: a slot so many environments out, or, with `slot` None, in the global object.

    `outside`: it outlives a call of the function that it is used in.
    """

    __slots__ = ("hops", "name", "outside", "slot")

    def __init__(self, name: str, hops: int, slot: int | None, outside: bool) -> None:
        self.name = name
        self.hops = hops
        self.slot = slot
        self.outside = outside

    @staticmethod
    def of(name: str, scope: Scope) -> Place:
        found = scope.resolve(name)
        if found is None:
            return Place(name, 0, None, True)
        return Place(name, found[0], found[1].slot, scope.outlives_call(found[0]))

    def read(self, env: Env, realm: Any) -> Any:
        return realm.globals.props.get(self.name, ABSENT) if self.slot is None else outwards(env, self.hops)[self.slot]

    def write(self, env: Env, realm: Any, value: Any) -> None:
        if self.slot is not None:
            outwards(env, self.hops)[self.slot] = value
        elif value is ABSENT:
            realm.globals.props.pop(self.name, None)
        else:
            realm.globals.props[self.name] = value


class Scope:
    """One environment at compile time. `kind`: script, function, arrow or block."""

    __slots__ = ("kind", "names", "outer", "says_arguments", "size", "strict", "uses_arguments")

    def __init__(self, outer: Scope | None, kind: str, strict: bool) -> None:
        self.outer = outer
        self.kind = kind
        self.strict = strict
        self.names: dict[str, Binding] = {}
        self.size = SLOTS if kind == "function" else 1
        self.uses_arguments = False
        self.says_arguments: bool = outer is not None and outer.says_arguments
        """Whether the word may stand anywhere in the script."""

    def declare(self, name: str, *, early: bool = False, constant: bool = False) -> Binding:
        if name not in self.names:
            self.names[name] = Binding(self.size, early, constant)
            self.size += 1
        return self.names[name]

    def resolve(self, name: str) -> tuple[int, Binding] | None:
        """How many environments out, and the binding there; None = a property of the global object."""
        scope: Scope | None = self
        hops = 0
        while scope is not None:
            if name in scope.names:
                return hops, scope.names[name]
            if name == "arguments" and scope.kind == "function":
                scope.uses_arguments = True
                return hops, scope.declare(name)
            scope, hops = scope.outer, hops + 1
        return None

    def function_hops(self) -> int | None:
        """How far out the environment lies that holds `this`; None outside functions."""
        return self._hops_to("function")

    def outlives_call(self, hops: int) -> bool:
        """Whether a variable so many environments out is there before and after a call of the innermost function,
        which may be an arrow function."""
        call = self._hops_to("function", "arrow")
        return call is None or hops > call

    def _hops_to(self, *kinds: str) -> int | None:
        scope: Scope | None = self
        hops = 0
        while scope is not None:
            if scope.kind in kinds:
                return hops
            scope, hops = scope.outer, hops + 1
        return None


def outwards(env: Env, hops: int) -> Env:
    while hops:
        env, hops = env[OUTER], hops - 1
    return env


def bound_names(pattern: tree.Pattern) -> Iterator[str]:
    """The names that a declaration's pattern binds, in order."""
    waiting: list[Any] = [pattern]
    while waiting:
        node = waiting.pop()
        match node:
            case tree.Identifier():
                yield node.name
            case tree.AssignmentPattern():
                waiting.append(node.left)
            case tree.RestElement():
                waiting.append(node.argument)
            case tree.ArrayPattern():
                waiting.extend(element for element in reversed(node.elements) if element is not None)
            case tree.ObjectPattern():
                waiting.extend(reversed(node.properties))
            case tree.PatternProperty():
                waiting.append(node.value)


def declared_vars(body: Sequence[tree.Statement]) -> tuple[list[str], list[str]]:
    """The names of `var` declarations anywhere in a function's body, and of functions declared in its blocks.

    The latter are variables of the function as well in sloppy code (ECMA-262 B.3.2).
    """
    names: list[str] = []
    in_blocks: list[str] = []
    waiting: list[tuple[Any, bool]] = [(statement, False) for statement in reversed(body)]
    while waiting:
        node, nested = waiting.pop()
        if isinstance(node, tree.VariableDeclaration):
            if node.kind == "var":
                names.extend(name for part in node.declarations for name in bound_names(part.id))
        elif isinstance(node, tree.FunctionDeclaration):
            if nested:
                in_blocks.append(node.id.name)
        else:
            waiting.extend((inner, True) for inner in reversed(list(_inner_statements(node))))
    return list(dict.fromkeys(names)), list(dict.fromkeys(in_blocks))


def _inner_statements(node: object) -> Iterable[Any]:
    match node:
        case tree.BlockStatement():
            return node.body
        case tree.IfStatement():
            return (*(arm.consequent for arm in node.arms), *(() if node.alternate is None else (node.alternate,)))
        case tree.ForStatement():
            return (node.init, node.body)
        case tree.ForInStatement() | tree.ForOfStatement():
            return (node.left, node.body)
        case tree.WhileStatement() | tree.DoWhileStatement() | tree.LabeledStatement() | tree.WithStatement():
            return (node.body,)
        case tree.SwitchStatement():
            return tuple(inner for case in node.cases for inner in case.consequent)
        case tree.TryStatement():
            return (node.block, node.handler.body if node.handler else None, node.finalizer)
    return ()


def declare_lexical(scope: Scope, body: Sequence[tree.Statement], functions: bool) -> None:
    """Declare the let, const and class names that stand directly in `body`, and its functions where they are local."""
    for node in body:
        if isinstance(node, tree.VariableDeclaration) and node.kind != "var":
            for part in node.declarations:
                for name in bound_names(part.id):
                    scope.declare(name, early=True, constant=node.kind == "const")
        elif isinstance(node, tree.ClassDeclaration):
            scope.declare(node.id.name, early=True)
        elif functions and isinstance(node, tree.FunctionDeclaration):
            scope.declare(node.id.name)


def has_lexical(body: Sequence[tree.Statement]) -> bool:
    return any(
        isinstance(node, (tree.ClassDeclaration, tree.FunctionDeclaration))
        or (isinstance(node, tree.VariableDeclaration) and node.kind != "var")
        for node in body
    )
