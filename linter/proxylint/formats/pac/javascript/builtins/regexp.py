"""RegExp: the objects, and the string methods that take one. ECMA-262 section 22.2."""

from __future__ import annotations

import re
from collections.abc import Iterator

from proxylint.formats.pac.javascript import convert
from proxylint.formats.pac.javascript.builtins.patterns import Pattern, Spot, all_matches, holds
from proxylint.formats.pac.javascript.builtins.table import METHODS, constructor, method, this_text
from proxylint.formats.pac.javascript.numbers import clamp
from proxylint.formats.pac.javascript.realm import MAKING, OBJECT, Realm, argument
from proxylint.formats.pac.javascript.values import UNDEFINED, Arr, Fn, Obj, Unmodelled, Value, lineage
from proxylint.formats.pac.javascript.varying import Varying
from proxylint.names import BadPattern, Beyond, javascript
from proxylint.regex import regex


def make_regexp(realm: Realm, source: str, flags: str) -> Obj:
    if len(set(flags)) != len(flags) or not set(flags) <= set("dgimsuvy"):
        raise realm.error("SyntaxError", "Invalid flags supplied to RegExp constructor")
    try:
        javascript(source, Pattern(source, flags).other_flags)
    except BadPattern as problem:
        raise realm.error("SyntaxError", f"Invalid regular expression: {problem.message}") from None
    except Beyond:
        pass
    return checked_regexp(realm, source, flags)


_HIDDEN = frozenset(("lastIndex",))


def checked_regexp(realm: Realm, source: str, flags: str) -> Obj:
    """Of a pattern and flags that are known to be spelled as they must be."""
    realm.spend_memory(2 * OBJECT)
    made = Obj(realm.prototypes["RegExp"], "RegExp", {"lastIndex": 0.0})
    made.hidden = _HIDDEN
    made.primitive = Pattern(source, flags)
    return made


def is_regexp(realm: Realm, value: Value) -> bool:
    if not isinstance(value, Obj):
        return False
    if value.kind == "RegExp":
        return True
    if realm.prototypes["RegExp"] in lineage(realm, value.parent(realm)):
        raise Unmodelled("an object that inherits from a regular expression")
    return False


def of_argument(realm: Realm, value: Value, flags: str = "") -> Obj:
    """What `match`, `search` and so on take: a RegExp, or the source of one with these flags."""
    if is_regexp(realm, value):
        return with_own_exec(realm, value)
    return _made(realm, "" if value is UNDEFINED else convert.fixed_text(realm, value, "RegExp()"), flags)


def _made(realm: Realm, source: str, flags: str) -> Obj:
    """Of a text that the script may have made: reading it takes steps, as what stands in the file does not.

    The text of a short one is read more than once, to see what words it is made of and what every match holds."""
    realm.spend_steps(MAKING)
    realm.spend_walk(2 * len(source))
    return make_regexp(realm, source, flags)


def with_own_exec(realm: Realm, regexp: Obj) -> Obj:
    """The regular expression, of which all but `exec` itself call `exec` by its name: ECMA-262 22.2.7.1."""
    if regexp.find(realm, "exec") is not METHODS["RegExp"]["exec"] or isinstance(regexp.props["lastIndex"], Obj):
        raise Unmodelled("a regular expression whose exec() or lastIndex was replaced")
    return regexp


def _last_index(realm: Realm, regexp: Obj) -> int:
    pattern: Pattern = regexp.primitive
    if pattern.lost:
        raise Unmodelled("lastIndex of a global regular expression that was used on what is not fixed")
    return clamp(convert.fixed_number(realm, regexp.props["lastIndex"], "lastIndex"), -1, 1 << 30)


def test(realm: Realm, regexp: Obj, text: str) -> bool:
    pattern: Pattern = regexp.primitive
    if not pattern.moves:
        return holds(realm, pattern, text)
    if _last_index(realm, regexp) == 0 and "y" not in pattern.flags and not holds(realm, pattern, text):
        return False
    return _from_last_index(realm, regexp, text) is not None


def _from_last_index(realm: Realm, regexp: Obj, text: str) -> Spot | None:
    """One match of a pattern that moves; sets `lastIndex`."""
    realm.writes += 1
    pattern: Pattern = regexp.primitive
    start = _last_index(realm, regexp)
    found = None if not 0 <= start <= len(text) else pattern.find(realm, text, start)
    if found is not None and "y" in pattern.flags and found.start != start:
        found = None
    regexp.props["lastIndex"] = 0.0 if found is None else float(found.end)
    return found


def execute(realm: Realm, regexp: Obj, text: str) -> Value:
    """`regexp.exec(text)`."""
    pattern: Pattern = regexp.primitive
    if pattern.moves:
        found = _from_last_index(realm, regexp, text)
    else:
        found = pattern.find(realm, text, 0) if holds(realm, pattern, text) else None
    return None if found is None else _result(realm, found, text)


def _result(realm: Realm, found: Spot, text: str) -> Arr:
    realm.spend_memory(2 * OBJECT)
    groups = [UNDEFINED if group is None else group for group in (text[found.start : found.end], *found.groups)]
    made = Arr(realm.prototypes["Array"], groups)
    made.props.update({"index": float(found.start), "input": text, "groups": _named(realm, found)})
    return made


def _named(realm: Realm, found: Spot) -> Value:
    if not found.names:
        return UNDEFINED
    return Obj(None, "Object", {name: UNDEFINED if value is None else value for name, value in found.names.items()})


def match(realm: Realm, regexp: Obj, text: str) -> Value:
    """`text.match(regexp)`."""
    pattern: Pattern = regexp.primitive
    if "g" not in pattern.flags:
        return execute(realm, regexp, text)
    begin_anew(realm, regexp)
    found = all_matches(realm, pattern, text)
    return Arr(realm.prototypes["Array"], [text[item.start : item.end] for item in found]) if found else None


def begin_anew(realm: Realm, regexp: Obj) -> None:
    """As a global pattern does that is put to a whole text: its place is the beginning, before and afterwards."""
    if regexp.primitive.lost or regexp.props["lastIndex"] != 0.0:
        realm.writes += 1
    regexp.props["lastIndex"] = 0.0
    regexp.primitive.lost = False


def every_match(realm: Realm, regexp: Obj, text: str) -> Iterator[Value]:
    if "g" not in regexp.primitive.flags:
        raise realm.error("TypeError", "String.prototype.matchAll called with a non-global RegExp argument")
    return (_result(realm, item, text) for item in all_matches(realm, regexp.primitive, text))


def search(realm: Realm, regexp: Obj, text: str) -> Value:
    pattern: Pattern = regexp.primitive
    if "y" in pattern.flags:
        raise Unmodelled("search() of a sticky regular expression")
    found = pattern.find(realm, text, 0) if holds(realm, pattern, text) else None
    return -1.0 if found is None else float(found.start)


def split(realm: Realm, regexp: Obj, text: str) -> list[Value]:
    """`text.split(regexp)`: ECMA-262 22.2.6.14."""
    with_own_exec(realm, regexp)
    if not text:
        return [] if holds(realm, regexp.primitive, "") else [""]
    parts: list[Value] = []
    last = 0
    for item in all_matches(realm, regexp.primitive, text):
        if item.end == item.start and (item.start == last or item.start >= len(text)):
            continue
        parts.append(text[last : item.start])
        parts.extend(UNDEFINED if group is None else group for group in item.groups)
        last = item.end
    return [*parts, text[last:]]


def replace(realm: Realm, text: str, pattern: Value, by: Value, *, every: bool) -> Value:
    """`text.replace(pattern, by)`, `replaceAll` with `every`."""
    if is_regexp(realm, pattern):
        many = "g" in with_own_exec(realm, pattern).primitive.flags
        if many:
            begin_anew(realm, pattern)
            found = all_matches(realm, pattern.primitive, text)
        elif pattern.primitive.moves:  # sticky: only at lastIndex, which is then moved (ECMA-262 22.2.6.11, RegExpExec)
            single = _from_last_index(realm, pattern, text)
            found = [] if single is None else [single]
        else:
            single = pattern.primitive.find(realm, text, 0) if holds(realm, pattern.primitive, text) else None
            found = [] if single is None else [single]
        spots = found
    else:
        needle = convert.fixed_text(realm, pattern, "replace()")
        spots = [Spot(start, start + len(needle), (), {}) for start in _occurrences(realm, text, needle, every)]
    if not isinstance(by, Fn):
        by = convert.fixed_text(realm, by, "replace()")
    return _rebuilt(realm, text, spots, by)


def _occurrences(realm: Realm, text: str, needle: str, every: bool) -> Iterator[int]:
    start = text.find(needle)
    while start >= 0:
        realm.spend_steps(1)
        yield start
        if not every:
            return
        start = text.find(needle, start + max(1, len(needle)))


def _rebuilt(realm: Realm, text: str, spots: list[Spot], by: Value) -> str:
    parts: list[str] = []
    last = 0
    for spot in spots:
        realm.spend_steps(1)
        if isinstance(by, Fn):
            new = _called(realm, text, spot, by)
        else:
            _spend_on(realm, by, text, spot)
            new = _expanded(by, text, spot)
        parts += (text[last : spot.start], new)
        realm.spend_memory(len(new))
        last = spot.end
    return "".join((*parts, text[last:]))


def _called(realm: Realm, text: str, spot: Spot, function: Fn) -> str:
    values: list[Value] = [text[spot.start : spot.end]]
    values += (UNDEFINED if group is None else group for group in spot.groups)
    values += (float(spot.start), text)
    if spot.names:
        values.append(_named(realm, spot))
    return convert.fixed_text(realm, realm.call_back(function, UNDEFINED, values), "replace()")


def _spend_on(realm: Realm, template: str, text: str, spot: Spot) -> None:
    """Before what would not fit into memory is made: as much as it may come to."""
    dollars = template.count("$")
    if not dollars:
        return
    realm.spend_walk(len(template))
    longest = max(spot.end - spot.start, *(len(group or "") for group in spot.groups), 0)
    around = template.count("$`") + template.count("$'")
    if around * len(text) + dollars * longest > realm.space:
        raise Unmodelled("a replacement that makes more text than is followed")


_DOLLAR = regex(r"\$(?:([$&`'])|([0-9]{1,2})|<([^>]*+)>)")


def _expanded(template: str, text: str, spot: Spot) -> str:
    """GetSubstitution: ECMA-262 22.1.3.19.1."""
    if "$" not in template:
        return template
    start, end, groups, names = spot

    def value(found: re.Match[str]) -> str:
        sign, digits, name = found.groups()
        if sign:
            return {"$": "$", "&": text[start:end], "`": text[:start], "'": text[end:]}[sign]
        if name is not None:
            return (names.get(name) or "") if names else found[0]
        for size in (2, 1):
            number = digits[:size]
            if len(number) == size and 1 <= int(number) <= len(groups):
                return (groups[int(number) - 1] or "") + digits[size:]
        return found[0]

    return _DOLLAR.sub(value, template)


def _regexp_of(realm: Realm, this: Value, name: str) -> Obj:
    if is_regexp(realm, this):
        found: Obj = this
        return found
    raise realm.error("TypeError", f"RegExp.prototype.{name} called on what is no RegExp")


def _subject(realm: Realm, arguments: list[Value], name: str) -> Value:
    value = argument(arguments, 0)
    return this_text(realm, "undefined" if value is UNDEFINED else "null" if value is None else value, name)


@method("RegExp", "test", length=1)
def _test(realm: Realm, this: Value, arguments: list[Value]) -> Value:
    regexp = with_own_exec(realm, _regexp_of(realm, this, "test"))
    text = _subject(realm, arguments, "test")
    return text.matched(realm, regexp, "test") if isinstance(text, Varying) else test(realm, regexp, text)


@method("RegExp", "exec", length=1)
def _exec(realm: Realm, this: Value, arguments: list[Value]) -> Value:
    regexp, text = _regexp_of(realm, this, "exec"), _subject(realm, arguments, "exec")
    return text.matched(realm, regexp, "exec") if isinstance(text, Varying) else execute(realm, regexp, text)


@method("RegExp", "toString")
def _to_string(realm: Realm, this: Value, arguments: list[Value]) -> Value:
    if isinstance(this, Obj) and this.kind != "RegExp":
        raise Unmodelled("toString() of regular expressions, called on something else")
    pattern: Pattern = _regexp_of(realm, this, "toString").primitive
    return f"/{described(pattern, 'source')}/{described(pattern, 'flags')}"


def _construct(realm: Realm, arguments: list[Value], new_target: Obj) -> Value:
    pattern, flags = argument(arguments, 0), argument(arguments, 1)
    if is_regexp(realm, pattern):
        source = pattern.primitive.source
        default = pattern.primitive.flags
    else:
        source = "" if pattern is UNDEFINED else convert.fixed_text(realm, pattern, "RegExp()")
        default = ""
    return _made(realm, source, default if flags is UNDEFINED else convert.fixed_text(realm, flags, "RegExp()"))


def _call(realm: Realm, this: Value, arguments: list[Value]) -> Value:
    pattern = argument(arguments, 0)
    if is_regexp(realm, pattern) and argument(arguments, 1) is UNDEFINED:
        return pattern
    return _construct(realm, arguments, realm.globals)


constructor("RegExp", _call, _construct, 2)

FLAGS = {
    "hasIndices": "d",
    "global": "g",
    "ignoreCase": "i",
    "multiline": "m",
    "dotAll": "s",
    "unicode": "u",
    "unicodeSets": "v",
    "sticky": "y",
}

PROPERTIES = ("source", "flags", *FLAGS)
"""Accessors of RegExp.prototype."""


_ENDS = {"\n": "\\n", "\r": "\\r", "\u2028": "\\u2028", "\u2029": "\\u2029"}
_ESCAPES = regex(r"\\?([\n\r\u2028\u2029])|(\\.|\[(?>(?:\\.|[^\]\\\n\r\u2028\u2029])*)\])|/", re.DOTALL)


def described(pattern: Pattern, name: str) -> Value:
    """A property of the object. The source is as a literal must spell it: EscapeRegExpPattern, ECMA-262 22.2.6.13.1."""
    if name == "source":
        spelled = _ESCAPES.sub(lambda found: _ENDS[found[1]] if found[1] else found[2] or "\\/", pattern.source)
        return spelled or "(?:)"
    return "".join(sorted(pattern.flags)) if name == "flags" else FLAGS[name] in pattern.flags
