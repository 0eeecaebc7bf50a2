"""Turns objects of sarif-om into JSON text.

The serialiser made for them (jschema-to-python) drops whatever equals its default, so that an explicit level "warning"
becomes the rule's default level (SARIF 2.1.0, 3.27.10), and copies the tree once for every level of it.
"""

from __future__ import annotations

import json

import attr

from proxylint.report.json import well_formed

_EXPLICIT = frozenset({"level"})
_LEADING = (
    *("id", "name", "fullName", "version", "semanticVersion", "informationUri"),
    *("ruleId", "ruleIndex", "level", "message", "locations", "relatedLocations", "codeFlows"),
    *("tool", "invocations", "automationDetails", "originalUriBaseIds", "artifacts", "columnKind", "results"),
    *("uri", "uriBaseId", "startLine", "startColumn", "endLine", "endColumn"),
)
"""Names that come first, in this order; what identifies an object is read first, and results follow what they need."""


def encode(value: object) -> str:
    """ASCII, on one line."""
    return json.dumps(_plain(value), separators=(",", ":"))


def _plain(value: object) -> object:
    if isinstance(value, str):
        return well_formed(value)
    if isinstance(value, dict):
        return {key: _plain(inner) for key, inner in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(inner) for inner in value]
    if attr.has(type(value)):
        return _properties(value)
    return value


def _properties(value: object) -> dict[str, object]:
    kind = type(value)
    if kind not in _FIELDS:
        _FIELDS[kind] = _fields(kind)
    found: dict[str, object] = {}
    for attribute, name, default in _FIELDS[kind]:
        inner = getattr(value, attribute)
        if inner is not None and (name in _EXPLICIT or inner != default):
            found[name] = _plain(inner)
    return found


Field = tuple[str, str, object]
"""Python name, JSON name and default of a property."""

_FIELDS: dict[type, tuple[Field, ...]] = {}


def _fields(kind: type) -> tuple[Field, ...]:
    """In the order in which they are written."""
    fields = [
        (field.name, str(field.metadata["schema_property_name"]), _default(field.default))
        for field in attr.fields(kind)
    ]
    return tuple(sorted(fields, key=lambda field: _LEADING.index(field[1]) if field[1] in _LEADING else len(_LEADING)))


def _default(declared: object) -> object:
    factory = getattr(declared, "factory", None)
    return factory() if callable(factory) else declared
