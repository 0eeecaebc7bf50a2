"""The grammar of advanced settings: one flat JSON object, printed by `show advproxy` or given to `set advproxy`.

On a command line the quotes are written `\\"`; both forms are read. A nested object is no settings object, so nothing
here recurses.
"""

from __future__ import annotations

import re

from pyparsing import Group, Located, Opt, ParserElement, ParseResults, Regex, Suppress, ZeroOrMore

from proxylint.records import dataclass
from proxylint.text import Source, Span
from proxylint_grammars.winhttp.arguments import variable_in
from proxylint_grammars.winhttp.shapes import exact, match
from proxylint_grammars.winhttp.syntax import Doubt, Flaw, Setting, Settings, Word

KEYS = frozenset(
    (
        "proxy",
        "proxybypass",
        "autoconfigurl",
        "autodetect",
        "proxyisenabled",
        "autoconfigisenabled",
        "peruserproxysettings",
        "connectionname",
    )
)
"""In lower case, since one tool spells `AutoConfigUrl`. All but the last are documented (netsh.exe commands)."""

LONGEST = 1 << 16
"""Characters of an object that are read."""

_BARE = re.compile(r'\{[^{}"]*+(?>(?:"(?>(?:[^"\\\r\n]|\\[^\r\n])*)"[^{}"]*+)*)\}')
_ESCAPED = re.compile(r'\{[^{}"\\]*+(?>(?:\\"(?>(?:[^"\\\r\n]|\\[^"\r\n])*)\\"[^{}"\\]*+)*)\}')
_FIRST_ESCAPED = re.compile(r'\{[^"\\{}]*+\\"')


def _object(string: str) -> ParserElement:
    blank = Suppress(Regex(r"[ \t\r\n]*+"))
    value = Regex(string) | Regex(r"[A-Za-z0-9.+-]++")
    pair = Group(Located(Regex(string)) + blank + Suppress(":") + blank + Located(value))
    pairs = pair + ZeroOrMore(blank + Suppress(",") + blank + pair)
    return exact(Suppress("{") + blank + Opt(pairs) + blank + Suppress("}"))


_BARE_OBJECT = _object(r'"(?>(?:[^"\\\r\n]|\\[^\r\n])*)"')
_ESCAPED_OBJECT = _object(r'\\"(?>(?:[^"\\\r\n]|\\[^"\r\n])*)\\"')
_ESCAPE = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|(.))", re.DOTALL)
_SHORT = {"b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t"}


@dataclass(frozen=True, slots=True)
class SettingsObject:
    settings: Settings
    span: Span

    @property
    def strangers(self) -> tuple[Word, ...]:
        """Keys that no known version of Windows has."""
        return tuple(entry.key for entry in self.settings.entries if entry.key.text.lower() not in KEYS)


def read_object(source: Source, start: int) -> SettingsObject | None:
    """The flat object whose `{` stands at `start`; None for anything else, one that is cut off included."""
    text, end = source.text, start + LONGEST
    escaped = _FIRST_ESCAPED.match(text, start, end) is not None
    found = (_ESCAPED if escaped else _BARE).match(text, start, end)
    parsed = match(_ESCAPED_OBJECT if escaped else _BARE_OBJECT, found.group()) if found else None
    if found is None or parsed is None:
        return None
    entries = tuple(_setting(source.path, start, pair, 2 if escaped else 1) for pair in parsed)
    return SettingsObject(Settings(entries), source.span(start, found.end()))


def _setting(path: str, base: int, pair: ParseResults, quote: int) -> Setting:
    key_at, key, _, value_at, value, _ = pair
    key_word = _string(path, base + int(key_at), str(key[0]), quote)
    text = str(value[0])
    if text in ("true", "false"):
        return Setting(key_word, text == "true")
    return Setting(key_word, _string(path, base + int(value_at), text, quote) if '"' in text else None)


def _string(path: str, at: int, written: str, quote: int) -> Word:
    """`at` = where the opening quote stands; `quote` = how long a quote is."""
    inner, start = written[quote:-quote], at + quote
    span = Span(path, start, start + len(inner))
    if "\\" not in inner:
        return Word(inner, span)
    text: list[str] = []
    offsets: list[int] = []
    position = 0
    for escape in _ESCAPE.finditer(inner):
        text.extend(inner[position : escape.start()])
        offsets.extend(range(start + position, start + escape.start()))
        text.append(chr(int(escape[1], 16)) if escape[1] else _SHORT.get(escape[2], escape[2]))
        offsets.append(start + escape.start())
        position = escape.end()
    text.extend(inner[position:])
    offsets.extend(range(start + position, start + len(inner) + 1))
    return Word("".join(text), span, tuple(offsets))


def settings_doubts(settings: Settings) -> tuple[Doubt, ...]:
    """What stands in the way of trusting a settings object of a command: variables, unknown keys, odd values."""
    words = [entry.value for entry in settings.entries if isinstance(entry.value, Word)]
    variables = [found for word in words if (found := variable_in(word)) is not None]
    return (*variables, *foreign_keys(settings))


def foreign_keys(settings: Settings) -> tuple[Doubt, ...]:
    return tuple(
        Doubt(Flaw.FOREIGN, entry.key.span, "the settings hold a key or value of no known kind")
        for entry in settings.entries
        if entry.key.text.lower() not in KEYS or not _fits(entry)
    )


_FLAGS = frozenset(("autodetect", "proxyisenabled", "autoconfigisenabled", "peruserproxysettings"))


def _fits(entry: Setting) -> bool:
    return isinstance(entry.value, bool) == (entry.key.text.lower() in _FLAGS) and entry.value is not None
