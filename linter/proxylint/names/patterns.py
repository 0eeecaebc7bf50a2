"""Languages of patterns."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from proxylint.names.errors import BadPattern, Beyond
from proxylint.names.kept import Kept
from proxylint.names.language import LINE_ENDS, Language
from proxylint.names.words import EVERYTHING, NOTHING

if TYPE_CHECKING:
    from proxylint.names.machine import Machine
    from proxylint.names.tree import Node
    from proxylint.names.words import Words


class Pattern(Language):
    """A regular expression of some flavour. `words` says the same of one-line texts, when it can be said that simply.

    Raises Beyond when the tree holds what no automaton here models.
    """

    __slots__ = ("_needed", "_shortest", "_tree", "words", "written")

    def __init__(self, written: str, tree: Node, *key: object) -> None:
        from proxylint.names.modelled import check
        from proxylint.names.spelling import plain_words

        words = plain_words(tree)
        if words is None:
            check(tree)
        self._begin(written, tree, words, key)

    def _begin(self, written: str, tree: Node | None, words: Words | None, key: tuple[object, ...]) -> None:
        Language.__init__(self, *key)
        self._tree = tree
        self.written = written
        self._needed: tuple[str, ...] | None = None
        self._shortest: int | None = None
        self.words = words

    @property
    def tree(self) -> Node:
        assert self._tree is not None
        return self._tree

    def matches(self, text: str) -> bool:
        plain = text.isascii()
        if not plain:
            text = self.encoded(text)
        if self.words is not None and LINE_ENDS.isdisjoint(text):
            return self.words.matches(text)
        if plain:
            lowered = text.lower()
            if any(word not in lowered for word in self._needed or self.needed):
                return False
        return super().matches(text)

    @property
    def needed(self) -> tuple[str, ...]:
        if self._needed is None:
            from proxylint.names.needed import needed

            self._needed = needed(self.tree)
        return self._needed

    @property
    def in_one_line(self) -> Language:
        return self if self.words is None else self.words

    @property
    def floats(self) -> bool:
        """Whether a match may begin anywhere."""
        return "^" not in self.written

    def encoded(self, text: str) -> str:
        """The text in the characters that the engine counts; ASCII stays what it is."""
        return text

    def within(self, prefix: str, suffix: str) -> Language:
        if self.words is not None and LINE_ENDS.isdisjoint(prefix + suffix):
            return self.words.within(self.encoded(prefix), self.encoded(suffix))
        if self.floats and prefix.isascii() and any(word not in prefix.lower() for word in self.needed):
            return self  # it may match further on, which is seen without a machine
        decided = self.machine().decided(self.encoded(prefix))
        return self if decided is None else EVERYTHING if decided else NOTHING

    def shortest(self) -> int:
        if self._shortest is None:
            from proxylint.names.spelling import shortest

            self._shortest = shortest(self.tree)
        return self._shortest

    def phrase(self, positive: bool = True) -> str:
        return f"{'matches' if positive else 'does not match'} {self.written}"

    def _build(self) -> Machine:
        from proxylint.names.automaton import Automaton

        return Automaton(self.tree)


class PosixPattern(Pattern):
    __slots__ = ()

    def encoded(self, text: str) -> str:
        from proxylint.names.posix_syntax import as_bytes

        return as_bytes(text)


class JavaScriptPattern(Pattern):
    __slots__ = ()

    def encoded(self, text: str) -> str:
        from proxylint.names.javascript_syntax import as_units

        return as_units(text)


class Literal(JavaScriptPattern):
    """A regular expression as scripts write it. One that is words, of which most is seen without a machine, or that has
    its machine, is read again when its tree is needed once more: those of thousands would take most of the memory."""

    __slots__ = ()

    def __init__(self, pattern: str, flags: str) -> None:
        from proxylint.names.javascript_syntax import parse

        super().__init__(f"/{pattern}/{flags}", parse(pattern, flags), pattern, "".join(sorted(flags)))
        if self.words is not None or self.floats:
            self._drop_tree()

    def _drop_tree(self) -> None:
        self._needed, self._shortest = self.needed, self.shortest()
        self._tree = None

    def _build(self) -> Machine:
        machine = super()._build()
        self._drop_tree()
        return machine

    @property
    def tree(self) -> Node:
        from proxylint.names.javascript_syntax import parse

        return parse(*map(str, self.key)) if self._tree is None else self._tree


class ShellWords(JavaScriptPattern):
    """A pattern of shExpMatch that is one word, with stars in front or behind: read when it is put to several lines."""

    __slots__ = ()

    def __init__(self, pattern: str, words: Words) -> None:
        self._begin(pattern, None, words, ("shell", pattern))

    @property
    def tree(self) -> Node:
        if self._tree is None:
            from proxylint.names.javascript_syntax import parse
            from proxylint.names.shells import expression

            self._tree = parse(expression(self.written), "")
        return self._tree


@lru_cache(maxsize=4096)
def posix(pattern: str, *, ignore_case: bool) -> Language:
    """POSIX ERE as glibc's regcomp reads it, searched anywhere in the text. Raises BadPattern, Beyond."""
    from proxylint.names.posix_syntax import parse

    return PosixPattern(pattern, parse(pattern, ignore_case), pattern, ignore_case)


def javascript(pattern: str, flags: str = "") -> Language:
    """ECMAScript RegExp, as `test` on a fresh object searches. Raises BadPattern, Beyond."""
    found = javascript_or_problem(pattern, flags)
    if isinstance(found, BadPattern):
        raise BadPattern(found.message, found.position)
    if isinstance(found, Beyond):
        raise Beyond(found.reason)
    return found


MOST_KEPT_CHARACTERS = 2_000_000
"""Of the patterns that are kept, with twenty for each: those of all literals of a file of a megabyte."""

KEPT: Kept[Language | BadPattern | Beyond] = Kept(MOST_KEPT_CHARACTERS)


def javascript_or_problem(pattern: str, flags: str) -> Language | BadPattern | Beyond:
    """What is beyond us is kept as well: to find that out may take seconds, and every URL asks again."""
    found = KEPT.get((pattern, flags))
    return KEPT.keep((pattern, flags), _javascript(pattern, flags), len(pattern)) if found is None else found


def _javascript(pattern: str, flags: str) -> Language | BadPattern | Beyond:
    try:
        return Literal(pattern, flags)
    except (BadPattern, Beyond) as problem:
        return problem.with_traceback(None)


@lru_cache(maxsize=1 << 16)
def shell(pattern: str) -> Language:
    """shExpMatch of Chromium and Firefox: only `.`, `*` and `?` are translated, the rest is JavaScript regex syntax.

    Raises BadPattern where the engine throws; the position counts in `pattern`. Raises Beyond.
    """
    from proxylint.names.javascript_syntax import parse
    from proxylint.names.shells import expression, source_position
    from proxylint.names.stars import edged, starred

    simple = starred(pattern)
    if simple is not None:
        return simple
    words = edged(pattern)
    if words is not None:
        return ShellWords(pattern, words)
    try:
        tree = parse(expression(pattern), "")
    except BadPattern as error:
        raise BadPattern(error.message, source_position(pattern, error.position)) from None
    return JavaScriptPattern(pattern, tree, "shell", pattern)


def glob(pattern: str, *, ignore_case: bool = True) -> Language:
    """`*` is any text, everything else is itself, and the whole text must match (WinHTTP bypass entries)."""
    from proxylint.names.shells import glob_tree

    return JavaScriptPattern(pattern, glob_tree(pattern, ignore_case), "glob", pattern, ignore_case)
