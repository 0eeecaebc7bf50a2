"""ECMAScript regular expressions without the u and v flags, Annex B included, as V8 reads them.

ECMA-262 (2024) 22.2.1 and B.1.2; where Annex B leaves the order of reading open, V8's regexp-parser.cc decides. The
tests put the same patterns to V8.
"""

from __future__ import annotations

import re

from proxylint.names.characters import EVERY, Ranges, complement, only
from proxylint.names.errors import BadPattern, Beyond
from proxylint.names.folding import closed_under_case
from proxylint.names.growing import Growing
from proxylint.names.javascript_escapes import SETS, character_class, character_escape
from proxylint.names.tree import Anchor, BackReference, Chars, Group, Look, Node
from proxylint.regex import regex

LINE_ENDS: Ranges = only("\n", "\r", "\u2028", "\u2029")
_DIGITS = "0123456789"
_NAME = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_$"
_FLAGS = "dgimsuvy"
_ENDLESS = 2**31 - 1
"""V8 saturates counts here (RegExpTree::kInfinity)."""

_PLAIN = regex(r"[A-Za-z0-9_/:-]++(?![*+?{])")
"""Characters that stand for themselves; where the last of them is repeated, it is read like any other pattern."""


def as_units(text: str) -> str:
    """One character per UTF-16 code unit, as a JavaScript string without the u flag has it."""
    if text.isascii() or max(text) <= "\uffff":
        return text
    units = text.encode("utf-16-le", "surrogatepass")
    return "".join(chr(units[at] | units[at + 1] << 8) for at in range(0, len(units), 2))


def parse(pattern: str, flags: str) -> Node:
    """BadPattern where `new RegExp(pattern, flags)` throws; Beyond for the flags u, v, y and what differs by engine."""
    for at, flag in enumerate(flags):
        if flag not in _FLAGS or flag in flags[:at]:
            raise BadPattern(f"invalid flags {flags}", 0)
    if "u" in flags and "v" in flags:
        raise BadPattern(f"invalid flags {flags}", 0)
    for flag in "uvy":
        if flag in flags:
            raise Beyond(f"its flag {flag} is not modelled")
    return _Reading(as_units(pattern), flags).whole()


class _Reading:
    def __init__(self, text: str, flags: str) -> None:
        self._text = text
        self._fold = "i" in flags
        self._start = Anchor.LINE_START if "m" in flags else Anchor.START
        self._end = Anchor.LINE_END if "m" in flags else Anchor.END
        self._dot = EVERY if "s" in flags else complement(LINE_ENDS)
        self._at = 0
        self._chars_of: dict[str, Chars] = {}
        self._tree = Growing()
        self._repeatable: list[bool] = []
        self._groups, self._named = _count_groups(text)
        self._opened = 0
        self._names: list[str] = []
        self._references: list[tuple[str, int]] = []
        self._beyond: str | None = None

    def whole(self) -> Node:
        while self._at < len(self._text):
            plain = _PLAIN.match(self._text, self._at)
            if plain is not None:
                self._tree.add_all(map(self._plain, plain[0]))
                self._at = plain.end()
            else:
                self._one()
        if self._tree.depth:
            raise BadPattern("unterminated group", len(self._text))
        for name, at in self._references:
            if name not in self._names:
                raise BadPattern(f"reference to group {name} that does not exist", at)
        if self._beyond:
            raise Beyond(self._beyond)
        return self._tree.finish()

    def _plain(self, character: str) -> Chars:
        """The node of a character that stands for itself, which is the same wherever it stands."""
        found = self._chars_of.get(character)
        if found is None:
            found = self._chars_of[character] = self._chars(((ord(character), ord(character)),))
        return found

    def _peek(self, offset: int = 0) -> str:
        at = self._at + offset
        return self._text[at] if at < len(self._text) else ""

    def _take(self) -> str:
        character = self._peek()
        self._at += 1
        return character

    def _one(self) -> None:
        character = self._take()
        if character == "|":
            self._tree.alternate()
        elif character == "(":
            self._open()
        elif character == ")":
            self._close()
        elif character in "^$":
            self._tree.add(self._start if character == "^" else self._end)
        elif character == "\\" and self._peek() and self._peek() in "bB":
            self._tree.add(Anchor.WORD_EDGE if self._take() == "b" else Anchor.NO_WORD_EDGE)
        elif character in "*+?" or (character == "{" and self._counts() is not None):
            raise BadPattern("nothing to repeat", self._at - 1)
        else:
            self._tree.add(self._atom(character))
            self._repeat()

    def _atom(self, character: str) -> Node:
        if character == "\\":
            return self._escape()
        if character == ".":
            return Chars(self._dot)
        if character == "[":
            return Chars(self._class())
        return self._chars(((ord(character), ord(character)),))

    def _chars(self, ranges: Ranges) -> Chars:
        return Chars(closed_under_case(ranges) if self._fold else ranges)

    # Groups

    def _open(self) -> None:
        at = self._at
        if self._peek() != "?":
            self._capture(None)
        elif self._text.startswith("?:", at):
            self._enter(2, Group, repeatable=True)
        elif self._text.startswith(("?=", "?!"), at):
            wanted = self._peek(1) == "="
            self._enter(2, lambda body: Look(body, True, wanted), repeatable=True)
        elif self._text.startswith(("?<=", "?<!"), at):
            wanted = self._peek(2) == "="
            self._enter(3, lambda body: Look(body, False, wanted), repeatable=False)
        elif self._text.startswith("?<", at):
            self._at += 2
            self._capture(self._group_name())
        else:
            self._modifiers()

    def _enter(self, width: int, wrap: type[Group] | object, repeatable: bool) -> None:
        self._at += width
        self._tree.open(wrap)  # type: ignore[arg-type]
        self._repeatable.append(repeatable)

    def _capture(self, name: str | None) -> None:
        number = self._opened = self._opened + 1
        if name is not None and name in self._names:
            self._beyond = "engines differ on two groups of one name"
        if name is not None:
            self._names.append(name)
        self._enter(0, lambda body: Group(body, number, name), repeatable=True)

    def _modifiers(self) -> None:
        end = self._at + 1
        while end < len(self._text) and self._text[end] in "ims-":
            end += 1
        if end == self._at + 1 or not self._text.startswith(":", end):
            raise BadPattern("invalid group", self._at - 1)
        self._beyond = "engines differ on flags inside a pattern"
        self._enter(end + 1 - self._at, Group, repeatable=True)

    def _close(self) -> None:
        if not self._tree.depth:
            raise BadPattern("unmatched )", self._at - 1)
        self._tree.close()
        if self._repeatable.pop():
            self._repeat()

    def _group_name(self) -> str:
        """Behind `(?<` or `\\k<`, up to and with the `>`."""
        start = self._at
        end = self._text.find(">", start)
        name = self._text[start:end] if end >= 0 else ""
        if "\\" in name or not name.isascii():
            self._beyond = "its group names are not plain"
        elif not name or name[0] in _DIGITS or any(character not in _NAME for character in name):
            raise BadPattern("invalid group name", start)
        self._at = end + 1
        return name

    # Repeats

    def _repeat(self) -> None:
        character = self._peek()
        if character and character in "*+?":
            self._at += 1
            counts: tuple[int, int | None] = (1 if character == "+" else 0, 1 if character == "?" else None)
        elif character == "{":
            self._at += 1
            found = self._counts()
            if found is None:
                self._at -= 1
                return
            *_, self._at = found
            counts = found[0], found[1]
        else:
            return
        lazy = self._peek() == "?"
        self._at += lazy
        if counts[1] is not None and counts[0] > counts[1]:
            raise BadPattern("numbers out of order in {}", self._at)
        self._tree.repeat(*counts, lazy)

    def _counts(self) -> tuple[int, int | None, int] | None:
        """Behind a `{`: least, most and the place behind the `}`; None when the brace is only a character (B.1.2)."""
        least, at = self._number(self._at)
        most: int | None = least
        if least is None:
            return None
        if self._text.startswith(",", at):
            most, at = self._number(at + 1)
        if not self._text.startswith("}", at):
            return None
        return least, most, at + 1

    def _number(self, at: int) -> tuple[int | None, int]:
        number: int | None = None
        while at < len(self._text) and self._text[at] in _DIGITS:
            number = min(_ENDLESS, (number or 0) * 10 + int(self._text[at]))
            at += 1
        return number, at

    # Escapes

    def _escape(self) -> Node:
        character = self._peek()
        if character == "":
            raise BadPattern("\\ at end of pattern", self._at - 1)
        if character in SETS:
            self._at += 1
            return Chars(SETS[character])
        if character == "k" and self._named:
            return self._named_reference()
        if character in "123456789" and self._back_reference():
            return BackReference()
        code, self._at = character_escape(self._text, self._at)
        return self._chars(((code, code),))

    def _named_reference(self) -> Node:
        start = self._at
        self._at += 1
        if self._peek() != "<":
            raise BadPattern("invalid named reference", start)
        self._at += 1
        self._references.append((self._group_name(), start))
        self._beyond = self._beyond or "it refers back to a group"
        return BackReference()

    def _back_reference(self) -> bool:
        """Whether the digits name a group of the pattern; else they are an octal escape (ParseBackReferenceIndex)."""
        number, at = self._number(self._at)
        if number is None or number > self._groups:
            return False
        self._at = at
        self._beyond = self._beyond or "it refers back to a group"
        return True

    def _class(self) -> Ranges:
        found, negated, self._at = character_class(self._text, self._at, self._named)
        ranges = self._chars(found).ranges
        return complement(ranges) if negated else ranges


_GROUPS = regex(r"\\.|\[(?>(?:[^\]\\]++|\\.)*)|\((\?<(?![=!])|(?!\?))", re.DOTALL)
"""What is escaped, a class up to its end, and (the first group) the start of a group that captures."""


def _count_groups(text: str) -> tuple[int, bool]:
    """How many groups capture, and whether one has a name: both change the reading from the first character on."""
    opened = [found[1] for found in _GROUPS.finditer(text) if found[1] is not None]
    return len(opened), any(opened)
