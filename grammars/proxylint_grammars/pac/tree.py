"""The syntax tree of a PAC script: ESTree's names and fields, with a span on every node.

Where it differs from ESTree it is so that long generated files stay shallow and quick:

* `LogicalExpression` and `BinaryExpression` hold a flat tuple of operands: real files have `||` chains of
  49,000 terms;
* `IfStatement` and `ConditionalExpression` hold a flat tuple of arms: `else if` and `a ? b : c ? d : e` do not nest;
* an array of plain scalars is one `ScalarArray`, an object of plain scalars one `ScalarObject`.

Strings (`StringLiteral.value`, template text, scalars) are what the engine holds: one Python character per UTF-16 code
unit, escapes resolved; a surrogate pair stays two characters. Numbers are doubles, as `float`.

Depth: no node lies more than `MAX_DEPTH` nodes below `Program`; a deeper file is a `SyntaxProblem`. So is one of more
than `MOST_NODES` nodes, keys aside.
"""

from __future__ import annotations

from typing import Literal, TypeAlias

from proxylint.text import Span
from proxylint_grammars.pac import literals
from proxylint_grammars.pac.node import Node
from proxylint_grammars.pac.tokens import SCALAR_PART

MAX_DEPTH = 1000

MOST_NODES = 300_000
"""Each takes up to half a kilobyte until the last question is answered. The longest chain of `||` in a public file has
49,000 terms of four nodes; an array or object of plain scalars is one, however long."""

# --- patterns and names ------------------------------------------------------------------------------------------


class Identifier(Node):
    """A name that is read, written or declared; also a property name that is not computed (keywords included)."""

    name: str


class PrivateName(Node):
    """`#name` in a class; `name` is without the hash."""

    name: str


class AssignmentPattern(Node):
    """A target with a default: `left = right` in parameters and destructuring."""

    left: Pattern
    right: Expression


class RestElement(Node):
    """`...argument` as the last parameter or the last element of a pattern."""

    argument: Pattern


class ArrayPattern(Node):
    """`None` is a hole: the value at that index is skipped."""

    elements: tuple[Pattern | None, ...]


class PatternProperty(Node):
    """`key: value`, `key` or `key = default` in an object pattern."""

    key: PropertyKey
    value: Pattern
    computed: bool
    shorthand: bool


class ObjectPattern(Node):
    properties: tuple[PatternProperty | RestElement, ...]


# --- literals ----------------------------------------------------------------------------------------------------


class StringLiteral(Node):
    value: str


class NumericLiteral(Node):
    value: float


class BooleanLiteral(Node):
    value: bool


class NullLiteral(Node):
    pass


class BigIntLiteral(Node):
    value: int


class RegExpLiteral(Node):
    """`pattern` and `flags` as written, between and after the slashes; the syntax of both was checked."""

    pattern: str
    flags: str


class TemplateElement(Node):
    """A text part of a template. `cooked` is `None` for an invalid escape, which only a tagged template may hold."""

    cooked: str | None
    raw: str


class TemplateLiteral(Node):
    """`quasis` has one element more than `expressions`."""

    quasis: tuple[TemplateElement, ...]
    expressions: tuple[Expression, ...]


Scalar: TypeAlias = str | float | bool | None


class ScalarArray(Node):
    """An array literal of at least one element, all of them strings with nothing but simple escapes, plain numbers,
    booleans or null.

    `raw` is the text of the node. `scalar_spans` gives the places of the elements when a finding needs them.
    """

    raw: str
    _made: tuple[Scalar, ...] | None = None

    @property
    def values(self) -> tuple[Scalar, ...]:
        """The same objects whenever they are asked for; made when they first are."""
        if self._made is None:
            object.__setattr__(self, "_made", tuple(literals.scalars(self.raw)))
        return self._made or ()


class ScalarObject(Node):
    """An object literal of at least one property, all of them `key: scalar` as in `ScalarArray`, keys without escapes.

    The items stand in the order of the text and a key may come twice; `__proto__` is never among them.
    `scalar_spans` gives the places of keys and values in turn.
    """

    raw: str
    _made: tuple[tuple[str, Scalar], ...] | None = None

    @property
    def items(self) -> tuple[tuple[str, Scalar], ...]:
        """The same objects whenever they are asked for; made when they first are."""
        if self._made is None:
            object.__setattr__(self, "_made", tuple(literals.items(self.raw)))
        return self._made or ()


# --- expressions -------------------------------------------------------------------------------------------------


class ThisExpression(Node):
    pass


class Super(Node):
    """`super` as the object of a member or as the callee of a call."""


class SpreadElement(Node):
    argument: Expression


class ArrayExpression(Node):
    """`None` is a hole."""

    elements: tuple[Expression | SpreadElement | None, ...]


class Property(Node):
    """One property of an object literal; a method, getter or setter has a `FunctionExpression` as value."""

    key: PropertyKey
    value: Expression
    kind: Literal["init", "get", "set"]
    computed: bool
    shorthand: bool
    method: bool


class ObjectExpression(Node):
    properties: tuple[Property | SpreadElement, ...]


class FunctionExpression(Node):
    """Also the value of a method. `strict` says whether its code is strict mode code."""

    id: Identifier | None
    params: tuple[Pattern, ...]
    body: BlockStatement
    generator: bool
    is_async: bool
    strict: bool


class ArrowFunctionExpression(Node):
    params: tuple[Pattern, ...]
    body: BlockStatement | Expression
    is_async: bool
    strict: bool


class ClassExpression(Node):
    id: Identifier | None
    super_class: Expression | None
    body: tuple[ClassMember, ...]


class MemberExpression(Node):
    """`property` is an `Identifier` or `PrivateName` unless `computed`; `optional`: `?.` stands right before it."""

    object: Expression | Super
    property: Expression | PrivateName
    computed: bool
    optional: bool


class CallExpression(Node):
    callee: Expression | Super
    arguments: tuple[Expression | SpreadElement, ...]
    optional: bool


class ChainExpression(Node):
    """Around a member or call chain that holds `?.`: what a missing object cuts short ends here."""

    expression: Expression


class NewExpression(Node):
    callee: Expression
    arguments: tuple[Expression | SpreadElement, ...]


class MetaProperty(Node):
    """`new.target`."""

    meta: Identifier
    property: Identifier


class ImportExpression(Node):
    """`import(source)`: valid syntax; no PAC engine can load anything with it."""

    source: Expression


class TaggedTemplate(Node):
    tag: Expression
    quasi: TemplateLiteral


UnaryOperator: TypeAlias = Literal["+", "-", "!", "~", "typeof", "void", "delete"]


class UnaryExpression(Node):
    operator: UnaryOperator
    argument: Expression


class UpdateExpression(Node):
    operator: Literal["++", "--"]
    argument: Identifier | MemberExpression | CallExpression
    prefix: bool


class AwaitExpression(Node):
    argument: Expression


class YieldExpression(Node):
    argument: Expression | None
    delegate: bool


BinaryOperator: TypeAlias = Literal[
    "+", "-", "*", "/", "%", "**", "<<", ">>", ">>>", "&", "|", "^",
    "==", "!=", "===", "!==", "<", ">", "<=", ">=", "in", "instanceof",
]  # fmt: skip


class BinaryExpression(Node):
    """Two or more operands and one operator, to be folded from the left: `a + b + c` is one node, `a + b - c` two.

    `**` groups to the right and always has two operands. The first operand of `in` may be a `PrivateName`.
    """

    operator: BinaryOperator
    operands: tuple[Expression | PrivateName, ...]


class LogicalExpression(Node):
    """Two or more operands, evaluated from the left until one decides."""

    operator: Literal["||", "&&", "??"]
    operands: tuple[Expression, ...]


class AssignmentExpression(Node):
    """`operator` is `=`, or an arithmetic or logical one ending in `=`, whose `left` is then no pattern."""

    operator: str
    left: Pattern
    right: Expression


class ConditionalArm(Node):
    """From the test to the colon."""

    test: Expression
    consequent: Expression


class ConditionalExpression(Node):
    """`test ? consequent : test ? consequent : alternate`: the first arm whose test holds, else the alternate."""

    arms: tuple[ConditionalArm, ...]
    alternate: Expression


class SequenceExpression(Node):
    expressions: tuple[Expression, ...]


# --- statements --------------------------------------------------------------------------------------------------


class FunctionDeclaration(Node):
    id: Identifier
    params: tuple[Pattern, ...]
    body: BlockStatement
    generator: bool
    is_async: bool
    strict: bool


class ClassDeclaration(Node):
    id: Identifier
    super_class: Expression | None
    body: tuple[ClassMember, ...]


class MethodDefinition(Node):
    key: PropertyKey
    value: FunctionExpression
    kind: Literal["constructor", "method", "get", "set"]
    computed: bool
    static: bool


class PropertyDefinition(Node):
    """A field of a class."""

    key: PropertyKey
    value: Expression | None
    computed: bool
    static: bool


class StaticBlock(Node):
    body: tuple[Statement, ...]


class VariableDeclarator(Node):
    id: Pattern
    init: Expression | None


class VariableDeclaration(Node):
    kind: Literal["var", "let", "const"]
    declarations: tuple[VariableDeclarator, ...]


class ExpressionStatement(Node):
    """`directive` is the text between the quotes where the statement is a directive such as "use strict"."""

    expression: Expression
    directive: str | None = None


class BlockStatement(Node):
    body: tuple[Statement, ...]


class EmptyStatement(Node):
    pass


class DebuggerStatement(Node):
    pass


class IfArm(Node):
    """From `if` to the end of the consequent; the `else` before a later arm is not part of it."""

    test: Expression
    consequent: Statement


class IfStatement(Node):
    """`if ... else if ... else`: the first arm whose test holds, else the alternate."""

    arms: tuple[IfArm, ...]
    alternate: Statement | None


class ForStatement(Node):
    init: VariableDeclaration | Expression | None
    test: Expression | None
    update: Expression | None
    body: Statement


class ForInStatement(Node):
    left: VariableDeclaration | Pattern
    right: Expression
    body: Statement


class ForOfStatement(Node):
    left: VariableDeclaration | Pattern
    right: Expression
    body: Statement
    is_await: bool


class WhileStatement(Node):
    test: Expression
    body: Statement


class DoWhileStatement(Node):
    body: Statement
    test: Expression


class ReturnStatement(Node):
    argument: Expression | None


class BreakStatement(Node):
    label: Identifier | None


class ContinueStatement(Node):
    label: Identifier | None


class ThrowStatement(Node):
    argument: Expression


class CatchClause(Node):
    param: Pattern | None
    body: BlockStatement


class TryStatement(Node):
    block: BlockStatement
    handler: CatchClause | None
    finalizer: BlockStatement | None


class SwitchCase(Node):
    """`test` is `None` for `default`."""

    test: Expression | None
    consequent: tuple[Statement, ...]


class SwitchStatement(Node):
    discriminant: Expression
    cases: tuple[SwitchCase, ...]


class LabeledStatement(Node):
    label: Identifier
    body: Statement


class WithStatement(Node):
    """Parsed because V8 loads it; what the names inside mean cannot be told from the text."""

    object: Expression
    body: Statement


class Program(Node):
    """`span` is the whole text. `says_arguments`: the word may stand in it."""

    body: tuple[Statement, ...]
    strict: bool
    says_arguments: bool


# The unions are strings: to build them costs as much as half of the classes.
# A MemberExpression stands only in assignments and loop heads. So does a CallExpression: V8 loads `f() = 1` and throws
# a ReferenceError when it gets there.
Pattern: TypeAlias = (
    "Identifier | MemberExpression | CallExpression | AssignmentPattern | ArrayPattern | ObjectPattern | RestElement"
)
PropertyKey: TypeAlias = "Expression | PrivateName"
ClassMember: TypeAlias = "MethodDefinition | PropertyDefinition | StaticBlock"
Function: TypeAlias = "FunctionDeclaration | FunctionExpression | ArrowFunctionExpression"
Expression: TypeAlias = """(
    StringLiteral | NumericLiteral | BooleanLiteral | NullLiteral | BigIntLiteral | RegExpLiteral | TemplateLiteral
    | Identifier | ThisExpression | ScalarArray | ScalarObject | ArrayExpression | ObjectExpression
    | FunctionExpression | ArrowFunctionExpression | ClassExpression | MemberExpression | CallExpression
    | ChainExpression | NewExpression | MetaProperty | ImportExpression | TaggedTemplate | UnaryExpression
    | UpdateExpression | AwaitExpression | YieldExpression | BinaryExpression | LogicalExpression
    | AssignmentExpression | ConditionalExpression | SequenceExpression
)"""
Statement: TypeAlias = """(
    FunctionDeclaration | ClassDeclaration | VariableDeclaration | ExpressionStatement | BlockStatement
    | EmptyStatement | DebuggerStatement | IfStatement | ForStatement | ForInStatement | ForOfStatement
    | WhileStatement | DoWhileStatement | ReturnStatement | BreakStatement | ContinueStatement | ThrowStatement
    | TryStatement | SwitchStatement | LabeledStatement | WithStatement
)"""


def scalar_spans(node: ScalarArray | ScalarObject) -> tuple[Span, ...]:
    """The places of the elements, quotes included; for an object of key, value, key, value and so on."""
    start = node.span.start
    return tuple(
        Span(node.span.file, start + part.start(), start + part.end())
        for part in SCALAR_PART().finditer(node.raw)
        if part.lastgroup is not None
    )
