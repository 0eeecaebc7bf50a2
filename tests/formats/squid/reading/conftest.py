"""A place for the judge to work in."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.formats.squid.reading.judge import lacking
from tests.formats.squid.reading.startup_cases import FILES
from tests.peers.squid.installed import HERE


@pytest.fixture(scope="session")
def bench() -> Iterator[Path]:
    """A folder that any user can read, with the files that the configurations name."""
    lack = lacking()
    if lack is not None:
        pytest.skip(lack)
    with tempfile.TemporaryDirectory(dir=f"{HERE.root}/tmp" if HERE.root != "/" else None) as made:
        path = Path(made)
        path.chmod(0o755)
        for name, content in FILES.items():
            (path / name).parent.mkdir(exist_ok=True)
            (path / name).write_text(content)
        yield path
