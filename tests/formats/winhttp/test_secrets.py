"""No report quotes a password: what a policy hands out of its sources holds none, and every place stays as it was."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from proxylint.formats.winhttp.secrets import logins
from proxylint.text import Source
from tests.formats.winhttp.asking import advanced, policy_of, shown
from tests.formats.winhttp.registry_texts import export, internet_explorer
from tests.grammars.squid.test_growth import assert_linear


def quotable(text: str) -> str:
    return policy_of(text).sources["dump.txt"].text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (shown("me:secret@px:80"), shown("*********@px:80")),
        (shown("http=me:se;cr et@px:80;b:81"), shown("****************@px:80;b:81")),
        (shown("px:80", "me@x.example"), shown("px:80", "**@x.example")),
        (shown("px:80", "*.corp.example"), shown("px:80", "*.corp.example")),
        (advanced('{"Proxy":"me:secret@px:80"}'), advanced('{"Proxy":"*********@px:80"}')),
        (
            advanced('{"Proxy":"me:secret@px:80","ProxyIsEnabled":false}'),
            advanced('{"Proxy":"*********@px:80","ProxyIsEnabled":false}'),
        ),
        (
            advanced('{"AutoconfigUrl":"http://me:secret@pac.example/"}'),
            advanced('{"AutoconfigUrl":"****************@pac.example/"}'),
        ),
        (
            'netsh winhttp set proxy proxy-server="me:secret@px:80"\n',
            'netsh winhttp set proxy proxy-server="*********@px:80"\n',
        ),
        (
            'netsh winhttp set proxy proxy-server="me:secret@px:80\n',
            'netsh winhttp set proxy proxy-server="*********@px:80\n',
        ),
        (export(TelemetryProxyServer="me:secret@px:80"), export(TelemetryProxyServer="*********@px:80")),
        (export(ProxyPacUrl="http://me:se@cret@p/"), export(ProxyPacUrl="*****************@p/")),
        (
            export(TelemetryProxyServer="me:secret@px:80").replace('80"', '80"x'),
            export(TelemetryProxyServer="*********@px:80").replace('80"', '80"x'),
        ),
        (
            internet_explorer("HKEY_CURRENT_USER", ProxyServer="me:secret@px:80"),
            internet_explorer("HKEY_CURRENT_USER", ProxyServer="*********@px:80"),
        ),
        (
            "HKEY_LOCAL_MACHINE\\x\n    ProxyServer    REG_SZ    me:secret@px:80\n",
            "HKEY_LOCAL_MACHINE\\x\n    ProxyServer    REG_SZ    *********@px:80\n",
        ),
    ],
)
def test_sources_hold_no_password(text: str, expected: str) -> None:
    assert quotable(text) == expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("me:secret@px", "*********@px"),
        ("http=me:secret@px", "http=*********@px"),
        ("a=b:=c:d@x:y@z", "a=******@***@z"),
        (":x@y", ":x@y"),
        ("a:b c:d@", "a:b ***@"),
        ("a=:b@", "a=:b@"),
    ],
)
def test_logins_of_a_line_that_is_not_understood(line: str, expected: str) -> None:
    masked = line
    for start, end in logins(line):
        masked = masked[:start] + "*" * (end - start) + masked[end:]
    assert masked == expected


@pytest.mark.parametrize("unit", ["a:", "a=", "a", "a:a ", "a:@", "=:"])
def test_logins_are_looked_for_in_proportion(unit: str) -> None:
    assert_linear(lambda count: lambda: list(logins(unit * (8 * count))))


def test_a_password_in_hexadecimal_is_no_secret_either() -> None:
    line = '"TelemetryProxyServer"=hex(1):75,00,3a,00,70,00,40,00,78,00,00,00\n'
    text = export(TelemetryProxyServer=None).replace('"TelemetryProxyServer"=-\n', line)
    assert "=hex(1):******************40,00,78,00,00,00" in quotable(text)


def test_a_command_above_the_result_that_it_led_to_holds_no_password() -> None:
    line = "netsh winhttp set proxy me:secret@px:80\r\n"
    assert quotable(line + shown("px:80")) == line.replace("me:secret", "*********") + shown("px:80")


def test_a_settings_file_holds_no_password() -> None:
    text = "netsh winhttp set advproxy setting-scope=machine settings-file=proxy.json\n"
    policy = policy_of(text, texts={"proxy.json": '{"Proxy":"me:secret@px:80"}'})
    assert policy.sources["proxy.json"].text == '{"Proxy":"*********@px:80"}'


def test_the_bytes_stay_for_the_hash_of_a_line() -> None:
    text = shown("me:secret@px:80")
    assert policy_of(text).sources["dump.txt"].data == text.encode()


@given(st.text("ab:;@= <>{}\"'\r\n%", max_size=40))
def test_places_stay(value: str) -> None:
    text = shown(value)
    source, left = Source("dump.txt", text), policy_of(text).sources["dump.txt"]
    assert len(left.text) == len(text)
    assert [left.place(offset) for offset in range(len(text))] == [source.place(offset) for offset in range(len(text))]
