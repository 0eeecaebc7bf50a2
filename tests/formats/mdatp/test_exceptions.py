"""NO_PROXY: of a host that an entry could cover, in any reading, nothing is certain."""

from __future__ import annotations

import pytest

from proxylint.format import Given
from proxylint.request import Request
from tests.formats.mdatp.asking import from_unit, policy_of, unit, way

OPEN = "? NO_PROXY could cover the host, and whether the agent heeds it is not documented"
HOST = "https://edr.eu.endpoint.security.microsoft.com/"


def ways(entries: str, url: str = HOST) -> list[str]:
    return from_unit("Environment=HTTPS_PROXY=http://px:80/", f'Environment="NO_PROXY={entries}"', url=url)


@pytest.mark.parametrize(
    "entries",
    [
        *("*", ".microsoft.com", "microsoft.com", "*.microsoft.com", "MICROSOFT.com", "com", ".com"),
        *("endpoint.security.microsoft.com:443", "microsoft.com.", "edr.*", "*edr*", "a.example,microsoft.com"),
        *("a.example microsoft.com", "rosoft.com", "edr.eu.endpoint.security.microsoft.com"),
    ],
)
def test_what_could_cover_the_host(entries: str) -> None:
    assert ways(entries) == [OPEN]


@pytest.mark.parametrize(
    "entries",
    [
        *("localhost", "127.0.0.1", "10.0.0.0/8", ".corp.example,localhost", "x.microsoft.com", "microsoft.co"),
        *(",", "", "::1", "<local>", "10.*", "."),
    ],
)
def test_what_covers_it_in_no_reading(entries: str) -> None:
    assert ways(entries) == ["proxy px:80"]


def test_an_address_could_be_covered_by_anything() -> None:
    assert ways("10.0.0.0/8", "https://10.1.2.3/") == [OPEN]
    assert ways("localhost", "https://[2001:db8::1]/") == [OPEN]


def test_a_wildcard_is_divided() -> None:
    text = unit('Environment="HTTPS_PROXY=http://px:80/" "NO_PROXY=.eu.endpoint.security.microsoft.com"')
    request = Request.parse("https://*.endpoint.security.microsoft.com/")
    cases = policy_of(text, "mdatp.service").decide(request, Given()).cases
    assert [way(case) for case in cases] == [OPEN, "proxy px:80"]
    inside, outside = (case.when.names for case in cases)
    for host in ("a.eu", "eu", "xeu", "a.us"):
        name = f"{host}.endpoint.security.microsoft.com"
        covered = host != "a.us"
        assert (inside.holds(name, None), outside.holds(name, None)) == (covered, not covered)


def test_both_spellings_are_heeded() -> None:
    lines = ["Environment=HTTPS_PROXY=http://px:80/", "Environment=NO_PROXY=a.example no_proxy=microsoft.com"]
    assert from_unit(*lines, url=HOST) == [OPEN]


def test_a_list_that_systemd_still_changes_could_cover_anything() -> None:
    assert ways("%H") == [OPEN]


def test_a_very_long_list_is_not_told_apart() -> None:
    assert ways(",".join(f"h{number}.example" for number in range(2000))) == [OPEN]
    assert ways(",".join(f"h{number}.example" for number in range(900))) == ["proxy px:80"]
