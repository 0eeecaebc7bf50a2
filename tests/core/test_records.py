"""Our `dataclass` does what the standard one does, for all that this program uses of it."""

from __future__ import annotations

import copy
import dataclasses
import pickle
from typing import Any, Generic, TypeVar

import pytest

from proxylint import records

T = TypeVar("T")
BOTH = [dataclasses, records]


def point(kind: Any, **options: Any) -> Any:
    @kind.dataclass(**options)
    class Point:
        x: int
        y: int = 2
        tags: list[int] = kind.field(default_factory=list, compare=False)
        seen: dict[str, int] = kind.field(default_factory=dict, init=False, repr=False, compare=False)

    return Point


OPTIONS = [
    {},
    {"frozen": True},
    {"slots": True},
    {"frozen": True, "slots": True},
    {"frozen": True, "slots": True, "order": True},
    {"frozen": True, "slots": True, "eq": False},
    {"eq": False},
    {"frozen": True, "slots": True, "repr": False},
]


def told(kind: Any, options: dict[str, bool]) -> list[object]:
    """What can be seen of a class and its instances, but for where they lie in memory."""
    made = point(kind, **options)
    one, same, other = made(1), made(1, 2, [3]), made(x=2, y=0)
    found: list[object] = [made.__match_args__, [field.name for field in dataclasses.fields(made)]]
    found += [(one.x, one.y, one.tags, one.seen, same.tags, other.y), one == same, one == other, one != other, one == 5]
    found += [hasattr(one, "__dict__"), made.__hash__ is None, repr(one).split(" object at")[0]]
    found += [dataclasses.asdict(other), dataclasses.astuple(other), kind.replace(one, y=7).y, kind.is_dataclass(made)]
    found += [hash(one) == hash(same), {one: 1}.get(same)] if made.__hash__ and options.get("eq", True) else []
    found += [one < other, one <= same, other > one, sorted([other, one]) == [one, other]] if "order" in options else []
    for change in (lambda: setattr(one, "x", 5), lambda: delattr(one, "x")):
        try:
            found.append(change())
        except Exception as error:
            found.append(type(error).__mro__[-4:] if options.get("frozen") else type(error))
    return found


@pytest.mark.parametrize("options", OPTIONS, ids=str)
def test_as_the_standard_one(options: dict[str, bool]) -> None:
    assert told(records, options) == told(dataclasses, options)


def all_kinds(kind: Any, options: dict[str, bool]) -> Any:
    """A class that has a field of every kind, and does something with them once they are there."""

    @kind.dataclass(**options)
    class Kinds:
        self_: int
        a0: int
        a1: str = "default"
        made: list[int] = kind.field(default_factory=list)
        fixed: int = kind.field(default=7, init=False)
        own: dict[str, int] = kind.field(default_factory=dict, init=False)
        late: int = kind.field(init=False)
        last: int = 9

        def __post_init__(self) -> None:
            object.__setattr__(self, "late", self.a0 + self.last)

    return Kinds


ARGUMENTS: list[tuple[tuple[Any, ...], dict[str, Any]]] = [
    ((1, 2), {}),
    ((1,), {"a0": 3, "last": 4}),
    ((1, 2, "x", [5], 6), {}),
    ((), {"last": 1, "made": [2], "a0": 3, "self_": 4}),
    ((1,), {}),
    ((1, 2, "x", [], 5, 6), {}),
    ((1, 2), {"a0": 3}),
    ((1, 2), {"fixed": 3}),
    ((1, 2), {"nothing": 3}),
]


@pytest.mark.parametrize("options", [{}, {"frozen": True}, {"slots": True}, {"frozen": True, "slots": True}], ids=str)
def test_each_instance_is_filled_alike(options: dict[str, bool]) -> None:
    """The first ones by hand, later ones by what is compiled for the class, which is a matter of speed alone."""
    fields = ["self_", "a0", "a1", "made", "fixed", "own", "late", "last"]

    def outcome(made: Any, values: tuple[Any, ...], named: dict[str, Any]) -> object:
        try:
            one = made(*values, **named)
        except TypeError:
            return TypeError
        return [getattr(one, name) for name in fields]

    for values, named in ARGUMENTS:
        ours = all_kinds(records, options)
        expected = outcome(all_kinds(dataclasses, options), values, named)
        assert [outcome(ours, values, named) for _ in range(8)] == [expected] * 8
        assert ours(1, 2).made is not ours(1, 2).made


def test_classes_of_one_shape_keep_their_own_names_and_defaults() -> None:
    @records.dataclass(frozen=True, slots=True)
    class First:
        left: int
        right: int = 1

    @records.dataclass(frozen=True, slots=True)
    class Second:
        right: int
        left: int = 2

    for _ in range(8):
        assert (First(5).left, First(5).right, Second(5).right, Second(5).left) == (5, 1, 5, 2)
        assert First(left=3, right=4) == First(3, 4)
        assert Second(left=3, right=4) == Second(4, 3)
    with pytest.raises(TypeError, match=r"First\.__init__\(\) got an unexpected keyword argument 'middle'"):
        First(middle=1)  # type: ignore[call-arg]


@pytest.mark.parametrize("kind", BOTH, ids=lambda kind: kind.__name__)
def test_classes_that_build_on_others(kind: Any) -> None:
    @kind.dataclass(frozen=True, slots=True)
    class Base(Generic[T]):
        value: T
        note: str = kind.field(default="", compare=False)

    @kind.dataclass(frozen=True, slots=True)
    class Child(Base[int]):
        more: int = 3

        def doubled(self) -> int:
            return self.value * 2

    one = Child(1)
    assert (one, one.doubled()) == (Child(1, "x", 3), 2)
    assert one != Base(1)
    assert hash(one) == hash(Child(1, "y"))
    match one:
        case Child(value, note, more):
            assert (value, note, more) == (1, "", 3)


@pytest.mark.parametrize("kind", BOTH, ids=lambda kind: kind.__name__)
def test_an_init_of_ones_own_may_call_that_of_the_base(kind: Any) -> None:
    """Which is compiled when the first instance is made, be it one of a class below."""

    @kind.dataclass
    class Base:
        text: str
        count: int = 1

    class Child(Base):
        def __init__(self, text: str) -> None:
            super().__init__(text, count=2)

    @kind.dataclass
    class Grandchild(Child):
        more: bool = True

    assert vars(Child("a")) == {"text": "a", "count": 2}
    assert vars(Base("b")) == {"text": "b", "count": 1}
    assert vars(Grandchild("c", 3)) == {"text": "c", "count": 3, "more": True}


@records.dataclass(frozen=True, slots=True)
class Kept:
    name: str
    count: int = 0


def test_copies_and_pickles() -> None:
    kept = Kept("a", 1)
    assert pickle.loads(pickle.dumps(kept)) == copy.copy(kept) == copy.deepcopy(kept) == kept


@pytest.mark.parametrize("kind", BOTH, ids=lambda kind: kind.__name__)
def test_methods_of_the_class_itself_stay(kind: Any) -> None:
    @kind.dataclass(frozen=True, slots=True)
    class Own:
        text: str

        def __repr__(self) -> str:
            return "***"

        def __hash__(self) -> int:
            return 7

    assert (repr(Own("secret")), hash(Own("x"))) == ("***", 7)


@pytest.mark.parametrize("kind", BOTH, ids=lambda kind: kind.__name__)
def test_wrong_use_is_refused(kind: Any) -> None:
    one = point(kind)(1)
    with pytest.raises(TypeError):
        point(kind)()
    with pytest.raises(TypeError):
        point(kind)(1, nothing=2)
    with pytest.raises((TypeError, ValueError)):
        kind.replace(one, nothing=2)
    with pytest.raises((TypeError, ValueError)):
        kind.replace(one, seen={})
    with pytest.raises(ValueError, match="mutable default"):
        kind.dataclass(type("Shared", (), {"__annotations__": {"names": "list[str]"}, "names": []}))
    with pytest.raises(ValueError, match="cannot specify both"):
        kind.field(default=1, default_factory=int)
    with pytest.raises(TypeError, match="non-default argument 'b' follows default argument"):
        kind.dataclass(type("Unordered", (), {"__annotations__": {"a": "int", "b": "int"}, "a": 1}))(2)
