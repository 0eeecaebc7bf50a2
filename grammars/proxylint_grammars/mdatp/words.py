"""The words of `Environment=`, as systemd takes them apart (extract-word.c: a quote may open anywhere in a word)."""

from __future__ import annotations

from proxylint.text import Span
from proxylint_grammars.mdatp.grammar import load
from proxylint_grammars.mdatp.syntax import Word, Words


def read_words(value: Word) -> Words:
    """The words without their quotes. Escapes stay as they are written: what holds a backslash is not followed."""
    _, tokens = load("values.lark").parse(value.text, "words")
    places = value.places()
    words: list[Word] = []
    text: list[str] = []
    offsets: list[int] = []
    started = False
    for token in tokens:
        if token.type == "UNCLOSED":
            return Words(tuple(words), value.part(token.start, len(value.text)))
        if token.type == "BLANK":
            if started:
                words.append(_word(value, text, offsets, places[token.start]))
            text, offsets, started = [], [], False
            continue
        quoted = token.type == "QUOTED"
        start, end = (token.start + 1, token.end - 1) if quoted else (token.start, token.end)
        text.append(value.text[start:end])
        offsets.extend(places[start:end])
        started = True
    if started:
        words.append(_word(value, text, offsets, places[-1]))
    return Words(tuple(words))


def _word(value: Word, text: list[str], offsets: list[int], behind: int) -> Word:
    """`behind`: where the word with its quotes ends, which counts where nothing stands between them."""
    ends = (*offsets, offsets[-1] + 1 if offsets else behind)
    return Word("".join(text), Span(value.span.file, ends[0], ends[-1]), ends)
