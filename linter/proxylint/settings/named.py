"""What a key may hold that names rules or devices: what a schema cannot know is looked up."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from proxylint.choice import ALWAYS
from proxylint.errors import ConfigError
from proxylint.finding import Level
from proxylint.records import dataclass
from proxylint.settings.values import MOST_ENTRIES, LevelWord, Table, few, question


@dataclass(frozen=True, slots=True)
class Codes:
    """A code of a rule, the beginning of one, or the name of a rule; `out`: the findings would not be seen."""

    out: bool = False

    def read(self, value: object, at: str) -> str:
        """The code or its beginning."""
        from proxylint.registry import rules

        if not isinstance(value, str):
            raise ConfigError(f"{at} must name rules by code, by the beginning of a code, or by name")
        known = rules()
        named = next((rule.code for rule in known if rule.name == value), value)
        if not named or not any(rule.code.startswith(named) for rule in known):
            shown = value[:80]
            words = [word for rule in known for word in (rule.code, rule.name)]
            raise ConfigError(f"{at}: no rule has the name '{shown}', or a code that starts so{question(shown, words)}")
        if self.out and ALWAYS.startswith(named):
            raise ConfigError(
                f"{at}: '{value}' takes in {ALWAYS}, which is always reported: a file that was not analysed is not "
                "clean"
            )
        return named

    @property
    def schema(self) -> Mapping[str, object]:
        return {"type": "string", "pattern": "^([A-Z]{1,3}|[A-Z]{3}[0-9]{1,3}|[a-z][a-z0-9-]+)$"}


@dataclass(frozen=True, slots=True)
class Severities:
    """Levels by rules. What is always reported cannot be less than an error."""

    def read(self, value: object, at: str) -> dict[str, Level]:
        levels: dict[str, Level] = _SEVERITIES.read(value, at)
        for code, level in levels.items():
            if ALWAYS.startswith(code) and level is not Level.ERROR:
                raise ConfigError(f"{at}: '{code}' takes in {ALWAYS}, which is always an error")
        return levels

    @property
    def schema(self) -> Mapping[str, object]:
        return _SEVERITIES.schema


_SEVERITIES = Table(Codes(), LevelWord(), "levels by rule")


@dataclass(frozen=True, slots=True)
class Devices:
    """Rows of [[clients]]: see `clients.read_clients`."""

    def read(self, value: object, at: str) -> tuple[Any, ...]:
        from proxylint.clients import read_rows

        if isinstance(value, list):
            few(value, at)
        return read_rows(value, at)

    @property
    def schema(self) -> Mapping[str, object]:
        network = {"type": "string", "description": "An IPv4 or IPv6 network or address."}
        return {
            "type": "array",
            "minItems": 1,
            "maxItems": MOST_ENTRIES,
            "items": {
                "type": "object",
                "required": ["name", "network", "kind", "user"],
                "additionalProperties": False,
                "properties": {
                    "name": {"type": "string", "pattern": r"\S"},
                    "network": {"anyOf": [network, {"type": "array", "minItems": 1, "items": network}]},
                    "kind": {"enum": ["workstation", "server"]},
                    "user": {"enum": [True, False, "yes", "no"]},
                },
            },
        }
