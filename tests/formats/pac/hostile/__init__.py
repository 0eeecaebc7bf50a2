"""Shapes of hostile PAC files, each a function of a size. `SHAPES` is all of them by name."""

from tests.formats.pac.hostile import control, lists, numbers, objects, patterns, questions, syntax, text
from tests.formats.pac.hostile.shape import Shape

SHAPES: dict[str, Shape] = {
    name: shape
    for module in (control, lists, numbers, objects, patterns, questions, syntax, text)
    for name, shape in module.SHAPES.items()
}
