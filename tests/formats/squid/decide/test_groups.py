"""What a group looks at, and what it need not look at again."""

from __future__ import annotations

import pytest

from proxylint.formats.squid.acls.evaluate import looked_at_in
from proxylint.formats.squid.policy import SquidPolicy
from tests.formats.squid.decide.asking import policy

HEAD = """
http_port 3128
auth_param basic program /usr/lib/squid/basic_ncsa_auth /etc/squid/users
acl a dstdomain .a.example
acl b dstdomain .b.example
acl chance random 1/2
acl login proxy_auth REQUIRED
acl inner any-of a b
acl asking any-of a login
acl tagged tag x
"""


@pytest.mark.parametrize(
    ("lines", "looked_at"),
    [
        (["any-of a !b", "any-of b a !b"], ["a", "!b", "b"]),
        (["any-of a A"], ["a"]),
        (["all-of a b", "all-of b a", "all-of a b"], ["a b", "b a"]),
        (["any-of chance a chance"], ["chance", "a", "chance"]),
        (["any-of login a login"], ["login", "a", "login"]),
        (["any-of inner inner"], ["inner"]),
        (["any-of asking asking"], ["asking", "asking"]),
        (["any-of tagged a tagged"], ["tagged", "a"]),
    ],
)
def test_what_did_not_match_is_not_looked_at_again(lines: list[str], looked_at: list[str]) -> None:
    asked = policy(HEAD + "".join(f"acl group {line}\n" for line in lines) + "http_access allow group\n")
    assert isinstance(asked, SquidPolicy)
    found = looked_at_in(asked.config.acls["group"], asked.config, asked.compiled)
    assert [" ".join("!" * term.negated + term.name for term in line) for line in found] == looked_at


def test_a_tag_that_a_helper_may_give_is_looked_at_again() -> None:
    asked = policy(f"{HEAD}external_acl_type h %SRC /x\nacl helped external h\nacl group any-of tagged helped tagged\n")
    assert isinstance(asked, SquidPolicy)
    found = looked_at_in(asked.config.acls["group"], asked.config, asked.compiled)
    assert [term.name for (term,) in found] == ["tagged", "helped", "tagged"]
