"""What the tests against real programs share."""

from __future__ import annotations

import os
from typing import NoReturn

import pytest

from tests.peers.squid import installed


def need(lack: str | None) -> None:
    """Skips the test for what is lacking; in CI a peer must be there."""
    if lack is not None:
        _refuse(lack)


def _refuse(lack: str) -> NoReturn:
    if os.environ.get("CI"):
        pytest.fail(f"a peer is missing: {lack}")
    pytest.skip(lack)


@pytest.fixture(scope="session")
def squid_version() -> int:
    """The major version of the Squid that is here."""
    need(installed.missing())
    return installed.HERE.major


@pytest.fixture(scope="session")
def interception(squid_version: int) -> None:
    """Intercepting ports can be tried as well."""
    need(installed.missing_interception())
