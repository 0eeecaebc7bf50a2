"""How instances get their values: `__init__` of records, `__new__` of named tuples (see `records`, `tuples`).

To compile a method for a class costs as much as a dozen instances whose fields are set one by one, and a run over one
small file makes one or two instances of most classes. So the first instances of a record are made without; after that
classes with fields of the same kinds share what is compiled, as it differs in names alone.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from types import CodeType, FunctionType

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

ABSENT: Any = object()
"""Stands where a field has no default or no factory, and for an argument that is not given."""
_FIRST = 4
"""Instances of a class that are made without a method of its own."""


class Field:
    """What is said of one field of a record."""

    __slots__ = ("compare", "default", "factory", "hash", "init", "repr")

    def __init__(
        self,
        default: Any,
        factory: Any = ABSENT,
        init: bool = True,
        repr: bool = True,
        hash: bool | None = None,
        compare: bool = True,
    ) -> None:
        self.default = default
        self.factory = factory
        self.init = init
        self.repr = repr
        self.compare = compare
        self.hash = compare if hash is None else hash


def fill(self: Any, *values: Any, **named: Any) -> None:
    """`__init__` of every record, for its first instances. What is wrong with arguments the compiled one says."""
    cls: Any = next(cls for cls in type(self).__mro__ if cls.__dict__.get("__init__") is fill)
    filled = dict(zip(cls.__record_init__, values, strict=False)) | named
    wrong = len(filled) < len(values) + len(named) or not filled.keys() <= set(cls.__record_init__)
    if wrong or next(cls.__record_made__) >= _FIRST:
        _own(cls)(self, *values, **named)
        return
    put = object.__setattr__ if cls.__record_frozen__ else setattr
    for name, one in cls.__record_fields__.items():
        if name in filled:
            put(self, name, filled[name])
        elif one.factory is not ABSENT:
            put(self, name, one.factory())
        elif one.default is not ABSENT:
            put(self, name, one.default)
        elif one.init:
            _own(cls)(self, *values, **named)
            return
    if hasattr(cls, "__post_init__"):
        self.__post_init__()


def _own(cls: Any) -> Any:
    cls.__init__ = _init(cls)
    return cls.__init__


def _init(cls: Any) -> FunctionType:
    """Of the fields in order, which are called a0, a1, ... until the end."""
    fields: Mapping[str, Field] = cls.__record_fields__
    names: dict[str, Any] = {"_set": object.__setattr__, "_absent": ABSENT}
    given, defaults, lines = ["self"], [], []
    for at, (name, one) in enumerate(fields.items()):
        value, made, stands = f"a{at}", one.factory is not ABSENT, one.default is not ABSENT
        if one.init:
            given.append(value)
        elif not made and not stands:
            continue
        if one.init and (made or stands):
            defaults.append(ABSENT if made else one.default)
        elif one.init and defaults:
            raise TypeError(f"non-default argument {name!r} follows default argument")
        if made or not one.init:
            names[f"_made{at}"] = one.factory if made else one.default
            new = f"_made{at}()" if made else f"_made{at}"
            value = f"{new} if {value} is _absent else {value}" if one.init else new
        slot = getattr(cls, name, None)
        if not cls.__record_frozen__:
            lines.append(f" self.a{at} = {value}")
        elif type(slot).__name__ == "member_descriptor":
            names[f"_slot{at}"] = slot.__set__  # type: ignore[union-attr]
            lines.append(f" _slot{at}(self, {value})")
        else:
            names[f"_name{at}"] = name
            lines.append(f" _set(self, _name{at}, {value})")
    if hasattr(cls, "__post_init__"):
        lines.append(" self.__post_init__()")
    source = f"def __init__({', '.join(given)}):\n" + ("\n".join(lines) or " pass")
    return _function(cls.__qualname__, source, tuple(fields), names, defaults)


def new(qualname: str, fields: Sequence[str], defaults: Sequence[Any]) -> FunctionType:
    """`__new__` of a named tuple whose last fields have `defaults`."""
    given = "".join(f"a{at}, " for at in range(len(fields)))
    source = f"def __new__(cls, {given}):\n return _tuple(cls, ({given}))"
    return _function(qualname, source, fields, {"_tuple": tuple.__new__}, defaults)


def _function(
    qualname: str, source: str, fields: Sequence[str], names: dict[str, Any], defaults: Sequence[Any]
) -> FunctionType:
    """What `source` defines, with its a0, a1, ... spelt as the fields are."""
    code, spelt = _compiled(source), {f"a{at}": name for at, name in enumerate(fields)}
    code = code.replace(
        co_varnames=tuple([spelt.get(name, name) for name in code.co_varnames]),
        co_names=tuple([spelt.get(name, name) for name in code.co_names]),
        co_qualname=f"{qualname}.{code.co_name}",
    )
    return FunctionType(code, names, code.co_name, tuple(defaults))


@cache
def _compiled(source: str) -> CodeType:
    found: dict[str, Any] = {}
    exec(source, found)
    code: CodeType = next(one for one in found.values() if isinstance(one, FunctionType)).__code__
    return code
