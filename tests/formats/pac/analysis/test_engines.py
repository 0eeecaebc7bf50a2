"""With `--pac-engine` and `--client` only that engine and that device are spoken of."""

from __future__ import annotations

import pytest

from proxylint.formats.pac.analysis.answers import odd_elements
from proxylint.formats.pac.analysis.globals import consoles, extended_helpers
from proxylint.formats.pac.analysis.language_level import modern_methods, modern_syntax
from proxylint.formats.pac.analysis.runs import Budget, ask, usual_hop
from proxylint.formats.pac.analysis.trailing_commas import trailing_commas
from tests.formats.pac.asking import given, pac


@pytest.mark.parametrize(
    ("engine", "expected"),
    [("winhttp", (2, 1, True, True, 1)), ("chromium", (1, 0, False, False, 0)), ("firefox", (2, 0, False, False, 0))],
)
def test_what_other_engines_lack(engine: str, expected: tuple[int, int, bool, bool, int]) -> None:
    policy = pac(
        "dnsResolveEx(host); getClientVersion(); console.log(1); const a = ['x',]; return a[0].startsWith('y');"
    )
    fixed = given(engine=engine)
    assert (
        len(extended_helpers(policy, fixed)),
        len(consoles(policy, fixed)),
        modern_syntax(policy, fixed) is not None,
        modern_methods(policy, fixed) is not None,
        len(trailing_commas(policy, fixed)),
    ) == expected


@pytest.mark.parametrize(
    ("engine", "expected"),
    [("winhttp", ["dropped", "login"]), ("chromium", ["dropped", "login"]), ("firefox", ["login"])],
)
def test_elements_of_each_engine(engine: str, expected: list[str]) -> None:
    policy = pac('return "HTTP a:1; PROXY me:hunter2@b:1; PROXY c:1";')
    assert [fact.oddity.value for fact in odd_elements(policy, given(engine=engine))] == expected


def test_what_is_given_is_asked_with() -> None:
    policy = pac(
        "if (isInNet(myIpAddress(), '192.0.2.0', '255.255.255.0')) return 'PROXY near:1';"
        " return dnsResolve(host) == '198.51.100.7' ? 'PROXY there:1' : 'PROXY far:1';"
    )
    assert str(usual_hop(policy, given())) == "proxy far:1"
    assert str(usual_hop(policy, given(client="192.0.2.9"))) == "proxy near:1"
    outcome = ask(policy, "https://a.x/", given(resolve={"*.x": ("198.51.100.7",)}), Budget())
    assert outcome is not None
    assert outcome.text == "PROXY there:1"
