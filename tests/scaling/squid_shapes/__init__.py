"""What may be repeated in a squid.conf and what it reads, each as a text that grows with a number.

`test_squid.py` counts the steps of all of them; `python -m tests.scaling.squid_measured` takes their time and memory.
"""

from __future__ import annotations

from tests.scaling.squid_shapes import lines, listening, names, networks, patterns, services, syntax, untold, values
from tests.scaling.squid_shapes.shape import Text, files, pairs

__all__ = ["SHAPES", "Text", "files", "pairs"]

SHAPES: dict[str, Text] = {
    **values.SHAPES,
    **patterns.SHAPES,
    **names.SHAPES,
    **networks.SHAPES,
    **untold.SHAPES,
    **lines.SHAPES,
    **listening.SHAPES,
    **services.SHAPES,
    **syntax.SHAPES,
}
