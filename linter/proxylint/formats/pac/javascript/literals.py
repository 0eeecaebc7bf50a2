"""Literals, templates, and array and object initialisers."""

from __future__ import annotations

from typing import Any

from proxylint.formats.pac.javascript import convert, members, operators
from proxylint.formats.pac.javascript.compiling import Run, compiles_expression, expression, unmodelled
from proxylint.formats.pac.javascript.functions import maker
from proxylint.formats.pac.javascript.iterate import iterate
from proxylint.formats.pac.javascript.realm import OBJECT, Realm
from proxylint.formats.pac.javascript.scope import Env, Scope
from proxylint.formats.pac.javascript.values import ABSENT, Accessor, Arr, Obj, Value
from proxylint.formats.pac.javascript.varying import Varying
from proxylint_grammars.pac import tree


@compiles_expression(tree.StringLiteral, tree.NumericLiteral, tree.BooleanLiteral, tree.BigIntLiteral)
def _literal(node: Any, scope: Scope) -> Run:
    value = node.value

    def run(env: Env, realm: Realm) -> Value:
        return value

    return run


@compiles_expression(tree.NullLiteral)
def _null(node: tree.NullLiteral, scope: Scope) -> Run:
    def run(env: Env, realm: Realm) -> Value:
        return None

    return run


@compiles_expression(tree.TemplateLiteral)
def _template(node: tree.TemplateLiteral, scope: Scope) -> Run:
    texts = [part.cooked or "" for part in node.quasis]
    parts = [expression(part, scope) for part in node.expressions]

    def run(env: Env, realm: Realm) -> Value:
        found: Value = texts[0]
        for part, after in zip(parts, texts[1:], strict=True):
            shown = convert.text(realm, part(env, realm))
            found = operators.add(realm, operators.add(realm, found, shown), after)
        return found

    return run


@compiles_expression(tree.ScalarArray)
def _scalar_array(node: tree.ScalarArray, scope: Scope) -> Run:
    values = list(node.values)

    def run(env: Env, realm: Realm) -> Value:
        realm.spend_items(len(values))
        return Arr(realm.prototypes["Array"], values.copy())

    return run


@compiles_expression(tree.ScalarObject)
def _scalar_object(node: tree.ScalarObject, scope: Scope) -> Run:
    props: dict[str, Value] = dict(node.items)

    def run(env: Env, realm: Realm) -> Value:
        realm.spend_items(2 * len(props))
        return Obj(realm.prototypes["Object"], "Object", props.copy())

    return run


@compiles_expression(tree.ArrayExpression)
def _array(node: tree.ArrayExpression, scope: Scope) -> Run:
    if node.elements and all(isinstance(element, tree.ScalarArray) for element in node.elements):
        return _rows(node)
    parts = [
        (None, False)
        if element is None
        else (expression(element.argument, scope), True)
        if isinstance(element, tree.SpreadElement)
        else (expression(element, scope), False)
        for element in node.elements
    ]

    def run(env: Env, realm: Realm) -> Value:
        items: list[Value] = []
        for part, spread in parts:
            if part is None:
                items.append(ABSENT)
            elif spread:
                items.extend(iterate(realm, part(env, realm)))
            else:
                items.append(part(env, realm))
        realm.spend_memory(OBJECT)
        realm.spend_items(len(items))
        return Arr(realm.prototypes["Array"], items)

    return run


def _rows(node: tree.ArrayExpression) -> Run:
    """An array of nothing but arrays of literals: a table."""
    rows = [list(row.values) for row in node.elements if isinstance(row, tree.ScalarArray)]
    cells = sum(map(len, rows))

    def run(env: Env, realm: Realm) -> Value:
        realm.spend_memory(OBJECT)
        realm.spend_items(cells + len(rows))
        prototype = realm.prototypes["Array"]
        return Arr(prototype, [Arr(prototype, row.copy()) for row in rows])

    return run


def property_key(node: Any, computed: bool, scope: Scope) -> Run:
    """The name of a property in an object initialiser, a pattern or a class, as a string."""
    if computed:
        inner = expression(node, scope)

        def run(env: Env, realm: Realm) -> Value:
            found = convert.key(realm, inner(env, realm))
            if isinstance(found, Varying):
                raise found.beyond("a property name")
            return found

        return run
    name = fixed_key(node)

    def fixed(env: Env, realm: Realm) -> Value:
        return name

    return fixed


def fixed_key(node: Any) -> str:
    match node:
        case tree.Identifier():
            return node.name
        case tree.PrivateName():
            return f"#{node.name}"
        case tree.StringLiteral():
            return node.value
        case tree.NumericLiteral():
            from proxylint.formats.pac.javascript.numbers import show_number

            return show_number(node.value)
    return str(node.value)


@compiles_expression(tree.ObjectExpression)
def _object(node: tree.ObjectExpression, scope: Scope) -> Run:
    parts = [_property(part, scope) for part in node.properties]

    def run(env: Env, realm: Realm) -> Value:
        made = Obj(realm.prototypes["Object"])
        realm.spend_memory(OBJECT)
        realm.spend_items(2 * len(parts))
        for part in parts:
            part(env, realm, made)
        return made

    return run


def _property(node: tree.Property | tree.SpreadElement, scope: Scope) -> Any:
    if isinstance(node, tree.SpreadElement):
        return _spread_property(expression(node.argument, scope))
    key = property_key(node.key, node.computed, scope)
    value = (
        maker(node.value, scope, method=True) if node.method or node.kind != "init" else expression(node.value, scope)
    )
    if node.kind != "init":
        return _accessor(key, value, node.kind == "get")
    sets_prototype = not node.computed and not node.shorthand and not node.method and fixed_key(node.key) == "__proto__"
    is_method = node.method
    names = is_method or (isinstance(node.value, _NAMED_BY_PROPERTY) and not getattr(node.value, "id", None))

    def define(env: Env, realm: Realm, made: Obj) -> None:
        name, found = key(env, realm), value(env, realm)
        if sets_prototype:
            found = convert.settled(realm, found)
            convert.no_varying_object(found, "a prototype")
        if is_method:
            found.home = made
        if names and not sets_prototype:
            found.props["name"] = name
        if not sets_prototype:
            made.define(realm, name, found)
        elif found is None or isinstance(found, Obj):
            made.proto = found

    return define


_NAMED_BY_PROPERTY = (tree.FunctionExpression, tree.ArrowFunctionExpression)


def _accessor(key: Run, value: Run, getter: bool) -> Any:
    def define(env: Env, realm: Realm, made: Obj) -> None:
        put_accessor(realm, made, key(env, realm), value(env, realm), getter)

    return define


def put_accessor(realm: Realm, made: Obj, name: str, function: Value, getter: bool) -> None:
    function.home = made
    old = made.props.get(name)
    known = old if isinstance(old, Accessor) else Accessor(None, None)
    made.props[name] = Accessor(function, known.setter) if getter else Accessor(known.getter, function)


def _spread_property(value: Run) -> Any:
    def define(env: Env, realm: Realm, made: Obj) -> None:
        found = value(env, realm)
        if found is None or isinstance(found, (bool, float, int)) or not isinstance(found, (Obj, str, Varying)):
            return
        holder = convert.to_object(realm, found)
        for name in members.names(realm, holder):
            made.define(realm, name, holder.get(realm, name))

    return define


@compiles_expression(tree.RegExpLiteral)
def _regexp(node: tree.RegExpLiteral, scope: Scope) -> Run:
    from proxylint.formats.pac.javascript.builtins.regexp import checked_regexp, make_regexp

    source, flags = node.pattern, node.flags
    made = make_regexp if "v" in flags else checked_regexp  # a literal was checked where it was read

    def run(env: Env, realm: Realm) -> Value:
        return made(realm, source, flags)

    return run


@compiles_expression(tree.TaggedTemplate)
def _tagged(node: tree.TaggedTemplate, scope: Scope) -> Run:
    return unmodelled("a tagged template is not modelled", node.span)
