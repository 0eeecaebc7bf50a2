"""Turns objects of sarif-om into JSON text.

The serialiser made for them (jschema-to-python) drops whatever equals its default, so that an explicit level "warning"
becomes the rule's default level (SARIF 2.1.0, 3.27.10), and copies the tree once for every level of it. Here the text
is put together directly; `sarif_shapes` makes use of it.
"""

from __future__ import annotations

from json.encoder import encode_basestring_ascii
from operator import itemgetter
from typing import Any

from proxylint.report.json import inert, well_formed

_EXPLICIT = frozenset({"level"})
_LEADING = (
    *("id", "name", "fullName", "organization", "version", "semanticVersion", "informationUri"),
    *("location", "shortDescription", "fullDescription", "help", "helpUri", "rules", "notifications", "descriptor"),
    *("ruleId", "ruleIndex", "level", "message", "locations", "relatedLocations", "codeFlows", "partialFingerprints"),
    *("tool", "taxonomies", "invocations", "automationDetails", "originalUriBaseIds", "artifacts", "columnKind"),
    *("artifactLocation", "region", "contextRegion"),
    *("uri", "uriBaseId", "index", "startLine", "startColumn", "endLine", "endColumn"),
)
"""Names that come first, in this order: what identifies an object is read first, and results follow what they need."""

_LAST = "properties"

_STANDARD = {("Suppression", "state"): "status"}
"""What the standard calls a property that sarif-om, made from a draft, still calls otherwise (3.35.3)."""


class Encoded(str):
    """JSON text, where an object of sarif-om would stand."""

    __slots__ = ()


def encode(value: Any) -> str:
    """ASCII, on one line. A lone surrogate (a file name that is no text) becomes U+FFFD."""
    kind = type(value)
    if kind is Encoded:
        return str(value)
    if isinstance(value, str):
        return quoted(value)
    if kind is dict:
        return "{" + ",".join([f"{encode(key)}:{encode(inner)}" for key, inner in value.items()]) + "}"
    if kind is list or kind is tuple:
        return "[" + ",".join([encode(inner) for inner in value]) + "]"
    if kind is bool:
        return "true" if value else "false"
    return str(int(value)) if isinstance(value, int) else _object(value, kind)


def quoted(text: str) -> str:
    written = encode_basestring_ascii(text if text.isascii() else well_formed(text))
    return inert(written) if "##" in written else written


def _object(value: object, kind: type) -> str:
    fields = _FIELDS.get(kind)
    if fields is None:
        fields = _FIELDS[kind] = _fields(kind)
    given = value.__dict__
    parts = []
    for attribute, name, default in fields:
        inner = given[attribute]
        if inner is not None and inner != default:
            parts.append(name + encode(inner))
    return "{" + ",".join(parts) + "}"


Field = tuple[str, str, object]
"""Python name, JSON name with its colon, and the default that need not be written; None is never written."""

_FIELDS: dict[type, tuple[Field, ...]] = {}


def _fields(kind: type) -> tuple[Field, ...]:
    """In the order in which they are written."""
    import attr

    found = []
    for field in attr.fields(kind):
        name = str(field.metadata["schema_property_name"])
        name = _STANDARD.get((kind.__name__, name), name)
        found.append((_rank(name), field.name, f'"{name}":', None if name in _EXPLICIT else _default(field.default)))
    return tuple(field[1:] for field in sorted(found, key=itemgetter(0)))


def _rank(name: str) -> int:
    return _LEADING.index(name) if name in _LEADING else len(_LEADING) + (name == _LAST)


def _default(declared: object) -> object:
    factory = getattr(declared, "factory", None)
    return factory() if callable(factory) else declared
