"""From comments to suppressions. Never raises; what is not well written has a `fault`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from proxylint.comments import Comment
from proxylint.suppression import MARKER, WORDS, Named, Suppression
from proxylint.text import Source

_DIRECTIVE = re.compile(
    rf"^[ \t/*#;!-]*+(?P<all>{MARKER}[ \t]*+(?P<word>[\w-]*+)[ \t]*+(?P<rest>[^\r\n\u2028\u2029]*+))", re.MULTILINE
)
"""Only what a line of a comment begins with: in the middle of a sentence people may speak of us."""
_RULES = re.compile(r"\[(?P<rules>[^\[\]]*+)(?P<close>\]?+)[ \t]*+(?P<reason>.*+)", re.DOTALL)
_PLAIN = re.compile(r"[A-Za-z][A-Za-z0-9-]{0,39}")
_SEPARATORS = " \t-:\u2013\u2014"


def read_suppressions(source: Source, comments: Iterable[Comment], codes: Mapping[str, str]) -> Iterator[Suppression]:
    """`codes`: from the code and from the name of each rule to its code. A block comment may hold several, each on a
    line of its own."""
    for comment in comments:
        text = source.text[comment.span.start : comment.span.end]
        text = text[:-2] if text.startswith("/*") and text.endswith("*/") else text
        for found in _DIRECTIVE.finditer(text):
            written = found["all"].rstrip()
            start = comment.span.start + found.start("all")
            span = source.span(start, start + len(written))
            rest = source.quote(source.span(comment.span.start + found.start("rest"), span.end))
            yield _suppression(Suppression(span, line=comment.line), found["word"], rest, codes)


def _suppression(bare: Suppression, word: str, rest: str, codes: Mapping[str, str]) -> Suppression:
    span, line = bare.span, bare.line
    if word not in WORDS:
        return Suppression(span, fault=_unknown_word(word))
    found = _RULES.match(rest)
    if found is None:
        return Suppression(span, fault=f"no rules follow '{word}' in square brackets")
    if not found["close"]:
        return Suppression(span, fault="the list of rules is not closed with a square bracket")
    named = [text.strip() for text in found["rules"].split(",")]
    rules = tuple(Named(text, codes.get(text)) for text in named if text)
    if not rules:
        return Suppression(span, fault="the list of rules is empty")
    whole = word == "ignore-file"
    return Suppression(span, rules, found["reason"].strip(_SEPARATORS), None if whole else line, whole)


def _unknown_word(word: str) -> str:
    known = f"'{WORDS[0]}' or '{WORDS[1]}'"
    return f"it says '{word}' and not {known}" if _PLAIN.fullmatch(word) else f"it does not say {known}"
