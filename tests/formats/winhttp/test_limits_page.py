"""The page on limits names every limit with its value."""

from __future__ import annotations

from tests.formats.limits import told, value


def test_the_page_tells_the_limits_that_hold() -> None:
    page = told("winhttp-limits.md")
    assert len(page) == 13
    assert page == {path: value(path) for path in page}
