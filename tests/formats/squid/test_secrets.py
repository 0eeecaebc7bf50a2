"""Passwords of a squid.conf reach no report."""

from __future__ import annotations

import pytest

from proxylint.formats.squid.secrets import quotable
from proxylint.text import Source


@pytest.mark.parametrize(
    ("line", "shown"),
    [
        (
            "cache_peer p parent 3128 0 login=user:hunter2 default",
            "cache_peer p parent 3128 0 login=user:******* default",
        ),
        ("cache_peer p parent 3128 0 login=*:hunter2", "cache_peer p parent 3128 0 login=*:*******"),
        ("cache_peer p parent 3128 0 login=PASS", "cache_peer p parent 3128 0 login=PASS"),
        ("cachemgr_passwd hunter2 all", "cachemgr_passwd ******* all"),
        ("auth_param basic program /x -b dc=a -w hunter2 -f f", "auth_param basic program /x -b **** -w ******* -f *"),
        ("external_acl_type g %LOGIN /x -whunter2", "external_acl_type g %LOGIN /x -w*******"),
        ("acl x browser -w hunter2", "acl x browser -w hunter2"),
    ],
)
def test_only_the_password_is_masked(line: str, shown: str) -> None:
    text = f"http_port 3128\n  {line}\nhttp_access allow all\n"
    found = quotable({"squid.conf": Source("squid.conf", text)})["squid.conf"].text
    assert found == text.replace(line, shown)
    assert len(found) == len(text)


def test_a_file_without_secrets_is_the_same_source() -> None:
    source = Source("squid.conf", "http_port 3128\n")
    assert quotable({"squid.conf": source})["squid.conf"] is source
