"""`dataclass` as the standard library has it, at a tenth of what defining such a class costs.

The standard decorator compiles half a dozen methods for each class, about half a millisecond: a run that reads one
small file defines 150 classes, and a third of its time would go there. Here the methods are shared and ask the class
for its fields; only `__init__` is compiled, when the first instance is made. It knows what this program uses: `frozen`,
`slots`, `order`, `eq`, `repr`, and fields with defaults, factories and the four flags. Type checkers see the standard
ones, and so does `dataclasses.fields` and what rests on it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dataclasses import asdict, astuple, dataclass, field, fields, is_dataclass, replace
else:
    from operator import attrgetter

    _ABSENT = object()

    class _Field:
        __slots__ = ("compare", "default", "factory", "hash", "init", "name", "repr")

        def __init__(self, default, factory, init, repr, hash, compare):
            self.name = ""
            self.default = default
            self.factory = factory
            self.init = init
            self.repr = repr
            self.compare = compare
            self.hash = compare if hash is None else hash

    def field(*, default=_ABSENT, default_factory=_ABSENT, init=True, repr=True, hash=None, compare=True):
        if default is not _ABSENT and default_factory is not _ABSENT:
            raise ValueError("cannot specify both default and default_factory")
        return _Field(default, default_factory, init, repr, hash, compare)

    def dataclass(cls=None, /, *, frozen=False, slots=False, order=False, eq=True, repr=True):
        def wrap(cls):
            return _define(cls, frozen, slots, order, eq, repr)

        return wrap if cls is None else wrap(cls)

    def replace(obj, /, **changes):
        cls = obj.__class__
        given = changes.pop
        values = [given(name, _ABSENT) for name in cls.__record_init__]
        if changes:
            raise TypeError(f"{cls.__name__} has no field {', '.join(map(repr, changes))} that can be given")
        return cls(
            *[
                getattr(obj, name) if value is _ABSENT else value
                for name, value in zip(cls.__record_init__, values, strict=True)
            ]
        )

    def is_dataclass(obj):
        return hasattr(obj if isinstance(obj, type) else type(obj), "__record_fields__")

    def fields(cls):
        return tuple(cls.__record_fields__.values())

    def asdict(obj):
        from dataclasses import asdict

        return asdict(obj)

    def astuple(obj):
        from dataclasses import astuple

        return astuple(obj)

    def _define(cls, frozen, slots, order, eq, repr):
        own, known = _own_fields(cls), {}
        for base in reversed(cls.__mro__[1:]):
            known.update(base.__dict__.get("__record_fields__", {}))
        known.update(own)
        for name, one in own.items():
            if one.default is not _ABSENT:
                setattr(cls, name, one.default)
            elif name in cls.__dict__:
                delattr(cls, name)
        cls.__record_fields__ = known
        cls.__record_init__ = tuple(one.name for one in known.values() if one.init)
        cls.__record_compared__ = _key([one.name for one in known.values() if one.compare])
        cls.__match_args__ = cls.__dict__.get("__match_args__", cls.__record_init__)
        cls.__dataclass_fields__ = _Standard()
        methods = {}
        if repr:
            methods["__repr__"] = _repr
        if eq:
            methods["__eq__"] = _eq
        for name, method in methods.items():
            if name not in cls.__dict__:
                setattr(cls, name, method)
        if order:
            cls.__lt__, cls.__le__, cls.__gt__, cls.__ge__ = _lt, _le, _gt, _ge
        _hashing(cls, known, eq, frozen)
        if frozen:
            cls.__setattr__, cls.__delattr__ = _frozen_set, _frozen_delete
        if slots:
            cls = _slotted(cls, own, frozen)
        if "__init__" not in cls.__dict__:
            cls.__init__ = _first_init(cls, frozen)
        return cls

    def _own_fields(cls):
        found = {}
        for name, kind in cls.__annotations__.items():  # a class has its own since Python 3.10
            if str(kind).startswith(("ClassVar", "typing.ClassVar")):
                continue
            value = cls.__dict__.get(name, _ABSENT)
            one = value if isinstance(value, _Field) else _Field(value, _ABSENT, True, True, None, True)
            if isinstance(one.default, (list, dict, set)):
                raise ValueError(f"mutable default for field {name}: use default_factory")
            one.name = name
            found[name] = one
        return found

    def _key(names):
        """From an instance to the tuple of its fields."""
        if len(names) > 1:
            return staticmethod(attrgetter(*names))
        if not names:
            return staticmethod(lambda obj: ())
        get = attrgetter(names[0])
        return staticmethod(lambda obj: (get(obj),))

    def _hashing(cls, known, eq, frozen):
        explicit = cls.__dict__.get("__hash__", _ABSENT)
        if explicit is not _ABSENT and not (explicit is None and "__eq__" in cls.__dict__):
            return
        if eq and frozen:
            cls.__record_hashed__ = _key([one.name for one in known.values() if one.hash])
            cls.__hash__ = _hash
        elif eq:
            cls.__hash__ = None

    def _slotted(cls, own, frozen):
        """The class anew with slots: they must be there before the class is."""
        inherited = {name for base in cls.__mro__[1:] for name in getattr(base, "__slots__", ())}
        body = dict(cls.__dict__)
        body["__slots__"] = tuple(name for name in own if name not in inherited)
        for name in own:
            body.pop(name, None)
        body.pop("__dict__", None)
        body.pop("__weakref__", None)
        if frozen:
            body.setdefault("__getstate__", _state)
            body.setdefault("__setstate__", _restore)
        made = type(cls)(cls.__name__, cls.__bases__, body)
        made.__qualname__ = cls.__qualname__
        return made

    def _first_init(cls, frozen):
        def __init__(self, *values, **named):  # noqa: N807
            made = _init(cls, frozen)
            cls.__init__ = made
            made(self, *values, **named)

        return __init__

    def _init(cls, frozen):
        """`__init__` of the fields in order. A frozen instance is filled past its own `__setattr__`."""
        names = {"_set": object.__setattr__}
        given, lines = [], []
        for one in cls.__record_fields__.values():
            value = one.name
            if one.factory is not _ABSENT:
                names[f"_make_{one.name}"], names["_absent"] = one.factory, _ABSENT
                made = f"_make_{one.name}()"
                given.append(f"{one.name}=_absent")
                value = f"{made} if {one.name} is _absent else {one.name}" if one.init else made
            elif one.default is not _ABSENT:
                names[f"_default_{one.name}"] = one.default
                given.append(f"{one.name}=_default_{one.name}")
                value = one.name if one.init else f"_default_{one.name}"
            else:
                given.append(one.name)
            if not one.init:
                given.pop()
                if one.factory is _ABSENT and one.default is _ABSENT:
                    continue
            slot = getattr(cls, one.name, None)
            if hasattr(slot, "__set__") and type(slot).__name__ == "member_descriptor":
                names[f"_set_{one.name}"] = slot.__set__
                lines.append(f" _set_{one.name}(self, {value})")
            elif frozen:
                lines.append(f" _set(self, {one.name!r}, {value})")
            else:
                lines.append(f" self.{one.name} = {value}")
        if hasattr(cls, "__post_init__"):
            lines.append(" self.__post_init__()")
        exec(f"def __init__(self, {', '.join(given)}):\n" + ("\n".join(lines) or " pass"), names)
        made = names["__init__"]
        made.__qualname__ = f"{cls.__qualname__}.__init__"
        return made

    class _Standard:
        """`__dataclass_fields__`, made when the standard library asks for it."""

        def __get__(self, obj, cls):
            import dataclasses

            made = {}
            for one in cls.__record_fields__.values():
                default = dataclasses.MISSING if one.default is _ABSENT else one.default
                factory = dataclasses.MISSING if one.factory is _ABSENT else one.factory
                standard = dataclasses.field(
                    init=one.init, repr=one.repr, hash=one.hash, compare=one.compare,
                    **({"default_factory": factory} if one.factory is not _ABSENT else {"default": default}),
                )  # fmt: skip
                standard.name, standard.type, standard._field_type = one.name, None, dataclasses._FIELD
                made[one.name] = standard
            return made

    def _repr(self):
        shown = [f"{one.name}={getattr(self, one.name)!r}" for one in self.__record_fields__.values() if one.repr]
        return f"{self.__class__.__qualname__}({', '.join(shown)})"

    def _eq(self, other):
        if other.__class__ is not self.__class__:
            return NotImplemented
        key = self.__record_compared__
        return key(self) == key(other)

    def _lt(self, other):
        if other.__class__ is not self.__class__:
            return NotImplemented
        key = self.__record_compared__
        return key(self) < key(other)

    def _le(self, other):
        if other.__class__ is not self.__class__:
            return NotImplemented
        key = self.__record_compared__
        return key(self) <= key(other)

    def _gt(self, other):
        if other.__class__ is not self.__class__:
            return NotImplemented
        key = self.__record_compared__
        return key(self) > key(other)

    def _ge(self, other):
        if other.__class__ is not self.__class__:
            return NotImplemented
        key = self.__record_compared__
        return key(self) >= key(other)

    def _hash(self):
        return hash(self.__record_hashed__(self))

    def _frozen_set(self, name, value):
        from dataclasses import FrozenInstanceError

        raise FrozenInstanceError(f"cannot assign to field {name!r}")

    def _frozen_delete(self, name):
        from dataclasses import FrozenInstanceError

        raise FrozenInstanceError(f"cannot delete field {name!r}")

    def _state(self):
        return [getattr(self, name) for name in self.__record_fields__]

    def _restore(self, state):
        for name, value in zip(self.__record_fields__, state, strict=True):
            object.__setattr__(self, name, value)


__all__ = ["asdict", "astuple", "dataclass", "field", "fields", "is_dataclass", "replace"]
