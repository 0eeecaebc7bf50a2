"""`NamedTuple` as the standard library has it, at a tenth of what defining such a class costs.

The standard one compiles each annotation of a field and a method for each class. Here `new` is shared (see `filling`)
and annotations stay what they are. Type checkers see the standard one.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import NamedTuple
else:
    from collections import _tuplegetter

    from proxylint.filling import new

    class _Defining(type):
        """Makes, in the place of a class that has `NamedTuple` as its base, one of tuples."""

        def __new__(meta, name, bases, body):
            fields = tuple(body.get("__annotations__", ()))
            defaults = {field: body[field] for field in fields if field in body}
            if tuple(defaults) != fields[len(fields) - len(defaults) :]:
                raise TypeError(f"{name}: a field without a default follows one that has it")
            made = {"__slots__": (), "_fields": fields, "_field_defaults": defaults, "__match_args__": fields}
            made["__new__"] = new(body["__qualname__"], fields, tuple(defaults.values()))
            getters = {field: _tuplegetter(at, None) for at, field in enumerate(fields)}
            return type(name, (tuple,), {**_METHODS, **body, **made, **getters})

    def _make(cls, values):
        made = tuple.__new__(cls, values)
        if len(made) != len(cls._fields):
            raise TypeError(f"Expected {len(cls._fields)} arguments, got {len(made)}")
        return made

    def _replace(self, /, **changes):
        made = self._make(map(changes.pop, self._fields, self))
        if changes:
            raise ValueError(f"Got unexpected field names: {list(changes)!r}")
        return made

    def _asdict(self):
        return dict(zip(self._fields, self, strict=True))

    def _repr(self):
        shown = ", ".join([f"{name}={value!r}" for name, value in zip(self._fields, self, strict=True)])
        return f"{self.__class__.__name__}({shown})"

    def _getnewargs(self):
        return tuple(self)

    _METHODS = {
        "_make": classmethod(_make),
        "_replace": _replace,
        "_asdict": _asdict,
        "__repr__": _repr,
        "__getnewargs__": _getnewargs,
    }
    NamedTuple = type.__new__(_Defining, "NamedTuple", (), {})


__all__ = ["NamedTuple"]
