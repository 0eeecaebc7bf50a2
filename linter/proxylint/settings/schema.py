"""The JSON schema of the configuration file, for editors: `proxylint.schema.json` beside this module is its text."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping

from proxylint.settings import Settings
from proxylint.settings.keys import KEYS

PATH = os.path.join(os.path.dirname(__file__), "proxylint.schema.json")
_ID = "https://raw.githubusercontent.com/proxylint/proxylint/main/linter/proxylint/settings/proxylint.schema.json"


def text() -> str:
    document = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": _ID,
        "title": "proxylint",
        "description": "proxylint.toml, .proxylint.toml, or the table [tool.proxylint] of pyproject.toml.",
        "type": "object",
        "additionalProperties": False,
        "properties": {key: _property(key) for key in KEYS},
    }
    return json.dumps(document, indent=2) + "\n"


def _property(key: str) -> Mapping[str, object]:
    default = getattr(Settings(), key.replace("-", "_"))
    said = {} if default is None or key == "clients" else {"default": default}
    return {"description": KEYS[key].says, **KEYS[key].value.schema, **said}
