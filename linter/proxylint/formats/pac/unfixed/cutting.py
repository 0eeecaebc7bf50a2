"""Parts of a text that is not fixed, between two positions."""

from __future__ import annotations

from proxylint.formats.pac.javascript.realm import Realm
from proxylint.formats.pac.javascript.values import UNDEFINED, Value
from proxylint.formats.pac.unfixed.dots import DotFromEnd
from proxylint.formats.pac.unfixed.flag import world_of
from proxylint.formats.pac.unfixed.positions import End, Found
from proxylint.formats.pac.unfixed.strings import VaryingText, holds
from proxylint.formats.pac.unfixed.text import Text


def part(realm: Realm, text: VaryingText, start: Value, end: Value, name: str) -> Value:
    """From `start` to `end`, positions as `_plain` gives them; undefined = the end of the text."""
    if isinstance(start, Found) and end is not UNDEFINED and not isinstance(end, float):
        start = _resolved(realm, start)
    if end is UNDEFINED:
        return rest_from(realm, text, start, name)
    if type(end) is float:
        begun = text.beginning(int(end))
        if start == 0.0:
            return begun
        if type(start) is float:
            rest = rest_from(realm, text, start, name)
            return rest[: int(end - start)] if type(rest) is str else rest.beginning(int(end - start))
        raise text.beyond(f"{name} with these positions")
    head = _head(realm, text, end, name)
    if start == 0.0:
        return head
    if type(head) is str and type(start) is float:
        return head[int(start) :] if start <= len(head) or name == "slice()" else start_behind_end(text, name)
    if isinstance(head, Text) and type(start) is float:
        if name == "substring()" and not holds(world_of(realm), head.longer(int(start))):
            raise text.beyond(f"{name} with a start behind the end")
        return head.drop(world_of(realm), int(start))
    raise text.beyond(f"{name} with these positions")


def start_behind_end(text: VaryingText, name: str) -> Value:
    raise text.beyond(f"{name} with a start behind the end")


def _resolved(realm: Realm, position: Found) -> Value:
    """The position, or the number that it is where the word is nowhere."""
    absent = position.settle_absent(world_of(realm))
    return position if absent is None else float(max(0, absent))


def rest_from(realm: Realm, text: VaryingText, start: Value, name: str) -> Value:
    if start == 0.0 and type(start) is float:
        return text
    if not isinstance(text, Text):
        raise text.beyond(f"{name} from a position")
    world = world_of(realm)
    if type(start) is float:
        return text.drop(world, int(start))
    if isinstance(start, DotFromEnd) and (name == "substring()" or start.offset == 1):
        return start.behind(world, text)
    if isinstance(start, End) and start.sign == 1 and start.text.view == text.view:
        return text.ending(-start.offset)
    if isinstance(start, Found) and start.sign == 1 and start.text.view == text.view:
        start = _resolved(realm, start)
        return start.behind(world) if isinstance(start, Found) else text.drop(world, int(start))
    raise text.beyond(f"{name} from that position")


def _head(realm: Realm, text: VaryingText, end: Value, name: str) -> Value:
    if not isinstance(text, Text):
        raise text.beyond(f"{name} up to a position")
    world = world_of(realm)
    if isinstance(end, DotFromEnd) and name == "substring()":
        return end.ahead(world, text)
    if isinstance(end, End) and end.sign == 1 and end.text.view == text.view:
        return text.drop_end(world, -end.offset)
    if isinstance(end, Found) and end.sign == 1 and end.inside.view == text.view:
        end = _resolved(realm, end)
        return end.ahead(world) if isinstance(end, Found) else text.beginning(int(end))
    raise text.beyond(f"{name} up to that position")
