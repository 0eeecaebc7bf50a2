"""String.prototype and String: ECMA-262 section 22.1."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from typing import TypeAlias

from proxylint.formats.pac.javascript import convert
from proxylint.formats.pac.javascript.builtins import regexp
from proxylint.formats.pac.javascript.builtins.arrays import iterator
from proxylint.formats.pac.javascript.builtins.table import (
    METHODS,
    constructor,
    method,
    number_at,
    static,
    text_at,
    this_text,
)
from proxylint.formats.pac.javascript.numbers import BLANKS, NAN, clamp, integer, uint32
from proxylint.formats.pac.javascript.realm import Realm, argument
from proxylint.formats.pac.javascript.values import UNDEFINED, Arr, Obj, Unmodelled, Value
from proxylint.formats.pac.javascript.varying import Varying
from proxylint.regex import regex

TextMethod: TypeAlias = Callable[[Realm, str, list[Value]], Value]


def text_method(*names: str, length: int = 0) -> Callable[[TextMethod], TextMethod]:
    """Register a method that is written for a fixed text and fixed arguments; anything varying answers for itself."""

    def register(function: TextMethod) -> TextMethod:
        def call(realm: Realm, this: Value, arguments: list[Value]) -> Value:
            text = this if type(this) is str else this_text(realm, this, names[0])
            if isinstance(text, Varying):
                return text.method(realm, names[0], arguments)
            realm.spend_reading(len(text))
            for value in arguments:
                if isinstance(value, Varying):
                    return _with_varying(realm, names[0], text, arguments)
            return function(realm, text, arguments)

        method("String", *names, length=length)(call)
        return function

    return register


def _with_varying(realm: Realm, name: str, text: str, arguments: list[Value]) -> Value:
    """A method of a fixed text with an argument that is not fixed."""
    settled = [convert.settled(realm, value) for value in arguments]
    for value in settled:
        if isinstance(value, Varying):
            return value.searched(realm, name, text, settled)
    return METHODS["String"][name].call(realm, text, settled)


def _itself(name: str) -> None:
    @method("String", name)
    def call(realm: Realm, this: Value, arguments: list[Value]) -> Value:
        value = this.primitive if isinstance(this, Obj) and this.kind == "String" else this
        if type(value) is str or (isinstance(value, Varying) and value.type_name == "string"):
            return this_text(realm, value, name)
        raise realm.error("TypeError", f"String.prototype.{name} requires that 'this' be a String")


for _name in ("toString", "valueOf"):
    _itself(_name)


@text_method("charAt", length=1)
def _char_at(realm: Realm, text: str, arguments: list[Value]) -> Value:
    index = integer(number_at(realm, arguments, 0, "charAt()"))
    return text[int(index)] if 0 <= index < len(text) else ""


@text_method("at", length=1)
def _at(realm: Realm, text: str, arguments: list[Value]) -> Value:
    index = integer(number_at(realm, arguments, 0, "at()"))
    index = index + len(text) if index < 0 else index
    return text[int(index)] if 0 <= index < len(text) else UNDEFINED


@text_method("charCodeAt", length=1)
def _char_code_at(realm: Realm, text: str, arguments: list[Value]) -> Value:
    index = integer(number_at(realm, arguments, 0, "charCodeAt()"))
    return float(ord(text[int(index)])) if 0 <= index < len(text) else NAN


@text_method("codePointAt", length=1)
def _code_point_at(realm: Realm, text: str, arguments: list[Value]) -> Value:
    index = integer(number_at(realm, arguments, 0, "codePointAt()"))
    if not 0 <= index < len(text):
        return UNDEFINED
    pair = text[int(index) : int(index) + 2]
    if len(pair) == 2 and "\ud800" <= pair[0] < "\udc00" <= pair[1] < "\ue000":
        return float(0x10000 + ((ord(pair[0]) - 0xD800) << 10) + ord(pair[1]) - 0xDC00)
    return float(ord(pair[0]))


@text_method("concat", length=1)
def _concat(realm: Realm, text: str, arguments: list[Value]) -> Value:
    found = text + "".join(convert.fixed_text(realm, value, "concat()") for value in arguments)
    realm.spend_memory(len(found))
    return found


def _needle(realm: Realm, arguments: list[Value], name: str) -> str:
    value = argument(arguments, 0)
    if regexp.is_regexp(realm, value):
        raise realm.error("TypeError", f"First argument to String.prototype.{name} must not be a regular expression")
    return text_at(realm, arguments, 0, f"{name}()")


@text_method("endsWith", length=1)
def _ends_with(realm: Realm, text: str, arguments: list[Value]) -> Value:
    needle = _needle(realm, arguments, "endsWith")
    end = (
        len(text)
        if argument(arguments, 1) is UNDEFINED
        else clamp(number_at(realm, arguments, 1, "endsWith()"), 0, len(text))
    )
    return text[:end].endswith(needle)


@text_method("startsWith", length=1)
def _starts_with(realm: Realm, text: str, arguments: list[Value]) -> Value:
    needle = _needle(realm, arguments, "startsWith")
    return text.startswith(needle, clamp(number_at(realm, arguments, 1, "startsWith()"), 0, len(text)))


@text_method("includes", length=1)
def _includes(realm: Realm, text: str, arguments: list[Value]) -> Value:
    needle = _needle(realm, arguments, "includes")
    return text.find(needle, clamp(number_at(realm, arguments, 1, "includes()"), 0, len(text))) >= 0


@text_method("indexOf", length=1)
def _index_of(realm: Realm, text: str, arguments: list[Value]) -> Value:
    needle = text_at(realm, arguments, 0, "indexOf()")
    return float(text.find(needle, clamp(number_at(realm, arguments, 1, "indexOf()"), 0, len(text))))


@text_method("lastIndexOf", length=1)
def _last_index_of(realm: Realm, text: str, arguments: list[Value]) -> Value:
    needle = text_at(realm, arguments, 0, "lastIndexOf()")
    start = number_at(realm, arguments, 1, "lastIndexOf()")
    last = len(text) if start != start else clamp(start, 0, len(text))
    return float(text.rfind(needle, 0, last + len(needle)))


@text_method("localeCompare", length=1)
def _locale_compare(realm: Realm, text: str, arguments: list[Value]) -> Value:
    other = text_at(realm, arguments, 0, "localeCompare()")
    if text == other:
        return 0.0
    raise Unmodelled("localeCompare() depends on the locale")


@text_method("normalize")
def _normalize(realm: Realm, text: str, arguments: list[Value]) -> Value:
    form = "NFC" if argument(arguments, 0) is UNDEFINED else text_at(realm, arguments, 0, "normalize()")
    if form not in ("NFC", "NFD", "NFKC", "NFKD"):
        raise realm.error("RangeError", "The normalization form should be one of NFC, NFD, NFKC, NFKD.")
    _spend_on_marks(realm, text)
    return unicodedata.normalize(form, text)  # type: ignore[arg-type]


_MARKS = regex("[^\0-\u02ff]+")
"""What canonical ordering may have to sort."""


def _spend_on_marks(realm: Realm, text: str) -> None:
    """A row of combining marks is sorted by insertion."""
    realm.spend_walk(len(text))
    longest = max((found.end() - found.start() for found in _MARKS.finditer(text)), default=0)
    realm.spend_steps(longest * longest >> 10)
    realm.spend_memory(18 * len(text))  # of what U+FDFA becomes in the forms of compatibility


def _padding(realm: Realm, text: str, arguments: list[Value], name: str) -> str:
    length = clamp(number_at(realm, arguments, 0, name), 0, 1 << 30)
    missing = length - len(text)
    if missing <= 0:
        return ""
    fill = " " if argument(arguments, 1) is UNDEFINED else text_at(realm, arguments, 1, name)
    if not fill:
        return ""
    realm.spend_memory(length)
    return (fill * (missing // len(fill) + 1))[:missing]


@text_method("padStart", length=1)
def _pad_start(realm: Realm, text: str, arguments: list[Value]) -> Value:
    return _padding(realm, text, arguments, "padStart()") + text


@text_method("padEnd", length=1)
def _pad_end(realm: Realm, text: str, arguments: list[Value]) -> Value:
    return text + _padding(realm, text, arguments, "padEnd()")


@text_method("repeat", length=1)
def _repeat(realm: Realm, text: str, arguments: list[Value]) -> Value:
    count = integer(number_at(realm, arguments, 0, "repeat()"))
    if count < 0 or count == float("inf"):
        raise realm.error("RangeError", "Invalid count value")
    realm.spend_memory(len(text) * int(count))
    return text * int(count) if text else ""


@text_method("slice", length=2)
def _slice(realm: Realm, text: str, arguments: list[Value]) -> Value:
    size = len(text)
    start = convert.position(realm, argument(arguments, 0), 0, size, "slice()")
    end = convert.position(realm, argument(arguments, 1), size, size, "slice()")
    return text[start:end]


@text_method("substring", length=2)
def _substring(realm: Realm, text: str, arguments: list[Value]) -> Value:
    size = len(text)
    start = clamp(number_at(realm, arguments, 0, "substring()"), 0, size)
    end = size if argument(arguments, 1) is UNDEFINED else clamp(number_at(realm, arguments, 1, "substring()"), 0, size)
    return text[min(start, end) : max(start, end)]


@text_method("substr", length=2)
def _substr(realm: Realm, text: str, arguments: list[Value]) -> Value:
    size = len(text)
    start = convert.position(realm, argument(arguments, 0), 0, size, "substr()")
    count = size if argument(arguments, 1) is UNDEFINED else clamp(number_at(realm, arguments, 1, "substr()"), 0, size)
    return text[start : start + count]


@text_method("toLowerCase")
def _to_lower_case(realm: Realm, text: str, arguments: list[Value]) -> Value:
    return text.lower()


@text_method("toUpperCase")
def _to_upper_case(realm: Realm, text: str, arguments: list[Value]) -> Value:
    return text.upper()


@text_method("toLocaleLowerCase")
def _to_locale_lower_case(realm: Realm, text: str, arguments: list[Value]) -> Value:
    return _of_no_language(arguments, text.lower())


@text_method("toLocaleUpperCase")
def _to_locale_upper_case(realm: Realm, text: str, arguments: list[Value]) -> Value:
    return _of_no_language(arguments, text.upper())


def _of_no_language(arguments: list[Value], text: str) -> str:
    if argument(arguments, 0) is not UNDEFINED:
        raise Unmodelled("a change of case in a given language")
    return text


@text_method("trim")
def _trim(realm: Realm, text: str, arguments: list[Value]) -> Value:
    return text.strip(BLANKS)


@text_method("trimStart", "trimLeft")
def _trim_start(realm: Realm, text: str, arguments: list[Value]) -> Value:
    return text.lstrip(BLANKS)


@text_method("trimEnd", "trimRight")
def _trim_end(realm: Realm, text: str, arguments: list[Value]) -> Value:
    return text.rstrip(BLANKS)


@text_method("split", length=2)
def _split(realm: Realm, text: str, arguments: list[Value]) -> Value:
    separator, limit = argument(arguments, 0), argument(arguments, 1)
    most = 0xFFFFFFFF if limit is UNDEFINED else uint32(number_at(realm, arguments, 1, "split()"))
    if regexp.is_regexp(realm, separator):
        parts = regexp.split(realm, separator, text)
    elif separator is UNDEFINED:
        parts = [text]
    else:
        by = convert.fixed_text(realm, separator, "split()")
        parts = list(text.split(by)) if by else list(text)
    realm.spend_memory(len(text))
    realm.spend_items(8 * len(parts))
    realm.spend_walk(len(parts))
    return Arr(realm.prototypes["Array"], list(parts[:most]))


@text_method("match", length=1)
def _match(realm: Realm, text: str, arguments: list[Value]) -> Value:
    return regexp.match(realm, regexp.of_argument(realm, argument(arguments, 0)), text)


@text_method("matchAll", length=1)
def _match_all(realm: Realm, text: str, arguments: list[Value]) -> Value:
    pattern = regexp.of_argument(realm, argument(arguments, 0), "g")
    return iterator(realm, iter(regexp.every_match(realm, pattern, text)))


@text_method("search", length=1)
def _search(realm: Realm, text: str, arguments: list[Value]) -> Value:
    return regexp.search(realm, regexp.of_argument(realm, argument(arguments, 0)), text)


@text_method("replace", length=2)
def _replace(realm: Realm, text: str, arguments: list[Value]) -> Value:
    return regexp.replace(realm, text, argument(arguments, 0), argument(arguments, 1), every=False)


@text_method("replaceAll", length=2)
def _replace_all(realm: Realm, text: str, arguments: list[Value]) -> Value:
    pattern = argument(arguments, 0)
    if regexp.is_regexp(realm, pattern) and "g" not in pattern.primitive.flags:
        raise realm.error("TypeError", "replaceAll must be called with a global RegExp")
    return regexp.replace(realm, text, pattern, argument(arguments, 1), every=True)


@static("String", "fromCodePoint", length=1)
def _from_code_point(realm: Realm, this: Value, arguments: list[Value]) -> Value:
    return "".join(_code_point(realm, arguments, index) for index in range(len(arguments)))


def _code_point(realm: Realm, arguments: list[Value], index: int) -> str:
    code = number_at(realm, arguments, index, "fromCodePoint()")
    if not 0 <= code <= 0x10FFFF or code != code // 1:
        raise realm.error("RangeError", "Invalid code point")
    above = int(code) - 0x10000
    return chr(int(code)) if above < 0 else chr(0xD800 + (above >> 10)) + chr(0xDC00 + (above & 0x3FF))


@static("String", "fromCharCode", length=1)
def _from_char_code(realm: Realm, this: Value, arguments: list[Value]) -> Value:
    realm.spend_walk(len(arguments))
    return "".join(
        chr(uint32(number_at(realm, arguments, index, "fromCharCode()")) & 0xFFFF) for index in range(len(arguments))
    )


def _call(realm: Realm, this: Value, arguments: list[Value]) -> Value:
    return convert.text(realm, arguments[0]) if arguments else ""


def _construct(realm: Realm, arguments: list[Value], new_target: Obj) -> Value:
    return convert.to_object(realm, _call(realm, UNDEFINED, arguments))


constructor("String", _call, _construct)
