"""What becomes of a request: a complete list of cases, each with its reasons.

The cases of a verdict exclude each other and together cover everything the request stands for: every host of a
wildcard, every path of a family, every client address, every listening port, every time.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from enum import StrEnum
from typing import Generic, TypeVar, overload

from proxylint.records import dataclass
from proxylint.region import Region
from proxylint.request import Request
from proxylint.text import Span


class Access(StrEnum):
    """Is the request let through by this hop?"""

    ALLOWED = "allowed"
    DENIED = "denied"
    LOGIN = "login"
    SILENT = "silent"
    UNKNOWN = "unknown"


class Tls(StrEnum):
    """What happens to the TLS session inside?"""

    PLAIN = "plain"
    TUNNELLED = "tunnelled"
    INSPECTED = "inspected"
    TERMINATED = "terminated"
    SILENT = "silent"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Hop:
    """One next hop. `kind`: direct, proxy, https, socks4, socks5, peer; host and port but for direct."""

    kind: str
    host: str = ""
    port: int = 0

    def __str__(self) -> str:
        if self.kind == "direct":
            return self.kind
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{self.kind} {host}:{self.port}"


DIRECT = Hop("direct")

Route = tuple[Hop, ...] | None
"""Next hops in the order in which they are tried; None = unknown."""

T = TypeVar("T", covariant=True)


@dataclass(frozen=True, slots=True)
class Step:
    """One place that took part in a decision and what it contributed, with the steps inside it.

    `held` says whether the line or term matched; None where that is no question.
    """

    span: Span | None
    note: str
    held: bool | None = None
    inner: Sequence[Step] = ()


class Unheld(Sequence[Step]):
    """Steps in which nothing held, each with `inner` steps inside, made when somebody reads them: most lines of a long
    list are passed by."""

    __slots__ = ("_known", "_make", "_places", "inner")

    def __init__(self, places: Sequence[int], make: Callable[[int], Step], inner: int = 0) -> None:
        self._places = places
        self._make = make
        self.inner = inner
        self._known: dict[int, Step] = {}

    @overload
    def __getitem__(self, index: int) -> Step: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[Step, ...]: ...
    def __getitem__(self, index: int | slice) -> Step | tuple[Step, ...]:
        if isinstance(index, slice):
            return tuple(self[at] for at in range(*index.indices(len(self))))
        place = self._places[index]
        if place not in self._known:
            self._known[place] = self._make(place)
        return self._known[place]

    def __len__(self) -> int:
        return len(self._places)

    def __reduce__(self) -> tuple[object, ...]:
        """For another process they are made here."""
        return tuple, (tuple(self),)


Trail = tuple["Trail", "Step | Sequence[Step]"] | None
"""Steps so far, the last one in front, and steps that are taken over together: shared by all that came the same way."""


class Trace(Sequence[Step]):
    """The steps of a trail in order, put together only when somebody reads them: few of many traces are ever shown."""

    __slots__ = ("_steps", "trail")

    def __init__(self, trail: Trail) -> None:
        self.trail = trail
        self._steps: tuple[Step, ...] | None = None

    def lasts(self) -> Iterator[Step | Sequence[Step]]:
        """What the trail consists of, from the end on."""
        trail = self.trail
        while trail is not None:
            trail, last = trail
            yield last

    def _read(self) -> tuple[Step, ...]:
        if self._steps is None:
            found: list[Step] = []
            for last in self.lasts():
                found.extend((last,) if isinstance(last, Step) else reversed(last))
            self._steps = tuple(reversed(found))
        return self._steps

    @overload
    def __getitem__(self, index: int) -> Step: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[Step, ...]: ...
    def __getitem__(self, index: int | slice) -> Step | tuple[Step, ...]:
        return self._read()[index]

    def __len__(self) -> int:
        return len(self._read())

    def __bool__(self) -> bool:
        return self.trail is not None

    def __iter__(self) -> Iterator[Step]:
        return iter(self._read())

    def __reversed__(self) -> Iterator[Step]:
        """From the decision on; whoever stops early does not pay for the rest."""
        if self._steps is not None:
            yield from reversed(self._steps)
            return
        for last in self.lasts():
            yield from (last,) if isinstance(last, Step) else reversed(last)

    def __eq__(self, other: object) -> bool:
        return self is other or (isinstance(other, (Trace, tuple)) and self._read() == tuple(other))

    def __hash__(self) -> int:
        return hash(self._read())

    def __reduce__(self) -> tuple[object, ...]:
        """For another process the steps alone: a trail is as deep as there are lines."""
        return tuple, (self._read(),)

    def __repr__(self) -> str:
        return repr(self._read())


def holding(trace: Sequence[Step]) -> Iterator[Step]:
    """The steps from the decision on, but for those of which it is known that nothing held."""
    if not isinstance(trace, Trace):
        yield from () if isinstance(trace, Unheld) else reversed(trace)
        return
    for one in trace.lasts():
        if isinstance(one, Step):
            yield one
        else:
            yield from holding(one)


def steps_of(traces: Iterable[Sequence[Step]]) -> list[Step]:
    """The steps of several traces, in no order, but for those of which it is known that nothing held; what the ways of
    a walk have in common is read once."""
    found: list[Step] = []
    seen: set[int] = set()
    waiting = list(traces)
    while waiting:
        trace = waiting.pop()
        if not isinstance(trace, Trace):
            found.extend(() if isinstance(trace, Unheld) else trace)
            continue
        trail = trace.trail
        while trail is not None and id(trail) not in seen:  # the traces keep their trails, and so the ids
            seen.add(id(trail))
            trail, last = trail
            if isinstance(last, Step):
                found.append(last)
            else:
                waiting.append(last)
    return found


@dataclass(frozen=True, slots=True)
class Decision(Generic[T]):
    """One answer with the line that gave it. `reason` says why it is unknown, naming what stands in the way."""

    value: T
    span: Span | None = None
    reason: str | None = None
    trace: Sequence[Step] = ()


@dataclass(frozen=True, slots=True)
class Failure:
    """No usable answer at all: the program would refuse the file, or the script gives no answer here.

    `elsewhere`: what is missing may stand in another file that includes this one, so this may be a fragment.
    """

    span: Span | None
    text: str
    elsewhere: bool = False


@dataclass(frozen=True, slots=True)
class Case:
    """What becomes of the part `when` of the request."""

    when: Region
    access: Decision[Access]
    tls: Decision[Tls]
    route: Decision[Route]
    failure: Failure | None = None


@dataclass(frozen=True, slots=True)
class Verdict:
    request: Request
    cases: tuple[Case, ...]


SILENT_ACCESS: Decision[Access] = Decision(Access.SILENT)
SILENT_TLS: Decision[Tls] = Decision(Tls.SILENT)
UNKNOWN_ROUTE: Decision[Route] = Decision(None)
NO_ROUTE: Decision[Route] = Decision(())
