"""A target: what is done with the bytes of an input, and how inputs are made that get somewhere."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from importlib import import_module

from tests.nearly.drawing import Grammar

HERE = os.path.dirname(os.path.abspath(__file__))
KEPT = ".fuzz"
"""What this machine's fuzzing leaves, below the current folder."""

SECONDS_PER_BYTE = 1 / 100_000
LEAST_SECONDS = 1.0
"""Of processor time, for an input of whatever size."""

LONG = 100_000
"""Bytes of an input that is said again and again."""


@dataclass(frozen=True, slots=True)
class Target:
    """`run` raises where something is wrong. `grammar`: of nearly valid inputs, with the rules `file` and `line`.

    `longest`: bytes of an input, beyond which nothing new is to be expected. `alone`: what proxylint does with such a
    file, without oracles, each way to take it by itself; for the figures of speed, where `run` does much more.
    """

    name: str
    run: Callable[[bytes], None]
    grammar: Grammar | None = None
    longest: int = 4096
    alone: Sequence[Callable[[bytes], object]] = ()


class TooSlow(AssertionError):
    """An input takes more than a second for each 100 KB."""


def timed(target: Target, data: bytes, slack: float = 1.0) -> float:
    """Runs it once; the seconds that it took. `slack`: how many times longer than promised it may take, where something
    slows it down."""
    started = time.process_time()
    target.run(data)
    taken = time.process_time() - started
    if slowness(data, taken) > slack:
        raise TooSlow(f"{target.name}: {taken:.1f} s for {len(data)} bytes")
    return taken


def slowness(data: bytes, taken: float) -> float:
    """Seconds for each 100 KB; more than 1.0 is too much. A shorter input counts as 100 KB."""
    return taken / max(LEAST_SECONDS, len(data) * SECONDS_PER_BYTE)


def stretched(data: bytes) -> bytes:
    """The input again and again up to `LONG` bytes: what grows faster than its file shows there."""
    return (data + b"\n") * (LONG // (len(data) + 1))


def names() -> list[str]:
    folder = os.path.join(HERE, "targets")
    return sorted(name[:-3] for name in os.listdir(folder) if name.endswith(".py") and name != "__init__.py")


def load(name: str) -> Target:
    target = import_module(f"tests.fuzz.targets.{name}").TARGET
    assert isinstance(target, Target)
    return target


def inputs(name: str, kind: str) -> Iterator[tuple[str, bytes]]:
    """The files of `corpus` or `found` for a target, by name."""
    folder = os.path.join(HERE, kind, name)
    for file in sorted(os.listdir(folder)) if os.path.isdir(folder) else ():
        with open(os.path.join(folder, file), "rb") as opened:
            yield file, opened.read()
