"""Lines that are put aside unseen would have changed nothing."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from proxylint.formats.squid.analysis.relevance import Relevance
from proxylint.formats.squid.analysis.shadows import shadowed, takers
from proxylint.formats.squid.analysis.subject import lines, looks
from proxylint.formats.squid.policy import SquidPolicy
from tests.formats.squid.decide.asking import policy

ACLS = """\
http_port 3128
auth_param basic program /x
acl da dstdomain .a.example
acl db dstdomain x.a.example .b.example
acl dc dstdomain .x.b.example .c.example
acl sa src 10.0.0.0/8
acl sb src 10.1.0.0/16
acl sc src 0.0.0.0-9.255.255.255 11.0.0.0-255.255.255.255
acl sd src ::/0
acl to dst 10.0.0.0/8
acl tp dst 10.1.0.0/16
acl pa port 443
acl pb port 0-65535
acl ma method GET POST
acl ra dstdom_regex ^a
acl ba browser x
acl ch random 1/2
acl us proxy_auth REQUIRED
acl ga any-of da sb
acl gb all-of db !ra
acl gb all-of sa pa
acl gc any-of gb !dc
"""
NAMES = re.findall(r"^acl (\w+)", ACLS, re.MULTILINE)

LINE = st.builds(
    lambda action, terms: f"http_access {action} {' '.join(terms)}\n",
    st.sampled_from(("allow", "deny")),
    st.lists(st.builds(str.__add__, st.sampled_from(("", "", "!")), st.sampled_from(NAMES)), min_size=1, max_size=3),
)


def loaded(text: str) -> SquidPolicy:
    read = policy(text)
    assert isinstance(read, SquidPolicy)
    return read


@given(st.lists(LINE, min_size=2, max_size=9), st.booleans(), st.booleans())
def test_the_lines_put_aside_are_not_missed(access: list[str], anonymous: bool, waits: bool) -> None:
    squid = loaded(ACLS + "".join(access))
    found = lines(squid.config, "http_access")
    relevance = Relevance(found, looks(squid, anonymous=anonymous, waits=waits))
    for at, line in enumerate(found):
        known = relevance.looks
        own = known.conjunction(line.terms, known.begin())[0]
        if takers(own, found[:at], known) is not None:
            assert takers(own, relevance.above(at, own), known) is not None, line


def test_of_a_long_list_few_lines_are_looked_at() -> None:
    text = "".join(
        f"acl d{at} dstdomain .h{at}.example\nacl s{at} src 10.0.{at}.0/25\nhttp_access allow s{at} d{at}\n"
        for at in range(200)
    )
    squid = loaded(f"{ACLS}http_access deny CONNECT !pa\n{text}http_access deny s7 d7\n")
    found = lines(squid.config, "http_access")
    relevance = Relevance(found, looks(squid))
    own = relevance.looks.conjunction(found[-1].terms, relevance.looks.begin())[0]
    assert [found.index(line) for line in relevance.above(201, own)] == [8]
    shadow = shadowed(relevance, 201)
    assert shadow is not None
    assert shadow.above == (found[8],)


def looked_at(access: str, *, waits: bool = True) -> list[int]:
    """The lines that are looked at for the last one, counted from zero."""
    squid = loaded(ACLS + access)
    found = lines(squid.config, "http_access")
    relevance = Relevance(found, looks(squid, waits=waits))
    own = relevance.looks.conjunction(found[-1].terms, relevance.looks.begin())[0]
    places = {line.span: at for at, line in enumerate(found)}
    return [places[line.span] for line in relevance.above(len(found) - 1, own)]


def test_what_takes_everything_makes_no_line_relevant() -> None:
    """No client is left beside `all`; yet nothing hangs on the client where a term cannot fail."""
    assert (
        looked_at("http_access allow all pa\nhttp_access allow sa\nhttp_access deny !all da\nhttp_access deny da\n")
        == []
    )


def test_what_has_another_answer_each_time_takes_nothing_for_sure() -> None:
    assert looked_at(
        "http_access allow ch da\nhttp_access allow da\nhttp_access deny da !ch\nhttp_access deny da\n"
    ) == [1]
    slow = "http_access allow to da\nhttp_access deny da to\n"
    assert (looked_at(slow), looked_at(slow, waits=False)) == ([0], [])


def test_of_equal_lines_above_the_first_is_enough() -> None:
    assert looked_at("http_access allow da\n" * 3 + "http_access deny da\n" * 2 + "http_access deny da ba\n") == [0, 3]
