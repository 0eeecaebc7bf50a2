"""Patterns over paths, in the language of .gitignore (gitignore(5); wildmatch.c with WM_PATHNAME in git).

`*` and `?` stop at a `/`, `**` between slashes stands for any number of folders, `[a-z]`, `[!a]` and `[[:digit:]]` are
sets, `\\` takes the next character as it is. A pattern may come from a hostile file: it never reaches Python's `re`,
and a match takes at most the length of the pattern times that of the path in steps.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum
from functools import lru_cache

from proxylint.wildmatch import ANY, ANY_NAME, Chosen, Glob, Name, One, Piece, Segment, name_matches


class _Mark(Enum):
    STAR = "*"
    SLASH = "/"
    ESCAPED_SLASH = "\\/"


def excluded(path: str, patterns: Sequence[str], *, folder: bool = False) -> bool:
    """Whether one of the patterns means the path or a folder above it.

    `path`: with `/`, relative to the folder that the patterns speak of; `folder`: it is one itself. A pattern without
    `/` means every file and folder of that name, at any depth; one with a `/` is relative to that folder.
    """
    names = [name for name in path.split("/") if name not in ("", ".")]
    return any(_within(glob(pattern), names, folder) for pattern in patterns)


def _within(one: Glob, names: Sequence[str], folder: bool) -> bool:
    if one.segments is None:
        return False
    whole = folder or not one.folders
    if not one.anchored:
        return any(name_matches(one.segments[0][0], name) for name in (names if whole else names[:-1]))
    return (whole and one.matches(names)) or one.holds(names)


@lru_cache(maxsize=4096)
def glob(pattern: str) -> Glob:
    """A pattern of a configuration. `./` in front says the same as `/`."""
    return parse(pattern[1:] if pattern.startswith("./") else pattern)


def parse(pattern: str) -> Glob:
    """As dir.c of git takes a line of .gitignore (parse_path_pattern, match_pathname), its `!` taken off."""
    folders = pattern.endswith("/")
    text = pattern[:-1] if folders else pattern
    anchored = "/" in text
    tokens = _tokens(text[1:] if text.startswith("/") else text)
    if tokens is None:
        return Glob(None, anchored, folders)
    return Glob(_segments(tokens) if anchored else ((_name(tokens),),), anchored, folders)


def _segments(tokens: Sequence[One | _Mark]) -> tuple[Segment, ...]:
    segments: list[list[Name]] = [[]]
    start = 0
    for at in range(len(tokens) + 1):
        end = tokens[at] if at < len(tokens) else None
        if end not in (_Mark.SLASH, _Mark.ESCAPED_SLASH, None):
            continue
        one = tokens[start:at]
        if len(one) > 1 and all(token is _Mark.STAR for token in one):
            # At the end it means what is in the folder, not the folder itself. Before `\/` it is no `**/` to
            # wildmatch.c, which then wants one folder at least.
            segments.append([] if end is _Mark.SLASH else [ANY_NAME])
        else:
            segments[-1].append(_name(one))
        start = at + 1
    return tuple(map(tuple, segments))


def _name(tokens: Sequence[One | _Mark]) -> Name:
    pieces: list[list[One]] = [[]]
    for at, token in enumerate(tokens):
        if not isinstance(token, _Mark):
            pieces[-1].append(token)
        elif token is _Mark.STAR and not (at and tokens[at - 1] is _Mark.STAR):
            pieces.append([])
    return tuple(map(_piece, pieces))


def _piece(ones: Sequence[One]) -> Piece:
    plain = [one for one in ones if isinstance(one, str)]
    return "".join(plain) if len(plain) == len(ones) else tuple(ones)


def _tokens(text: str) -> list[One | _Mark] | None:
    tokens: list[One | _Mark] = []
    at = 0
    while at < len(text):
        char = text[at]
        if char == "\\":
            at += 1
            if at == len(text):
                return None
            tokens.append(_Mark.ESCAPED_SLASH if text[at] == "/" else text[at])
        elif char == "[":
            read = _set(text, at + 1)
            if read is None:
                return None
            chosen, at = read
            tokens.append(chosen)
        else:
            tokens.append(_MARKS.get(char, char))
        at += 1
    return tokens


_MARKS: dict[str, One | _Mark] = {"*": _Mark.STAR, "/": _Mark.SLASH, "?": ANY}

_CLASSES = {
    "alnum": (("0", "9"), ("A", "Z"), ("a", "z")),
    "alpha": (("A", "Z"), ("a", "z")),
    "blank": ((" ", " "), ("\t", "\t")),
    "cntrl": (("\0", "\x1f"), ("\x7f", "\x7f")),
    "digit": (("0", "9"),),
    "graph": (("!", "~"),),
    "lower": (("a", "z"),),
    "print": ((" ", "~"),),
    "punct": (("!", "/"), (":", "@"), ("[", "`"), ("{", "~")),
    "space": ((" ", " "), ("\t", "\r")),
    "upper": (("A", "Z"),),
    "xdigit": (("0", "9"), ("A", "F"), ("a", "f")),
}


def _set(text: str, at: int) -> tuple[Chosen, int] | None:
    """The set whose `[` stands before `at`, and where its `]` is; None = malformed (wildmatch.c, `case '['`)."""
    negated = text[at : at + 1] in ("!", "^")
    at += negated
    ranges: list[tuple[str, str]] = []
    before, first = "", True
    while first or text[at : at + 1] != "]":
        first = False
        char = text[at : at + 1]
        follows = text[at + 1 : at + 2]
        if char == "[" and follows == ":":
            end = text.find("]", at + 2)
            if end < 0:
                return None
            if end > at + 2 and text[end - 1] == ":":
                named = _CLASSES.get(text[at + 2 : end - 1])
                if named is None:
                    return None
                ranges += named
                before, at = "", end + 1
                continue
        if char == "-" and before and follows not in ("", "]"):
            at += 1 + (follows == "\\")
            high = text[at : at + 1]
            ranges.append((before, high))
            char, before = high, ""
        else:
            at += char == "\\"
            char = before = text[at : at + 1]
            ranges.append((char, char))
        if not char:
            return None
        at += 1
    return Chosen(tuple(ranges), negated), at
