"""Whether V8 can compile the pattern of a regular expression literal. A script with an invalid one does not load.

The grammar is ECMA-262's with Annex B.1.2, which the web needs: without the flags `u` and `v` a lone `]`, `{` or `}`
and most unknown escapes stand for themselves.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from proxylint.records import dataclass, field
from proxylint_grammars.pac import identifiers
from proxylint_grammars.pac.regexp_classes import end_of_class
from proxylint_grammars.pac.regexp_escapes import Fault, outside
from proxylint_grammars.pac.tokens import lazy

_PART = lazy(
    r"""(?P<open>\((?!\?)|\(\?(?:[:=!]|<[=!]|(?P<on>[ims]*+)(?>(?:-(?P<off>[ims]*+))?):|<(?P<name>[^>]*+)>))|(?P<close>\))
    |(?P<repeat>[*+?]|\{(?P<low>[0-9]++)(?>(?:(?P<comma>,)(?>(?P<high>[0-9]++)?))?)\})
    |(?P<class>\[\^?+)|(?P<escape>\\(?s:.))|(?P<bar>\|)|(?P<edge>[$^])|(?P<other>(?s:.))""",
    re.VERBOSE,
)
_NAMED = lazy(
    r"(?s)(?>(?:\\.|\[(?>(?:[^\]\\]|\\.)*)\]|(?!\(\?<(?![=!]))[^\\\[])*)\(\?<(?![=!])"  # not in a class
)
_NAMED_REFERENCE = lazy(r"\\k<([^>]*+)>")
_NUMBERED_REFERENCE = lazy(r"\\([1-9][0-9]*+)")


@dataclass(slots=True)
class _State:
    """`repeatable`: a quantifier may stand here. `groups`: offset of each open group and whether it may be repeated.

    `path`: offset of each open group, the pattern itself being -1, and the number of its alternative. `names`: the
    paths at which each name was given to a group. `captures`: how many groups there are so far that are counted.
    `wanted`: names and numbers that are referred to, where.
    """

    pattern: str
    flag: str
    named: bool
    groups: list[tuple[int, bool]] = field(default_factory=list)
    path: list[tuple[int, int]] = field(default_factory=lambda: [(-1, 0)])
    names: dict[str, list[tuple[tuple[int, int], ...]]] = field(default_factory=dict)
    captures: int = 0
    wanted: list[tuple[int, str]] = field(default_factory=list)
    repeatable: bool = False


def valid_flags(flags: str) -> bool:
    """V8 knows d g i m s u v y, each once, u and v not together."""
    return set(flags) <= set("dgimsuvy") and len(set(flags)) == len(flags) and not {"u", "v"} <= set(flags)


def check_pattern(pattern: str, flags: str) -> Fault | None:
    """`pattern`: between the slashes of a literal, so each class in it is closed."""
    flag = "v" if "v" in flags else "u" if "u" in flags else ""
    state = _State(pattern, flag, bool(flag) or _NAMED().match(pattern) is not None)
    try:
        at = 0
        while at < len(pattern):
            at = _part(state, at)
        _end(state)
    except Fault as fault:
        return fault
    return None


def _end(state: _State) -> None:
    if state.groups:
        raise Fault(state.groups[-1][0], "a group is never closed")
    for at, wanted in state.wanted:
        if not (_is_number(wanted, state.captures) if wanted.isdecimal() else wanted in state.names):
            raise Fault(at, f"there is no group '{wanted}'")


def _is_number(digits: str, most: int) -> bool:
    return len(digits) < 10 and int(digits) <= most


def _part(state: _State, at: int) -> int:
    """The end of the part at `at`."""
    found = _PART().match(state.pattern, at)
    assert found is not None
    match found.lastgroup:
        case "open":
            return _open(state, found)
        case "close":
            if not state.groups:
                raise Fault(at, "a group is closed that was never opened")
            state.repeatable = state.groups.pop()[1]
            state.path.pop()
        case "repeat":
            return _repeat(state, found)
        case "class":
            state.repeatable = True
            return end_of_class(state.pattern, found.end(), state.flag, state.named)
        case "escape":
            return _escape(state, found)
        case "bar" | "edge":
            state.repeatable = False
            if found[0] == "|":
                state.path[-1] = state.path[-1][0], state.path[-1][1] + 1
        case _:
            if found[0] == "(":
                raise Fault(at, "a group starts with '(?' and an unknown sign")
            if state.flag and found[0] in "{}]":
                raise Fault(at, "a lone bracket needs a backslash")
            state.repeatable = True
    return found.end()


def _open(state: _State, found: re.Match[str]) -> int:
    sign = found["open"]
    if found["name"] is not None:
        _name_group(state, found)
    state.captures += sign == "(" or found["name"] is not None
    on, off = found["on"] or "", found["off"]
    if len(set(on + (off or ""))) < len(on + (off or "")) or (off == "" and not on):
        raise Fault(found.start(), "the flags of a group are not valid")
    ahead = sign in ("(?=", "(?!") and not state.flag
    state.path.append((found.start(), 0))
    state.groups.append((found.start(), ahead or sign not in ("(?=", "(?!", "(?<=", "(?<!")))
    state.repeatable = False
    return found.end()


def _name_group(state: _State, found: re.Match[str]) -> None:
    name = _name(found["name"])
    if name is None:
        raise Fault(found.start(), "the name of a group is not valid")
    if any(_meet(path, state.path) for path in state.names.get(name, ())):
        raise Fault(found.start(), f"two groups have the name '{name}'")
    state.names.setdefault(name, []).append(tuple(state.path))


def _name(written: str) -> str | None:
    """Letters may be escaped there as in names of the script."""
    name = identifiers.points(identifiers.meant(written))
    return name if identifiers.is_name(name) else None


def _meet(one: Sequence[tuple[int, int]], other: Sequence[tuple[int, int]]) -> bool:
    """Whether both can take part in one match: they do not stand in two alternatives of one group (ES2025)."""
    for (group, alternative), (other_group, other_alternative) in zip(one, other, strict=False):
        if group != other_group:
            return True
        if alternative != other_alternative:
            return False
    return True


def _repeat(state: _State, found: re.Match[str]) -> int:
    if not state.repeatable:
        raise Fault(found.start(), "a quantifier has nothing to repeat")
    low, high = found["low"], found["high"]
    if high is not None and _count(low) > _count(high):
        raise Fault(found.start(), "the numbers of a quantifier are out of order")
    state.repeatable = False
    return found.end() + (1 if state.pattern.startswith("?", found.end()) else 0)


def _count(digits: str) -> tuple[int, str]:
    """Comparable without converting numbers of any length."""
    digits = digits.lstrip("0")
    return len(digits), digits


def _escape(state: _State, found: re.Match[str]) -> int:
    sign = found[0][1]
    state.repeatable = sign not in "bB"
    if sign == "k" and state.named:
        name = _NAMED_REFERENCE().match(state.pattern, found.start())
        if name is None or (meant := _name(name[1])) is None:
            raise Fault(found.start(), "'\\k' needs the name of a group")
        state.wanted.append((found.start(), meant))
        return name.end()
    if not state.flag:
        return found.end()
    number = _NUMBERED_REFERENCE().match(state.pattern, found.start())
    if number is not None:
        state.wanted.append((found.start(), number[1]))
        return number.end()
    return outside(state.pattern, found.start(), state.flag)
