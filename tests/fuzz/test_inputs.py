"""Every input of the corpora, and every input that once showed a fault, goes through its target: without atheris."""

from __future__ import annotations

from random import Random

import pytest

from tests.fuzz.mutation import mutator
from tests.fuzz.target import TooSlow, inputs, load, names, timed
from tests.nearly.drawing import drawn

SLACK = 8.0
"""Other tests run on the same machine, and the first input of a target loads the product."""

INPUTS = [
    (name, kind, file, data) for name in names() for kind in ("corpus", "found") for file, data in inputs(name, kind)
]


@pytest.mark.parametrize(
    ("name", "data"),
    [(name, data) for name, _, _, data in INPUTS],
    ids=[f"{name}-{kind}-{file}" for name, kind, file, _ in INPUTS],
)
def test_known_inputs(name: str, data: bytes) -> None:
    timed(load(name), data, SLACK)


@pytest.mark.parametrize("name", names())
def test_every_target_has_inputs_to_start_from(name: str) -> None:
    assert list(inputs(name, "corpus"))


@pytest.mark.parametrize("name", names())
def test_a_few_new_ones(name: str) -> None:
    """So that a target that no longer fits the product is seen at once."""
    target, dice = load(name), Random(name)
    assert target.grammar is not None
    changed = mutator(target.grammar, lambda data, most: data[:most])
    for seed in range(3):
        data = drawn(target.grammar, "file", dice.randrange).encode("utf-8", "surrogatepass")[:1000]
        timed(target, data, SLACK)
        timed(target, changed(data, 1000, seed), SLACK)


def test_an_input_changes_in_the_same_way() -> None:
    changed = mutator({"file": ("a\nb\n",), "line": ("c\n",)}, lambda data, most: data[:most] + b"!")
    outcomes = [changed(b"1\n2\n3", 100, seed) for seed in range(200)]
    assert outcomes == [changed(b"1\n2\n3", 100, seed) for seed in range(200)]
    assert len(set(outcomes)) > 20
    assert all(len(changed(b"1\n2\n3", 4, seed)) <= 5 for seed in range(200))


def test_what_takes_too_long_is_a_fault() -> None:
    target = load("globs")
    with pytest.raises(TooSlow):
        timed(target, b"a%%\nb", -1.0)
