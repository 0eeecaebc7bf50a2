"""What to do, by what stands at the deciding place."""

from __future__ import annotations

import pytest

from proxylint.fault import Fault
from proxylint.format import Given
from proxylint.formats.winhttp.remedy import SET_PROXY, remedy
from proxylint.request import Request
from tests.formats.winhttp.asking import DIRECT, HTTP, HTTPS, advanced, policy_of, shown, verdict_of

AGAIN = "Let Windows write the file instead of copying it from a window:\n    netsh winhttp"
INSTEAD = "Judge what a computer shows once the command has run:\n    netsh winhttp"
SET = "netsh winhttp set proxy"
NONE = "This setting names no proxy. Where devices have no direct way out,"


def said(text: str, url: str, fault: Fault) -> str | None:
    at = verdict_of(text, url).cases[-1].route.span
    assert at is not None
    return remedy(policy_of(text), fault, (), at)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (shown("px:80", "*.a.example;*.microsof\nt.com;.b"), f"{AGAIN} show proxy > winhttp.txt"),
        (shown("px:80").split("    Bypass")[0], f"{AGAIN} show proxy > winhttp.txt"),
        (advanced('{"Proxy":"px:80"'), f"{AGAIN} show advproxy > winhttp.txt"),
        (
            advanced('{"AutoDetect":true}'),
            "Save the PAC file that auto-detection finds, and judge it as well:\n    proxylint check wpad.dat",
        ),
        (
            advanced('{"AutoconfigUrl":"http://px/proxy.pac"}'),
            "Save the PAC file, and judge it as well:\n    proxylint check proxy.pac",
        ),
        ('netsh winhttp set proxy "%PROXY%"\n', f"{INSTEAD} show proxy > winhttp.txt"),
        ("netsh winhttp import proxy source=ie\n", f"{INSTEAD} show proxy > winhttp.txt"),
        ("netsh winhttp set advproxy settings-file=x.json\n", f"{INSTEAD} show advproxy > winhttp.txt"),
        (
            shown("px:80", "a.example;*microsoft.com"),
            "Write '*.microsoft.com' for the names below it and 'microsoft.com' for the name itself.",
        ),
        (shown("px:80", "w*.microsoft.com"), "List the names, or write '*.' and a domain."),
        (shown("px:80", "*"), None),
        (shown("px:80", "winatp-gw-weu.microsoft.com:443"), None),
        (shown("px:PORT"), None),
    ],
)
def test_undecided(text: str, expected: str | None) -> None:
    assert said(text, HTTPS, Fault.UNDECIDED) == expected


@pytest.mark.parametrize(
    ("text", "url", "expected"),
    [
        (DIRECT, HTTPS, f"{NONE} set one for the system:\n    {SET_PROXY}"),
        ("netsh winhttp reset proxy\n", HTTPS, f"{NONE} set one for the system:\n    {SET_PROXY}"),
        (advanced("{}"), HTTPS, f"{NONE} name one under Proxy."),
        (
            advanced('{"Proxy":"px:80","ProxyIsEnabled":false}'),
            HTTPS,
            f"{NONE} name one under Proxy.",
        ),
        (advanced('{"Proxy":"http=px:80"}'), HTTPS, "An entry without a key serves http and https."),
        (
            shown("http=px:80", "*.a.example"),
            HTTPS,
            f'An entry without http= serves http and https:\n    {SET} proxy-server="px:80" bypass-list="*.a.example"',
        ),
        (
            shown("ftp=f:21;https=px:81"),
            HTTP,
            f'An entry without https= serves http and https:\n    {SET} proxy-server="px:81"',
        ),
        (shown("ftp=px:80"), HTTPS, f"An entry without a key serves http and https:\n    {SET_PROXY}"),
        (
            shown("px:80", "a.example;*.microsoft.com"),
            HTTPS,
            "Take '*.microsoft.com' out of the bypass list; bypass only names of your own network.",
        ),
    ],
)
def test_sent_direct(text: str, url: str, expected: str) -> None:
    assert said(text, url, Fault.SENT_DIRECT) == expected


def test_the_record_at_the_place_is_the_one_meant() -> None:
    text = "\\\\A:\n" + shown("http=a:80") + "\\\\B:\n" + shown("http=b:80")
    cases = verdict_of(text, HTTPS).cases
    places = [case.route.span for case in cases]
    found = [remedy(policy_of(text), Fault.SENT_DIRECT, (), at) for at in places if at is not None]
    assert [(advice or "").rpartition("=")[2] for advice in found] == ['"a:80"', '"b:80"']


def test_a_setting_that_stands_in_a_file_of_its_own() -> None:
    text = "netsh winhttp set advproxy settings-file=x.json\n"
    policy = policy_of(text, texts={"x.json": '{"Proxy":"px:80","ProxyBypass":"*.microsoft.com"}'})
    (case,) = policy.decide(Request.parse(HTTPS), Given()).cases
    assert case.route.span is not None
    expected = "Take '*.microsoft.com' out of the bypass list; bypass only names of your own network."
    assert remedy(policy, Fault.SENT_DIRECT, (), case.route.span) == expected


def test_nothing_is_said_of_a_place_outside_of_every_record() -> None:
    policy = policy_of(shown("http=px:80") + "and more\n")
    (source,) = policy.sources.values()
    assert remedy(policy, Fault.SENT_DIRECT, (), source.span(len(source.text) - 5, len(source.text))) is None
