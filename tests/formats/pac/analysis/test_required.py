"""What is told of tests and answers with required hosts in mind."""

from __future__ import annotations

import pytest

from proxylint.formats.pac.analysis.apex import left_out
from proxylint.formats.pac.analysis.misspelt import misspelt
from proxylint.formats.pac.analysis.networks import odd_networks
from proxylint.formats.pac.analysis.schemes import by_scheme
from proxylint.formats.pac.analysis.shadowed import shadowed
from tests.formats.pac.asking import OPEN, given, pac

HOSTS = ["*.endpoint.security.microsoft.com", "ctldl.windowsupdate.com", "winatp-gw-weu.microsoft.com"]
PROXY = 'return "PROXY p:1";'


@pytest.mark.parametrize(
    ("test", "meant"),
    [
        ("dnsDomainIs(host, '.micorsoft.com')", "microsoft.com"),
        ("shExpMatch(host, '*.endpoint.securty.microsoft.com')", "endpoint.security.microsoft.com"),
        ("host == 'ctldl.windowsupdates.com'", "ctldl.windowsupdate.com"),
        ("/(^|\\.)windowsupdate\\.com\\.com$/.test(host)", None),
        ("dnsDomainIs(host, '.windowsupdate.com.com')", "windowsupdate.com"),
        ("host == 'ctldl.windows.update.com'", "ctldl.windowsupdate.com"),
        ("dnsDomainIs(host, '.microsoft.com')", None),
        ("dnsDomainIs(host, 'icrosoft.com')", None),
        ("host == 'winatp-gw-neu.microsoft.com'", None),
        ("host == 'edr.us.endpoint.security.microsoft.com'", None),
        ("dnsDomainIs(host, '.microsoft.example')", None),
        ("dnsDomainIs(host, '.window.com')", None),
    ],
)
def test_misspelt(test: str, meant: str | None) -> None:
    found = misspelt(pac(f"if ({test}) return 'DIRECT'; {PROXY}"), OPEN, HOSTS)
    assert [fact.meant for fact in found] == ([] if meant is None else [meant])


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("if (dnsDomainIs(host, '.a.x')) return 'DIRECT';", ["a.x"]),
        ("if (shExpMatch(host, '*.a.x')) return 'DIRECT';", ["a.x"]),
        ("if (dnsDomainIs(host, '.a.x') || host == 'a.x') return 'DIRECT';", []),
        ("if (dnsDomainIs(host, '.a.x')) return 'PROXY p:1';", []),
        ("if (dnsDomainIs(host, '.x') || dnsDomainIs(host, '.a.x')) return 'DIRECT';", []),
        ("if (dnsDomainIs(host, '.b.x')) return 'DIRECT';", []),
    ],
)
def test_left_out(body: str, expected: list[str]) -> None:
    assert [fact.host for fact in left_out(pac(f"{body} {PROXY}"), OPEN, ["https://a.x/"])] == expected


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("if (dnsDomainIs(host, '.x')) return 'DIRECT'; if (shExpMatch(host, '*.a.x')) return 'PROXY q:1';", ["*.a.x"]),
        ("if (dnsDomainIs(host, '.x') || shExpMatch(host, 'a.x')) return 'DIRECT';", ["a.x"]),
        ("if (dnsDomainIs(host, '.a.x')) return 'DIRECT'; if (shExpMatch(host, '*.x')) return 'PROXY q:1';", []),
        (
            (
                "if (dnsDomainIs(host, '.x') && Math.random() < 0.5) return 'DIRECT';"
                " if (shExpMatch(host, '*.a.x')) return 'PROXY q:1';"
            ),
            [],
        ),
        (
            (
                "if (dnsDomainIs(host, '.x') && isInNet(host, '10.0.0.0', '255.0.0.0')) return 'DIRECT';"
                " if (shExpMatch(host, '*.a.x')) return 'PROXY q:1';"
            ),
            [],
        ),
        ("if (shExpMatch(url, 'http:*')) { if (dnsDomainIs(host, '.x')) return 'DIRECT'; }", []),
        (
            "if (dnsDomainIs(host, '.x')) return 'DIRECT'; if (!shExpMatch(host, '*.a.x')) return 'PROXY q:1';",
            ["*.a.x"],
        ),
        ("if (dnsDomainIs(host, '.x')) return; if (shExpMatch(host, '*.a.x')) return 'PROXY q:1';", []),
    ],
)
def test_shadowed(body: str, expected: list[str]) -> None:
    assert [fact.value for fact in shadowed(pac(f"{body} {PROXY}"), OPEN)] == expected


def test_a_fixed_address_shadows() -> None:
    body = f"if (isInNet(myIpAddress(), '10.0.0.0', '255.0.0.0')) return 'DIRECT'; {PROXY}"
    fixed = given(client="10.1.1.1")
    assert [fact.taken.kind for fact in by_scheme(pac(body), fixed, ["https://a.x/"])] == []


def test_by_scheme() -> None:
    policy = pac(f"if (url.substring(0, 5) == 'http:' && dnsDomainIs(host, '.x')) return 'DIRECT'; {PROXY}")
    found = by_scheme(policy, OPEN, ["https://a.x/", "http://b.x/", "https://c.y/"])
    assert [(fact.url, str(fact.taken)) for fact in found] == [
        ("https://a.x/", "proxy p:1"),
        ("http://b.x/", "direct"),
    ]


WHOLE = "isInNet(h, '10.0.0.0', '255.0.0.0'); isInNet(h, '192.168.0.0', '255.255.0.0');"


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (f"{WHOLE} isInNet(h, '172.16.0.0', '255.255.0.0');", ["172.16.0.0/16"]),
        (f"{WHOLE} isInNet(h, '172.16.0.0', '255.240.0.0');", []),
        (f"{WHOLE} isInNet(h, '172.16.0.0', '255.255.0.0'); isInNet(h, '172.17.0.0', '255.255.0.0');", []),
        ("isInNet(h, '172.16.0.0', '255.255.0.0');", []),
        ("isInNet(h, '127.0.0.0', '255.255.255.0'); isInNet(h, '127.0.0.0', '255.0.0.0');", ["127.0.0.0/24"]),
    ],
)
def test_cut_ranges(body: str, expected: list[str]) -> None:
    assert [fact.base for fact in odd_networks(pac(body)) if fact.fault == "cut"] == expected
