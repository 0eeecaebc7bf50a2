"""Which names a family stands for."""

from __future__ import annotations

import pytest

from proxylint.names import Family


@pytest.mark.parametrize(
    ("family", "host", "path", "expected"),
    [
        (Family("a.b"), "a.b", None, True),
        (Family("a.b"), "x.a.b", None, False),
        (Family("a.b"), "a.b", "/", False),
        (Family("*.a.b"), "x.a.b", None, True),
        (Family("*.a.b"), "x.y.a.b", None, True),
        (Family("*.a.b"), "a.b", None, False),
        (Family("*.a.b"), ".a.b", None, False),
        (Family("*.a.b"), "x..a.b", None, False),
        (Family("*.a.b"), ".x.a.b", None, False),
        (Family("*.a.b"), "xa.b", None, False),
        (Family("*.a.b"), "X.a.b", None, False),
        (Family("*.a.b"), "x_-0.a.b", None, True),
        (Family("*.a.b"), "x" * 249 + ".a.b", None, True),
        (Family("*.a.b"), "x" * 250 + ".a.b", None, False),
        (Family("*"), "a", None, True),
        (Family("*"), "a.b", None, True),
        (Family("*"), "a.", None, False),
        (Family("*"), "", None, False),
        (Family("h", "/x"), "h", "/x", True),
        (Family("h", "/x"), "h", "/xy", False),
        (Family("h", "/x"), "h", None, False),
        (Family("h", "/x*"), "h", "/x", True),
        (Family("h", "/x*"), "h", "/xY?z=%20", True),
        (Family("h", "/x*"), "h", "/x y", False),
        (Family("h", "/x*"), "h", "/x#y", False),
        (Family("h", "/x*"), "h", "/X", False),
    ],
)
def test_holds(family: Family, host: str, path: str | None, expected: bool) -> None:
    assert family.holds(host, path) is expected
