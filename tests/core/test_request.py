"""URLs as users write them."""

from __future__ import annotations

import pytest

from proxylint.errors import UsageError
from proxylint.request import Request


@pytest.mark.parametrize(
    ("url", "request_"),
    [
        ("https://A.b/", Request("https", "a.b", 443, "/")),
        ("https://a.b", Request("https", "a.b", 443, "/")),
        ("https://a.b:8443/x", Request("https", "a.b", 8443, "/x")),
        ("http://*.a.b/x*", Request("http", "*.a.b", 80, "/x*")),
        ("http://u:p@a.b/?q#f", Request("http", "a.b", 80, "/?q")),
        ("https://[2001:db8::1]:443/", Request("https", "2001:db8::1", 443, "/")),
    ],
)
def test_read(url: str, request_: Request) -> None:
    assert Request.parse(url) == request_


@pytest.mark.parametrize(
    "url", ["a.b", "ftp://a.b/", "https:///x", "https://a.b:0/", "https://a.b:x/", "https://a.*.b/"]
)
def test_refused(url: str) -> None:
    with pytest.raises(UsageError):
        Request.parse(url)


def test_url_is_written_back() -> None:
    for url in ("https://a.b/", "http://a.b/x", "https://a.b:8443/", "https://*.a.b/"):
        assert Request.parse(url).url == url
