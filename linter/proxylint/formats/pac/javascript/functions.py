"""Functions: closures over environments, parameters, `arguments`, hoisting and construction."""

from __future__ import annotations

from typing import Any

from proxylint.formats.pac.javascript import convert
from proxylint.formats.pac.javascript.bodies import block, expression_body
from proxylint.formats.pac.javascript.compiling import Returned, Run, compiles_expression
from proxylint.formats.pac.javascript.mentions import calls, hides_parameter, says_arguments
from proxylint.formats.pac.javascript.realm import OBJECT, SHALLOW, Realm
from proxylint.formats.pac.javascript.scope import (
    THIS,
    Env,
    Scope,
    bound_names,
    declare_lexical,
    declared_vars,
)
from proxylint.formats.pac.javascript.values import (
    ABSENT,
    UNDEFINED,
    Accessor,
    Arr,
    Builtin,
    Fn,
    Obj,
    Unmodelled,
    Value,
)
from proxylint.formats.pac.javascript.varying import Varying
from proxylint_grammars.pac import tree


class Closure(Fn):
    """A function of the script. `home`: the object whose method it is, where `super` starts; `fields`: of a class.

    `code` and `env`: what it runs, and the environment around it; None until it is completed.
    """

    __slots__ = ("code", "derived", "env", "fields", "home", "is_class")

    def __init__(self, proto: Obj, name: str) -> None:
        super().__init__(proto, name, _unready)
        self.code: Code | None = None
        self.env: Env | None = None
        self.home: Obj | None = None
        self.fields: Any = None
        self.derived = False
        self.is_class = False
        self.props["name"] = name
        self.hidden = frozenset(("name", "length", "prototype"))


def _unready(realm: Realm, this: Value, arguments: list[Value]) -> Value:
    raise AssertionError("a closure is completed where it is made")


class Code:
    """The compiled form of one function, made when it is first called."""

    __slots__ = (
        "arrow",
        "body",
        "functions",
        "hides_parameter",
        "initial",
        "listed",
        "node",
        "outer",
        "parameters",
        "ready",
        "recursive",
        "scope",
        "simple",
    )

    def __init__(self, node: Any, outer: Scope) -> None:
        self.node = node
        self.outer = outer
        self.arrow = isinstance(node, tree.ArrowFunctionExpression)
        self.ready = False
        self.recursive: bool | None = None
        self.listed: tuple[Any] | None = None
        """What a list of its calls tests, as soon as somebody asked; kept by `listed_calls`."""

    def compile(self) -> None:
        node = self.node
        self.scope = scope = Scope(self.outer, "arrow" if self.arrow else "function", node.strict)
        self.simple = all(isinstance(parameter, tree.Identifier) for parameter in node.params)
        for parameter in node.params:
            for name in bound_names(parameter):
                scope.declare(name)
        is_block = isinstance(node.body, tree.BlockStatement)
        body = node.body.body if is_block else ()
        names, in_blocks = declared_vars(body)
        for name in names if scope.strict else names + in_blocks:
            scope.declare(name)
        functions = {part.id.name: part for part in body if isinstance(part, tree.FunctionDeclaration)}
        for name in functions:
            scope.declare(name)
        parameter_names = {name for parameter in node.params for name in bound_names(parameter)} | set(names)
        lexical_start = scope.size
        declare_lexical(scope, body, False)
        self.hides_parameter = not self.simple and hides_parameter(node.params, (*names, *functions))
        self.parameters = _parameters(node.params, scope, self.simple)
        self.functions = [(scope.names[name].slot, maker(part, scope)) for name, part in functions.items()]
        self.body = block(body, scope) if is_block else expression_body(node.body, scope)
        if scope.says_arguments and not self.arrow and says_arguments(node):
            scope.resolve("arguments")  # arrow functions and exits of lists are compiled when a call is under way
        self.initial = _initial(scope, lexical_start, parameter_names)
        self.ready = True

    def calls_itself(self) -> bool:
        """Whether the function's own name is called in it."""
        if self.recursive is None:
            name = self.node.id.name if getattr(self.node, "id", None) else None
            self.recursive = name is not None and calls(self.node.body, name)
        return self.recursive

    def refuses(self) -> str | None:
        """Why a call cannot be followed at all."""
        if getattr(self.node, "generator", False):
            return "a generator function is not modelled"
        if self.node.is_async:
            return "an async function is not modelled"
        if self.scope.uses_arguments and self.simple and not self.scope.strict and self._assigns_parameter():
            return "a function that assigns to a parameter and reads 'arguments' is not modelled"
        if self.hides_parameter:
            return "a parameter that a default value keeps and the body declares again is not modelled"
        return None

    def _assigns_parameter(self) -> bool:
        return any(self.scope.names[parameter.name].assigned for parameter in self.node.params)


def _initial(scope: Scope, lexical_start: int, variables: set[str]) -> list[Value]:
    """The slots of a fresh environment: undefined, or absent for let, const and class names."""
    first = 4 if scope.kind == "function" else 1
    values: list[Value] = [UNDEFINED] * (scope.size - first)
    for name, binding in scope.names.items():
        if binding.early and name not in variables:
            values[binding.slot - first] = ABSENT
    return values


def _parameters(nodes: tuple[Any, ...], scope: Scope, simple: bool) -> Any:
    """`(env, realm, arguments) -> None`."""
    if simple:
        slots = [scope.names[node.name].slot for node in nodes]

        def bind(env: Env, realm: Realm, arguments: list[Value]) -> None:
            for slot, value in zip(slots, arguments, strict=False):
                env[slot] = value

        return bind
    return _pattern_parameters(nodes, scope)


def _pattern_parameters(nodes: tuple[Any, ...], scope: Scope) -> Any:
    from proxylint.formats.pac.javascript.targets import target

    rest = isinstance(nodes[-1], tree.RestElement)
    plain = nodes[:-1] if rest else nodes
    puts = [target(node, scope, first=True) for node in plain]
    last = target(nodes[-1].argument, scope, first=True) if rest else None

    def bind(env: Env, realm: Realm, arguments: list[Value]) -> None:
        for index, put in enumerate(puts):
            put(env, realm, arguments[index] if index < len(arguments) else UNDEFINED)
        if last is not None:
            last(env, realm, Arr(realm.prototypes["Array"], arguments[len(puts) :]))

    return bind


CLOSURE = 20 * OBJECT
"""Bytes that a function of the script costs, with its prototype and what calls it."""


def maker(node: Any, scope: Scope, method: bool = False) -> Any:
    """`(env, realm) -> Closure`: the evaluation of a function expression or the hoisting of a declaration."""
    code = Code(node, scope)
    constructs = not (code.arrow or method or node.is_async)
    name = node.id.name if getattr(node, "id", None) else ""
    length = float(
        next(
            (
                i
                for i, part in enumerate(node.params)
                if not isinstance(part, (tree.Identifier, tree.ArrayPattern, tree.ObjectPattern))
            ),
            len(node.params),
        )
    )

    def make(env: Env, realm: Realm) -> Closure:
        realm.spend_memory(CLOSURE)
        function = Closure(realm.prototypes["Function"], name)
        function.props["length"] = length
        _complete(function, code, env)
        if not constructs:
            function.construct = None
        else:
            prototype = Obj(realm.prototypes["Object"], "Object", {"constructor": function})
            prototype.hide("constructor")
            function.props["prototype"] = prototype
        return function

    return make


def _complete(function: Closure, code: Code, outer: Env) -> None:
    def enter(realm: Realm, this: Value, arguments: list[Value], new_target: Value) -> tuple[Env, Value]:
        """Run the body; the environment, and the returned value or ABSENT."""
        if not code.ready:
            code.compile()
        env: Env = [outer, *code.initial] if code.arrow else [outer, this, function, new_target, *code.initial]
        refusal = code.refuses()
        if refusal is not None:
            raise Unmodelled(refusal, code.node.span)
        if realm.calls >= SHALLOW:
            realm.spend_deep_call()
        realm.calls += 1
        try:
            if code.scope.uses_arguments:
                env[code.scope.names["arguments"].slot] = _arguments_object(
                    realm, arguments, function if code.simple and not code.scope.strict else _NO_CALLEE
                )
            code.parameters(env, realm, arguments)
            for slot, make in code.functions:
                env[slot] = make(env, realm)
            signal = code.body(env, realm)
        finally:
            realm.calls -= 1
        return env, signal.value if type(signal) is Returned else ABSENT

    def call(realm: Realm, this: Value, arguments: list[Value]) -> Value:
        if function.is_class:
            raise realm.error("TypeError", f"Class constructor {function.name} cannot be invoked without 'new'")
        if realm.join is not None and realm.calls and any(isinstance(value, Varying) for value in arguments):
            return realm.join(realm, code, lambda values: plain(realm, this, values), arguments)
        return plain(realm, this, arguments)

    def plain(realm: Realm, this: Value, arguments: list[Value]) -> Value:
        value = enter(realm, this, arguments, UNDEFINED)[1]
        return UNDEFINED if value is ABSENT else value

    def construct(realm: Realm, arguments: list[Value], new_target: Obj) -> Value:
        this: Value = ABSENT if function.derived else instance(realm, function, new_target)
        env, value = enter(realm, this, arguments, new_target)
        if isinstance(value, Obj):
            return value
        convert.no_varying_object(value, "a constructor that returns it")
        if env[THIS] is ABSENT:
            raise realm.error("ReferenceError", "Must call super constructor in derived class")
        return env[THIS]

    function.call = call
    function.code, function.env = code, outer
    if not code.arrow:
        function.construct = construct


def instance(realm: Realm, function: Closure, new_target: Obj) -> Obj:
    """The new object of a base constructor, with the fields of its class."""
    realm.spend_memory(OBJECT)
    prototype = new_target.get(realm, "prototype")
    made = Obj(prototype if isinstance(prototype, Obj) else realm.prototypes["Object"])
    if function.fields is not None:
        function.fields(realm, made)
    return made


def _no_callee(realm: Realm, this: Value, arguments: list[Value]) -> Value:
    raise realm.error("TypeError", "'callee' may not be accessed in strict mode")


_NO_CALLEE = Accessor(Builtin("", _no_callee), Builtin("", _no_callee))
_OF_ARGUMENTS, _CALLEE = frozenset(("length", "callee")), frozenset(("callee",))


def _arguments_object(realm: Realm, arguments: list[Value], callee: Fn | Accessor) -> Arr:
    """ECMA-262 10.4.4."""
    made = Arr(realm.prototypes["Object"], list(arguments), "Arguments")
    made.props["callee"], made.hidden = callee, _OF_ARGUMENTS
    if isinstance(callee, Accessor):
        made.fixed = _CALLEE
    return made


@compiles_expression(tree.FunctionExpression)
def _function_expression(node: tree.FunctionExpression, scope: Scope) -> Run:
    if node.id is None:
        make: Run = maker(node, scope)
        return make
    named = Scope(scope, "block", scope.strict)
    binding = named.declare(node.id.name)
    binding.own_name = True
    slot = binding.slot
    inner = maker(node, named)

    def run(env: Env, realm: Realm) -> Value:
        own: Env = [env, UNDEFINED]
        own[slot] = inner(own, realm)
        return own[slot]

    return run


@compiles_expression(tree.ArrowFunctionExpression)
def _arrow(node: tree.ArrowFunctionExpression, scope: Scope) -> Run:
    make: Run = maker(node, scope)
    return make
