"""What we take for a comment behind a directive, a real Squid takes for one as well."""

from __future__ import annotations

import pytest

from proxylint.format import Given
from proxylint.formats.squid import FORMAT
from proxylint.text import Source, decode_bytes
from tests.formats.squid.reading.files import Files
from tests.peers.squid.real import RealSquid

MARK = '# proxylint: ignore[SQD101] it\'s "known" to !nobody'
"""As words it would be an unknown ACL, an unclosed quote, an option that does not exist."""

LINES = (
    "http_port 3128",
    "acl sites dstdomain .a.example",
    "acl patterns url_regex (a|b)\\.example",
    "acl nets src 10.0.0.0/8 \\\n  192.168.0.0/16",
    "acl ports port 80 443",
    "cache_peer 10.0.0.1 parent 3128 0 no-query",
    "cache_peer_access 10.0.0.1 allow sites",
    "via on",
    "visible_hostname proxy.example",
    "connect_timeout 1 minute",
    "cache_mem 8 MB",
    "refresh_pattern . 0 20% 4320",
    "request_header_access Via deny nets",
    "deny_info ERR_ACCESS_DENIED nets",
    "never_direct allow sites",
    "http_access deny patterns !ports",
    "http_access allow all",
)


@pytest.mark.peer
@pytest.mark.usefixtures("squid_version")
def test_behind_directives() -> None:
    text = "".join(f"{line} {MARK}\n" for line in LINES)
    source = Source.of("squid.conf", text.encode(), decode_bytes)
    policy = FORMAT.read(source, Files({}), Given())
    assert FORMAT.comments is not None
    assert [source.quote(one.span) for one in FORMAT.comments(policy, source, "proxylint:")] == [MARK] * len(LINES)
    assert not RealSquid.refuses(text)
    assert RealSquid.refuses(text.replace("allow all #", "allow all x#"))
