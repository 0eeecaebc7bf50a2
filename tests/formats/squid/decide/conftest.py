"""What tests of access lists share."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from proxylint.formats.squid import gate


@pytest.fixture(scope="module")
def every_list_is_a_long_one() -> Iterator[None]:
    """Short ones are walked line by line."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(gate, "SHORT", 0)
        yield
