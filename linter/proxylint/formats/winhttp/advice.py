"""What to write, or what to lint instead, by the record that decides and the place in it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from functools import lru_cache

from proxylint.formats.winhttp.model import Setting, StaticProxy
from proxylint.formats.winhttp.policy import WinhttpPolicy
from proxylint.formats.winhttp.proxies import serving
from proxylint.formats.winhttp.remedy import SET_PROXY
from proxylint.text import Span
from proxylint_grammars.winhttp.syntax import BypassEntry, Doubt, Flaw, Imported, Kind, Settings, SettingsFile, Store


def for_direct(policy: WinhttpPolicy, at: Span) -> str | None:
    """`reset proxy` and `set proxy` leave the advanced settings alone, so those are told what to hold instead."""
    setting = _setting_at(policy, at)
    if setting is None or not (_starts_in(setting.written.span, at) or at.file != setting.written.span.file):
        return None
    static, advanced = setting.static, setting.written.store is Store.ADVANCED
    entry = _entry_at(static, at) if static else None
    if entry is not None:
        return f"Take '{entry.whole.text}' out of the bypass list; bypass only names of your own network."
    if static is None or (advanced and not _starts_in(static.proxy.span, at)):
        none = "This setting names no proxy. Where devices have no direct way out,"
        return f"{none} name one under Proxy." if advanced else f"{none} set one for the system:\n    {SET_PROXY}"
    return "An entry without a key serves http and https." if advanced else _for_every_scheme(static)


def _for_every_scheme(static: StaticProxy) -> str:
    """The proxy that serves one scheme, written so that it serves both; the bypass list must be given anew."""
    served = next((found for scheme in ("https", "http") if (found := serving(static.proxies, scheme))), None)
    bypass = static.bypass.text if static.bypass else ""
    if served is None or "@" in static.proxy.text + bypass:
        return f"An entry without a key serves http and https:\n    {SET_PROXY}"
    server = served.whole.text.partition("=")[2] if served.key else served.whole.text
    kept = f' bypass-list="{bypass}"' if bypass else ""
    return (
        f"An entry without {served.key}= serves http and https:\n"
        f'    netsh winhttp set proxy proxy-server="{server}"{kept}'
    )


def for_undecided(policy: WinhttpPolicy, at: Span) -> str | None:
    setting = _setting_at(policy, at)
    if setting is None:
        return None
    doubts = [doubt for doubt in setting.written.doubts if _starts_at(doubt.span, at)]
    if doubts:
        return _despite(setting, doubts[0])
    if isinstance(setting.written.body, Imported | SettingsFile):
        return _show_instead(setting)
    return _by_pac_file(setting, at) or _clear_entry(setting, at)


_SHOWN = {Kind.SHOWN: "show proxy", Kind.ADVANCED: "show advproxy", Kind.DUMPED: "dump"}


def _despite(setting: Setting, doubt: Doubt) -> str | None:
    """A copy that lost something is made once more; of a command, its result can be judged."""
    kind = setting.written.kind
    if kind in _SHOWN and doubt.flaw in (Flaw.WRAPPED, Flaw.INCOMPLETE):
        command = f"netsh winhttp {_SHOWN[kind]} > winhttp.txt"
        return f"Let Windows write the file instead of copying it from a window:\n    {command}"
    if kind is Kind.COMMAND and doubt.flaw in (Flaw.VARIABLE, Flaw.SHELL, Flaw.INCOMPLETE):
        return _show_instead(setting)
    return None


def _show_instead(setting: Setting) -> str:
    show = "show advproxy" if setting.written.store is Store.ADVANCED else "show proxy"
    return f"Judge what a computer shows once the command has run:\n    netsh winhttp {show} > winhttp.txt"


def _by_pac_file(setting: Setting, at: Span) -> str | None:
    body = setting.written.body
    if not isinstance(body, Settings):
        return None
    detect, url = body.entry("autodetect"), body.word("autoconfigurl")
    if detect is not None and _starts_at(detect.key.span, at):
        return "Save the PAC file that auto-detection finds, and judge it as well:\n    proxylint check wpad.dat"
    if url is not None and _starts_at(url.span, at):
        return "Save the PAC file, and judge it as well:\n    proxylint check proxy.pac"
    return None


def _clear_entry(setting: Setting, at: Span) -> str | None:
    """Of an entry whose star readings differ about; other entries of no certain meaning have a rule of their own."""
    entry = _entry_at(setting.static, at) if setting.static else None
    if entry is None or entry.scheme or entry.port or not entry.host.strip("0123456789.*"):
        return None
    return clear_star(entry.host) if "*" in entry.host else None


def clear_star(host: str) -> str:
    """How to write an entry whose star is not `*.` at the beginning so that every reading agrees."""
    domain = host.removeprefix("*")
    if "*" in domain or domain == host or "." not in domain:
        return "List the names, or write '*.' and a domain."
    return f"Write '*.{domain}' for the names below it and '{domain}' for the name itself."


def _setting_at(policy: WinhttpPolicy, at: Span) -> Setting | None:
    """The record that starts last before a place, or that takes its settings from the file of the place."""
    starts, settings = _in_order(policy)
    number = bisect_right(starts, at.start) - 1
    found = settings[number] if number >= 0 else None
    if found is None or found.written.span.file == at.file:
        return found
    return next((one for one in settings if one.static and one.static.proxy.span.file == at.file), None)


@lru_cache(maxsize=1)
def _in_order(policy: WinhttpPolicy) -> tuple[list[int], list[Setting]]:
    settings = sorted(policy.settings, key=lambda setting: setting.written.span.start)
    return [setting.written.span.start for setting in settings], settings


def _entry_at(static: StaticProxy, at: Span) -> BypassEntry | None:
    """Entries stand in the order of the text."""
    entries = static.entries
    number = bisect_left(entries, at.start, key=lambda entry: entry.whole.span.start)
    return entries[number] if number < len(entries) and _starts_at(entries[number].whole.span, at) else None


def _starts_in(span: Span, at: Span) -> bool:
    return span.file == at.file and span.start <= at.start < span.end


def _starts_at(span: Span, at: Span) -> bool:
    return (span.file, span.start) == (at.file, at.start)
