"""Text from outside inside Markdown: shown as it is, whatever it holds.

GitHub and GitLab look for mentions, references and links in the text that Markdown has made, so that no backslash keeps
them off; only a code span does, or a character between. What a sentence quotes becomes a code span for that reason, and
reads well where nothing renders it, too.
"""

from __future__ import annotations

import re

from proxylint.report.visible import visible

_QUOTED = re.compile(r"(?<!\w)'([^']++)'(?!\w)")
_MARKUP = re.compile(r"[\\`*\[\]<>|~&$]|(?<![^\W_])_|_(?![^\W_])")
"""`_` between letters is never emphasis (CommonMark 6.2)."""
_BLOCK = re.compile(r"(\d{0,9})([-+=#.):])")
"""What at the start of a line could be a list, a heading or a rule."""
_REFERENCE = re.compile(r"[@$]|[#!%^~&](?=\w)|\bGH(?=-\d)|:(?=//)|\bwww(?=\.)", re.IGNORECASE)
"""A user, an issue, a request, a snippet, a milestone, a label, an epic; a bare link (GFM 6.9; GitLab's references)."""
_NOTHING = "\u200b"
_RUNS = re.compile(r"`++")


def prose(text: str) -> str:
    """A sentence, for a line of its own, behind something or in a table; what it has in '' becomes a code span.

    Two code spans never touch: their backticks would be read together.
    """
    found: list[str] = []
    at = 0
    text = visible(text).strip()
    for quoted in _QUOTED.finditer(text):
        between = _words(text[at : quoted.start()])
        found += [between or (_NOTHING if found else ""), code(quoted[1])]
        at = quoted.end()
    written = "".join([*found, _words(text[at:])])
    block = _BLOCK.match(written)
    return written if block is None else f"{block[1]}\\{written[block.end(1) :]}"


def code(text: str) -> str:
    """A code span. In a table a `|` ends a cell even there, and parsers differ on a backslash before it: it stands
    between two spans.
    """
    return "\\|".join(_span(part) if part else "" for part in visible(text).split("|"))


def _span(text: str) -> str:
    fence = "`" * (longest_run(text) + 1)
    edge = " " if text.strip(" ") and (text[0] in "` " or text[-1] in "` ") else ""
    return f"{fence}{edge}{text}{edge}{fence}"


def longest_run(text: str) -> int:
    """Of backticks: what is around the text must have more."""
    return max(map(len, _RUNS.findall(text)), default=0)


def value(text: str) -> str:
    """A cell: as it is where it is only words, as `prose` where it quotes something, else as a code span."""
    if _words(text) == visible(text) == text and _BLOCK.match(text) is None:
        return text
    return prose(text) if _QUOTED.search(text) else code(text)


def _words(text: str) -> str:
    return _MARKUP.sub(r"\\\g<0>", _REFERENCE.sub(rf"\g<0>{_NOTHING}", text))
