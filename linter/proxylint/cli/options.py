"""Option texts become values; UsageError says which option is wrong and what it takes."""

from __future__ import annotations

import os
from collections.abc import Sequence
from datetime import UTC, date, datetime

from proxylint import addresses
from proxylint.catalogue import CHOICES, Profile
from proxylint.engine import Options
from proxylint.errors import UsageError
from proxylint.finding import Level
from proxylint.format import Given

VERSIONS = ("5", "6", "7")
ENGINES = ("chromium", "firefox", "winhttp")


def choice(option: str, value: str, choices: Sequence[str]) -> str:
    if value not in choices:
        raise UsageError(f"{option} '{value}': choose one of {', '.join(choices)}")
    return value


def level(value: str) -> Level:
    return Level(choice("--fail-on", value, [one.value for one in Level]))


def profile(
    cloud: str = "commercial",
    connectivity: str = "streamlined",
    geography: str | None = None,
    platforms: Sequence[str] | None = None,
    updates: str = "microsoft",
) -> Profile:
    words = tuple(dict.fromkeys(platforms or ()))
    return Profile(
        choice("--cloud", cloud, CHOICES["cloud"]),
        choice("--connectivity", connectivity, CHOICES["connectivity"]),
        None if geography is None else choice("--geography", geography, CHOICES["geography"]),
        tuple(choice("--platform", word, CHOICES["platform"]) for word in words),
        choice("--updates", updates, CHOICES["updates"]),
    )


def given(
    client: str | None = None,
    listen: str | None = None,
    now: str | None = None,
    resolve: Sequence[str] | None = None,
    squid_version: str = "6",
    pac_engine: str = "winhttp",
    component: str | None = None,
) -> Given:
    return Given(
        None if client is None else _address("--client", client),
        listen,
        None if now is None else _moment(now),
        dict(_resolution(text) for text in resolve or ()),
        int(choice("--squid-version", squid_version, VERSIONS)),
        choice("--pac-engine", pac_engine, ENGINES),
        None if component is None else choice("--component", component, components()),
    )


def components() -> list[str]:
    """What a file may be asked for, of every format."""
    from proxylint.registry import formats

    return [name for one in formats() for name in one.components]


def options(
    kind: str | None,
    given: Given,
    profile: Profile,
    endpoints: str | None,
    maps: Sequence[str] | None,
    direct_egress: bool | None,
) -> Options:
    if kind is not None:
        from proxylint.registry import formats

        choice("--kind", kind, [one.name for one in formats()])
    return Options(kind, given, profile, endpoints, dict(_map(text) for text in maps or ()), direct_egress, today())


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
