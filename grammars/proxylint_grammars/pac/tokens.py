"""The regular expressions of the tokens, and which word or sign is which kind of token.

Every repeat that could be tried in two ways is possessive, so that one token costs one pass whatever the text is.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

from proxylint.tuples import NamedTuple


def lazy(pattern: str, flags: int = 0) -> Callable[[], re.Pattern[str]]:
    """A pattern that is compiled when it is first asked for: all of them at once take 20 ms, most files need few."""
    return cache(lambda: re.compile(pattern, flags))


def _listed(element: str, closing: str) -> str:
    """Elements with commas between them, and perhaps behind the last one; at least one."""
    return rf"(?>(?:(?:{element}){_GAP}(?:,{_GAP}|(?=\{closing})))+)"


_SPACE = r"\t\v\f \xa0\ufeff\u1680\u2000-\u200a\u202f\u205f\u3000"
_END = r"\n\r\u2028\u2029"
_GAP = rf"(?>(?:[{_SPACE}{_END}]++|//[^{_END}]*+|/\*(?s:.*?)\*/)*)"
_INLINE_GAP = rf"(?>(?:[{_SPACE}]++|/\*(?>(?:[^*{_END}]++|\*(?!/))*)\*/)*)"
_NO_WORD = r"(?![\w$\\\u200c\u200d])"
_WIDE_NAME = rf"(?>(?:[\w$]|[^\x00-\x7f{_SPACE}{_END}]|\\u(?:[0-9a-fA-F]{{4}}|\{{[0-9a-fA-F]++\}}))+)"
_ANY_STRING = r""""(?>(?:[^"\\\n\r]++|\\(?:\r\n|(?s:.)))*)"|'(?>(?:[^'\\\n\r]++|\\(?:\r\n|(?s:.)))*)'"""
_PLAIN_STRING = r""""[^"\\\n\r]*+"|'[^'\\\n\r]*+'"""
# With escapes that are valid wherever the string stands: none of them has digits or ends a line.
_ESCAPED = r"(?>(?:\\[^0-9xu\n\r\u2028\u2029][^{0}\\\n\r]*+)*)"
_STRING = rf""""[^"\\\n\r]*+{_ESCAPED.format('"')}"|'[^'\\\n\r]*+{_ESCAPED.format("'")}'"""

LINE_ENDS = frozenset("\n\r\u2028\u2029")
LINE_END = lazy(rf"[{_END}]")
PLAIN_GAP = re.compile(r"[ \t\n\r]*+")
GAP = lazy(_GAP)
BEYOND_PLAIN = frozenset("/\v\f")
"""What a gap goes on with that is not plain, or a character beyond ASCII."""
REST_OF_LINE = lazy(rf"[^{_END}]*+")

# By the first character: a pattern of them all is dear to compile, and slower.
WORD = re.compile(r"[\w$]++", re.ASCII)
BEHIND_WORD = lazy(rf"(?![{_SPACE}{_END}])[^\x00-\x7f]|\\")
"""What makes a word one of those with letters beyond ASCII or escapes."""
ANY_STRING = lazy(_ANY_STRING)
NUMBER = lazy(
    r"(?:0[xXoObB][0-9a-zA-Z_]*+|0[0-7]++(?![0-9_n])"
    r"|(?:[0-9][0-9_]*+(?>(?:\.[0-9_]*+)?)|\.[0-9][0-9_]*+)(?>(?:[eE][+\-]?+[0-9][0-9_]*+)?)n?+)"
)
REGEXP = lazy(rf"/((?>(?:[^/\\\[{_END}]++|\\[^{_END}]|\[(?>(?:[^\]\\{_END}]++|\\[^{_END}])*)\])+))/([\w$]*+)")
TEMPLATE_PART = lazy(r"((?>(?:[^`\\$]++|\\(?s:.)|\$(?!\{))*))(`|\$\{)")

PLAIN_STRING = lazy(_PLAIN_STRING)
NO_WORD = lazy(_NO_WORD)
LET = lazy(rf"let{_NO_WORD}")
ASYNC_FUNCTION = lazy(rf"async{_INLINE_GAP}function{_NO_WORD}(?>(?:{_GAP}(?P<star>\*))?)")
ASYNC_ARROW = lazy(rf"async{_INLINE_GAP}(?!function{_NO_WORD}){_WIDE_NAME}{_INLINE_GAP}=>")
ASYNC_MODIFIER = lazy(rf"async{_INLINE_GAP}(?:(?P<star>\*)|(?=[\w$\"'\[#\\]|\.[0-9]|[^\x00-\x7f{_SPACE}{_END}]))")
BEFORE_KEY = lazy(rf"{_GAP}(?=[\w$\"'\[#\\*{{]|\.[0-9]|[^\x00-\x7f])")
BEFORE_BINDING = lazy(
    rf"{_GAP}(?:[\[{{\\]|(?P<word>[A-Za-z_$][\w$]*+)(?![^\x00-\x7f{_SPACE}{_END}]|\\)|[A-Za-z_$]|[^\x00-\x7f])"
)
OCTAL = lazy(r"(?s)(?>(?:[^\\]|\\(?![1-9]|0[0-9]).)*)\\[0-9]")
"""From the start of a string to its first octal escape sequence and no further."""
CONTINUED = lazy(rf"[(\[.,?:=*/%<>&|^`]|\+(?!\+)|-(?!-)|!=|(?:in|instanceof){_NO_WORD}")
"""What goes on with an expression on a new line."""


_NUMBER = r"-?+(?:0[xX][0-9a-fA-F]++|(?:0|[1-9][0-9]*+)(?>(?:\.[0-9]++)?))(?![\w$.\\])"
_SCALAR = rf"{_STRING}|{_NUMBER}|(?:true|false|null){_NO_WORD}"
_KEY = rf"{_PLAIN_STRING}|[A-Za-z_$][A-Za-z0-9_$]*+|(?:0|[1-9][0-9]{{0,14}}+)"
_ITEM = rf"(?:{_KEY}){_GAP}:{_GAP}(?:{_SCALAR})"
_ROW = rf"\[{_GAP}{_listed(_SCALAR, r']')}\]|\{{{_GAP}{_listed(_ITEM, r'}')}\}}"


class Bulk(NamedTuple):
    """The patterns of a bracket with nothing but plain elements in it: 60 times faster than token by token.

    `some` takes many elements with their commas, but not all: `re` keeps a record of each repetition until the group is
    done. `closing` is the sign behind the last one.
    """

    opening: re.Pattern[str]
    some: re.Pattern[str]
    closing: str


def _bulk(opening: str, element: str, closing: str) -> Callable[[], Bulk]:
    some = rf"(?>(?:(?:{element}){_GAP}(?:,{_GAP}|(?=\{closing}))){{1,1000}})"
    return cache(lambda: Bulk(re.compile(rf"\{opening}{_GAP}"), re.compile(some), closing))


# A whole array of plain scalars, a whole object of plain keys and scalars, an array of such arrays and objects.
SCALAR_ARRAY = _bulk("[", _SCALAR, "]")
SCALAR_OBJECT = _bulk("{", _ITEM, "}")
SCALAR_ROWS = _bulk("[", _ROW, "]")
_COMMENT = rf"//[^{_END}]*+|/\*(?s:.*?)\*/"
# The elements of such an array, now that it is known to be one.
ROW = lazy(rf"{_COMMENT}|[\[{{](?>(?:[^\"'/\]}}]++|{_STRING}|{_COMMENT})*)[\]}}]")
SCALAR_PART = lazy(
    rf"""{_COMMENT}|"(?P<double>[^"\\]*+(?>(?:\\.[^"\\]*+)*))"|'(?P<single>[^'\\]*+(?>(?:\\.[^'\\]*+)*))'"""
    r"|(?P<plain>[\w$.\-]++)"
)

_KEYWORDS = """
    var const if for while do continue break return with switch throw try catch finally debugger
    this null true false super new import extends case default
"""
_OTHER_KEYWORDS = {
    "typeof": "PREFIX", "void": "PREFIX", "delete": "PREFIX", "instanceof": "BINARY", "in": "BINARY",
    "else": "ELSE", "function": "FUNCTION", "class": "CLASS", "enum": "RESERVED", "export": "RESERVED",
}  # fmt: skip
_STRICT_WORDS = "implements interface let package private protected public static yield"
_SIGNS = {
    "(": "LPAR", ")": "RPAR", "[": "LSQB", "]": "RSQB", "}": "RBRACE", ";": "SEMICOLON", ",": "COMMA", ".": "DOT",
    "?.": "OPTIONAL_DOT", "?": "QUESTION", ":": "COLON", "=>": "ARROW", "=": "EQUAL", "...": "ELLIPSIS",
    "!": "PREFIX", "~": "PREFIX",
}  # fmt: skip
_ASSIGNING = ">>>= >>= <<= **= &&= ||= ??= += -= *= %= &= |= ^="
_BINARY = "|| && ?? | ^ & == != === !== < > <= >= << >> >>> % **"

WORDS = {word: word.upper() for word in _KEYWORDS.split()} | _OTHER_KEYWORDS
STRICT_WORDS = frozenset(_STRICT_WORDS.split())
SIGNS = _SIGNS | dict.fromkeys(_ASSIGNING.split(), "ASSIGN") | dict.fromkeys(_BINARY.split(), "BINARY")
SIGNS |= dict.fromkeys(["{", "++", "--", "+", "-", "*", "/", "`"], "")
"""Kinds; "" for signs whose kind depends on the state."""


def _lengths() -> dict[str, tuple[int, ...]]:
    found: dict[str, set[int]] = {}
    for sign in SIGNS:
        found.setdefault(sign[0], set()).add(len(sign))
    return {first: tuple(sorted(lengths, reverse=True)) for first, lengths in found.items()}


LENGTHS = _lengths()
"""By their first character, how long signs are."""
