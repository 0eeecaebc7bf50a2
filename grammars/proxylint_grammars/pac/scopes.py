"""Early errors that depend on what surrounds a statement: names declared twice, jumps without a target, stray `super`.

The parser reduces from the inside out and from left to right. So nothing here follows a tree: what needs a surrounding
is put down with its offset, and the surrounding, when it is reduced, takes all that lies behind its own start.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable

from proxylint.text import Source
from proxylint_grammars.pac.base import Context, Reductions
from proxylint_grammars.pac.tokens import STRICT_WORDS

RESERVED_SOMEWHERE = STRICT_WORDS | {"await", "arguments"}
"""Names that some code cannot have."""

_REPEATED = "'{}' is declared twice in one scope"


class Marks:
    """Names with the offset at which each was last put down; what lies behind an offset can be taken back."""

    def __init__(self) -> None:
        self.last: dict[str, int] = {}
        self._log: list[tuple[int, str, int]] = []

    def put(self, name: str, at: int) -> None:
        self._log.append((at, name, self.last.get(name, -1)))
        self.last[name] = at

    def since(self, name: str, start: int) -> bool:
        return self.last.get(name, -1) >= start

    def undo(self, start: int) -> None:
        while self._log and self._log[-1][0] >= start:
            _, name, before = self._log.pop()
            self.last[name] = before


class Scopes(Reductions):
    def __init__(self, source: Source) -> None:
        super().__init__(source)
        self.vars, self.labels = Marks(), Marks()
        self.lexical: list[tuple[int, str, str]] = []
        self.closed: dict[str, int] = {}
        self.stray: dict[str, list[int]] = {kind: [] for kind in _STRAY}
        self.uses: dict[str, list[tuple[int, bool]]] = {}
        self._used: list[tuple[int, str]] = []
        self.private: dict[str, list[int]] = {}

    # --- declarations ---

    def declare_lexical(self, name: str, at: int) -> None:
        if name == "let":
            self.refuse_let(at)
        self.lexical.append((at, name, "variable"))

    def refuse_let(self, at: int) -> None:
        self.fail(at, at + len("let"), "'let' cannot be the name of a let or const variable")

    def declare_function(self, name: str, at: int, special: bool) -> None:
        """Lexical in a block, a `var` elsewhere. Sloppy mode lets it repeat in a block unless it is `special`: a
        generator or async (Annex B.3.2.4)."""
        self.lexical.append((at, name, "special function" if special else "function"))

    def close_block(self, start: int) -> None:
        """The scope of a block, loop or switch that starts at `start` ends."""
        self.closed = self._taken(start, functions_are_vars=False)

    def close_function(self, start: int, parameters: Iterable[str], arrow: bool = False) -> None:
        """The function body at `start` ends, of which the parameters are known."""
        names = self._taken(start, functions_are_vars=True)
        for name in parameters:
            if name in names:
                self.fail(names[name], names[name] + len(name), _REPEATED.format(name))
        self.vars.undo(start)
        self.labels.undo(start)
        self._close_jumps(start)
        if not arrow:
            self.drop_stray(start, "new.target")

    def _taken(self, start: int, functions_are_vars: bool) -> dict[str, int]:
        """The lexical names put down behind `start`, with their places."""
        at = len(self.lexical)
        while at and self.lexical[at - 1][0] >= start:
            at -= 1
        taken, self.lexical[at:] = self.lexical[at:], []
        names: dict[str, tuple[int, str]] = {}
        for place, name, kind in taken:
            if functions_are_vars and kind != "variable":
                self.vars.put(name, place)
            elif name in names and (self.strict or not kind == names[name][1] == "function"):
                self.fail(place, place + len(name), _REPEATED.format(name))
            else:
                names[name] = place, kind
        for name, (place, _) in names.items():
            if self.vars.since(name, start):
                place = max(place, self.vars.last[name])
                self.fail(place, place + len(name), _REPEATED.format(name))
        return {name: place for name, (place, _) in names.items()}

    def refuse_reserved(self, word: str, start: int, end: int, context: Context) -> None:
        """The word stands as a name in such code."""
        if context.strict and word in STRICT_WORDS:
            self.fail(start, end, f"'{word}' is a reserved word in strict mode")
        if word == "yield" and context.generator:
            self.fail(start, end, "'yield' cannot stand here in a generator")
        if word == "arguments" and context.initializer:
            self.fail(start, end, "the fields and static blocks of a class have no 'arguments'")
        if word == "await":
            if context.is_async or context.static_block:
                where = "an async function" if context.is_async else "a static block"
                self.fail(start, end, f"'await' is a reserved word in {where}")
            self.put_stray("name await", start)

    # --- jumps and other words that need a surrounding ---

    def put_stray(self, kind: str, at: int) -> None:
        self.stray[kind].append(at)

    def drop_stray(self, start: int, *kinds: str) -> None:
        for kind in kinds:
            places = self.stray[kind]
            while places and places[-1] >= start:
                places.pop()

    def refuse_stray(self, start: int, *kinds: str) -> None:
        for kind in kinds:
            places = self.stray[kind]
            if places and places[-1] >= start:
                word, message = _STRAY[kind]
                first = places[bisect_left(places, start)]
                self.fail(first, first + len(word), message)

    def use_label(self, name: str, at: int, is_continue: bool) -> None:
        self.uses.setdefault(name, []).append((at, is_continue))
        self._used.append((at, name))

    def close_label(self, name: str, start: int, is_loop: bool) -> None:
        if self.labels.since(name, start):
            start = self.labels.last[name]
            self.fail(start, start + len(name), f"the label '{name}' stands inside a statement of the same label")
        self.labels.put(name, start)
        uses = self.uses.get(name, [])
        while uses and uses[-1][0] >= start:
            at, is_continue = uses.pop()
            if is_continue and not is_loop:
                self.fail(at, at + len(name), f"continue needs the label of a loop, and '{name}' is none")

    def _close_jumps(self, start: int) -> None:
        self.refuse_stray(start, "break", "continue")
        while self._used and self._used[-1][0] >= start:
            at, name = self._used.pop()
            uses = self.uses[name]
            if uses and uses[-1][0] >= start:
                self.fail(at, at + len(name), f"no statement around this has the label '{name}'")

    def close_class(self, start: int, declared: Iterable[str]) -> None:
        """The class that starts at `start` ends; it declares these private names."""
        for name in declared:
            uses = self.private.get(name, [])
            while uses and uses[-1] >= start:
                uses.pop()

    def close_program(self) -> None:
        for name, uses in self.private.items():
            if uses:
                self.fail(uses[0], uses[0] + len(name) + 1, f"no class around this declares '#{name}'")
        self.refuse_stray(0, *_OUTSIDE)
        self.close_function(0, ())


_STRAY = {
    "break": ("break", "break stands outside of a loop or switch"),
    "continue": ("continue", "continue stands outside of a loop"),
    "new.target": ("new.target", "new.target stands outside of a function"),
    "super": ("super", "super stands outside of a method"),
    "super()": ("super", "super() stands outside of the constructor of a class that extends another"),
    "private": ("#", "a private name cannot stand alone"),
    "await": ("await", "await cannot stand in the parameters of an arrow function"),
    "yield": ("yield", "yield cannot stand in the parameters of an arrow function"),
    "name await": ("await", "'await' is a reserved word in the parameters of an async function"),
}
_OUTSIDE = "new.target", "super", "super()", "private"
"""What nothing at the top level is a surrounding of."""
WAITING = "await", "yield", "name await"
