"""A whole script, compiled once and run in as many fresh contexts as there are questions."""

from __future__ import annotations

from proxylint.formats.pac.javascript import assignment, calls, literals, names, simple, statements
from proxylint.formats.pac.javascript.bodies import block
from proxylint.formats.pac.javascript.functions import maker
from proxylint.formats.pac.javascript.realm import Realm
from proxylint.formats.pac.javascript.scope import Env, Scope, declare_lexical, declared_vars
from proxylint.formats.pac.javascript.values import ABSENT, UNDEFINED
from proxylint_grammars.pac import tree

COMPILERS = (assignment, calls, literals, names, simple, statements)
"""Importing them is what registers the compilers of the node kinds that most scripts have (see `compiling`)."""


class Program:
    """`run` executes the top level: `var` and functions become properties of the global object, let and const not."""

    def __init__(self, node: tree.Program) -> None:
        scope = Scope(None, "script", node.strict)
        scope.says_arguments = node.says_arguments
        declare_lexical(scope, node.body, False)
        variables, in_blocks = declared_vars(node.body)
        self.variables = variables if node.strict else variables + in_blocks
        functions = {part.id.name: part for part in node.body if isinstance(part, tree.FunctionDeclaration)}
        self.functions = [(name, maker(part, scope)) for name, part in functions.items()]
        self.body = block(node.body, scope)
        self.scope = scope
        self.loaded: object = None
        """What the embedder keeps of a run."""

    def run(self, realm: Realm) -> None:
        env: Env = [None, *[ABSENT] * (self.scope.size - 1)]
        for name in self.variables:
            realm.globals.props.setdefault(name, UNDEFINED)
        for name, make in self.functions:
            realm.globals.props[name] = make(env, realm)
        self.body(env, realm)
