"""The walk through a script's tree that a `Survey` is made of: scopes are followed, and nothing recurses."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from proxylint.formats.pac.analysis.survey import Binding, Call, Free, Function, Survey
from proxylint.formats.pac.javascript.scope import bound_names, declared_vars
from proxylint.records import dataclass
from proxylint_grammars.pac import tree
from proxylint_grammars.pac.node import Node

KEPT = (
    tree.ArrayPattern,
    tree.AssignmentPattern,
    tree.ArrowFunctionExpression,
    tree.ClassDeclaration,
    tree.ClassExpression,
    tree.ForOfStatement,
    tree.LogicalExpression,
    tree.ObjectPattern,
    tree.Property,
    tree.RestElement,
    tree.SpreadElement,
    tree.TemplateLiteral,
    tree.VariableDeclaration,
    tree.ArrayExpression,
    tree.BigIntLiteral,
    tree.BinaryExpression,
    tree.BlockStatement,
    tree.ChainExpression,
    tree.ConditionalExpression,
    tree.DoWhileStatement,
    tree.ForStatement,
    tree.IfStatement,
    tree.RegExpLiteral,
    tree.ReturnStatement,
    tree.ScalarArray,
    tree.SwitchStatement,
    tree.WhileStatement,
)
"""Kinds of nodes that facts are made of."""


def walked(program: tree.Program) -> Survey:
    top = _declared(program.body, top_level=True)
    walk = _Walk(Survey(program, top))
    walk.run(program, _Place(top, None, None))
    return walk.survey


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a node stands. `outer` is the place whose names are seen as well."""

    names: dict[str, Binding]
    outer: _Place | None
    function: Function | None
    guarded: bool = False

    def find(self, name: str) -> Binding | None:
        place: _Place | None = self
        while place is not None:
            if name in place.names:
                return place.names[name]
            place = place.outer
        return None


def _declared(body: Iterable[Any], *, top_level: bool = False) -> dict[str, Binding]:
    """The names of a function's body or of the script."""
    statements = tuple(body)
    variables, in_blocks = declared_vars(statements)
    names = {name: Binding(name, top_level) for name in (*variables, *in_blocks)}
    names.update({name: names.get(name) or Binding(name, top_level) for name in _lexical(statements)})
    return names


def _lexical(body: Iterable[Any]) -> Iterable[str]:
    for node in body:
        if isinstance(node, tree.VariableDeclaration):
            if node.kind != "var":
                for part in node.declarations:
                    yield from bound_names(part.id)
        elif isinstance(node, (tree.ClassDeclaration, tree.FunctionDeclaration)):
            yield node.id.name


_LEAVES = (
    tree.StringLiteral,
    tree.NumericLiteral,
    tree.BooleanLiteral,
    tree.NullLiteral,
    tree.BigIntLiteral,
    tree.ScalarObject,
    tree.TemplateElement,
    tree.ThisExpression,
    tree.MetaProperty,
    tree.BreakStatement,
    tree.ContinueStatement,
    tree.PrivateName,
)


class _Walk:
    def __init__(self, survey: Survey) -> None:
        self.survey = survey
        self.stack: list[tuple[Node, _Place]] = []

    def run(self, program: tree.Program, place: _Place) -> None:
        self.children(program, place)
        while self.stack:
            node, here = self.stack.pop()
            kind = type(node)
            if kind in _WANTED:
                self.survey.nodes.setdefault(kind, []).append(node)
                self.survey.homes[node] = here.function
            handler = _HANDLERS.get(kind)
            if handler is not None:
                handler(self, node, here)
            elif kind not in _LEAF_KINDS:
                self.children(node, here)

    def children(self, node: Node, place: _Place) -> None:
        for name in reversed(_fields(type(node))):
            value = getattr(node, name)
            if isinstance(value, Node):
                self.stack.append((value, place))
            elif isinstance(value, tuple):
                self.stack.extend((part, place) for part in reversed(value) if isinstance(part, Node))

    def push(self, place: _Place, *nodes: Node | None) -> None:
        self.stack.extend((node, place) for node in reversed(nodes) if node is not None)

    def refer(self, node: tree.Identifier, place: _Place, use: str) -> Binding | None:
        binding = place.find(node.name)
        if binding is None and node.name == "arguments" and place.function is not None:
            place.function.uses_arguments = True
            return None
        if binding is None:
            self.survey.free.append(Free(node, use, place.function, place.guarded))
            self.survey.dynamic |= node.name == "eval"
            return None
        self.survey.bindings[node] = binding
        if use != "write":
            binding.reads.append(node)
        return binding

    def write(self, pattern: Any, value: Node | None, place: _Place) -> None:
        """A target of an assignment or a declaration; the expressions inside it are walked as well."""
        if type(pattern) in _WANTED:
            self.survey.nodes.setdefault(type(pattern), []).append(pattern)
            self.survey.homes[pattern] = place.function
        if isinstance(pattern, tree.Identifier):
            binding = self.refer(pattern, place, "write")
            if binding is not None:
                binding.values.append(value)
        elif isinstance(pattern, (tree.MemberExpression, tree.CallExpression)):
            if isinstance(pattern, tree.MemberExpression) and isinstance(pattern.property, tree.Identifier):
                self.survey.members.add(pattern.property.name)
                of_globals = getattr(pattern.object, "name", "") == "globalThis"
                if of_globals or isinstance(pattern.object, tree.ThisExpression):
                    self.survey.properties.add(pattern.property.name)
            self.push(place, pattern)
        elif isinstance(pattern, tree.AssignmentPattern):
            self.push(place, pattern.right)
            self.write(pattern.left, None, place)
        elif isinstance(pattern, tree.RestElement):
            self.write(pattern.argument, None, place)
        elif isinstance(pattern, tree.ArrayPattern):
            for element in pattern.elements:
                self.write(element, None, place)
        elif isinstance(pattern, tree.ObjectPattern):
            for part in pattern.properties:
                self.write(part, None, place)
        elif isinstance(pattern, tree.PatternProperty):
            self.push(place, pattern.key if pattern.computed and isinstance(pattern.key, Node) else None)
            self.write(pattern.value, None, place)


def _identifier(walk: _Walk, node: tree.Identifier, place: _Place) -> None:
    walk.refer(node, place, "read")


def _member(walk: _Walk, node: tree.MemberExpression, place: _Place) -> None:
    walk.push(place, node.object, node.property if node.computed else None)


def _call(walk: _Walk, node: tree.CallExpression, place: _Place) -> None:
    callee, name = node.callee, None
    if isinstance(callee, tree.Identifier):
        binding = walk.refer(callee, place, "called")
        walk.survey.callers[callee] = node
        name = callee.name if binding is None else None
        walk.push(place, *node.arguments)
    else:
        walk.push(place, callee, *node.arguments)
    walk.survey.calls.append(Call(node, name, place.function, place.guarded))


def _unary(walk: _Walk, node: tree.UnaryExpression, place: _Place) -> None:
    if node.operator == "typeof" and isinstance(node.argument, tree.Identifier):
        walk.refer(node.argument, place, "typeof")
    else:
        walk.push(place, node.argument)


def _assignment(walk: _Walk, node: tree.AssignmentExpression, place: _Place) -> None:
    walk.push(place, node.right)
    walk.write(node.left, node.right if node.operator == "=" else None, place)


def _update(walk: _Walk, node: tree.UpdateExpression, place: _Place) -> None:
    walk.write(node.argument, None, place)


def _declarator(walk: _Walk, node: tree.VariableDeclarator, place: _Place) -> None:
    walk.push(place, node.init)
    if node.init is not None or not isinstance(node.id, tree.Identifier):
        walk.write(node.id, node.init, place)


def _for_each(walk: _Walk, node: Any, place: _Place) -> None:
    here = _Place(_block_names((node.left,)), place, place.function, place.guarded)
    left = node.left
    targets = [part.id for part in left.declarations] if isinstance(left, tree.VariableDeclaration) else [left]
    for target in targets:
        walk.write(target, None, here)
    walk.push(here, node.right, node.body)


def _for(walk: _Walk, node: tree.ForStatement, place: _Place) -> None:
    walk.children(node, _Place(_block_names((node.init,)), place, place.function, place.guarded))


def _block(walk: _Walk, node: tree.BlockStatement, place: _Place) -> None:
    names = _block_names(node.body)
    walk.children(node, _Place(names, place, place.function, place.guarded) if names else place)


def _switch(walk: _Walk, node: tree.SwitchStatement, place: _Place) -> None:
    names = _block_names(inner for case in node.cases for inner in case.consequent)
    walk.children(node, _Place(names, place, place.function, place.guarded))


def _block_names(body: Iterable[Any]) -> dict[str, Binding]:
    """Functions in blocks are left to the function around, where sloppy code has them as well (ECMA-262 B.3.2)."""
    statements = [node for node in body if not isinstance(node, tree.FunctionDeclaration)]
    return {name: Binding(name, False) for name in _lexical(statements)}


def _try(walk: _Walk, node: tree.TryStatement, place: _Place) -> None:
    walk.push(_Place({}, place, place.function, node.handler is not None or place.guarded), node.block)
    walk.push(place, node.handler, node.finalizer)


def _catch(walk: _Walk, node: tree.CatchClause, place: _Place) -> None:
    names = {name: Binding(name, False, values=[None]) for name in bound_names(node.param)} if node.param else {}
    walk.push(_Place(names, place, place.function, place.guarded), node.body)


def _function(walk: _Walk, node: Any, place: _Place) -> None:
    arrow = isinstance(node, tree.ArrowFunctionExpression)
    body = node.body.body if isinstance(node.body, tree.BlockStatement) else ()
    function = walk.survey.functions[node] = Function(node)
    names = _declared(body)
    for index, parameter in enumerate(node.params):
        for name in bound_names(parameter):
            binding = names.setdefault(name, Binding(name, False))
            if isinstance(parameter, tree.Identifier):
                binding.parameter = (function, index)
            else:
                binding.values.append(None)
    if isinstance(node, tree.FunctionDeclaration):
        function.holder = place.find(node.id.name)
        if function.holder is not None:
            function.holder.values.append(node)
    elif not arrow and node.id is not None and node.id.name not in names:
        function.holder = names[node.id.name] = Binding(node.id.name, False, values=[node])
    inside = _Place(names, place, place.function if arrow else function, place.guarded)
    for parameter in node.params:
        if not isinstance(parameter, tree.Identifier):
            walk.write(parameter, None, inside)
    if isinstance(node.body, tree.BlockStatement):
        walk.survey.nodes.setdefault(tree.BlockStatement, []).append(node.body)
        walk.survey.homes[node.body] = function
    walk.push(inside, *(body if isinstance(node.body, tree.BlockStatement) else (node.body,)))


def _property(walk: _Walk, node: Any, place: _Place) -> None:
    walk.push(place, node.key if node.computed and isinstance(node.key, Node) else None, node.value)


def _class(walk: _Walk, node: Any, place: _Place) -> None:
    names = {node.id.name: Binding(node.id.name, False, values=[None])} if node.id is not None else {}
    walk.push(_Place(names, place, place.function, place.guarded), node.super_class, *node.body)


def _labelled(walk: _Walk, node: tree.LabeledStatement, place: _Place) -> None:
    walk.push(place, node.body)


def _with(walk: _Walk, node: tree.WithStatement, place: _Place) -> None:
    walk.survey.dynamic = True
    walk.children(node, place)


_HANDLERS: dict[type, Any] = {
    tree.ArrowFunctionExpression: _function,
    tree.AssignmentExpression: _assignment,
    tree.BlockStatement: _block,
    tree.CallExpression: _call,
    tree.CatchClause: _catch,
    tree.ClassDeclaration: _class,
    tree.ClassExpression: _class,
    tree.ForInStatement: _for_each,
    tree.ForOfStatement: _for_each,
    tree.ForStatement: _for,
    tree.FunctionDeclaration: _function,
    tree.FunctionExpression: _function,
    tree.Identifier: _identifier,
    tree.LabeledStatement: _labelled,
    tree.MemberExpression: _member,
    tree.MethodDefinition: _property,
    tree.Property: _property,
    tree.PropertyDefinition: _property,
    tree.SwitchStatement: _switch,
    tree.TryStatement: _try,
    tree.UnaryExpression: _unary,
    tree.UpdateExpression: _update,
    tree.VariableDeclarator: _declarator,
    tree.WithStatement: _with,
}
_WANTED = frozenset(KEPT)
_LEAF_KINDS = frozenset((*_LEAVES, tree.RegExpLiteral, tree.ScalarArray))
_FIELDS: dict[type, tuple[str, ...]] = {}


def _fields(kind: type) -> tuple[str, ...]:
    found = _FIELDS.get(kind)
    if found is None:
        names: tuple[str, ...] = kind.__match_args__  # type: ignore[attr-defined]
        found = _FIELDS[kind] = tuple(name for name in names if name != "span")
    return found
