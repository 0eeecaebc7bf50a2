"""A rule's page for people at a terminal: the Markdown that pages are written in, as its reader would set it.

Headings, paragraphs, lists, tables and fenced blocks; a paragraph's lines are joined and broken anew. Where the output
is no terminal the page is printed as it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from proxylint.report.sheet import Sheet
from proxylint.report.visible import columns
from proxylint.report.wrap import hang, wrap

_FENCE = "```"
_CODE = "    "
_INLINE = re.compile(r"`([^`]*+)`|\*\*([^*]++)\*\*|\*([^*\s][^*]*+)\*|\[([^\]]++)\]\([^)]*+\)")
_FINDING = re.compile(r"(\d+):\d+-\d+:\d+ (error|warning|note) ([A-Z]+\d+) (.*)")
_NO_BREAK = "\u00a0"
_NARROW_CELL = 20
_TITLES = {"options": "with these options:", "findings": "proxylint says:"}


def page(text: str, sheet: Sheet) -> Iterator[str]:
    lines = text.splitlines()
    at = 0
    while at < len(lines):
        line, end = lines[at], at + 1
        if line.startswith(_FENCE):
            while end < len(lines) and lines[end] != _FENCE:
                end += 1
            yield from _block(line.removeprefix(_FENCE), lines[at + 1 : end], sheet)
            end += 1
        elif line.startswith("#"):
            yield from _heading(line, sheet)
        elif line.startswith("|"):
            while end < len(lines) and lines[end].startswith("|"):
                end += 1
            yield from _table(lines[at:end], sheet)
        elif line.startswith(_CODE):
            yield f"    {sheet.paint(sheet.visible(line.strip()), 'code')}"
        elif line:
            while end < len(lines) and lines[end] and not lines[end].startswith(("* ", "|", "#", _FENCE)):
                end += 1
            yield from _paragraph([one.strip() for one in lines[at:end]], sheet)
        elif at and lines[at - 1]:
            yield ""
        at = end


def _heading(line: str, sheet: Sheet) -> Iterator[str]:
    marks, _, title = line.partition(" ")
    said = _plain(sheet.visible(title), sheet)
    lines = wrap(said.upper() if marks == "##" else said, sheet.columns)
    yield from (sheet.paint(one, "heading") for one in lines)
    if marks == "#":
        yield sheet.paint(("=" if sheet.ascii_only else "━") * max(map(columns, lines)), "quiet")


def _paragraph(lines: Sequence[str], sheet: Sheet) -> Iterator[str]:
    text = " ".join(lines)
    if text.startswith("* "):
        yield from _broken("  - ", text.removeprefix("* "), sheet)
    else:
        yield from _broken("", text, sheet)


def _broken(first: str, text: str, sheet: Sheet) -> Iterator[str]:
    """`text` beside `first`, as of `hang`. Marks become styles in each line: paint has no width."""
    whole = _INLINE.sub(lambda found: found[0].replace(" ", _NO_BREAK), sheet.visible(text))
    return (_set(line.replace(_NO_BREAK, " "), sheet) for line in hang(first, whole, sheet.columns))


def _set(text: str, sheet: Sheet) -> str:
    """Harmless text, styled. Code has quotes where there is no colour to tell it by."""

    def styled(found: re.Match[str]) -> str:
        code, strong, stressed, link = found.groups()
        if code is not None:
            return sheet.paint(code, "code") if sheet.paint.on else f"'{code}'"
        return sheet.paint(strong or stressed, "bold") if link is None else str(link)

    return _INLINE.sub(styled, text)


def _block(kind: str, lines: Sequence[str], sheet: Sheet) -> Iterator[str]:
    title = _TITLES.get(kind, f"{kind.removeprefix('file ')}:" if kind.startswith("file ") else "")
    if title:
        yield f"  {sheet.paint(title, 'quiet')}{'' if lines else ' nothing'}"
    for line in lines:
        found = _FINDING.fullmatch(line) if kind == "findings" else None
        if found:
            number, level, code, said = found.groups()
            first, *rest = hang(f"    line {number}: {level} {code}: ", sheet.visible(said), sheet.columns)
            yield first.replace(f"{level} {code}", sheet.paint(f"{level} {code}", level), 1)
            yield from rest
        else:
            yield f"    {sheet.paint(sheet.visible(line.expandtabs(4)), 'code')}".rstrip()


def _table(lines: Sequence[str], sheet: Sheet) -> Iterator[str]:
    """Columns are aligned, and the last one is broken to what is left; where that is little, it stands below."""
    rows = [[sheet.visible(cell.strip()) for cell in line.strip("|").split("|")] for line in lines]
    head, _, *body = rows
    widths = [max(columns(_plain(row[at], sheet)) for row in rows if at < len(row)) for at in range(len(head) - 1)]
    start = 2 + sum(widths) + 2 * len(widths)
    below = sheet.columns is not None and sheet.columns - start < _NARROW_CELL
    for row in [head, *body]:
        style = "bold" if row is head else None
        padded = (
            _set(cell, sheet) + " " * (width - columns(_plain(cell, sheet)))
            for cell, width in zip(row, widths, strict=False)
        )
        before = "  " + "  ".join(padded)
        first, *rest = _broken(" " * (6 if below else start), row[-1], sheet)
        shown = [before.rstrip(), first, *rest] if below else [f"{before}  {first.lstrip()}", *rest]
        yield from (sheet.paint(line, style) if style else line for line in shown)


def _plain(text: str, sheet: Sheet) -> str:
    """As wide as what `_set` makes of it."""
    quote = "" if sheet.paint.on else "'"
    return _INLINE.sub(
        lambda found: found[2] or found[3] or found[4] if found[1] is None else f"{quote}{found[1]}{quote}", text
    )
