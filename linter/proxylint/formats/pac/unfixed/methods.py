"""The methods of strings, for a text that is not fixed."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from proxylint.formats.pac.javascript import convert
from proxylint.formats.pac.javascript.builtins import regexp
from proxylint.formats.pac.javascript.numbers import clamp
from proxylint.formats.pac.javascript.realm import Realm, argument
from proxylint.formats.pac.javascript.values import UNDEFINED, Arr, Fn, Value
from proxylint.formats.pac.javascript.varying import Varying
from proxylint.formats.pac.unfixed.cutting import part, rest_from, start_behind_end
from proxylint.formats.pac.unfixed.dots import DotFromEnd, dot_at, first_dot
from proxylint.formats.pac.unfixed.flag import Count, world_of
from proxylint.formats.pac.unfixed.labels import constant_labels, is_host
from proxylint.formats.pac.unfixed.parts import Parts
from proxylint.formats.pac.unfixed.positions import End, Found
from proxylint.formats.pac.unfixed.strings import VaryingText, holds, search
from proxylint.formats.pac.unfixed.text import Text

Method: TypeAlias = Callable[[Realm, VaryingText, list[Value]], Value]

FAR = 1 << 30


def call(realm: Realm, text: VaryingText, name: str, arguments: list[Value]) -> Value:
    method = METHODS.get(name)
    if method is None:
        raise text.beyond(f"{name}()")
    return method(realm, text, arguments)


def word_at(realm: Realm, text: VaryingText, arguments: list[Value], name: str) -> str:
    value = argument(arguments, 0)
    if name in ("startsWith()", "endsWith()", "includes()") and regexp.is_regexp(realm, value):
        raise realm.error("TypeError", f"First argument to {name} must not be a regular expression")
    found = convert.text(realm, value)
    if isinstance(found, Varying):
        raise text.beyond(f"{name} with {found.what}")
    return str(found)


def _itself(realm: Realm, text: VaryingText, arguments: list[Value]) -> Value:
    return text


def _length(realm: Realm, text: VaryingText, arguments: list[Value]) -> Value:
    if isinstance(text, Text):
        return End(text)
    raise text.beyond("the length")


def _starts_with(realm: Realm, text: VaryingText, arguments: list[Value]) -> Value:
    word = word_at(realm, text, arguments, "startsWith()")
    start = argument(arguments, 1)
    if start is not UNDEFINED:
        part = _from(realm, text, start, "startsWith()")
        return part.startswith(word) if type(part) is str else part.starts(word)
    return text.starts(word)


def _ends_with(realm: Realm, text: VaryingText, arguments: list[Value]) -> Value:
    if argument(arguments, 1) is not UNDEFINED:
        raise text.beyond("endsWith() with a position")
    return text.ends(word_at(realm, text, arguments, "endsWith()"))


def _includes(realm: Realm, text: VaryingText, arguments: list[Value]) -> Value:
    if argument(arguments, 1) is not UNDEFINED:
        raise text.beyond("includes() with a position")
    return text.has(word_at(realm, text, arguments, "includes()"))


def _from(realm: Realm, text: VaryingText, start: Value, name: str) -> Value:
    """The text from a position on, where that is a number or counts from the end."""
    if not isinstance(text, Text):
        raise text.beyond(f"{name} with a position")
    return part(realm, text, _plain(realm, start), UNDEFINED, name)


def _index_of(realm: Realm, text: VaryingText, arguments: list[Value]) -> Value:
    word, start = word_at(realm, text, arguments, "indexOf()"), argument(arguments, 1)
    if word == "." and isinstance(start, Count) and isinstance(text, Text):
        dot = _dot_before(realm, text, start)
        if dot is not None:
            return dot.next(world_of(realm))
    if not isinstance(text, Text):
        if start is not UNDEFINED and start != 0.0:
            raise text.beyond("indexOf() with a position")
        return search(text, f"indexOf({word!r})", text.has(word), text.starts(word))
    if isinstance(start, End) and start.sign == 1 and start.text.view == text.view:
        return _in_end(realm, text, word, -start.offset)
    begin = 0 if start is UNDEFINED else clamp(convert.fixed_number(realm, start, "indexOf()"), 0, FAR)
    return _first(realm, text, word, begin)


def _dot_before(realm: Realm, text: Text, start: Value) -> DotFromEnd | None:
    """The dot that a search starts behind, where it is one in the host that is known by its place from the end."""
    if isinstance(start, Found) and is_host(text) and start.text.view == start.inside.view == text.view:
        if start.word != "." or start.last or start.sign != 1 or start.offset != 1:
            return None
        return first_dot(world_of(realm), text)
    dot = dot_at(text, start)
    return dot if dot is not None and dot.offset == 1 else None


def _in_end(realm: Realm, text: Text, word: str, distance: int) -> Value:
    """`text.indexOf(word, text.length - distance)`: whether it stands in the last `distance` characters."""
    if distance < len(word):
        return -1.0
    if distance <= len(text.view.suffix):
        at = text.view.suffix.find(word, len(text.view.suffix) - distance)
        return -1.0 if at < 0 else End(text, at - len(text.view.suffix))
    if distance == len(word):
        present = text.ends(word)
    else:
        filler = text._filler()
        from proxylint.formats.pac.unfixed.text import quoted

        pattern = f"{filler}*{quoted(word)}{filler}{{0,{distance - len(word)}}}"
        present = text.occurs(pattern, f"has {word!r} in its last {distance} characters")
    return search(text, f"indexOf({word!r})", present, None)


def _first(realm: Realm, text: Text, word: str, begin: int) -> Value:
    view = text.view
    at = view.prefix.find(word, begin)
    if at >= 0:
        return float(at)
    if text.only_fixed(word) and begin <= view.least - len(view.suffix):
        at = view.suffix.find(word)
        return -1.0 if at < 0 else End(text, at - len(view.suffix))
    if begin == 0:
        return Found(text, text, word, False)
    rest = text.drop(world_of(realm), begin)
    if not isinstance(rest, Text):
        return -1.0
    return search(text, f"indexOf({word!r}, {begin})", rest.has(word), None)


def _last_index_of(realm: Realm, text: VaryingText, arguments: list[Value]) -> Value:
    word, start = word_at(realm, text, arguments, "lastIndexOf()"), argument(arguments, 1)
    if word == "." and isinstance(start, Count):
        dot = dot_at(text, start)
        if dot is not None and dot.offset == -1 and dot.labels >= constant_labels(dot.host):
            return dot.previous(world_of(realm))
    if not isinstance(text, Text):
        if start is not UNDEFINED:
            raise text.beyond("lastIndexOf() with a position")
        return search(text, f"lastIndexOf({word!r})", text.has(word), None)
    return _last(realm, text, text if start is UNDEFINED else _until(realm, text, start, len(word)), word)


def _until(realm: Realm, text: Text, start: Value, size: int) -> Value:
    """The beginning of the text in which a word may stand that starts at `start` at the latest."""
    world = world_of(realm)
    if isinstance(start, End) and start.sign == 1 and start.text.view == text.view:
        return text.drop_end(world, -start.offset - size)
    if isinstance(start, Found) and start.sign == 1 and start.text.view == text.view and start.offset + size == 0:
        if start.settle_absent(world) is None:
            return start.changed(0, 1).ahead(world)  # type: ignore[attr-defined]
        return text.beginning(size)
    if type(start) is float:
        return text.beginning(clamp(start, 0, FAR) + size)
    raise text.beyond("lastIndexOf() with that position")


def _last(realm: Realm, text: Text, inside: Value, word: str) -> Value:
    if type(inside) is str:
        return float(inside.rfind(word))
    if not isinstance(inside, Text):
        raise text.beyond("lastIndexOf() with that position")
    view = inside.view
    at = view.suffix.rfind(word)
    if at >= 0:
        behind = len(view.suffix) - at
        return End(text, -behind - _cut(text, inside))
    if inside.only_fixed(word):
        return float(view.prefix.rfind(word))
    return Found(text, inside, word, True)


def _cut(text: Text, inside: Text) -> int:
    """How many characters of known number `inside` lacks at the end of `text`."""
    lost = text.view.least - inside.view.least
    if len(text.view.suffix) - len(inside.view.suffix) == lost:
        return lost
    raise text.beyond("lastIndexOf() with that position")


def _substring(realm: Realm, text: VaryingText, arguments: list[Value]) -> Value:
    start, end = argument(arguments, 0), argument(arguments, 1)
    start = _plain(realm, start)
    end = UNDEFINED if end is UNDEFINED else _plain(realm, end)
    if type(start) is float and type(end) is float:
        start, end = sorted((max(0.0, start), max(0.0, end)))
    return part(realm, text, start, end, "substring()")


def _plain(realm: Realm, value: Value) -> Value:
    """A position: a whole number, not negative, or something varying."""
    if isinstance(value, Varying):
        return value
    return float(clamp(convert.fixed_number(realm, value, "a position"), 0, FAR))


def _slice(realm: Realm, text: VaryingText, arguments: list[Value]) -> Value:
    start, end = (_signed(realm, text, argument(arguments, index)) for index in (0, 1))
    if type(start) is float and type(end) is float and start >= end:
        return ""
    return part(realm, text, 0.0 if start is UNDEFINED else start, end, "slice()")


def _signed(realm: Realm, text: VaryingText, value: Value) -> Value:
    """A position of `slice` and `substr`: negative numbers count from the end."""
    if value is UNDEFINED or isinstance(value, Varying):
        return value
    number = clamp(convert.fixed_number(realm, value, "a position"), -FAR, FAR)
    if number >= 0:
        return float(number)
    if not isinstance(text, Text):
        raise text.beyond("a part from the end")
    return End(text, number)


def _substr(realm: Realm, text: VaryingText, arguments: list[Value]) -> Value:
    start, count = _signed(realm, text, argument(arguments, 0)), argument(arguments, 1)
    start = 0.0 if start is UNDEFINED else start
    if count is UNDEFINED:
        return part(realm, text, start, UNDEFINED, "substr()")
    size = clamp(convert.fixed_number(realm, count, "substr()"), 0, FAR)
    rest = part(realm, text, start, UNDEFINED, "substr()")
    return rest[:size] if type(rest) is str else rest.beginning(size)


def _char_at(realm: Realm, text: VaryingText, arguments: list[Value]) -> Value:
    index = argument(arguments, 0)
    if isinstance(index, End):
        return (
            part(realm, text, index, UNDEFINED, "charAt()")
            if index.offset == -1
            else start_behind_end(text, "charAt()")
        )
    at = clamp(convert.fixed_number(realm, index, "charAt()"), -1, FAR)
    if at < 0:
        return ""
    rest = rest_from(realm, text, float(at), "charAt()")
    return rest[:1] if type(rest) is str else rest.beginning(1)


def _to_lower_case(realm: Realm, text: VaryingText, arguments: list[Value]) -> Value:
    return text.lowered(False)


def _to_upper_case(realm: Realm, text: VaryingText, arguments: list[Value]) -> Value:
    return text.lowered(True)


def _to_locale_lower_case(realm: Realm, text: VaryingText, arguments: list[Value]) -> Value:
    return _of_no_language(text, arguments).lowered(False)


def _to_locale_upper_case(realm: Realm, text: VaryingText, arguments: list[Value]) -> Value:
    return _of_no_language(text, arguments).lowered(True)


def _of_no_language(text: VaryingText, arguments: list[Value]) -> VaryingText:
    if argument(arguments, 0) is not UNDEFINED:
        raise text.beyond("a change of case in a given language")
    return text


def _concat(realm: Realm, text: VaryingText, arguments: list[Value]) -> Value:
    found: Value = text
    for value in arguments:
        found = found.plus(realm, convert.text(realm, value), False)
    return found


def _split(realm: Realm, text: VaryingText, arguments: list[Value]) -> Value:
    separator = argument(arguments, 0)
    if not isinstance(text, Text) or type(separator) is not str or not separator or len(arguments) > 1:
        raise text.beyond("split()")
    view = text.view
    if not text.only_fixed(separator):
        if len(separator) > 1:
            raise text.beyond("split() by several characters")
        return Parts(text, separator)
    world = world_of(realm)
    *before, begin = view.prefix.split(separator)
    end, *after = view.suffix.split(separator)
    middle = text.drop(world, len(view.prefix) - len(begin))
    middle = middle.drop_end(world, len(view.suffix) - len(end))
    return Arr(realm.prototypes["Array"], [*before, middle, *after])


def _match(realm: Realm, text: VaryingText, arguments: list[Value]) -> Value:
    pattern = regexp.of_argument(realm, argument(arguments, 0))
    state = pattern.primitive
    if "y" in state.flags:
        raise text.beyond("match() by a sticky regular expression")
    if "g" in state.flags:
        regexp.begin_anew(realm, pattern)
        pattern = regexp.make_regexp(realm, state.source, state.other_flags)
    return text.matched(realm, pattern, "match")


def _search(realm: Realm, text: VaryingText, arguments: list[Value]) -> Value:
    state = regexp.of_argument(realm, argument(arguments, 0)).primitive
    if "y" in state.flags:
        raise text.beyond("search() by a sticky regular expression")
    return search(text, "search()", text.asked_pattern(state.source, state.other_flags), None)


def _replace(realm: Realm, text: VaryingText, arguments: list[Value]) -> Value:
    """Exact where nothing is replaced, or where the replaced word stands in the known beginning."""
    pattern, by = argument(arguments, 0), argument(arguments, 1)
    if regexp.is_regexp(realm, pattern):
        state = regexp.with_own_exec(realm, pattern).primitive
        if "y" in state.flags or holds(world_of(realm), text.asked_pattern(state.source, state.other_flags)):
            raise text.beyond("replace()")
        if "g" in state.flags:
            regexp.begin_anew(realm, pattern)
        return text
    word = word_at(realm, text, arguments, "replace()")
    if not holds(world_of(realm), text.has(word)):
        return text
    if isinstance(text, Text) and word in text.view.prefix and not isinstance(by, (Fn, Varying)):
        new = convert.fixed_text(realm, by, "replace()")
        at = text.view.prefix.index(word)
        rest = text.drop(world_of(realm), at + len(word))
        if "$" not in new and isinstance(rest, VaryingText):
            return rest.joined(text.view.prefix[:at] + new, "")
    raise text.beyond("replace()")


def _locale_compare(realm: Realm, text: VaryingText, arguments: list[Value]) -> Value:
    raise text.beyond("localeCompare()")


def inside(text: VaryingText, name: str, whole: str) -> Value:
    """`whole.indexOf(text)` and the like: which parts of a fixed text the varying one may be."""
    found: dict[str, None] = {}
    size = len(whole)
    if size > 1 << 12:
        raise text.beyond(f"{name}() in a long text")
    for start in range(size + 1):
        for end in range(start, min(size, start + 260) + 1):
            if text.may_be(whole[start:end]):
                found[whole[start:end]] = None
    answer = bool(found) and text.is_one_of(list(found))
    if name == "includes":
        return answer
    if name not in ("indexOf", "lastIndexOf"):
        raise text.beyond(f"{name}() with the value")
    return -1.0 if answer is False else search(text, f"{name}()", answer, None)


METHODS: dict[str, Method] = {
    "charAt": _char_at,
    "concat": _concat,
    "endsWith": _ends_with,
    "includes": _includes,
    "indexOf": _index_of,
    "lastIndexOf": _last_index_of,
    "length": _length,
    "localeCompare": _locale_compare,
    "match": _match,
    "replace": _replace,
    "search": _search,
    "slice": _slice,
    "split": _split,
    "startsWith": _starts_with,
    "substr": _substr,
    "substring": _substring,
    "toLocaleLowerCase": _to_locale_lower_case,
    "toLocaleUpperCase": _to_locale_upper_case,
    "toLowerCase": _to_lower_case,
    "toString": _itself,
    "toUpperCase": _to_upper_case,
    "trim": _itself,
    "trimEnd": _itself,
    "trimStart": _itself,
}

__all__ = ["METHODS", "Count", "call", "inside"]
