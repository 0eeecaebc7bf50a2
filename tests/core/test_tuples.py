"""Our `NamedTuple` does what the standard one does, for all that this program uses of it."""

from __future__ import annotations

import copy
import pickle
import typing
from typing import Any

import pytest

from proxylint import tuples

BOTH = [typing, tuples]


def span(kind: Any) -> Any:
    class Span(kind.NamedTuple):
        """Where."""

        file: str
        start: int = 0
        end: int = 9

        @property
        def size(self) -> int:
            return self.end - self.start

        def moved(self, by: int) -> Any:
            return self._replace(start=self.start + by, end=self.end + by)

        def __bool__(self) -> bool:
            return self.size > 0

    return Span


def one_field(kind: Any) -> Any:
    class One(kind.NamedTuple):
        value: int

    return One


def told(kind: Any) -> list[object]:
    """What can be seen of a class and its instances."""
    made = span(kind)
    one = made("a", end=3)
    found: list[object] = [made.__doc__, made._fields, made._field_defaults, made.__match_args__, made.__mro__[1:]]
    found += [one, one.file, one[1], one.size, one.moved(2), bool(one), repr(one), one == ("a", 0, 3), one._asdict()]
    found += [sorted([made("b"), one]), hash(one) == hash(("a", 0, 3)), made._make(iter(("a", 1, 2))), [*one]]
    found += [
        hasattr(one, "__dict__"),
        type(made),
        made.__qualname__,
        copy.copy(one),
        one_field(kind)(4),
        one_field(kind)._fields,
    ]
    for wrong in (
        lambda: made(),
        lambda: made("a", 1, 2, 3),
        lambda: made("a", file="b"),
        lambda: made("a", nothing=1),
        lambda: made._make("ab"),
        lambda: one._replace(nothing=1),
        lambda: setattr(one, "file", "b"),
        lambda: setattr(one, "other", "b"),
    ):
        with pytest.raises((TypeError, ValueError, AttributeError)) as raised:
            wrong()
        found.append(raised.type)
    return found


def test_as_the_standard_one() -> None:
    assert told(tuples) == told(typing)


def test_messages_name_the_class_and_its_fields() -> None:
    with pytest.raises(TypeError, match=r"Span\.__new__\(\) missing 1 required positional argument: 'file'"):
        span(tuples)()


def test_classes_of_one_size_keep_their_own_names_and_defaults() -> None:
    class First(tuples.NamedTuple):
        left: int
        right: int = 1

    class Second(tuples.NamedTuple):
        right: int
        left: int = 2

    assert (First(5), Second(5), First(right=3, left=4), Second(left=3, right=4)) == ((5, 1), (5, 2), (4, 3), (4, 3))
    assert (Second(3, 4).right, Second(3, 4).left) == (3, 4)


class Kept(tuples.NamedTuple):
    name: str
    count: int = 0


def test_copies_and_pickles() -> None:
    kept = Kept("a", 1)
    for protocol in range(2, pickle.HIGHEST_PROTOCOL + 1):
        again = pickle.loads(pickle.dumps(kept, protocol))
        assert (again, type(again)) == (kept, Kept)
    assert copy.deepcopy(kept) == kept


@pytest.mark.parametrize("kind", BOTH, ids=lambda kind: kind.__name__)
def test_a_field_without_a_default_comes_first(kind: Any) -> None:
    with pytest.raises(TypeError):

        class _Wrong(kind.NamedTuple):  # type: ignore[name-defined, misc]
            first: int = 1
            second: int
