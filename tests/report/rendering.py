"""What a page that shows Markdown makes of a text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from markdown_it import MarkdownIt
from markdown_it.token import Token

_PARSER = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
_OURS = re.compile(r"paragraph|heading|bullet_list|list_item|table|thead|tbody|tr|th|td|strong|softbreak|inline|text")
_REFERENCE = re.compile(r"[@#!$%^~&]\w|\bGH-\d|://|\bwww\.", re.IGNORECASE)
"""What GitHub or GitLab turns into a link or a mention after the text was rendered."""


def tokens(text: str) -> Iterator[Token]:
    for token in _PARSER.parse(text):
        yield token
        yield from token.children or ()


def markup(text: str) -> list[str]:
    """Everything in a text that a reporter of ours never writes, and whatever would become a link."""
    found = []
    for token in tokens(text):
        if token.type in ("code_inline", "fence"):
            continue
        kind = token.type.removesuffix("_open").removesuffix("_close")
        if not _OURS.fullmatch(kind):
            found.append(f"{token.type} {token.content}")
        elif token.type == "text" and _REFERENCE.search(token.content):
            found.append(f"reference {token.content}")
    return found


def plain(text: str) -> str:
    """The words of one paragraph, as a reader sees them."""
    return "".join(token.content for token in tokens(text) if token.type in ("text", "code_inline"))


def rows(text: str) -> list[list[str]]:
    """The cells of all tables in a text, heads left out."""
    found: list[list[str]] = []
    for inside in re.findall(r"<tbody>(.*?)</tbody>", _PARSER.render(text), re.DOTALL):
        found += [
            re.findall(r"<td>(.*?)</td>", row, re.DOTALL) for row in re.findall(r"<tr>(.*?)</tr>", inside, re.DOTALL)
        ]
    return found
