"""Whether V8 can compile the pattern of a regular expression literal. A script with an invalid one does not load.

The grammar is ECMA-262's with Annex B.1.2, which the web needs: without the flag `u` a lone `]`, `{` or `}` and most
unknown escapes stand for themselves. Sets of the flag `v` and the names in `\\p{...}` are not looked into.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from proxylint.records import dataclass, field
from proxylint_grammars.pac.tokens import lazy

_PART = lazy(
    r"""(?P<open>\((?!\?)|\(\?(?:[:=!]|<[=!]|[ims]++(?>(?:-[ims]*+)?):|-[ims]++:|<(?P<name>[^>]*+)>))|(?P<close>\))
    |(?P<repeat>[*+?]|\{(?P<low>[0-9]++)(?>(?:(?P<comma>,)(?>(?P<high>[0-9]++)?))?)\})
    |(?P<class>\[\^?+)|(?P<escape>\\(?s:.))|(?P<bar>\|)|(?P<edge>[$^])|(?P<other>(?s:.))""",
    re.VERBOSE,
)
_CLASS_ATOM = lazy(
    r"""\\(?:x(?P<hex>[0-9a-fA-F]{2})|u(?P<unit>[0-9a-fA-F]{4})|u\{(?P<point>[0-9a-fA-F]++)\}|c(?P<control>[A-Za-z0-9_])
    |(?P<octal>[0-3][0-7]{0,2}+|[4-7][0-7]?+)|(?P<set>[dDwWsS]|[pP](?>(?:\{[^}]*+\})?))|(?P<escaped>(?s:.)))|(?P<plain>(?s:.))""",
    re.VERBOSE,
)
_SINGLE = {"n": 10, "t": 9, "r": 13, "b": 8, "f": 12, "v": 11}
_NAMED = lazy(r"\(\?<(?![=!])")
_NAME = lazy(
    r"(?:[A-Za-z_$\x80-\U0010ffff]|\\u(?:[0-9a-fA-F]{4}|\{[0-9a-fA-F]++\}))"
    r"(?>(?:[\w$\x80-\U0010ffff]|\\u(?:[0-9a-fA-F]{4}|\{[0-9a-fA-F]++\}))*)"
)
_NAMED_REFERENCE = lazy(r"\\k<([^>]*+)>")
_UNICODE_ESCAPE = lazy(
    r"\\(?:[dDwWsSbBfnrtv^$\\.*+?()\[\]{}|/]|[1-9]|0(?![0-9])|c[A-Za-z]|x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}"
    r"|u\{0*+(?:10|[0-9a-fA-F])?[0-9a-fA-F]{1,4}\}|[pP]\{\w+(?:=\w+)?\}|k<[^>]+>)"
)


@dataclass(frozen=True, slots=True)
class Fault:
    """`at` is an offset in the pattern; `message` continues "the regular expression is not valid: "."""

    at: int
    message: str


@dataclass(slots=True)
class _State:
    """`repeatable`: a quantifier may stand here. `groups`: offset of each open group and whether it may be repeated.

    `path`: offset of each open group, the pattern itself being -1, and the number of its alternative. `names`: the
    paths at which each name was given to a group.
    """

    pattern: str
    unicode: bool
    named: bool
    groups: list[tuple[int, bool]] = field(default_factory=list)
    path: list[tuple[int, int]] = field(default_factory=lambda: [(-1, 0)])
    names: dict[str, list[tuple[tuple[int, int], ...]]] = field(default_factory=dict)
    wanted: list[tuple[int, str]] = field(default_factory=list)
    repeatable: bool = False


def valid_flags(flags: str) -> bool:
    """V8 knows d g i m s u v y, each once, u and v not together."""
    return set(flags) <= set("dgimsuvy") and len(set(flags)) == len(flags) and not {"u", "v"} <= set(flags)


def check_pattern(pattern: str, flags: str) -> Fault | None:
    if "v" in flags:
        return None
    unicode = "u" in flags
    state = _State(pattern, unicode, unicode or _NAMED().search(pattern) is not None)
    at = 0
    while at < len(pattern):
        result = _part(state, at)
        if isinstance(result, Fault):
            return result
        at = result
    if state.groups:
        return Fault(state.groups[-1][0], "a group is never closed")
    for at, name in state.wanted:
        if name not in state.names:
            return Fault(at, f"there is no group '{name}'")
    return None


def _part(state: _State, at: int) -> int | Fault:
    """The end of the part at `at`."""
    found = _PART().match(state.pattern, at)
    assert found is not None
    match found.lastgroup:
        case "open" | "name":
            return _open(state, found)
        case "close":
            if not state.groups:
                return Fault(at, "a group is closed that was never opened")
            state.repeatable = state.groups.pop()[1]
            state.path.pop()
        case "repeat" | "low" | "comma" | "high":
            return _repeat(state, found)
        case "class":
            state.repeatable = True
            return _class(state, found.end())
        case "escape":
            return _escape(state, found)
        case "bar" | "edge":
            state.repeatable = False
            if found[0] == "|":
                state.path[-1] = state.path[-1][0], state.path[-1][1] + 1
        case _:
            if found[0] == "(":
                return Fault(at, "a group starts with '(?' and an unknown sign")
            if state.unicode and found[0] in "{}]":
                return Fault(at, "a lone bracket needs a backslash")
            state.repeatable = True
    return found.end()


def _open(state: _State, found: re.Match[str]) -> int | Fault:
    name, sign = found["name"], found["open"]
    if name is not None:
        if not _NAME().fullmatch(name):
            return Fault(found.start(), "the name of a group is not valid")
        if any(_meet(path, state.path) for path in state.names.get(name, ())):
            return Fault(found.start(), f"two groups have the name '{name}'")
        state.names.setdefault(name, []).append(tuple(state.path))
    ahead = sign in ("(?=", "(?!") and not state.unicode
    state.path.append((found.start(), 0))
    state.groups.append((found.start(), ahead or sign not in ("(?=", "(?!", "(?<=", "(?<!")))
    state.repeatable = False
    return found.end()


def _meet(one: Sequence[tuple[int, int]], other: Sequence[tuple[int, int]]) -> bool:
    """Whether both can take part in one match: they do not stand in two alternatives of one group (ES2025)."""
    for (group, alternative), (other_group, other_alternative) in zip(one, other, strict=False):
        if group != other_group:
            return True
        if alternative != other_alternative:
            return False
    return True


def _repeat(state: _State, found: re.Match[str]) -> int | Fault:
    if not state.repeatable:
        return Fault(found.start(), "a quantifier has nothing to repeat")
    low, high = found["low"], found["high"]
    if high is not None and _count(low) > _count(high):
        return Fault(found.start(), "the numbers of a quantifier are out of order")
    state.repeatable = False
    return found.end() + (1 if state.pattern.startswith("?", found.end()) else 0)


def _count(digits: str) -> tuple[int, str]:
    """Comparable without converting numbers of any length."""
    digits = digits.lstrip("0")
    return len(digits), digits


def _escape(state: _State, found: re.Match[str]) -> int | Fault:
    sign = found[0][1]
    state.repeatable = sign not in "bB"
    if sign == "k" and state.named:
        name = _NAMED_REFERENCE().match(state.pattern, found.start())
        if name is None:
            return Fault(found.start(), "'\\k' needs the name of a group")
        state.wanted.append((found.start(), name[1]))
        return name.end()
    if not state.unicode:
        return found.end()
    whole = _UNICODE_ESCAPE().match(state.pattern, found.start())
    return Fault(found.start(), "the escape is not valid") if whole is None else whole.end()


def _class(state: _State, at: int) -> int | Fault:
    """The end of the class whose first member stands at `at`; the bounds of its ranges are in order."""
    low: int | None = None
    ranged = False
    while state.pattern[at] != "]":
        found = _CLASS_ATOM().match(state.pattern, at)
        assert found is not None
        known = found["plain"] is not None or found[0] == "\\-" or _UNICODE_ESCAPE().match(state.pattern, at)
        if state.unicode and not known:
            return Fault(at, "the escape is not valid")
        at, value = _value(state, found)
        if ranged:
            if low is not None and value is not None and low > value:
                return Fault(found.start(), "the bounds of a range are out of order")
            if state.unicode and (low is None or value is None):
                return Fault(found.start(), "a set cannot be the bound of a range")
            low, ranged = None, False
            continue
        low = value
        if state.pattern[at] == "-" and state.pattern[at + 1] != "]":
            ranged, at = True, at + 1
    return at + 1


def _value(state: _State, found: re.Match[str]) -> tuple[int, int | None]:
    """Where a member of a class ends, and its code; `None` for a set of characters."""
    end = found.end()
    match found.lastgroup:
        case "plain":
            return end, ord(found["plain"])
        case "hex" | "unit":
            return end, int(found[found.lastgroup], 16)
        case "point" if state.unicode:
            return end, int(found["point"], 16)
        case "control":
            return end, ord(found["control"]) % 32
        case "octal":
            return end, int(found["octal"], 8)
        case "set" if state.unicode or found["set"][0] not in "pP":
            return end, None
        case "escaped" if found["escaped"] == "c":
            return found.start() + 1, 92
    sign = state.pattern[found.start() + 1]
    return found.start() + 2, _SINGLE.get(sign, ord(sign))
