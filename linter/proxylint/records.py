"""`dataclass` as the standard library has it, at a tenth of what defining such a class costs.

The standard decorator compiles half a dozen methods for each class, about half a millisecond: a run that reads one
small file defines 150 classes, and a third of its time would go there. Here the methods are shared and ask the class
for its fields; only `__init__` is compiled, and only for classes of which many instances are made (see `filling`). It
knows what this program uses: `frozen`, `slots`, `order`, `eq`, `repr`, and fields with defaults, factories and the four
flags. Type checkers see the standard ones, and so does `dataclasses.fields` and what rests on it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dataclasses import asdict, astuple, dataclass, field, fields, is_dataclass, replace
else:
    from itertools import count
    from operator import attrgetter

    from proxylint.filling import ABSENT, Field, fill

    _PLAIN = Field(ABSENT)
    """What most fields are: without a default, and part of everything."""

    class _Named:
        """All that anybody asks of a field."""

        __slots__ = ("name",)

        def __init__(self, name):
            self.name = name

    def field(*, default=ABSENT, default_factory=ABSENT, init=True, repr=True, hash=None, compare=True):
        if default is not ABSENT and default_factory is not ABSENT:
            raise ValueError("cannot specify both default and default_factory")
        return Field(default, default_factory, init, repr, hash, compare)

    def dataclass(cls=None, /, *, frozen=False, slots=False, order=False, eq=True, repr=True):
        def wrap(cls):
            return _define(cls, frozen, slots, order, eq, repr)

        return wrap if cls is None else wrap(cls)

    def replace(obj, /, **changes):
        cls = obj.__class__
        names, values = cls.__record_init__, list(cls.__record_given__(obj))
        for name, value in changes.items():
            if name not in names:
                raise TypeError(f"{cls.__name__} has no field {name!r} that can be given")
            values[names.index(name)] = value
        return cls(*values)

    def is_dataclass(obj):
        return hasattr(obj if isinstance(obj, type) else type(obj), "__record_fields__")

    def fields(cls):
        return tuple(map(_Named, cls.__record_fields__))

    def asdict(obj):
        from dataclasses import asdict

        return asdict(obj)

    def astuple(obj):
        from dataclasses import astuple

        return astuple(obj)

    def _define(cls, frozen, slots, order, eq, repr):
        """All that is added goes in at once where the class is made anew: adding to a class is dear."""
        body = dict(cls.__dict__)
        own = _own_fields(body)
        known = _inherited(cls) | own if len(cls.__mro__) > 2 else own
        added = _keys(known)
        added["__record_fields__"], added["__dataclass_fields__"] = known, _STANDARD
        added["__record_frozen__"] = frozen
        if "__init__" not in body:
            added["__init__"], added["__record_made__"] = fill, count()
        if repr and "__repr__" not in body:
            added["__repr__"] = _repr
        if eq and "__eq__" not in body:
            added["__eq__"] = _eq
        if eq and (body.get("__hash__") is None):  # a class that has `__eq__` gets a `__hash__` of None with it
            added["__hash__"] = _hash if frozen else None
        if order:
            added.update(__lt__=_lt, __le__=_le, __gt__=_gt, __ge__=_ge)
        if frozen:
            added["__setattr__"], added["__delattr__"] = _frozen_set, _frozen_delete
        if "__match_args__" not in body:
            added["__match_args__"] = added["__record_init__"]
        return _slotted(cls, body, own, added, frozen) if slots else _extended(cls, own, added)

    def _inherited(cls):
        known = {}
        for base in reversed(cls.__mro__[1:]):
            known |= base.__dict__.get("__record_fields__", {})
        return known

    def _own_fields(body):
        found = {}
        for name, kind in body.get("__annotations__", {}).items():
            if str(kind).startswith(("ClassVar", "typing.ClassVar")):
                continue
            value = body.get(name, ABSENT)
            if value is ABSENT:
                found[name] = _PLAIN
            elif isinstance(value, Field):
                found[name] = value
            elif isinstance(value, (list, dict, set)):
                raise ValueError(f"mutable default for field {name}: use default_factory")
            else:
                found[name] = Field(value)
        return found

    def _keys(known):
        """What is given, compared and hashed: mostly the same fields, from an instance to their tuple."""
        given = tuple([name for name, one in known.items() if one.init])
        compared = tuple([name for name, one in known.items() if one.compare])
        hashed = tuple([name for name, one in known.items() if (one.compare if one.hash is None else one.hash)])
        key = _key(given)
        compared_key = key if compared == given else _key(compared)
        return {
            "__record_init__": given,
            "__record_given__": key,
            "__record_compared__": compared_key,
            "__record_hashed__": compared_key if hashed == compared else _key(hashed),
        }

    def _key(names):
        """From an instance to the tuple of its fields."""
        if len(names) > 1:
            return attrgetter(*names)
        if not names:
            return staticmethod(lambda obj: ())
        get = attrgetter(names[0])
        return staticmethod(lambda obj: (get(obj),))

    def _extended(cls, own, added):
        for name, one in own.items():
            if one.default is not ABSENT:
                setattr(cls, name, one.default)
            elif name in cls.__dict__:
                delattr(cls, name)
        for name, value in added.items():
            setattr(cls, name, value)
        return cls

    def _slotted(cls, body, own, added, frozen):
        """The class anew with slots: they must be there before the class is."""
        inherited = {name for base in cls.__mro__[1:-1] for name in getattr(base, "__slots__", ())}
        for name in ("__dict__", "__weakref__", *own):
            body.pop(name, None)
        body.update(added)
        body["__qualname__"] = cls.__qualname__
        body["__slots__"] = tuple([name for name in own if name not in inherited])
        if frozen:
            body.setdefault("__getstate__", _state)
            body.setdefault("__setstate__", _restore)
        return type(cls)(cls.__name__, cls.__bases__, body)

    class _Standard:
        """`__dataclass_fields__`, made when the standard library asks for it."""

        def __get__(self, obj, cls):
            import dataclasses

            made = {}
            for name, one in cls.__record_fields__.items():
                default = dataclasses.MISSING if one.default is ABSENT else one.default
                factory = dataclasses.MISSING if one.factory is ABSENT else one.factory
                standard = dataclasses.field(
                    init=one.init, repr=one.repr, hash=one.hash, compare=one.compare,
                    **({"default_factory": factory} if one.factory is not ABSENT else {"default": default}),
                )  # fmt: skip
                standard.name, standard.type, standard._field_type = name, None, dataclasses._FIELD
                made[name] = standard
            return made

    _STANDARD = _Standard()

    def _repr(self):
        shown = [f"{name}={getattr(self, name)!r}" for name, one in self.__record_fields__.items() if one.repr]
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
