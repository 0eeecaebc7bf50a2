"""Classes: constructor, methods, accessors, fields, static members, `extends`."""

from __future__ import annotations

from typing import Any

from proxylint.formats.pac.javascript.bodies import block
from proxylint.formats.pac.javascript.compiling import Run, compiles_expression, compiles_statement, expression
from proxylint.formats.pac.javascript.functions import Closure, maker
from proxylint.formats.pac.javascript.literals import property_key, put_accessor
from proxylint.formats.pac.javascript.realm import Realm
from proxylint.formats.pac.javascript.scope import Env, Scope, declare_lexical, declared_vars
from proxylint.formats.pac.javascript.values import ABSENT, UNDEFINED, Fn, Obj, Unmodelled, Value
from proxylint.text import Span
from proxylint_grammars.pac import tree


@compiles_statement(tree.ClassDeclaration)
def _declaration(node: tree.ClassDeclaration, scope: Scope) -> Any:
    make = _class(node, scope)
    slot = scope.names[node.id.name].slot

    def do(env: Env, realm: Realm) -> None:
        env[slot] = make(env, realm)

    return do


@compiles_expression(tree.ClassExpression)
def _class(node: Any, scope: Scope) -> Run:
    inner = Scope(scope, "block", True)
    own_slot = inner.declare(node.id.name if node.id else "", early=True, constant=True).slot
    heritage = None if node.super_class is None else expression(node.super_class, inner)
    constructor = maker(_constructor(node), inner)
    methods = [
        (property_key(part.key, part.computed, inner), maker(part.value, inner, method=True), part.kind, part.static)
        for part in node.body
        if isinstance(part, tree.MethodDefinition) and part.kind != "constructor"
    ]
    fields = [_Field(part, inner) for part in node.body if not isinstance(part, tree.MethodDefinition)]
    derived = heritage is not None

    def run(env: Env, realm: Realm) -> Value:
        own: Env = [env, ABSENT]
        parents = _parents(realm, heritage(own, realm)) if heritage else None
        made = constructor(own, realm)
        prototype = made.props["prototype"]
        made.is_class, made.derived, made.home = True, derived, prototype
        if parents is not None:
            prototype.proto, made.proto = parents
        for key, method, kind, static in methods:
            _put_method(realm, made if static else prototype, key(own, realm), method(own, realm), kind)
        own[own_slot] = made
        _add_fields(realm, own, made, prototype, fields)
        return made

    return run


def _parents(realm: Realm, heritage: Value) -> tuple[Obj | None, Obj]:
    """The prototypes of the prototype and of the constructor."""
    if heritage is None:
        return None, realm.prototypes["Function"]
    if not isinstance(heritage, Fn) or heritage.construct is None:
        raise realm.error("TypeError", "Class extends value is not a constructor or null")
    prototype = heritage.get(realm, "prototype")
    if not isinstance(heritage, Closure) and not _is_error(realm, prototype):
        raise Unmodelled(f"a class that extends {heritage.name}")
    if prototype is not None and not isinstance(prototype, Obj):
        raise realm.error("TypeError", "Class extends value does not have valid prototype property")
    return prototype, heritage


def _is_error(realm: Realm, prototype: Value) -> bool:
    """Of the built-in constructors, those of errors make what they are asked for by `new.target`."""
    return isinstance(prototype, Obj) and realm.prototypes["Error"] in (prototype, prototype.parent(realm))


def _constructor(node: Any) -> Any:
    """The constructor as written, or the default one."""
    span: Span = node.span
    name = node.id
    for part in node.body:
        if isinstance(part, tree.MethodDefinition) and part.kind == "constructor":
            written = part.value
            return tree.FunctionExpression(written.span, name, written.params, written.body, False, False, True)
    body: tuple[Any, ...] = ()
    params: tuple[Any, ...] = ()
    if node.super_class is not None:
        rest = tree.Identifier(span, "args")
        params = (tree.RestElement(span, rest),)
        call = tree.CallExpression(span, tree.Super(span), (tree.SpreadElement(span, rest),), False)
        body = (tree.ExpressionStatement(span, call),)
    return tree.FunctionExpression(span, name, params, tree.BlockStatement(span, body), False, False, True)


def _put_method(realm: Realm, holder: Obj, name: str, method: Closure, kind: str) -> None:
    method.construct = None
    method.props.pop("prototype", None)
    method.props["name"] = name if kind == "method" else f"{kind} {name}"
    if kind in ("get", "set"):
        put_accessor(realm, holder, name, method, kind == "get")
    else:
        method.home = holder
        holder.define(realm, name, method)
    holder.hide(name)


class _Field:
    """A field or static block: evaluated as a method of the class, with `this` = the object or the class."""

    def __init__(self, node: tree.PropertyDefinition | tree.StaticBlock, scope: Scope) -> None:
        self.scope = Scope(scope, "function", True)
        self.static = isinstance(node, tree.StaticBlock) or node.static
        if isinstance(node, tree.StaticBlock):
            for name in declared_vars(node.body)[0]:
                self.scope.declare(name)
            declare_lexical(self.scope, node.body, True)
            self.key: Run | None = None
            self.body: Any = block(node.body, self.scope)
        else:
            self.key = property_key(node.key, node.computed, scope)
            self.body = (lambda env, realm: UNDEFINED) if node.value is None else expression(node.value, self.scope)

    def environment(self, env: Env, made: Closure, this: Value) -> Env:
        return [env, this, made, UNDEFINED, *[UNDEFINED] * (self.scope.size - 4)]


def _add_fields(realm: Realm, env: Env, made: Closure, prototype: Obj, fields: list[_Field]) -> None:
    named = [(field, None if field.key is None else field.key(env, realm)) for field in fields]
    own = [(field, name) for field, name in named if not field.static]

    def initialise(realm: Realm, this: Obj) -> None:
        realm.writes += 1  # a constructor may hand over an object that was there before
        for field, name in own:
            this.define(realm, str(name), field.body(field.environment(env, made, this), realm))
            if str(name).startswith("#"):
                this.hide(str(name))

    if own:
        made.fields = initialise
    for field, name in named:
        if field.static:
            value = field.body(field.environment(env, made, made), realm)
            if name is not None:
                made.define(realm, name, value)
