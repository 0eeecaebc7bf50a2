"""The settings in force as TOML, each with where it comes from. A file with this text says the same again."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TextIO

from proxylint import addresses
from proxylint.clients import Client
from proxylint.report.visible import visible
from proxylint.settings.by_folder import InForce
from proxylint.settings.keys import KEYS

DEFAULT = "default"


def write(in_force: InForce, out: TextIO) -> None:
    tables: list[tuple[str, object]] = []
    for key in KEYS:
        value = getattr(in_force.settings, key.replace("-", "_"))
        if isinstance(value, Mapping) or key == "clients":
            tables.append((key, value))
        elif value is None:
            out.write(comment(f"{key}: not said"))
        else:
            out.write(f"{key} = {_value(value)}  {comment(in_force.origins.get(key, DEFAULT))}")
    for key, value in tables:
        origin = in_force.origins.get(key, DEFAULT)
        if not value:
            out.write(comment(f"{key}: none"))
        elif isinstance(value, Mapping):
            out.write(f"\n[{key}]  {comment(origin)}")
            out.writelines(f"{_value(entry)} = {_value(one)}\n" for entry, one in value.items())
        elif isinstance(value, tuple):
            for client in value:
                out.write(f"\n[[{key}]]  {comment(origin)}{_client(client)}")


def comment(text: str) -> str:
    return f"# {visible(text)}\n"


def _value(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, (tuple, list)):
        return f"[{', '.join(map(_value, value))}]"
    return _text(str(value))


def _text(text: str) -> str:
    """A basic string of TOML, all of it ASCII, in which no runner of workflows sees a command (`##[`)."""
    return f'"{"".join(map(_char, text))}"'.replace("##", "#\\u0023")


def _char(char: str) -> str:
    if char in '"\\':
        return "\\" + char
    if " " <= char <= "~":
        return char
    code = 0xFFFD if "\ud800" <= char <= "\udfff" else ord(char)
    return f"\\u{code:04X}" if code < 0x10000 else f"\\U{code:08X}"


def _client(client: Client) -> str:
    networks = addresses.networks(client.networks)
    return (
        f"name = {_value(client.name)}\nnetwork = {_value(networks)}\n"
        f"kind = {_value(client.kind.value)}\nuser = {_value(client.user)}\n"
    )
