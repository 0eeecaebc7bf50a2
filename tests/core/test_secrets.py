"""Texts without what looks like a password."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from proxylint import secrets
from proxylint.secrets import without_secrets


def test_a_message_that_thousands_of_lines_get_is_looked_through_once(monkeypatch: pytest.MonkeyPatch) -> None:
    looked: list[str] = []

    def found(text: str) -> Iterator[tuple[int, int]]:
        looked.append(text)
        return iter(((0, 3),))

    monkeypatch.setattr(secrets, "found", found)
    message = "an assignment that the manager of the system does not understand"
    assert {without_secrets(message) for _ in range(1000)} == {"***" + message[3:]}
    assert looked == [message]
    secrets._of_message.cache_clear()
