"""What the text of a script holds: its functions, calls and names, gathered in one walk.

Nothing at run time can add a name to a scope but `eval` and `with`; where a script has either, `dynamic` is set and
facts about names are not told.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from proxylint.format import Policy
from proxylint.formats.pac.policy import PacPolicy
from proxylint.records import dataclass, field
from proxylint_grammars.pac import tree
from proxylint_grammars.pac.node import Node


@dataclass(eq=False, slots=True)
class Binding:
    """A declared name. `values`: what it is given, None for what is not one expression; `reads`: where it is read."""

    name: str
    top_level: bool
    parameter: tuple[Function, int] | None = None
    values: list[Node | None] = field(default_factory=list)
    reads: list[tree.Identifier] = field(default_factory=list)


@dataclass(eq=False, slots=True)
class Function:
    """`holder`: the name it is declared under or given to first."""

    node: Any
    holder: Binding | None = None
    uses_arguments: bool = False


@dataclass(frozen=True, slots=True)
class Free:
    """A name that no declaration in the file explains. `guarded`: inside `try`, so that an error may be meant."""

    node: tree.Identifier
    use: str
    """"read", "write", "called" or "typeof"."""
    function: Function | None
    guarded: bool


@dataclass(frozen=True, slots=True)
class Call:
    """`name`: the callee where it is a name that the file does not declare, so a helper or a global."""

    node: tree.CallExpression
    name: str | None
    function: Function | None
    guarded: bool


@dataclass(slots=True)
class Survey:
    program: tree.Program
    top: dict[str, Binding]
    calls: list[Call] = field(default_factory=list)
    free: list[Free] = field(default_factory=list)
    bindings: dict[tree.Identifier, Binding] = field(default_factory=dict)
    functions: dict[Node, Function] = field(default_factory=dict)
    callers: dict[tree.Identifier, tree.CallExpression] = field(default_factory=dict)
    nodes: dict[type, list[Any]] = field(default_factory=dict)
    homes: dict[Node, Function | None] = field(default_factory=dict)
    """The function around a kept node."""
    properties: set[str] = field(default_factory=set)
    """Names that are written as properties of `this` or `globalThis`, which outside functions are globals."""
    members: set[str] = field(default_factory=set)
    """Names of all properties that are written."""
    dynamic: bool = False

    def of(self, kind: type) -> list[Any]:
        return self.nodes.get(kind, [])

    @property
    def helpers(self) -> Iterable[Call]:
        """Calls of names that the file neither declares nor writes."""
        written = {free.node.name for free in self.free if free.use == "write"} | self.properties
        return (call for call in self.calls if call.name is not None and call.name not in written)


def survey_of(policy: Policy) -> Survey | None:
    """None for a file that engines refuse, or that was not read."""
    if not isinstance(policy, PacPolicy) or policy.script is None or policy.failure is not None:
        return None
    return _survey(policy.script.syntax)


@lru_cache(maxsize=1)
def _survey(program: tree.Program) -> Survey:
    """Kept for the file at hand, which every rule asks about."""
    from proxylint.formats.pac.analysis.walk import walked

    return walked(program)
