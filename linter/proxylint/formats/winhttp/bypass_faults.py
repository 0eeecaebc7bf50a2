"""What is wrong with a bypass list, entry by entry."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from proxylint.formats.winhttp.bypass import Reach, pattern
from proxylint.formats.winhttp.facts import (
    DeadBypass,
    DeadEntry,
    DomainAlone,
    Fact,
    Uncertain,
    UncertainBypass,
    WideBypass,
)
from proxylint.formats.winhttp.model import Setting, StaticProxy
from proxylint.regex import regex
from proxylint_grammars.winhttp.syntax import BypassEntry, masked


def bypass_faults(setting: Setting, static: StaticProxy) -> Iterator[Fact]:
    record = setting.record
    below = {entry.host for entry in static.entries}
    for number, entry in enumerate(static.entries):
        written = masked(entry.whole.text)
        dead = _dead(static.entries, number)
        shape = pattern(entry, sole=len(static.entries) == 1)
        if dead is not None:
            yield DeadBypass(record, entry.whole.span, dead, written)
        elif _WIDE.fullmatch(entry.host):
            yield WideBypass(record, entry.whole.span, written)
        elif shape.reach is Reach.DEPENDS and not shape.dotless:
            yield UncertainBypass(record, entry.whole.span, written, _uncertain(entry, shape.host), shape.host)
        elif _DOMAIN.fullmatch(entry.whole.text.lower()) and not below & {f"*.{entry.host}", f"*{entry.host}"}:
            yield DomainAlone(record, entry.whole.span, written)


def _uncertain(entry: BypassEntry, host: str) -> Uncertain:
    if entry.scheme or entry.port:
        return Uncertain.SCHEME if entry.scheme else Uncertain.PORT
    return Uncertain.ADDRESS if ":" in host else Uncertain.STAR


_DOMAIN = regex(r"(?!\d+\.)[a-z0-9-]+\.(?:com|net|org|[a-z]{2})")
"""Of other last labels it cannot be told whether they are public: `srv1.corp` may well be one computer."""
_WIDE = regex(r"\*(?:\.\*|\.[a-z][a-z0-9-]*+)?")
_NETWORK = regex(r"[0-9A-Fa-f.:*]++/\d{1,3}")
_NAME_CHARACTERS = regex(r"[a-z0-9._*:\[\]-]*+")


def _dead(entries: Sequence[BypassEntry], number: int) -> DeadEntry | None:
    entry = entries[number]
    text = entry.whole.text.lower()
    if entry.macro:
        return None if entry.macro in ("local", "-loopback") else DeadEntry.MACRO
    if "^" in text:
        return DeadEntry.ESCAPED_MACRO
    if "<" in text or ">" in text:
        return DeadEntry.JOINED_MACRO
    if "," in text:
        return DeadEntry.COMMA
    if _NETWORK.fullmatch(text):
        return DeadEntry.NETWORK
    if text in (".", "*.") and number + 1 < len(entries):
        return DeadEntry.BLANK_INSIDE
    if text.startswith("."):
        return DeadEntry.LEADING_DOT
    return None if _NAME_CHARACTERS.fullmatch(entry.host) else DeadEntry.CHARACTER
