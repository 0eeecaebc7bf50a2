"""The managed configuration profile: a JSON object, in which `cloudService.proxy` names the proxy.

It takes precedence over what is set on the device, and must be valid JSON (defender-docs, linux-preferences.md).
"""

from __future__ import annotations

from collections.abc import Iterator

from proxylint.formats.mdatp.carrier import Carrier
from proxylint.formats.mdatp.model import MANAGED_KEY, Assigned, Setting, Unknown
from proxylint.region import Record
from proxylint.text import Source, Span
from proxylint.verdict import Failure
from proxylint_grammars.mdatp import read_document
from proxylint_grammars.mdatp.syntax import Broken, Document, Kind, Value, Word

_OUTER, _INNER = MANAGED_KEY.split(".")
_RECORD = Record(1, store=Carrier.MANAGED.value)
_NOTHING = Setting(Carrier.MANAGED, _RECORD)


def read_profile(source: Source) -> tuple[Setting, Failure | None]:
    """What the profile sets, or why it sets nothing that can be judged."""
    if source.encoding != "utf-8" and not (source.encoding == "latin-1" and source.text.isascii()):
        return _NOTHING, Failure(source.whole, "a JSON file is written in UTF-8, and this one is not")
    document = read_document(source)
    if isinstance(document, Broken):
        text = f"the profile must be valid JSON, and {document.slip}"
        return _NOTHING, Failure(_visible(source, document.span), text)
    if document.values[0].kind is not Kind.OBJECT:
        return _NOTHING, Failure(source.whole, "the profile must be a JSON object, and this is another kind of value")
    assigned = tuple(_named(document))
    doubt = _mark(source) or _doubt(document, assigned)
    if not assigned and (doubt is None or source.bom):
        return _NOTHING, Failure(source.whole, f"the profile does not set {MANAGED_KEY}", elsewhere=True)
    return Setting(Carrier.MANAGED, _RECORD, assigned, doubt=doubt), None


def _visible(source: Source, span: Span) -> Span:
    """A place that can be shown: the last character where the text is cut off."""
    if span.start < span.end:
        return span
    end = len(source.text.rstrip(" \t\r\n"))
    return source.span(max(0, end - 1), end)


def _mark(source: Source) -> Unknown | None:
    if not source.bom:
        return None
    reason = "the file begins with a byte order mark, and it is not verified that the agent reads on"
    return Unknown(reason, source.whole)


def _named(document: Document) -> Iterator[Assigned]:
    """Every value of the key, also where one of the objects around it stands twice."""
    for number, outer in document.members(0):
        if _key(outer).text == _OUTER and outer.kind is Kind.OBJECT:
            for _, inner in document.members(number):
                if _key(inner).text == _INNER:
                    span = _key(inner).span.to(inner.span)
                    yield Assigned(MANAGED_KEY, inner.text, span, text=inner.kind is Kind.STRING)


def _doubt(document: Document, assigned: tuple[Assigned, ...]) -> Unknown | None:
    """JSON leaves open what a name means that stands twice (RFC 8259, 4). What the agent's parser makes of that, or of
    another spelling, is not verified."""
    outer = _alike(document, 0, _OUTER)
    inner = [_alike(document, number, _INNER) for number, _ in outer]
    every_inner = [entry for entries in inner for entry in entries]
    for name, entries in ((_OUTER, outer), (_INNER, every_inner)):
        for _, value in entries:
            if _key(value).text != name:
                return Unknown(f"whether the agent takes this key for '{name}' is not verified", _key(value).span)
    if len({(one.text, one.value.text) for one in assigned}) > 1 or (assigned and not all(inner)):
        reason = f"{MANAGED_KEY} stands more than once, and which one the agent takes is not documented"
        return Unknown(reason, assigned[-1].span)
    return None


def _alike(document: Document, parent: int, name: str) -> list[tuple[int, Value]]:
    """The members of an object with that key in any case, by number."""
    if document.values[parent].kind is not Kind.OBJECT:
        return []
    found = document.members(parent)
    return [(number, value) for number, value in found if _key(value).text.lower() == name.lower()]


def _key(value: Value) -> Word:
    """The key of a member of an object."""
    assert value.key is not None
    return value.key
