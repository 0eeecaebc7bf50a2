"""The grammar of what follows `netsh winhttp`."""

from __future__ import annotations

import re

from proxylint.records import replace
from proxylint.text import Source, Span
from proxylint_grammars.winhttp.arguments import Argument, tail_end
from proxylint_grammars.winhttp.change import Command
from proxylint_grammars.winhttp.launch import Launch
from proxylint_grammars.winhttp.settings import read_object, settings_doubts
from proxylint_grammars.winhttp.syntax import (
    Body,
    Direct,
    Doubt,
    Flaw,
    Imported,
    SettingsFile,
    Static,
    Store,
    Unread,
    Word,
)
from proxylint_grammars.winhttp.values import KEYS

_ASKED_FOR_HELP = frozenset(("?", "/?", "-?", "help", "/help", "-help"))
_TAGGED = re.compile(r"(?P<tag>[A-Za-z-]++)=")
_SETTINGS = re.compile(r"\bsettings=[\"']?[ \t]*+(?=\{)", re.IGNORECASE)
_SCOPE = re.compile(r"\bsetting-scope=[\"']?(?P<scope>\w++)", re.IGNORECASE)


def read_netsh(source: Source, span: Span, arguments: tuple[Argument, ...], launch: Launch) -> Command:
    words = [argument.word.text.lower() for argument in arguments]
    store = Store.WOW64 if launch.wow64 else Store.WINHTTP
    command = Command(span, Store.ADVANCED if words[1:2] == ["advproxy"] else store, launch)
    if _ASKED_FOR_HELP & set(words):
        return command
    match words[:2]:
        case ["reset", "proxy"]:
            return replace(command, body=Direct(span))
        case ["import", "proxy"]:
            return replace(command, body=Imported(span))
        case ["set", "proxy"]:
            return _set_proxy(command, arguments[2:])
        case ["set", "advproxy"]:
            return _set_advproxy(source, command, arguments[2:])
        case ["reset", "advproxy"]:
            doubt = Doubt(Flaw.SHELL, span, "what 'reset advproxy' leaves is not verified")
            return replace(command, body=Unread(span), doubts=(doubt,))
    return command


def _set_proxy(command: Command, arguments: tuple[Argument, ...]) -> Command:
    """Tags are optional and the order is fixed: proxy server, bypass list (help text of `set proxy`)."""
    values: dict[str, Word] = {}
    doubts = [doubt for argument in arguments for doubt in argument.doubts]
    for argument in arguments:
        word, tag = argument.word, _TAGGED.match(argument.word.text)
        name = tag["tag"].lower() if tag else ""
        if tag and name in ("proxy-server", "bypass-list"):
            values[name] = word.part(tag.end(), len(word.text))
            continue
        if tag:
            doubts.append(Doubt(Flaw.SHELL, word.span, _tag_doubt(name)))
        free = next((slot for slot in ("proxy-server", "bypass-list") if slot not in values), None)
        if free is None:
            doubts.append(Doubt(Flaw.SHELL, word.span, "there are more arguments than netsh takes"))
        else:
            values[free] = word
    if not arguments:
        return command
    return replace(command, body=_static(command, values, doubts), doubts=tuple(doubts))


def _tag_doubt(name: str) -> str:
    if name in KEYS:
        return f"it is not verified that netsh takes a value with '{name}=' where 'proxy-server=' is left out"
    return "netsh knows no such argument"


def _static(command: Command, values: dict[str, Word], doubts: list[Doubt]) -> Body:
    proxy, bypass = values.get("proxy-server"), values.get("bypass-list")
    if proxy is None or not proxy.text.strip():
        doubts.append(Doubt(Flaw.INCOMPLETE, command.span, "the command names no proxy server"))
        return Unread(command.span)
    if "bypass-list=" in proxy.text.lower():
        doubts.append(Doubt(Flaw.SHELL, proxy.span, "a blank is missing before 'bypass-list='"))
    return Static(proxy, bypass if bypass is not None and bypass.text.strip() else None)


def _set_advproxy(source: Source, command: Command, arguments: tuple[Argument, ...]) -> Command:
    text, span = source.text, command.span
    end = tail_end(text, span.start)
    scope = _SCOPE.search(text, span.start, end)
    if scope and scope["scope"].lower() == "user":
        command = replace(command, per_user=source.span(scope.start(), scope.end()))
    start = _SETTINGS.search(text, span.start, end)
    found = read_object(source, start.end()) if start else None
    if found is not None and found.span.end <= end:
        command = replace(command, span=span.to(found.span))
        return replace(command, body=found.settings, doubts=settings_doubts(found.settings))
    for argument in arguments:
        tag = _TAGGED.match(argument.word.text)
        if tag and tag["tag"].lower() == "settings-file" and len(argument.word.text) > tag.end():
            path = argument.word.part(tag.end(), len(argument.word.text))
            return replace(command, body=SettingsFile(path), doubts=argument.doubts)
    if not arguments:
        return command
    doubt = Doubt(Flaw.INCOMPLETE, span, "its settings are not one flat JSON object")
    return replace(command, body=Unread(span), doubts=(doubt,))
