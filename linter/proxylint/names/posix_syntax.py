"""POSIX extended regular expressions, read as glibc's regcomp reads them in the C locale.

glibc is what Squid is linked with on Linux (acl/RegexData.cc@5). Rules that no standard tells are from glibc 2.36,
posix/regcomp.c: parse_expression, parse_dup_op, parse_bracket_exp, peek_token; the tests put every one of them to libc
itself.
"""

from __future__ import annotations

from proxylint.names.characters import EVERY, WORD, Ranges, complement, shifted, union
from proxylint.names.errors import BadPattern, Beyond
from proxylint.names.growing import Growing
from proxylint.names.posix_brackets import CLASSES, bracket
from proxylint.names.tree import Anchor, Chars, Choice, Group, Node, Repeat, Sequence

MOST_REPEATS = 0x7FFF
"""RE_DUP_MAX of glibc; more is REG_ESIZE."""

NO_NUL: Ranges = complement(((0, 0),))

_ANCHORS = {
    "b": Anchor.WORD_EDGE,
    "B": Anchor.NO_WORD_EDGE,
    "<": Anchor.WORD_START,
    ">": Anchor.WORD_END,
    "`": Anchor.START,
    "'": Anchor.END,
}
_SETS = {"w": WORD, "W": complement(WORD), "s": CLASSES["space"], "S": complement(CLASSES["space"])}


def as_bytes(text: str) -> str:
    """One character per byte, as a C program sees the text. Undecodable bytes come as surrogate escapes."""
    return text if text.isascii() else text.encode("utf-8", "surrogateescape").decode("latin-1")


def parse(pattern: str, ignore_case: bool) -> Node:
    """BadPattern exactly where regcomp(REG_EXTENDED) fails; Beyond for back-references and runaway nesting."""
    return _Reading(as_bytes(pattern), ignore_case).whole()


class _Reading:
    def __init__(self, text: str, ignore_case: bool) -> None:
        self._text = text
        self._fold = ignore_case
        self._at = 0
        self._tree = Growing()
        self._opened = 0
        self._closed: set[int] = set()
        self._refers_back = False

    def whole(self) -> Node:
        while self._at < len(self._text):
            self._one()
        if self._tree.depth:
            raise BadPattern("unmatched (", len(self._text))
        if self._refers_back:
            raise Beyond("it refers back to a group")
        tree = self._tree.finish()
        _refuse_copied_anchors(tree, False)
        return tree

    def _one(self) -> None:
        character = self._text[self._at]
        self._at += 1
        if character == "|":
            self._tree.alternate()
        elif character == "(":
            self._open()
        elif character == ")" and self._tree.depth:
            self._tree.close()
            self._repeats()
        elif character in "^$":
            self._tree.add(Anchor.START if character == "^" else Anchor.END)
        elif character in "*+?{":
            raise BadPattern(f"nothing to repeat before {character}", self._at - 1)
        elif character == "\\":
            self._escape()
        else:
            self._tree.add(Chars(self._atom(character)))
            self._repeats()

    def _atom(self, character: str) -> Ranges:
        if character == ".":
            return NO_NUL
        if character == "[":
            ranges, self._at = bracket(self._text, self._at, self._fold)
            return self._folded(ranges)
        code = ord(_upper(character) if self._fold else character)
        return self._folded(((code, code),))

    def _folded(self, ranges: Ranges) -> Ranges:
        """REG_ICASE turns the text into upper case before it compares (regex_internal.c, build_upper_buffer)."""
        if not self._fold:
            return ranges
        outside = union((*complement(ranges), (0x61, 0x7A)))
        return union((*complement(outside), *shifted(ranges, 0x41, 0x5A, 32)))

    def _open(self) -> None:
        number = self._opened = self._opened + 1

        def wrap(body: Node) -> Node:
            self._closed.add(number)
            return Group(body, number)

        self._tree.open(wrap)

    def _escape(self) -> None:
        if self._at == len(self._text):
            raise BadPattern("trailing backslash", self._at - 1)
        character = self._text[self._at]
        self._at += 1
        if character in _ANCHORS:
            # An anchor cannot be repeated: "^*" is REG_BADRPT.
            self._tree.add(_ANCHORS[character])
            return
        if character in "123456789":
            self._back_reference(int(character))
        else:
            # With REG_ICASE an escaped letter keeps its case while the text is made upper case: `\d` matches nothing.
            self._tree.add(Chars(self._folded(_SETS.get(character) or ((ord(character), ord(character)),))))
        self._repeats()

    def _back_reference(self, number: int) -> None:
        if number not in self._closed:
            raise BadPattern(f"reference to group {number} that is not complete", self._at - 1)
        self._refers_back = True
        self._tree.add(Chars(EVERY))

    def _repeats(self) -> None:
        while self._at < len(self._text) and self._text[self._at] in "*+?{":
            character = self._text[self._at]
            self._at += 1
            if character == "{":
                self._tree.repeat(*self._interval())
            else:
                self._tree.repeat(1 if character == "+" else 0, 1 if character == "?" else None)

    def _interval(self) -> tuple[int, int | None]:
        start = self._at - 1
        low, stop = self._number(start)
        high = low
        if stop == ",":
            low = 0 if low is None else low
            high, stop = self._number(start)
        elif low is None:
            raise BadPattern("empty interval", start)
        if stop != "}" or (high is not None and low is not None and low > high):
            raise BadPattern("invalid interval", start)
        if max(low or 0, high or 0) > MOST_REPEATS:
            raise BadPattern("interval too large", start)
        return low or 0, high

    def _number(self, start: int) -> tuple[int | None, str]:
        """A count and the `,` or `}` behind it. An escaped comma or 0 counts as if it were not (fetch_number)."""
        number: int | None = None
        while self._at < len(self._text):
            character = self._text[self._at]
            self._at += 1
            if character == "\\" and self._text.startswith((",", "0"), self._at):
                character = self._text[self._at]
                self._at += 1
            if character in ",}":
                return number, character
            if character not in "0123456789":
                raise BadPattern("invalid interval", start)
            number = min(MOST_REPEATS + 1, (number or 0) * 10 + int(character))
        raise BadPattern("unmatched {", start)


def _refuse_copied_anchors(tree: Node, copied: bool) -> None:
    """glibc unfolds `+` and counted repeats into copies, and forgets `^`, `$`, `\\b` and their like in all but one.

    `(^a){2}` matches "aa" (observed on 2.36; calc_eclosure_iter passes by duplicated nodes). Nobody means that, and
    which of the copies keeps its anchor is not worth a model.
    """
    match tree:
        case Anchor():
            if copied:
                raise Beyond("the C library mistreats an anchor inside a repeated group")
        case Sequence(parts) | Choice(parts):
            for part in parts:
                _refuse_copied_anchors(part, copied)
        case Group(body):
            _refuse_copied_anchors(body, copied)
        case Repeat(body, least, most):
            _refuse_copied_anchors(body, copied or (least, most) not in ((0, None), (0, 1), (1, 1)))


def _upper(character: str) -> str:
    return character.upper() if character.isascii() else character
