"""The managed profile: `cloudService.proxy` = `http://host:port/`, and nothing but that, is certain."""

from __future__ import annotations

import json

import pytest

from proxylint.format import Given
from proxylint.region import Record
from proxylint.request import Request
from tests.formats.mdatp.asking import HTTP, HTTPS, policy_of, ways


def profile(proxy: object) -> str:
    return json.dumps({"antivirusEngine": {"enforcementLevel": "passive"}, "cloudService": {"proxy": proxy}})


@pytest.mark.parametrize("url", [HTTPS, HTTP, "https://config.edge.skype.com/config/v1"])
@pytest.mark.parametrize(
    ("proxy", "expected"),
    [
        ("http://proxy.corp.example:3128/", "proxy proxy.corp.example:3128"),
        ("http://proxy.corp.example:3128", "proxy proxy.corp.example:3128"),
        ("http://px:80/", "proxy px:80"),
        ("http://10.0.0.1:8080/", "proxy 10.0.0.1:8080"),
        ("http://[2001:db8::1]:8080/", "proxy [2001:db8::1]:8080"),
        ("http://127.0.0.1:40343/", "proxy 127.0.0.1:40343"),
        ("http://proxy.server:3128/", "proxy proxy.server:3128"),
    ],
)
def test_the_documented_form_serves_every_url(proxy: str, expected: str, url: str) -> None:
    assert ways(profile(proxy), url) == [expected]


NO_SCHEME = "? cloudService.proxy does not begin with 'http://', and no other form is documented"
SCHEME = "? cloudService.proxy begins with another scheme than 'http://', and no other form is documented"
SERVER = "? cloudService.proxy names no valid server"
PORT = "? cloudService.proxy has no valid port"
SAMPLE = "? cloudService.proxy is a sample value"
TEMPLATE = "? cloudService.proxy holds a variable that something else fills in"
LOGIN = "? cloudService.proxy holds a user name or password, and the agent supports no authenticated proxy"


@pytest.mark.parametrize(
    ("proxy", "expected"),
    [
        ("", "? cloudService.proxy is empty, and agents were seen to put an address of their own in its place"),
        ("  ", "? cloudService.proxy is empty, and agents were seen to put an address of their own in its place"),
        (None, "? cloudService.proxy is no text"),
        (3128, "? cloudService.proxy is no text"),
        (["http://px:80/"], "? cloudService.proxy is no text"),
        ("px:80", NO_SCHEME),
        ("px", NO_SCHEME),
        ("//px:80", NO_SCHEME),
        ("https://px:80/", SCHEME),
        ("HTTP://px:80/", SCHEME),
        ("socks5://px:1080", SCHEME),
        ("http://px/", "? cloudService.proxy has no port, and no default is documented"),
        ("http://px:/", PORT),
        ("http://px:0/", PORT),
        ("http://px:65536/", PORT),
        ("http://px:8o80/", PORT),
        ("http://px:\u0661\u0662/", PORT),
        ("http://:80/", SERVER),
        ("http://p x:80/", SERVER),
        (" http://px:80/", SERVER),
        ("http://px:80/ ", "? cloudService.proxy has something behind the port, and no such form is documented"),
        ("http://10.0.0.300:80/", SERVER),
        ("http://[::g]:80/", SERVER),
        ("http://[fe80::1%eth0]:80/", SERVER),
        ("http://2001:db8::1:80/", SERVER),
        (
            "http://px:80/proxy.pac",
            "? cloudService.proxy has something behind the port, and no such form is documented",
        ),
        ("http://me@px:80/", LOGIN),
        ("http://me:pw@px:80/", LOGIN),
        ("http://me:p/w@px:80/", LOGIN),
        ("http://me:pa$word@px:80/", LOGIN),
        ("http://{{ user }}:secret@px:80/", LOGIN),
        ("http://{{ user }}:{{ password }}@px:80/", TEMPLATE),
        ("http://${LOGIN}@px:80/", TEMPLATE),
        ("<EXAMPLE DO NOT USE> http://proxy.server:port/", SAMPLE),
        ("http://proxy.server:port/", SAMPLE),
        ("http://address:port", SAMPLE),
        ("http://<proxy>:80/", SAMPLE),
        ("http://proxy.example.com:8080", SAMPLE),
        ("http://proxy.contoso.com:8080/", SAMPLE),
        ("http://example.org:8080/", SAMPLE),
        ("http://${PROXY}:80/", TEMPLATE),
        ("{{ mdatp_proxy }}", TEMPLATE),
        ("@PROXY@", TEMPLATE),
        ("http://$HOST:80/", TEMPLATE),
        ("%PROXY%", TEMPLATE),
    ],
)
def test_everything_else_is_unknown_with_its_reason(proxy: object, expected: str) -> None:
    assert ways(profile(proxy)) == [expected]


@pytest.mark.parametrize("server", ["myexample.com", "contoso.company", "proxy.example", "px.test", "localhost"])
def test_names_that_only_look_like_samples_are_taken(server: str) -> None:
    assert ways(profile(f"http://{server}:80/")) == [f"proxy {server}:80"]


ABSENT = "? the profile does not set cloudService.proxy"


@pytest.mark.parametrize(
    "text",
    [
        "{}",
        '{"cloudService": {}}',
        '{"cloudService": {"enabled": true}}',
        '{"cloudService": 1}',
        '{"proxy": "http://px:80/"}',
        '{"other": {"cloudService": {"proxy": "http://px:80/"}}}',
        '{"cloudService": [{"proxy": "http://px:80/"}]}',
    ],
)
def test_a_profile_without_a_proxy_says_nothing(text: str) -> None:
    failure = policy_of(text).failure
    assert failure is not None
    assert failure.elsewhere
    assert ways(text) == [ABSENT]


SEVERAL = "? cloudService.proxy stands more than once, and which one the agent takes is not documented"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('{"cloudService": {"proxy": "http://a:1/", "proxy": "http://b:1/"}}', SEVERAL),
        ('{"cloudService": {"proxy": "http://a:1/", "proxy": "http://a:1/"}}', "proxy a:1"),
        ('{"cloudService": {"proxy": "http://a:1/"}, "cloudService": {"proxy": "http://b:1/"}}', SEVERAL),
        ('{"cloudService": {"proxy": "http://a:1/"}, "cloudService": {"enabled": true}}', SEVERAL),
        ('{"cloudService": {"proxy": "http://a:1/"}, "cloudService": {"proxy": "http://a:1/"}}', "proxy a:1"),
        ('{"cloudService": {"proxy": "1", "proxy": 1}}', SEVERAL),
        (
            '{"cloudService": {"Proxy": "http://a:1/"}}',
            "? whether the agent takes this key for 'proxy' is not verified",
        ),
        (
            '{"cloudservice": {"proxy": "http://a:1/"}}',
            "? whether the agent takes this key for 'cloudService' is not verified",
        ),
        (r'{"cloud\u0053ervice": {"pro\u0078y": "http:\/\/a:1\/"}}', "proxy a:1"),
    ],
)
def test_names_that_stand_twice_or_otherwise(text: str, expected: str) -> None:
    assert ways(text) == [expected]


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b'{"cloudService": {"proxy": "http://a:1/"},}', "and a comma stands before a closing bracket"),
        (b'{"cloudService": {"proxy": "http://a:1/"}', "and it ends too early"),
        (b"", "and it ends too early"),
    ],
)
def test_what_is_no_json_fails(data: bytes, expected: str) -> None:
    assert ways(data) == [f"! the profile must be valid JSON, {expected}"]


def test_another_encoding_fails() -> None:
    wanted = ["! a JSON file is written in UTF-8, and this one is not"]
    text = '{"cloudService": {"proxy": "http://a:1/"}}'
    assert ways(text.encode("utf-16")) == wanted
    assert ways(text.encode("utf-16-le")) == wanted
    assert ways(text.replace("a:1", "\u00e9:1").encode("latin-1")) == wanted


def test_a_byte_order_mark_leaves_it_open() -> None:
    reason = "the file begins with a byte order mark, and it is not verified that the agent reads on"
    assert ways(b'\xef\xbb\xbf{"cloudService": {"proxy": "http://a:1/"}}') == [f"? {reason}"]
    assert ways(b"\xef\xbb\xbf{}") == [ABSENT]


def test_another_value_than_an_object_fails() -> None:
    assert ways("[]") == ["! the profile must be a JSON object, and this is another kind of value"]


def test_the_case_names_its_record_and_its_place() -> None:
    text = profile("http://px:80/")
    (case,) = policy_of(text).decide(Request.parse(HTTPS), Given()).cases
    assert case.when.record == Record(1, None, "managed", True)
    span = case.route.span
    assert span is not None
    assert text[span.start : span.end] == "http://px:80/"
    assert [step.note for step in case.route.trace] == ["the managed profile: cloudService.proxy is 'http://px:80/'"]
