"""cache_dir, refresh_pattern and delay pools: they touch no access, but Squid refuses bad ones."""

from __future__ import annotations

from proxylint.format import Standing
from proxylint.formats.squid.reading.access_lines import read_access
from proxylint.formats.squid.reading.draft import Draft, RefusedError
from proxylint.formats.squid.reading.ere import invalid
from proxylint.formats.squid.reading.scalars import integer, short, whole
from proxylint.formats.squid.reading.tokens import Arguments
from proxylint.formats.squid.reading.wordlists import word_set

_STORES = ("ufs", "aufs", "diskd", "rock")
_STORE_OPTIONS = ("min-size=", "max-size=", "ioengine=", "q1=", "q2=", "slot-size=", "swap-timeout=", "max-swap-rate=")


def read_cache_dir(draft: Draft, arguments: Arguments) -> None:
    """Type, path, sizes, options (fs/ufs/UFSSwapDir.cc:144, fs/rock/RockSwapDir.cc:359@5.7)."""
    word = arguments.need("a type")
    path = arguments.need("a path")
    if word.text.lower() not in _STORES:
        return
    if path.text in draft.stores:
        return
    draft.stores.add(path.text)
    if word.text.lower() == "rock":
        if whole(arguments) < 0:
            raise RefusedError("the size of a cache_dir cannot be negative", arguments.span)
    elif any(whole(arguments) <= 0 for _ in range(3)):
        raise RefusedError("the size and both numbers of directories must be above 0", arguments.span)
    for option in arguments.words():
        text = option.text.lower()
        if text not in ("no-store", "read-only") and not text.startswith(_STORE_OPTIONS):
            raise RefusedError(f"cache_dir has no option '{option.text}'", option.span)


_REFRESH = word_set(
    """refresh-ims store-stale override-expire override-lastmod ignore-no-store ignore-private reload-into-ims
    ignore-reload ignore-no-cache ignore-must-revalidate ignore-auth"""
)


def read_refresh_pattern(draft: Draft, arguments: Arguments) -> None:
    """[-i] regex min percent max options (cache_cf.cc:2775-2945@5.7)."""
    pattern = arguments.pattern()
    if pattern is not None and pattern.text in ("-i", "+i"):
        pattern = arguments.pattern()
    if pattern is None:
        raise RefusedError("refresh_pattern needs a regular expression", arguments.span)
    whole(arguments)
    percent = arguments.need("a percentage")
    integer(percent.text.removesuffix("%"), percent, low=0)
    whole(arguments)
    for option in arguments.words():
        if option.text.startswith("max-stale="):
            integer(option.text[10:], option)
        elif option.text not in _REFRESH:
            text = f"refresh_pattern has no option '{option.text}': Squid goes on"
            draft.remark(Standing.UNREADABLE, option.span, text)
    fault = invalid(pattern.text)
    if fault:
        text = f"'{pattern.text[:80]}' is not a valid regular expression: {fault}; Squid 6 and 7 refuse the file"
        if draft.version >= 6:
            raise RefusedError(text, pattern.span)
        draft.remark(Standing.IRRELEVANT, pattern.span, text)


def read_pool_count(draft: Draft, arguments: Arguments) -> None:
    draft.numbers["delay_pools"] = short(arguments)


def read_pool_access(draft: Draft, arguments: Arguments) -> None:
    """A pool that is not counted is skipped with the rest of the line (DelayConfig.cc:77-90@5.7)."""
    if 1 <= short(arguments) <= draft.numbers.get("delay_pools", 0):
        read_access(draft, arguments)


def read_pool_line(draft: Draft, arguments: Arguments) -> None:
    """delay_class, delay_parameters: the pool is a number; what follows is not looked at here."""
    short(arguments)
