"""What a call leaves behind for those after it is seen, wherever it is written: else calls and turns are taken together
that differ in it. Of a wildcard each host gets what it gets when it is asked for alone."""

from __future__ import annotations

import pytest

from proxylint.request import Request
from tests.formats.pac.asking import OPEN, pac

ASKED = "function FindProxyForURL(url, host) {{ {body} }}"
WALK = "var rest = host; while (rest.indexOf('.') > 0) { hit(); rest = rest.slice(rest.indexOf('.') + 1); }"

SCRIPTS = {
    "arrow in the entry": ASKED.format(
        body=f"var n = 0; var hit = () => {{ n++; return false; }}; {WALK} return 'PROXY n' + n + ':1';"
    ),
    "function in the entry": ASKED.format(
        body=f"var n = 0; function hit() {{ n++; return false; }} {WALK} return 'PROXY n' + n + ':1';"
    ),
    "arrow of an arrow": ASKED.format(
        body=f"var n = 0; var hit = (() => () => {{ n += 2; }})(); {WALK} return 'PROXY n' + n + ':1';"
    ),
    "arrows of a function": (
        "var of = (function () { var n = 0;"
        " return {hit: host => { if (host.length > 14) n++; return false; }, got: () => n}; })();"
        + ASKED.format(body="if (of.hit(host)) return 'DIRECT'; return 'PROXY n' + of.got() + ':1';")
    ),
    "a place in a text": (
        "var dot = /[.]/g; dot.test('a.b'); function long(host) { if (host.length > 14) 'a'.match(dot); return false; }"
        + ASKED.format(body="if (long(host)) return 'DIRECT'; return 'PROXY n' + dot.lastIndex + ':1';")
    ),
    "the place of an iterator": (
        "var it = ['a', 'b', 'c'].values(); function long(host) { if (host.length > 14) it.next(); return false; }"
        + ASKED.format(body="if (long(host)) return 'DIRECT'; return 'PROXY ' + it.next().value + ':1';")
    ),
    "a place that a match resets": (
        "var dot = /[.]/g; dot.test('a.b');"
        + ASKED.format(body="host.match(dot); return 'PROXY n' + dot.lastIndex + ':1';")
    ),
    "a place that a replacement resets": (
        "var dot = /[+]/g; dot.test('a+b');"
        + ASKED.format(body="host.replace(dot, ''); return 'PROXY n' + dot.lastIndex + ':1';")
    ),
    "a global that is gone": (
        "at = 3; function long(host) { if (host.length > 14) delete at; return false; }"
        + ASKED.format(body="if (long(host)) return 'DIRECT'; return 'PROXY ' + typeof at + ':1';")
    ),
}

HOSTS = ("a.x.test", "a.b.x.test", "a.b.c.x.test", "aaaaaaaaaa.x.test", "a.b.c.d.e.x.test")


@pytest.mark.parametrize("script", SCRIPTS)
def test_what_outlives_a_call_tells_hosts_apart(script: str) -> None:
    policy = pac(SCRIPTS[script])
    cases = policy.leaves(Request.parse("https://*.x.test/"), OPEN)
    for host in HOSTS:
        (alone,) = policy.leaves(Request.parse(f"https://{host}/"), OPEN)
        of_all = [leaf.outcome for leaf in cases if leaf.region.names.holds(host, None)]
        assert [outcome.text for outcome in of_all] == [alone.outcome.text]


@pytest.mark.parametrize("test", ["host.match(/x/y)", "host.search(/x/y) >= 0", "/x/y.test(host)", "host.match(/x/gy)"])
def test_a_sticky_pattern_matches_at_its_place_only(test: str) -> None:
    """Which is the beginning; that is not followed for a wildcard."""
    policy = pac(ASKED.format(body=f"return {test} ? 'DIRECT' : 'PROXY p:1';"))
    (leaf,) = policy.leaves(Request.parse("https://*.x.test/"), OPEN)
    assert leaf.outcome.text is None and leaf.outcome.unknown is not None
