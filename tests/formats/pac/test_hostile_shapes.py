"""Hostile shapes that were slow, large or ended in a fault, at their full size: an end with a message.

`python -m tests.formats.pac.hostile.measured` measures all shapes that are known.
"""

from __future__ import annotations

import pytest

from tests.formats.pac.hostile import SHAPES
from tests.formats.pac.hostile.measured import MOST_SECONDS, measured
from tests.formats.pac.test_hostile import MOST_MEMORY

MENDED = (
    "Map asked for the host",
    "Object.isFrozen of a list",
    "Set asked for the host",
    "cases that multiply, of names resolved",
    "getters of getters",
    "isResolvable of many names",
    "join",
    "long prototypes",
    "map that fails at once",
    "order of long texts",
    "parseInt",
    "recursion through finally",
    "toString that replaces",
)


@pytest.mark.parametrize("name", MENDED)
def test_a_shape_ends_with_a_message(name: str) -> None:
    found = measured(SHAPES[name])
    assert found.code in (0, 1, 2), found.said
    assert "Checked 1 file" in found.said
    assert found.seconds < MOST_SECONDS
    assert found.megabytes < MOST_MEMORY


def test_names_are_given_once() -> None:
    from tests.formats.pac.hostile.measured import MODULES

    assert sum(map(len, MODULES.values())) == len(SHAPES) > 500
