"""access_log, icap_log, logformat (cache_cf.cc:4102-4250@5.7, log/Config.cc)."""

from __future__ import annotations

from proxylint.formats.squid.reading.access_lines import read_terms
from proxylint.formats.squid.reading.codes import unknown_code
from proxylint.formats.squid.reading.draft import Draft, RefusedError
from proxylint.formats.squid.reading.scalars import integer, option_size
from proxylint.formats.squid.reading.tokens import Arguments
from proxylint_grammars.squid import Word

_BUILTIN = frozenset(("auto", "squid", "common", "combined", "icap_squid", "useragent", "referrer"))


def read_log(draft: Draft, arguments: Arguments) -> None:
    """A place, then options with `=` or one name of a format, then ACL names."""
    place = arguments.need("a place")
    if place.text != "none":
        word = arguments.peek()
        if word is not None and "=" not in word.text:
            if _known(draft, word.text):
                arguments.next()
        else:
            _options(draft, arguments)
    read_terms(draft, arguments)


def _options(draft: Draft, arguments: Arguments) -> None:
    seen = False
    while (word := arguments.peek()) is not None and "=" in word.text:
        arguments.next()
        name, _, value = word.text.partition("=")
        if (
            draft.version < 6
        ):  # strncasecmp and prefixes (cache_cf.cc:4138@5.7); strcmp since 6 (log/FormattedLog.cc:36@6.14)
            name, value = name.lower(), value.lower() if name.lower() == "on-error" else value
        if name == "logformat":
            _format(draft, value, word, seen=seen)
            seen = True
        elif name == "on-error":
            if value not in ("die", "drop") and not (draft.version < 6 and value.startswith(("die", "drop"))):
                raise RefusedError(f"on-error is die or drop, not '{value}'", word.span)
        elif name == "buffer-size":
            option_size(value, word)
        elif name == "rotate":
            integer(value, word)
        else:
            raise RefusedError(f"{arguments.line.name} has no option '{word.text}'", word.span)


def _known(draft: Draft, name: str) -> bool:
    return name in _BUILTIN or name in draft.formats


def _format(draft: Draft, name: str, word: Word, *, seen: bool) -> None:
    if seen:
        raise RefusedError("a second logformat= stands in one line", word.span)
    if not _known(draft, name) and draft.unread is None:
        raise RefusedError(f"there is no logformat '{name}' above this line", word.span)


def read_logformat(draft: Draft, arguments: Arguments) -> None:
    name = arguments.need("a name")
    if _known(draft, name.text) and name.text not in ("auto", "icap_squid"):
        return  # logged and ignored (log/Config.cc:28-44@5.7)
    text = arguments.rest()
    unknown = unknown_code(text, draft.version)
    if not text or unknown:
        said = f"knows no format code {unknown[:40]}" if unknown else "needs a format"
        raise RefusedError(f"logformat {said}", arguments.span)
    draft.formats.add(name.text)
