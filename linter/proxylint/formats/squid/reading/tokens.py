"""Reads the arguments of one line as Squid's parsers ask for them: token by token, each call choosing how to split.

Squid's ConfigParser is such a cursor, and what a line means depends on who reads which token how; see
ConfigParser.cc@5.7 for each method named below.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from proxylint.format import Absent
from proxylint.formats.squid.reading.refusal import RefusedError
from proxylint.text import Source, Span, decode_bytes
from proxylint_grammars.squid import (
    FileValues,
    Line,
    Word,
    file_values,
    listed_path,
    next_pattern,
    next_word,
    quoted_words,
    read_chunks,
)

if TYPE_CHECKING:
    from proxylint.formats.squid.reading.draft import Draft

_MOST_PARAMETER_FILES = 16


class Arguments:
    """`at`: the position in the line where the next token is looked for.

    `absent`: a file that holds some of the arguments could not be read, so those that follow are not known.
    """

    def __init__(self, draft: Draft, line: Line, at: int) -> None:
        self.draft = draft
        self.line = line
        self.at = at
        self.absent: Absent | None = None
        self._read: Iterator[Word] | None = None
        self._peeked: Word | None = None

    @property
    def span(self) -> Span:
        return self.line.span

    def next(self) -> Word | None:
        """NextToken. Refused for a word that Squid cannot read."""
        word: Word | None
        if self._peeked is not None:
            word, self._peeked = self._peeked, None
        elif self.draft.quoted:
            word = self._strict()
        else:
            word = next_word(self.line, self.at)
            if word is not None:
                self.at = word.end
            return word
        if word is not None and word.span.file == self.line.file:
            self.at = max(self.at, word.end)
        return word

    def peek(self) -> Word | None:
        """PeekAtToken."""
        if self._peeked is None:
            at = self.at
            self._peeked = self.next()
            self.at = at
        return self._peeked

    def need(self, what: str) -> Word:
        """The next token, which must be there."""
        word = self.next()
        if word is None:
            raise RefusedError(f"{self.line.name} needs {what}, which is missing")
        return word

    def words(self) -> Iterator[Word]:
        while (word := self.next()) is not None:
            yield word

    def pattern(self) -> Word | None:
        """RegexPattern, RegexStrtokFile: a backslash keeps the character behind it."""
        self.no_patterns_here()
        word = next_pattern(self.line, self.at)
        if word is None:
            return None
        if word.fault:
            raise RefusedError(f"{word.fault}", word.span)
        self.at = word.end
        return word

    def no_patterns_here(self) -> None:
        if self.draft.quoted:
            raise RefusedError("a regular expression cannot stand below configuration_includes_quoted_values on")

    def quoted(self) -> Word | None:
        """NextQuotedToken: quotes are known here whatever the mode."""
        if self.draft.quoted or self._peeked is not None:
            return self.next()
        for word in quoted_words(self.line, self.at, strict=False):
            self._check(word)
            self.at = word.end
            return word
        return None

    def quoted_rest(self) -> list[Word]:
        """All that is left, read with NextQuotedToken (parse_wordlist)."""
        if self.draft.quoted or self._peeked is not None:
            return list(self.words())
        found = []
        for word in quoted_words(self.line, self.at, strict=False):
            self._check(word)
            found.append(word)
        self.at = len(self.line.text)
        return found

    def rest(self) -> str:
        """NextQuotedOrToEol: to the end of the line, unless it is empty or a comment."""
        text = self.line.text[self.at :].lstrip(" \t\r\n")
        return "" if text.startswith("#") else text

    def values_file(self, word: Word, *, whole: bool) -> FileValues | Absent:
        """The list file that a word with a quote names (strtokFile); what follows it is not read."""
        return self.opened(listed_path(word.text), whole=whole)

    def opened(self, path: str, *, whole: bool) -> FileValues | Absent:
        """`whole`: every line that names it goes through all of it, whatever is kept of it."""
        found = self.draft.loader.read(path, self.line.file, decode_bytes)
        if isinstance(found, Absent):
            return found
        if whole and (absent := self.draft.again(found)) is not None:
            return absent
        source = self.draft.sources.setdefault(found.path, found)
        return self.draft.lists.setdefault(source.path, file_values(source))

    def _strict(self) -> Word | None:
        if self._read is None:
            self._read = self._strict_words(quoted_words(self.line, self.at), 0)
        return next(self._read, None)

    def _strict_words(self, found: Iterator[Word], depth: int) -> Iterator[Word]:
        """Tokens with `parameters("file")` replaced by those of the file."""
        for word in found:
            self._check(word)
            if word.text != "parameters(" or word.quoted:
                yield word
                continue
            path, closing = next(found, None), next(found, None)
            if path is None or not path.quoted or closing is None or closing.text != ")":
                raise RefusedError("parameters( needs one quoted file name and a closing parenthesis", word.span)
            if depth > _MOST_PARAMETER_FILES:
                raise RefusedError("parameters() files are nested more than 16 deep", word.span)
            source = self._parameters(path)
            if source is None:
                return
            yield from self._strict_words(_file_words(source), depth + 1)

    def _parameters(self, path: Word) -> Source | None:
        found = self.draft.loader.read(path.text, self.line.file, decode_bytes)
        if isinstance(found, Absent):
            if found.certain:
                raise RefusedError(f"the file of parameters() is missing: {path.text}", path.span)
            self.absent = found
            return None
        self.absent = self.draft.again(found)
        return found if self.absent is None else None

    def _check(self, word: Word) -> None:
        if word.fault:
            raise RefusedError(f"Squid cannot read this word: {word.fault}", word.span)


def _file_words(source: Source) -> Iterator[Word]:
    for line in read_chunks(source):
        yield from quoted_words(line, 0)
