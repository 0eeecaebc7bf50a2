"""Every input of the corpora, and every input that once showed a fault, goes through its target: without atheris."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.fuzz.mutation import NUMBERS, mutator
from tests.fuzz.target import TooSlow, inputs, load, names, stretched, timed
from tests.nearly.drawing import texts

SLACK = 8.0
"""Other tests run on the same machine, and the first input of a target loads the product."""

TARGETS = {name: load(name) for name in names()}
INPUTS = [
    (name, kind, file, data) for name in TARGETS for kind in ("corpus", "found") for file, data in inputs(name, kind)
]


@pytest.mark.parametrize(
    ("name", "data"),
    [(name, data) for name, _, _, data in INPUTS],
    ids=[f"{name}-{kind}-{file}" for name, kind, file, _ in INPUTS],
)
def test_known_inputs(name: str, data: bytes) -> None:
    timed(TARGETS[name], data, SLACK)


STRETCHED = [name for name in TARGETS if name.startswith("decide_")] + ["folders", "suppressions"]
FAULTS = [(name, file, data) for name, kind, file, data in INPUTS if kind == "found" and name in STRETCHED]


@pytest.mark.parametrize(
    ("name", "data"), [(name, data) for name, _, data in FAULTS], ids=[f"{name}-{file}" for name, file, _ in FAULTS]
)
def test_faults_at_full_length(name: str, data: bytes) -> None:
    """Some of them were only faults so."""
    timed(TARGETS[name], stretched(data), SLACK)


@pytest.mark.parametrize("name", TARGETS)
def test_every_target_has_inputs_to_start_from(name: str) -> None:
    assert list(inputs(name, "corpus"))


@pytest.mark.parametrize("name", TARGETS)
@settings(max_examples=6)
@given(data=st.data())
def test_new_ones(name: str, data: st.DataObject) -> None:
    """A few, so that a target that no longer fits the product is seen at once; hypothesis makes a fault small."""
    target = TARGETS[name]
    assert target.grammar is not None
    text = data.draw(texts(target.grammar, "file")).encode("utf-8", "surrogatepass")[: target.longest]
    changed = mutator(target.grammar, lambda one, most: one[:most])(text, target.longest, data.draw(st.integers(0, 99)))
    timed(target, changed, SLACK)


def test_an_input_changes_in_the_same_way() -> None:
    changed = mutator({"file": ("a\nb\n",), "line": ("c\n",)}, lambda data, most: data[:most] + b"!")
    outcomes = [changed(b"1\n2\n3", 100, seed) for seed in range(200)]
    assert outcomes == [changed(b"1\n2\n3", 100, seed) for seed in range(200)]
    assert len(set(outcomes)) > 20
    assert all(len(changed(b"1\n2\n3", 4, seed)) <= 5 for seed in range(200))


def test_lines_are_taken_over_from_seeds() -> None:
    grammar = {"file": ("a\n",), "line": ("a\n",)}
    changed = mutator(grammar, lambda data, most: data, [b"first\nsecond\nthird\n"])
    outcomes = [changed(b"1\n2\n3", 100, seed) for seed in range(300)]
    assert any(b"second\nthird" in one for one in outcomes)
    assert any(b"first" in one and b"second" not in one for one in outcomes)


def test_numbers_change_into_others() -> None:
    changed = mutator({"file": ("a\n",), "line": ("a\n",)}, lambda data, most: data)
    outcomes = {changed(b"port 80-90", 1000, seed) for seed in range(20_000)}
    assert {b"port 80-%b" % number for number in NUMBERS} | {b"port %b-90" % number for number in NUMBERS} <= outcomes


def test_what_takes_too_long_is_a_fault() -> None:
    with pytest.raises(TooSlow):
        timed(TARGETS["globs"], b"a%%\nb", -1.0)
