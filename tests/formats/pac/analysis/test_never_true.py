"""A test that is called never true is put to the evaluator, with hosts made to pass it."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from proxylint.formats.pac.analysis.never_true import never_true
from tests.formats.pac.asking import OPEN, ask, pac
from tests.formats.pac.asking import given as fixed

TESTS = ('dnsDomainIs(host, "{}")', 'shExpMatch(host, "{}")', 'host == "{}"', 'localHostOrDomainIs(host, "{}")')


def told(test: str) -> list[str]:
    policy = pac(f'return {test} ? "DIRECT" : "PROXY p:1";')
    return [fact.why.value for fact in never_true(policy, OPEN)]


@pytest.mark.parametrize(
    ("test", "why"),
    [
        ('dnsDomainIs(host, "*.x.com")', "a wildcard"),
        ('dnsDomainIs(host, "http://x.com")', "a scheme"),
        ('dnsDomainIs(host, "x.com/")', "a path"),
        ('dnsDomainIs(host, "x.com:80")', "a port"),
        ('dnsDomainIs(host, ".X.com")', "an upper-case letter"),
        ('dnsDomainIs(host, "x com")', "a character that no host name has"),
        ('dnsDomainIs(host, "x..com")', "a character that no host name has"),
        ('shExpMatch(host, "https://*")', "the host in place of the URL"),
        ('shExpMatch(host, "*.x.com/*")', "a path"),
        ('shExpMatch(host, ".x.com")', "a leading dot"),
        ('shExpMatch(host, "X.com")', "an upper-case letter"),
        ('host === ".x.com"', "a leading dot"),
        ('host === "[::1]"', "a character that no host name has"),
        ('"X" == host', "an upper-case letter"),
        ('dnsDomainIs(url, ".x.com")', "the URL in place of the host"),
        ('shExpMatch(url, "https://x.com/a*")', "a path of https"),
        ('shExpMatch(url, "https://*.X.com/*")', "an upper-case letter"),
        ("/X/.test(host)", "an upper-case letter"),
    ],
)
def test_why_nothing_passes(test: str, why: str) -> None:
    assert told(test) == [why]


@pytest.mark.parametrize(
    "test",
    [
        'dnsDomainIs(host, "")',
        'dnsDomainIs(host, ".x.com.")',
        'dnsDomainIs(url, "")',
        'dnsDomainIs(host, "::1")',
        'dnsDomainIs(host, "_tcp.x.com")',
        'dnsDomainIs(other, "*.x.com")',
        'shExpMatch(host, "*:*")',
        'shExpMatch(host, "2001:db8:*")',
        'shExpMatch(host, "[A-Za-z]*.com")',
        'shExpMatch(host, "(x|Y).com")',
        'shExpMatch(host, "*")',
        'shExpMatch(url, "http://*/X")',
        'shExpMatch(url, "https://*:8443/*")',
        'shExpMatch(url, "https://x.com/")',
        'shExpMatch(url.toLowerCase(), "https://x.com/a")',
        'localHostOrDomainIs(host, "www.X.com")',
        "/X/i.test(host)",
        "/[A-Z]|x/.test(host)",
        '(host = "A.B", host == "A.B")',
    ],
)
def test_what_some_request_passes(test: str) -> None:
    assert told(test) == []


@settings(max_examples=60)
@given(st.sampled_from(TESTS), st.text("aX.*?-:/|_1", min_size=1, max_size=6), st.data())
def test_no_host_passes_in_the_evaluator(test: str, text: str, data: st.DataObject) -> None:
    condition = test.replace("{}", text)
    if not told(condition):
        return
    body = f'return {condition} ? "PROXY p:1" : "DIRECT";'
    near = text.lower().replace("*", "a").replace("?", "a").replace("|", "").strip("./:")
    for host in (
        near,
        f"a.{near}",
        near.partition("/")[0],
        data.draw(st.from_regex(r"[a-z0-9_.-]{1,5}", fullmatch=True)),
    ):
        if host and all(char.isalnum() or char in "._-" for char in host):
            assert ask(body, f"https://{host}/", fixed()) == "direct"
