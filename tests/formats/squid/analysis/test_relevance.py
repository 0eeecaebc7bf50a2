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


@given(st.lists(LINE, min_size=2, max_size=9), st.booleans())
def test_the_lines_put_aside_are_not_missed(access: list[str], anonymous: bool) -> None:
    squid = loaded(ACLS + "".join(access))
    found = lines(squid.config, "http_access")
    relevance = Relevance(found, looks(squid, anonymous=anonymous))
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
