"""A value of a file with its place, for the formats whose values may hold a password."""

from __future__ import annotations

from proxylint.records import dataclass
from proxylint.text import Span


@dataclass(frozen=True, slots=True, repr=False)
class Word:
    """A value as its reader gets it, and where it stands. No `repr` shows its text.

    `offsets` is empty where the value stands in the file character by character. Else (escapes, quotes, hexadecimal,
    joined lines) it holds the offset of each character and, last, where the value ends.
    """

    text: str
    span: Span
    offsets: tuple[int, ...] = ()

    def part(self, start: int, end: int) -> Word:
        """The characters from `start` to `end` as a word of their own."""
        if self.offsets:
            places = self.offsets[start : end + 1]
            return Word(self.text[start:end], Span(self.span.file, places[0], places[-1]), places)
        base = self.span.start
        return Word(self.text[start:end], Span(self.span.file, base + start, base + end))

    def stripped(self) -> Word:
        """Without the blanks around it."""
        left = len(self.text) - len(self.text.lstrip(" \t\r\n"))
        return self.part(left, max(left, len(self.text.rstrip(" \t\r\n"))))

    def joined(self, other: Word) -> Word:
        """With a word further on in the same file, and a blank between them."""
        offsets = (*self.places(), *other.places())
        return Word(f"{self.text} {other.text}", self.span.to(other.span), offsets)

    def places(self) -> tuple[int, ...]:
        """The offset of each character and, last, where the word ends."""
        return self.offsets or tuple(range(self.span.start, self.span.start + len(self.text) + 1))

    def __repr__(self) -> str:
        return f"Word({len(self.text)} characters, {self.span.start}-{self.span.end})"
