"""The dots of a wildcard's host, counted from the end."""

from __future__ import annotations

from proxylint.formats.pac.javascript.values import Value
from proxylint.formats.pac.unfixed.flag import Count
from proxylint.formats.pac.unfixed.labels import DOT, LABEL, LastLabels, constant_labels, has_more, is_host, last_labels
from proxylint.formats.pac.unfixed.positions import End
from proxylint.formats.pac.unfixed.strings import holds
from proxylint.formats.pac.unfixed.text import ANY, Text
from proxylint.formats.pac.world import World


class DotFromEnd(Count):
    """Where the dot in front of the last `labels` labels of a host stands; -1 where there is none.

    `more`: the position of any dot that has so many labels behind it, or more. `sure`: it is there.
    """

    __slots__ = ("host", "labels", "more", "sure")

    def __init__(
        self, host: Text, labels: int, more: bool = False, sure: bool = False, offset: int = 0, sign: int = 1
    ) -> None:
        super().__init__(f"the position of dot {labels} from the end of {host.what}", self._reaches, offset, sign)
        self.host = host
        self.labels = labels
        self.more = more
        self.sure = sure

    def changed(self, offset: int, sign: int) -> Count:
        return DotFromEnd(self.host, self.labels, self.more, self.sure, offset, sign)

    def there(self, world: World) -> bool:
        if self.sure:
            return True
        if self.more:
            raise self.beyond("a test")
        return has_more(world, self.host, self.labels)

    def _reaches(self, world: World, bound: int) -> bool:
        if bound < 0:
            return True
        if not self.there(world):
            return False
        if bound <= 1:
            return True
        if self.more:
            raise self.beyond("a test")
        pattern = f"{ANY}{{{bound},}}(?:{DOT}{LABEL}*){{{self.labels}}}"
        return holds(world, self.host.occurs(pattern, f"has dot {self.labels} from the end at {bound} or later"))

    def behind(self, world: World, host: Text) -> Value:
        """`host.substring(this)`."""
        if self.sign != 1 or self.offset not in (0, 1) or self.host.view != host.view:
            raise self.beyond("a part at that position")
        if self.more and not self.sure and self.offset == 1:
            return LastLabels(host, self.labels, True)
        if not self.there(world):
            return host
        found = last_labels(host, self.labels, self.more)
        if self.offset == 1:
            return found
        return f".{found}" if type(found) is str else found.joined(".", "")

    def ahead(self, world: World, host: Text) -> Value:
        """`host.substring(0, this)`."""
        if self.more or self.sign != 1 or self.offset != 0 or self.host.view != host.view:
            raise self.beyond("a part before that position")
        if not self.there(world):
            return ""
        return host.changed(
            f"{host.view.said} without its last {self.labels} labels",
            back=f"(?:{DOT}{LABEL}*){{{self.labels}}}",
            suffix="",
            least=1,
            alphabet=host.view.alphabet | set(host.view.suffix),
        )

    def previous(self, world: World) -> Value:
        """The dot before this one, for `host.lastIndexOf(".", this - 1)`."""
        if not self.more and not self.there(world):
            return -1.0
        return DotFromEnd(self.host, self.labels + 1, self.more)

    def next(self, world: World) -> Value:
        """The dot behind this one, for `host.indexOf(".", this + 1)`."""
        if not self.there(world):
            raise self.beyond("a search")
        if self.labels == 1:
            if self.more:
                raise self.beyond("a search")
            return -1.0
        return DotFromEnd(self.host, self.labels - 1, self.more, sure=True)


def dot_at(host: Value, position: Value) -> DotFromEnd | None:
    """The position as a dot counted from the end, where it is one in this host; its offset is kept."""
    if not is_host(host):
        return None
    if isinstance(position, DotFromEnd):
        return position if position.sign == 1 and position.host.view == host.view else None
    if not isinstance(position, End) or position.sign != 1 or position.text.view != host.view:
        return None
    suffix = host.view.suffix
    for offset in (0, 1, -1):
        at = len(suffix) + position.offset - offset
        if 0 <= at < len(suffix) and suffix[at] == ".":
            return DotFromEnd(host, suffix[at:].count("."), sure=True, offset=offset)
    return None


FEW = 8
"""Free labels of a host that are counted where a script looks for its second dot, its third and so on."""


def first_dot(world: World, host: Text) -> DotFromEnd:
    """The first dot of a host with a few labels, counted from the end."""
    least = constant_labels(host) + 1
    for labels in range(least, least + FEW):
        if not has_more(world, host, labels):
            return DotFromEnd(host, labels - 1, sure=labels > 1)
    raise host.beyond("indexOf() with a position")
