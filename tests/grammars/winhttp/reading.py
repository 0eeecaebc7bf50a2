"""Records of a text in one line each, to compare whole files with."""

from __future__ import annotations

from proxylint.text import Source
from proxylint_grammars.winhttp import read_dump
from proxylint_grammars.winhttp.syntax import Body, Direct, Record, Settings, SettingsFile, Static, Word


def records(text: str | bytes, path: str = "dump.txt") -> list[str]:
    source = Source.of(path, text) if isinstance(text, bytes) else Source(path, text)
    return [told(record) for record in read_dump(source).records]


def told(record: Record) -> str:
    said = [record.kind.value, record.store.value]
    said += [f"host={record.host}"] if record.host else []
    said += [f"failed={record.failed.code}"] if record.failed else []
    said += ["per-user"] if record.per_user else []
    said += ["conditional"] if record.conditional else []
    said += [doubt.flaw.value for doubt in record.doubts]
    return " ".join(said) + ": " + _body(record.body)


def _body(body: Body) -> str:
    match body:
        case Direct():
            return "direct"
        case Static(proxy, bypass):
            return f"{proxy.text} except {bypass.text}" if bypass else proxy.text
        case Settings(entries):
            return ", ".join(f"{entry.key.text}={_value(entry.value)}" for entry in entries) or "nothing"
        case SettingsFile(path):
            return f"file {path.text}"
    return type(body).__name__.lower()


def _value(value: Word | bool | None) -> str:
    return value.text if isinstance(value, Word) else str(value)
