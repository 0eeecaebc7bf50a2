"""What to do where a copy lost something: make it again."""

from __future__ import annotations

import pytest

from proxylint.fault import Fault
from proxylint.formats.winhttp.remedy import remedy
from tests.formats.winhttp.asking import HTTPS, advanced, policy_of, shown, verdict_of

AGAIN = "Let Windows write the file instead of copying it from a window:\n    netsh winhttp"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (shown("px:80", "*.a.example;*.microsof\nt.com;.b"), f"{AGAIN} show proxy > winhttp.txt"),
        (shown("px:80").split("    Bypass")[0], f"{AGAIN} show proxy > winhttp.txt"),
        (advanced('{"Proxy":"px:80"'), f"{AGAIN} show advproxy > winhttp.txt"),
        (advanced('{"AutoDetect":true}'), None),
        ('netsh winhttp set proxy "%PROXY%"\n', None),
    ],
)
def test_undecided(text: str, expected: str | None) -> None:
    at = verdict_of(text, HTTPS).cases[0].route.span
    assert at is not None
    assert remedy(policy_of(text), Fault.UNDECIDED, (), at) == expected
