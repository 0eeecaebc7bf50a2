"""Which expressions hold the host or the URL that the engine hands to the script, whatever they are called there."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from typing import Any

from proxylint.formats.pac.analysis.survey import Binding, Function, Survey
from proxylint.formats.pac.script import ENTRY, ENTRY_EX
from proxylint_grammars.pac import tree
from proxylint_grammars.pac.node import Node

DEEPEST = 20
"""Variables that hand a value on from one to the next."""


class Subject(StrEnum):
    """What an expression holds. In lower case is still the host, as engines hand it over so."""

    URL = "url"
    HOST = "host"
    LOWERED_URL = "lowered url"


class Subjects:
    def __init__(self, survey: Survey) -> None:
        self.survey = survey
        self._known: dict[Binding, Subject | None] = {}
        self._busy: set[Binding] = set()
        self._entries = {function.node for function in entries(survey)}

    def of(self, node: Any) -> Subject | None:
        """None for everything that is not certainly one of them on all ways through the script."""
        if self.survey.dynamic:
            return None
        found = self._of(node)
        return found if isinstance(found, Subject) else None

    def _of(self, node: Any) -> Subject | bool | None:
        """True: the variable that is being looked at itself."""
        if isinstance(node, tree.Identifier):
            binding = self.survey.bindings.get(node)
            return None if binding is None else self._held(binding)
        if isinstance(node, tree.CallExpression) and isinstance(node.callee, tree.MemberExpression):
            callee = node.callee
            if not callee.computed and getattr(callee.property, "name", "") == "toLowerCase" and not node.arguments:
                found = self._of(callee.object)
                return Subject.LOWERED_URL if found is Subject.URL else found
        return None

    def _held(self, binding: Binding) -> Subject | bool | None:
        if binding in self._known:
            return self._known[binding]
        if binding in self._busy:
            return True
        if len(self._busy) >= DEEPEST:
            return None
        self._busy.add(binding)
        try:
            found = self._only(binding)
        finally:
            self._busy.discard(binding)
        self._known[binding] = found
        return found

    def _only(self, binding: Binding) -> Subject | None:
        kinds: set[Subject | bool | None] = set()
        if binding.parameter is not None:
            kinds.update(self._arguments(*binding.parameter))
        for value in binding.values:
            kinds.add(None if value is None else self._of(value))
        kinds.discard(True)
        found = kinds.pop() if len(kinds) == 1 else None
        return found if isinstance(found, Subject) else None

    def _arguments(self, function: Function, index: int) -> Iterator[Subject | bool | None]:
        """What a parameter is given by the engine and by the calls of the script."""
        if function.uses_arguments:
            yield None
            return
        if function.node in self._entries:
            yield (Subject.URL, Subject.HOST)[index] if index < 2 else None
        elif function.holder is None or function.holder.values != [function.node]:
            yield None
            return
        for read in function.holder.reads if function.holder else ():
            call = self.survey.callers.get(read)
            yield self._of(call.arguments[index]) if call and index < len(call.arguments) else None


def entries(survey: Survey) -> list[Function]:
    """The functions that an engine may call: all that the name is given, none where it is given something else."""
    found: list[Function] = []
    for name in (ENTRY, ENTRY_EX):
        binding = survey.top.get(name)
        values: list[Node | None] = [] if binding is None else list(binding.values)
        functions = [survey.functions[value] for value in values if value in survey.functions]
        if len(functions) < len(values):
            return []
        for function in functions:
            function.holder = function.holder or binding
        found += functions
    return found
