"""A tree in Python's regular expression syntax, for `re.ASCII`. Nothing of the original spelling survives."""

from __future__ import annotations

from proxylint.names.characters import EVERY, TOP, Ranges, complement
from proxylint.names.tree import Anchor, Chars, Choice, Group, Look, Node, Repeat, Sequence

_LINE_END = r"[\n\r\u2028\u2029]"
_WORD = "[0-9A-Za-z_]"
_ANCHORS = {
    Anchor.START: r"\A",
    Anchor.END: r"\Z",
    Anchor.LINE_START: rf"(?:\A|(?<={_LINE_END}))",
    Anchor.LINE_END: rf"(?:\Z|(?={_LINE_END}))",
    Anchor.WORD_EDGE: r"\b",
    # Python's own \B never matches in an empty text (before 3.14).
    Anchor.NO_WORD_EDGE: r"(?!\b)",
    Anchor.WORD_START: rf"(?<!{_WORD})(?={_WORD})",
    Anchor.WORD_END: rf"(?<={_WORD})(?!{_WORD})",
}


def spell_re(node: Node) -> str:
    match node:
        case Chars(ranges):
            return _characters(ranges)
        case Sequence(parts):
            return "".join(f"(?:{spell_re(p)})" if isinstance(p, Choice) else spell_re(p) for p in parts)
        case Choice(branches):
            return "|".join(spell_re(branch) for branch in branches)
        case Group(body, number, name):
            if number is None:
                return f"(?:{spell_re(body)})"
            return f"(?P<{name}>{spell_re(body)})" if name and name.isidentifier() else f"({spell_re(body)})"
        case Repeat(body, least, most, lazy):
            counts = f"{{{least},{'' if most is None else most}}}"
            return f"(?:{spell_re(body)}){counts}{'?' if lazy else ''}"
        case Look(body, _, wanted):
            return f"(?{'=' if wanted else '!'}{spell_re(body)})"
        case Anchor():
            return _ANCHORS[node]
    raise AssertionError(node)


def _characters(ranges: Ranges) -> str:
    if not ranges:
        return "(?!)"
    if ranges == EVERY:
        return "(?s:.)"
    if ranges[-1][1] == TOP:
        # Written as what is left out, which Python compiles a hundred times faster.
        return "[^" + _characters(complement(ranges))[1:]
    return "[" + "".join(_code(low) if low == high else f"{_code(low)}-{_code(high)}" for low, high in ranges) + "]"


def _code(code: int) -> str:
    return f"\\U{code:08x}"
