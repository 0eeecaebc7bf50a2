"""Option texts become values; UsageError says which option is wrong and what it takes."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from typing import Any

from proxylint import addresses, registry
from proxylint.errors import ConfigError, UsageError
from proxylint.format import Given
from proxylint.meant import choice
from proxylint.settings.by_folder import ByFolder


def flags(given: Mapping[str, object]) -> dict[str, Any]:
    """What the command line says of keys of the configuration file, by key.

    `given`: the parameters of a command by their names, as typer has them; None or an empty list = not said. The file's
    own reader reads the values: UsageError names the option.
    """
    from proxylint.settings.keys import KEYS

    said = {_KEYS.get(name, name.replace("_", "-")): value for name, value in given.items()}
    read = (key for key, value in said.items() if key in KEYS and key not in _FILES and value not in (None, (), []))
    return {key: _flag(key, list(value) if isinstance(value := said[key], tuple) else value) for key in read}


_KEYS = {"platform": "platforms"}
"""Parameters that are not called as their key is."""
_FILES = ("clients",)
"""Keys whose option names a file of its own."""
_BY_COMMA = ("select", "ignore", "exclude", "platforms")


def _flag(key: str, value: object) -> object:
    from proxylint.settings.keys import KEYS, VERSIONS

    option = "--platform" if key == "platforms" else f"--{key}"
    if key == "path-map" and isinstance(value, list):
        return dict(_map(text) for text in value)
    if key in _BY_COMMA and isinstance(value, list):
        value = [word.strip() for text in value for word in text.split(",") if word.strip()]
    if key == "squid-version" and isinstance(value, str):
        return int(choice(option, value, [str(one) for one in VERSIONS]))
    try:
        return KEYS[key].value.read(value, option)
    except ConfigError as error:
        raise UsageError(str(error)) from None


def chooser(
    flags: Mapping[str, Any],
    config: str | None = None,
    *,
    isolated: bool = False,
    kind: str | None = None,
    given: Given | None = None,
) -> ByFolder:
    """`kind` and `given` are what no configuration can say."""
    if config is not None and isolated:
        raise UsageError("--config names a configuration and --isolated wants none; leave one out")
    if kind is not None:
        choice("--kind", kind, [one.name for one in registry.formats()])
    return ByFolder(flags, config, isolated, kind, given or Given(), today())


def given(
    client: str | None = None,
    listen: str | None = None,
    now: str | None = None,
    resolve: Sequence[str] | None = None,
    component: str | None = None,
) -> Given:
    return Given(
        None if client is None else _address("--client", client),
        listen,
        None if now is None else _moment(now),
        dict(_resolution(text) for text in resolve or ()),
        component=None if component is None else choice("--component", component, registry.components()),
    )


def today() -> date:
    """The only look at the clock. SOURCE_DATE_EPOCH stands for it where outputs must be reproducible."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    try:
        return datetime.fromtimestamp(int(epoch), UTC).date() if epoch else date.today()
    except (ValueError, OverflowError, OSError):
        return date.today()


def _address(option: str, text: str) -> int:
    try:
        return addresses.parse_address(text)
    except ValueError:
        raise UsageError(f"{option} '{text}' is no IP address") from None


def _moment(text: str) -> datetime:
    """Local time: an offset is taken off after conversion to the local zone."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise UsageError(f"--now '{text}' is no time in ISO 8601, such as 2026-11-25T09:30") from None
    return moment.astimezone().replace(tzinfo=None) if moment.tzinfo else moment


def _resolution(text: str) -> tuple[str, tuple[int, ...]]:
    name, equals, answers = text.partition("=")
    if not equals or not name:
        raise UsageError(f"--resolve '{text}': write NAME=IP[,IP...], or NAME= for a name that does not resolve")
    return name.lower().rstrip("."), tuple(_address("--resolve", one) for one in answers.split(",") if one)


def _map(text: str) -> tuple[str, str]:
    prefix, equals, folder = text.partition("=")
    if not equals or not prefix.startswith("/") or not folder:
        raise UsageError(f"--path-map '{text}': write FROM=DIR, with an absolute FROM")
    return prefix, folder
