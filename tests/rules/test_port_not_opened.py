"""More ports than Squid opens are one finding; a rule page is too short to show them."""

from __future__ import annotations

import pytest

from proxylint.finding import Finding
from proxylint.formats.squid import FORMAT
from proxylint.formats.squid.listening import MOST_OPENED
from proxylint.rule import Examined
from proxylint_rules.squid.port_not_opened import RULE
from tests.formats.squid.decide.asking import policy


def findings(text: str) -> list[Finding]:
    asked = policy(text)
    source = next(iter(asked.sources.values()))
    return list(RULE.check(Examined(source, FORMAT, asked, (), {})))


@pytest.mark.parametrize(("beyond", "others"), [(1, ""), (2, ", nor 1 more"), (872, ", nor 871 more")])
def test_what_is_beyond_the_number_is_told_once(beyond: int, others: str) -> None:
    text = "".join(f"http_port {number}\n" for number in range(4000, 4000 + MOST_OPENED + beyond))
    (found,) = findings(text + "http_access allow all\n")
    assert found.text == f"Squid opens the ports of 128 lines, and not this one{others}: who connects there is refused."
    assert found.span is not None
    assert text[found.span.start : found.span.end] == f"http_port {4000 + MOST_OPENED}"


def test_as_many_as_there_is_room_for_are_none() -> None:
    text = "".join(f"http_port {number}\n" for number in range(4000, 4000 + MOST_OPENED))
    assert findings(text + "http_access allow all\n") == []
