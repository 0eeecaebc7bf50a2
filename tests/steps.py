"""Counts the steps of proxylint's own code, so that tests of growth need no clock.

While `counting()` is on, the product's packages are a second copy of themselves, loaded with a counter woven into their
syntax trees: a call, a turn of a loop and an element that a builtin copies or looks through is one step each. What the
product is given must come from that copy too, so import it inside. Not seen: what happens inside of a match of `re`.
"""

from __future__ import annotations

import ast
import operator
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec, SourceFileLoader
from types import ModuleType
from typing import Any

PACKAGES = ("proxylint", "proxylint_grammars", "proxylint_rules")

STANDARD = ("proxylint.records",)
"""Stands for a module of the standard library, whose steps are not counted either."""

_SIZED = (str, bytes, tuple, list, dict, set, frozenset)


class Steps:
    """`taken` so far; the other names are what the woven code calls."""

    def __init__(self) -> None:
        self.taken = 0

    def one(self) -> None:
        self.taken += 1

    def got(self, value: Any) -> Any:
        self.taken += 1
        return value

    def sized(self, value: Any) -> Any:
        """A builtin goes through all of this."""
        self.taken += _size(value)
        return value

    def listed(self, value: Any) -> Any:
        """`in` goes through this, if it is no hash table."""
        if isinstance(value, (str, bytes, tuple, list)):
            self.taken += len(value)
        return value

    def each(self, values: Iterable[Any]) -> Iterator[Any]:
        for value in values:
            self.taken += 1
            yield value

    def every(self, values: Any) -> Any:
        """What a builtin goes through, whether it is there already or comes one by one."""
        return (
            self.sized(values) if isinstance(values, _SIZED) or not hasattr(values, "__next__") else self.each(values)
        )

    def added(self, left: Any, right: Any) -> Any:
        """`left += right`: a list or a set grows in place, everything else is made anew."""
        self.taken += _size(right)
        result = operator.iadd(left, right)
        return result if result is left else self.sized(result)

    def united(self, left: Any, right: Any) -> Any:
        self.taken += _size(right)
        result = operator.ior(left, right)
        return result if result is left else self.sized(result)

    def method(self, name: str, owner: Any, /, *arguments: Any, **named: Any) -> Any:
        before = len(owner) if isinstance(owner, _SIZED) else 0
        result = getattr(owner, name)(*arguments, **named)
        self.taken += max(_method_cost(name, owner, before, arguments, result), 0)
        return result


def _size(value: Any) -> int:
    if isinstance(value, _SIZED):
        return len(value)
    return value.bit_length() >> 6 if isinstance(value, int) else 0


def _method_cost(name: str, owner: Any, before: int, arguments: tuple[Any, ...], result: Any) -> int:
    if name in ("match", "fullmatch", "search"):
        return 0 if result is None or not hasattr(result, "end") else result.end() - result.start()
    if not isinstance(owner, _SIZED) and not isinstance(owner, type):
        return 0
    if name == "isascii" and isinstance(owner, str):
        return 0  # a text knows it of itself
    if name in ("find", "index") and isinstance(owner, (str, bytes)):
        start, end = (*arguments[1:3], *(0, before)[len(arguments) - 1 :])
        return (result if result >= 0 else end) - start
    if name == "rfind":
        end = arguments[2] if len(arguments) > 2 else before
        return end - max(result, arguments[1] if len(arguments) > 1 else 0)
    if name in ("startswith", "endswith"):
        return _size(arguments[0])
    if name == "insert":
        return before - min(before, arguments[0])
    if name == "pop":
        return before if isinstance(owner, list) and arguments and arguments[0] == 0 else 0
    if name in ("extend", "update", "fromkeys", "union"):
        return sum(map(_size, arguments)) + _size(result)
    if name == "removeprefix" or name == "removesuffix":
        return _size(result)
    return before + _size(result)


_METHODS = frozenset(
    [
        "match",
        "fullmatch",
        "search",
        "find",
        "index",
        "rfind",
        "startswith",
        "endswith",
        "insert",
        "pop",
        "extend",
        "update",
        "fromkeys",
        "union",
        "removeprefix",
        "removesuffix",
        "remove",
        "sort",
        "reverse",
        "copy",
        "count",
        "join",
        "split",
        "rsplit",
        "splitlines",
        "partition",
        "rpartition",
        "replace",
        "lower",
        "upper",
        "strip",
        "lstrip",
        "rstrip",
        "translate",
        "encode",
        "decode",
        "intersection",
        "difference",
        "isdisjoint",
        "issubset",
        "issuperset",
        "isascii",
        "isdigit",
    ]
)
_BUILTINS = frozenset(
    ["tuple", "list", "set", "frozenset", "dict", "sorted", "sum", "min", "max", "any", "all", "hash"]
)

steps = Steps()


class _Weaver(ast.NodeTransformer):
    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.AST:
        self.generic_visit(node)
        at = 1 if ast.get_docstring(node, clean=False) is not None else 0
        node.body.insert(at, ast.Expr(_call("one")))
        return node

    def visit_Lambda(self, node: ast.Lambda) -> ast.AST:
        self.generic_visit(node)
        node.body = _call("got", node.body)
        return node

    def visit_For(self, node: ast.For) -> ast.AST:
        self.generic_visit(node)
        node.body.insert(0, ast.Expr(_call("one")))
        return node

    def visit_While(self, node: ast.While) -> ast.AST:
        self.generic_visit(node)
        node.body.insert(0, ast.Expr(_call("one")))
        return node

    def visit_comprehension(self, node: ast.comprehension) -> ast.AST:
        self.generic_visit(node)
        node.iter = _call("each", node.iter)
        return node

    def visit_Starred(self, node: ast.Starred) -> ast.AST:
        self.generic_visit(node)
        if isinstance(node.ctx, ast.Load):
            node.value = _call("every", node.value)
        return node

    def visit_Dict(self, node: ast.Dict) -> ast.AST:
        self.generic_visit(node)
        node.values = [
            value if key is not None else _call("sized", value)
            for key, value in zip(node.keys, node.values, strict=True)
        ]
        return node

    def visit_BinOp(self, node: ast.BinOp) -> ast.AST:
        self.generic_visit(node)
        if isinstance(node.op, ast.Sub):
            node.left = _call("sized", node.left)
        return _call("sized", node)

    def visit_AugAssign(self, node: ast.AugAssign) -> ast.AST:
        self.generic_visit(node)
        name = {ast.Add: "added", ast.BitOr: "united"}.get(type(node.op))
        if name is None or not isinstance(node.target, ast.Name):
            node.value = _call("sized", node.value)
            return node
        return ast.Assign([node.target], _call(name, ast.Name(node.target.id, ast.Load()), node.value))

    def visit_Compare(self, node: ast.Compare) -> ast.AST:
        self.generic_visit(node)
        if isinstance(node.ops[0], ast.In | ast.NotIn):
            node.comparators[0] = _call("listed", node.comparators[0])
        return node

    def visit_JoinedStr(self, node: ast.JoinedStr) -> ast.AST:
        self.generic_visit(node)
        return _call("sized", node)

    def visit_FormattedValue(self, node: ast.FormattedValue) -> ast.AST:
        node.value = self.visit(node.value)  # a format_spec is a JoinedStr that must stay one
        return node

    def visit_Subscript(self, node: ast.Subscript) -> ast.AST:
        self.generic_visit(node)
        if isinstance(node.ctx, ast.Load) and isinstance(node.slice, ast.Slice):
            return _call("sized", node)
        return node

    def visit_Call(self, node: ast.Call) -> ast.AST:
        self.generic_visit(node)
        if isinstance(node.func, ast.Attribute) and node.func.attr in _METHODS:
            owner, name = node.func.value, ast.Constant(node.func.attr)
            return ast.Call(_attribute("method"), [name, owner, *node.args], node.keywords)
        if isinstance(node.func, ast.Name) and node.func.id in _BUILTINS:
            node.args = [one if isinstance(one, ast.Starred) else _call("every", one) for one in node.args]
        return node

    def visit_AnnAssign(self, node: ast.AnnAssign) -> ast.AST:
        """Annotations stay as they are."""
        if node.value is not None:
            node.value = self.visit(node.value)
        return node

    def visit_arg(self, node: ast.arg) -> ast.AST:
        return node

    def visit_match_case(self, node: ast.match_case) -> ast.AST:
        """Patterns stay as they are."""
        node.body = [self.visit(one) for one in node.body]
        return node


def _attribute(name: str) -> ast.expr:
    return ast.Attribute(ast.Name("__steps__", ast.Load()), name, ast.Load())


def _call(name: str, *arguments: ast.expr) -> ast.expr:
    return ast.Call(_attribute(name), list(arguments), [])


class _Loader(SourceFileLoader):
    def get_code(self, fullname: str) -> Any:
        """Never the compiled file of the plain module."""
        path = self.get_filename(fullname)
        tree = _Weaver().visit(ast.parse(self.get_data(path)))
        return compile(ast.fix_missing_locations(tree), path, "exec", dont_inherit=True)

    def exec_module(self, module: ModuleType) -> None:
        vars(module)["__steps__"] = steps
        super().exec_module(module)


class _Finder(MetaPathFinder):
    def find_spec(self, fullname: str, path: Any, target: ModuleType | None = None) -> ModuleSpec | None:
        if fullname.partition(".")[0] not in PACKAGES or fullname in STANDARD:
            return None
        found = next((spec for finder in sys.meta_path if (spec := _found(finder, fullname, path))), None)
        if found is not None and isinstance(found.loader, SourceFileLoader):
            found.loader = _Loader(found.loader.name, found.loader.path)
        return found


def _found(finder: Any, fullname: str, path: Any) -> ModuleSpec | None:
    return None if isinstance(finder, _Finder) else finder.find_spec(fullname, path)


_woven: dict[str, ModuleType] = {}


def _ours() -> dict[str, ModuleType]:
    return {name: module for name, module in sys.modules.items() if name.partition(".")[0] in PACKAGES}


@contextmanager
def counting() -> Iterator[Steps]:
    """Inside, `import proxylint` is the counted copy."""
    plain, finder = _ours(), _Finder()
    for name in plain:
        del sys.modules[name]
    sys.modules.update(_woven)
    sys.meta_path.insert(0, finder)
    try:
        yield steps
    finally:
        sys.meta_path.remove(finder)
        _woven.update(_ours())
        for name in _woven:
            sys.modules.pop(name, None)
        sys.modules.update(plain)


def count(work: Callable[[], object]) -> int:
    """The steps of one run, within `counting()`."""
    before = steps.taken
    work()
    return steps.taken - before


def forget(package: str) -> None:
    """Empties what the functions of a package keep of earlier calls; within `counting()`, of the counted copy."""
    for name, module in _ours().items():
        for value in list(vars(module).values()) if name.startswith(package) else ():
            if hasattr(value, "cache_clear") and not isinstance(value, type):
                value.cache_clear()
