"""What follows is found out once for parts that differ in untold conditions, and comes to the same as one by one."""

from __future__ import annotations

from itertools import product

import pytest

from proxylint.formats.squid import following
from proxylint.formats.squid.admission import Entry
from proxylint.formats.squid.sight import Budget
from proxylint.region import Region
from proxylint.verdict import Case
from tests.formats.squid.decide.asking import ask, policy

HEAD = """
http_port 3128 ssl-bump cert=/etc/squid/ca.pem
https_port 3130 intercept ssl-bump cert=/etc/squid/ca.pem
http_port 3131 intercept
acl step1 at_step SslBump1
acl net src 10.0.0.0/8
acl a dstdomain .a.example
acl b dstdomain .b.example
acl c dstdomain .c.example
acl u url_regex ^https?://u
cache_peer p.example parent 3128 0
"""
ACCESS = (
    "deny a|allow net|deny all",
    "deny a|allow b|deny c|allow net|deny all",
    "allow a|allow b|allow net c|deny all",
    "deny net a|allow u|deny b|allow all",
    "allow a !b|deny c|allow u|deny all",
)
BUMPS = ("peek step1|splice a|bump all", "splice b|bump all", "bump a|splice all", "stare all")
NEVER = ("", "allow a", "allow b|deny a|allow all")
URLS = ("https://*.a.example/", "https://x.a.example/", "http://x.b.example/")


def config(access: str, bumps: str, never: str) -> str:
    parts = (("http_access", access), ("ssl_bump", bumps), ("never_direct", never))
    return HEAD + "".join(f"{name} {line}\n" for name, lines in parts for line in lines.split("|") if line)


def said(text: str) -> list[set[tuple[object, ...]]]:
    asked = policy(text)
    return [{_said(case) for case in ask(asked, url, client=None, resolve={}).cases} for url in URLS]


def _said(case: Case) -> tuple[object, ...]:
    return case.when, case.access.value, case.tls.value, case.route.value


def one_by_one(region: Region, group: list[Entry], budget: Budget, one: following.Follow) -> list[Case]:
    found: list[Case] = []
    for entry in group:
        one(entry, cases=found)
    return found


@pytest.mark.parametrize(("access", "bumps", "never"), list(product(ACCESS, BUMPS, NEVER)))
def test_entries_that_go_on_together_come_to_the_same(
    access: str, bumps: str, never: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = config(access, bumps, never)
    together = said(text)
    monkeypatch.setattr(following, "_together", one_by_one)
    assert together == said(text)


def test_some_go_on_together(monkeypatch: pytest.MonkeyPatch) -> None:
    groups: list[int] = []

    def counted(region: Region, group: list[Entry], budget: Budget, one: following.Follow) -> list[Case]:
        groups.append(len(group))
        return one_by_one(region, group, budget, one)

    monkeypatch.setattr(following, "_together", counted)
    for access, bumps, never in product(ACCESS, BUMPS, NEVER):
        said(config(access, bumps, never))
    assert max(groups) >= 3
    assert len(groups) > 50
