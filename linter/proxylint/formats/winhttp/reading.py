"""From the text of a file to its policy: what each record sets, and which records others supersede."""

from __future__ import annotations

import re

from proxylint.format import Given, Loader, Remark, Standing
from proxylint.formats.winhttp.device import Device, devices
from proxylint.formats.winhttp.model import Setting, StaticProxy, Unknown
from proxylint.formats.winhttp.policy import WinhttpPolicy
from proxylint.formats.winhttp.secrets import quotable, quotable_settings
from proxylint.formats.winhttp.showing import shown
from proxylint.formats.winhttp.ways import Work
from proxylint.records import dataclass, field
from proxylint.regex import regex
from proxylint.region import Record
from proxylint.text import Source, Span, decode_text
from proxylint.verdict import Failure
from proxylint_grammars.winhttp import read_dump
from proxylint_grammars.winhttp.settings import read_object
from proxylint_grammars.winhttp.syntax import (
    Direct,
    Doubt,
    Dump,
    Flaw,
    Imported,
    Kind,
    Settings,
    SettingsFile,
    Static,
    Unread,
    Word,
    Wrapper,
    masked,
)
from proxylint_grammars.winhttp.syntax import Record as Written

Meaning = tuple[StaticProxy | None, Unknown | None, Span]
"""The static proxy (None = direct), what makes it unknown, and the words that say so."""


def read(source: Source, loader: Loader, given: Given) -> WinhttpPolicy:
    """The policy of a file. Never raises; a file that holds no record has a failure."""
    dump = read_dump(source)
    sources = {source.path: quotable(source, dump)}
    found = devices(dump.values, len(dump.records))
    failure = _failure(source, dump, found)
    if failure is not None:
        return WinhttpPolicy(sources, failure=failure, devices=found)
    settings = []
    current = current_records(dump)
    files = _Files(source, loader, sources)
    for index, written in enumerate(dump.records, 1):
        static, unknown, span = _meaning(written, files)
        record = Record(index, written.host, written.store.value, current[index - 1])
        settings.append(Setting(record, written, static, unknown or _overtaken(dump, written, record), span))
    work = Work.of_file(sum(len(one.text) for one in sources.values()))
    return WinhttpPolicy(sources, tuple(settings), _remarks(dump), devices=found, work=work)


_HINTS = {
    Wrapper.HTML: "the result is wrapped in HTML, which is not read",
    Wrapper.JSON: "the result stands inside a JSON string or list, which is not read",
    Wrapper.CSV: "the result stands in a row behind something else, as in CSV, which is not read",
    Wrapper.SELECT_STRING: "the lines of the result begin with file name and line number, as Select-String prints them",
}
_PLAIN = "save the plain output of 'netsh winhttp show proxy' or 'netsh winhttp dump' instead"


def _failure(source: Source, dump: Dump, found: tuple[Device, ...]) -> Failure | None:
    if dump.overflow is not None:
        most = len(dump.records) + len(dump.values)
        return Failure(dump.overflow, f"the file holds more than {most} records: split it")
    if dump.records or any(device.values for device in found):
        return None
    if dump.refusals:
        return Failure(dump.refusals[0].span, f"{_HINTS[dump.refusals[0].wrapper]}: {_PLAIN}")
    if found:
        return Failure(found[0].span, "the file holds Internet Explorer settings alone, which services do not read")
    return Failure(source.whole, "the file holds no WinHTTP proxy setting in a form that is known")


def current_records(dump: Dump) -> list[bool]:
    """For each record, whether no later one of the same computer, store and scope takes its place.

    A command that failed, or that a script may leave out, takes no place.
    """
    replaced: set[tuple[str, str, bool]] = set()
    known = {_place(written) for written in dump.records if not _failed(written)}
    current: list[bool] = []
    for written in reversed(dump.records):
        place = _place(written)
        current.append(place not in replaced and not (_failed(written) and place in known))
        if not _failed(written) and not written.conditional:
            replaced.add(place)
    return current[::-1]


def _place(written: Written) -> tuple[str, str, bool]:
    return (written.host or "").casefold(), written.store.value, written.per_user is not None


def _failed(written: Written) -> bool:
    return any(doubt.flaw is Flaw.FAILED for doubt in written.doubts)


def _overtaken(dump: Dump, written: Written, record: Record) -> Unknown | None:
    """A script may change its setting once more in a way that is not followed."""
    if written.kind is not Kind.COMMAND or not record.current:
        return None
    later = dump.mentions[-1] if dump.mentions else None
    if later is None or later.span.start < written.span.end:
        return None
    return Unknown("a later line names another change, and it cannot be told whether that one is made", later.span)


_CLAUSES = {
    Flaw.INCOMPLETE: "the record is incomplete",
    Flaw.WRAPPED: "the copy is broken into lines",
    Flaw.VARIABLE: "the command is not fixed",
    Flaw.SHELL: "it is not certain what the command sets",
    Flaw.FAILED: "the command had no effect",
    Flaw.FOREIGN: "the record is not fully understood",
}


def _meaning(written: Written, files: _Files) -> Meaning:
    static, unknown, span = _body(written, files)
    return static, _first_doubt(written.doubts) or _per_user(written) or unknown, span


def _first_doubt(doubts: tuple[Doubt, ...]) -> Unknown | None:
    if not doubts:
        return None
    return Unknown(f"{_CLAUSES[doubts[0].flaw]}: {doubts[0].text}", doubts[0].span)


def _per_user(written: Written) -> Unknown | None:
    if written.per_user is None:
        return None
    return Unknown("the setting is made for one user, not for the system", written.per_user)


def _body(written: Written, files: _Files) -> Meaning:
    body = written.body
    match body:
        case Direct(at):
            return None, None, at
        case Static(proxy, bypass):
            return StaticProxy(proxy, bypass), None, proxy.span
        case Settings():
            return _settings(body, _named(body), written.span)
        case SettingsFile(path):
            return _settings_file(path, files)
        case Imported(at):
            reason = "the setting is copied from the Internet Explorer settings of the user who runs the command"
            return None, Unknown(reason, at), at
        case Unread(at):
            return None, Unknown("the setting could not be read", at), at


def _named(settings: Settings) -> StaticProxy | None:
    proxy = settings.word("proxy")
    return StaticProxy(proxy, settings.word("proxybypass")) if proxy else None


def _settings(settings: Settings, static: StaticProxy | None, span: Span) -> Meaning:
    """Advanced settings: auto-detection first, then the PAC file, then the static proxy (NetworkProxy CSP)."""
    proxy = settings.word("proxy")
    place = proxy.span if proxy else span
    first = _decided_elsewhere(settings, span)
    if first is not None:
        return static, first, place
    if settings.flag("proxyisenabled") is False:
        return None, None, _key_span(settings, "proxyisenabled", span)
    if settings.flag("proxyisenabled") and proxy is None:
        enabled = _key_span(settings, "proxyisenabled", span)
        return None, Unknown("a static proxy is enabled but none is named", enabled), place
    return static, None, place


def _decided_elsewhere(settings: Settings, span: Span) -> Unknown | None:
    """What comes before the static proxy, or makes the settings somebody else's."""
    connection, url = settings.word("connectionname"), settings.word("autoconfigurl")
    if settings.flag("peruserproxysettings"):
        reason = "settings per user are in force, and those shown are one user's, not the system's"
        return Unknown(reason, _key_span(settings, "peruserproxysettings", span))
    if connection is not None:
        return Unknown(f"the settings belong to the connection {shown(connection.text)}", connection.span)
    if settings.flag("autodetect"):
        reason = "decided by the PAC file that auto-detection (WPAD) finds, if it finds one"
        return Unknown(reason, _key_span(settings, "autodetect", span))
    if url is not None and settings.flag("autoconfigisenabled") is not False:
        return Unknown(f"decided by the PAC file at {shown(url.text)}", url.span)
    if settings.flag("autoconfigisenabled") and url is None:
        enabled = _key_span(settings, "autoconfigisenabled", span)
        return Unknown("a PAC file is enabled but no address of it is given", enabled)
    return None


def _key_span(settings: Settings, name: str, otherwise: Span) -> Span:
    entry = settings.entry(name)
    return entry.key.span if entry else otherwise


_BESIDE = regex(r"(?:%~dp0|\$PSScriptRoot)[\\/]?", re.IGNORECASE)
_DRIVE = regex(r"[A-Za-z]:(?=[\\/])")


@dataclass(frozen=True, slots=True)
class _Files:
    """What records name. Scripts set many computers from the same file of settings: each is read once.

    `sources`: what was read, without passwords, by path.
    """

    source: Source
    loader: Loader
    sources: dict[str, Source]
    _read: dict[str, tuple[Settings, StaticProxy | None] | None] = field(default_factory=dict)

    def settings(self, found: Source) -> tuple[Settings, StaticProxy | None] | None:
        """With the static proxy that they name; None = the file is not one flat JSON object of settings."""
        if found.path not in self._read:
            start = len(found.text) - len(found.text.lstrip())
            read = read_object(found, start)
            self.sources.setdefault(found.path, quotable_settings(found, read.settings) if read else found)
            whole = read is not None and not read.strangers and not found.text[read.span.end :].strip()
            self._read[found.path] = (read.settings, _named(read.settings)) if read is not None and whole else None
        return self._read[found.path]


def _settings_file(path: Word, files: _Files) -> Meaning:
    name = _DRIVE.sub("", _BESIDE.sub("", path.text)).replace("\\", "/")
    found = files.loader.read(name, files.source.path, decode_text)
    if not isinstance(found, Source):
        return None, Unknown(masked(found.reason), path.span), path.span
    read = files.settings(found)
    if read is None:
        said = f"the file {shown(path.text)} is not one flat JSON object of settings"
        return None, Unknown(said, path.span), path.span
    return _settings(*read, path.span)


def _remarks(dump: Dump) -> tuple[Remark, ...]:
    found = [
        Remark(Standing.UNREADABLE, refusal.span, f"{_HINTS[refusal.wrapper]}: {_PLAIN}") for refusal in dump.refusals
    ]
    found += [
        Remark(Standing.UNMODELLED, mention.span, "it cannot be told whether this command runs; it is left out")
        for mention in dump.mentions
    ]
    return tuple(sorted(found, key=lambda remark: remark.span))
