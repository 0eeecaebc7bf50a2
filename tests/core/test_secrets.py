"""Findings without what looks like a password."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from proxylint import engine, secrets
from proxylint.finding import Finding, Level
from proxylint.text import Span


def test_a_message_that_thousands_of_lines_get_is_looked_through_once(monkeypatch: pytest.MonkeyPatch) -> None:
    looked: list[str] = []

    def found(text: str) -> Iterator[tuple[int, int]]:
        looked.append(text)
        return iter(((0, 3),))

    monkeypatch.setattr(secrets, "found", found)
    engine._without_secrets.cache_clear()  # other tests have filled it
    message = "an assignment that the manager of the system does not understand."
    findings = [Finding("A1", "a", Level.NOTE, Span("a", at, at + 1), message) for at in range(1000)]
    assert {engine._quotable(finding).text for finding in findings} == {"***" + message[3:]}
    assert sorted(looked) == ["", message[:-1]]
    engine._without_secrets.cache_clear()
