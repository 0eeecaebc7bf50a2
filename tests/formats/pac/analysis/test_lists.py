"""Texts that stand in a list and are handed to a helper by a loop: what is told of them stands at their own place."""

from __future__ import annotations

import pytest

from proxylint.formats.pac.analysis.listed import listed
from proxylint.formats.pac.analysis.lookalikes import lookalikes
from proxylint.formats.pac.analysis.never_true import never_true
from proxylint.formats.pac.analysis.patterns import bad_patterns, odd_patterns
from tests.formats.pac.analysis.facts import texts
from tests.formats.pac.asking import OPEN, given, pac

PROXY = 'return "PROXY p:1";'


@pytest.mark.parametrize(
    "body",
    [
        "var l = ['*.X', '*.y']; for (var i = 0; i < l.length; i++) if (shExpMatch(host, l[i])) return 'DIRECT';",
        "var l = ['*.X', '*.y']; for (var i in l) if (shExpMatch(host, l[i])) return 'DIRECT';",
        "var l = ['*.X', '*.y']; if (l.some(function (p) { return shExpMatch(host, p); })) return 'DIRECT';",
        "for (const p of ['*.X', '*.y']) if (shExpMatch(host, p)) return 'DIRECT';",
        "var o = { a: ['*.X'], b: '*.y' }; if (shExpMatch(host, o.a[0]) || shExpMatch(host, o.b)) return 'DIRECT';",
        "var o = { '*.X': 1, '*.y': 2 }; for (var k in o) if (shExpMatch(host, k)) return 'DIRECT';",
        (
            "var l = [['*.X', 'PROXY a:1'], ['*.y', 'DIRECT']];"
            " for (var i = 0; i < l.length; i++) if (shExpMatch(host, l[i][0])) return l[i][1];"
        ),
        "var x = '*.X', y = '*.y'; if (shExpMatch(host, x) || shExpMatch(host, y)) return 'DIRECT';",
        (
            "function any(h, l) { while (l.length) if (shExpMatch(h, l.pop())) return true; return false; }"
            " if (any(host, ['*.X', '*.y'])) return 'DIRECT';"
        ),
    ],
)
def test_places_of_texts(body: str) -> None:
    policy = pac(f"{body} {PROXY}")
    assert sorted(texts(policy, (one.literal.span for one in listed(policy, OPEN)))) == ["'*.X'", "'*.y'"]
    assert texts(policy, (fact.place for fact in never_true(policy, OPEN))) == ["'*.X'"]


@pytest.mark.parametrize(
    "body",
    [
        "var l = ['*.X']; for (var i in l) if (shExpMatch(host, l[i].toLowerCase())) return 'DIRECT';",
        "var l = ['*.X']; for (var i in l) if (shExpMatch(host + l, l[i])) return 'DIRECT';",
        "var l = ['*.X']; for (var i in l) if (shExpMatch(host, l[i]) || shExpMatch(l[0], l[i])) return 'DIRECT';",
        "function shExpMatch(a, b) { return true; } var l = ['*.X']; if (shExpMatch(host, l[0])) return 'DIRECT';",
    ],
)
def test_nothing_is_told_of_what_is_not_tested_as_it_stands(body: str) -> None:
    assert never_true(pac(f"{body} {PROXY}"), OPEN) == ()


def test_lookalikes_and_odd_patterns_in_a_list() -> None:
    policy = pac(
        "var l = ['*.x.com', '*y.com', '(*.a|b)', '(c'];"
        f" for (var i = 0; i < l.length; i++) if (shExpMatch(host, l[i])) return 'DIRECT'; {PROXY}"
    )
    assert texts(policy, (fact.place for fact in bad_patterns(policy, OPEN))) == ["'(c'"]
    assert texts(policy, (fact.place for fact in odd_patterns(policy, OPEN))) == ["'(*.a|b)'"]
    assert odd_patterns(policy, given(engine="chromium")) == odd_patterns(policy, given(engine="firefox")) == ()
    good = pac(
        "var l = ['*.x.com', '*y.com'];"
        f" for (var i = 0; i < l.length; i++) if (shExpMatch(host, l[i])) return 'DIRECT'; {PROXY}"
    )
    assert [fact.url for fact in lookalikes(good, OPEN)] == ["https://evily.com/"]
    assert texts(good, (fact.place for fact in lookalikes(good, OPEN))) == ["'*y.com'"]
