"""Several records in one file: stores, computers, what supersedes what."""

from __future__ import annotations

import pytest

from proxylint.format import Given
from proxylint.formats.winhttp import FORMAT
from proxylint.region import Record
from proxylint.request import Request
from proxylint.text import Source
from proxylint.verdict import Access, Tls
from proxylint_grammars.winhttp import reader
from tests.formats.winhttp.asking import DIRECT, HTTP, HTTPS, advanced, policy_of, shown, verdict_of, way, ways
from tests.formats.winhttp.registry_texts import export, internet_explorer


def _records(text: str, path: str = "dump.txt") -> list[tuple[Record, str]]:
    policy = policy_of(text, path)
    return [(case.when.record or Record(0), way(case)) for case in policy.decide(Request.parse(HTTPS), Given()).cases]


def test_before_and_after() -> None:
    assert _records(DIRECT + shown("px:80") + DIRECT) == [
        (Record(1, None, "winhttp", current=False), "direct"),
        (Record(2, None, "winhttp", current=False), "proxy px:80"),
        (Record(3, None, "winhttp", current=True), "direct"),
    ]


def test_stores_are_apart() -> None:
    text = DIRECT + advanced('{"Proxy":"localhost:8080"}')
    assert _records(text) == [
        (Record(1, None, "winhttp"), "direct"),
        (Record(2, None, "advproxy"), "proxy localhost:8080"),
    ]


def test_computers_are_apart() -> None:
    assert _records("\\\\SRV01:\n" + DIRECT + "\\\\srv02:\n" + shown("px:80") + "\\\\srv01:\n" + shown("px:81")) == [
        (Record(1, "SRV01", current=False), "direct"),
        (Record(2, "srv02"), "proxy px:80"),
        (Record(3, "srv01"), "proxy px:81"),
    ]


def test_a_script_is_its_final_state() -> None:
    assert _records("netsh winhttp reset proxy\nnetsh winhttp set proxy px:80\n", "set.cmd") == [
        (Record(1, current=False), "direct"),
        (Record(2), "proxy px:80"),
    ]


def test_a_script_that_branches_has_several() -> None:
    text = "if exist x (\nnetsh winhttp reset proxy\n) else (\nnetsh winhttp set proxy px:80\n)\n"
    assert _records(text, "set.cmd") == [(Record(1), "direct"), (Record(2), "proxy px:80")]


def test_a_later_change_that_may_or_may_not_run() -> None:
    text = "netsh winhttp set proxy px:80\n$code = 'netsh winhttp reset proxy'\n"
    reason = "a later line names another change, and it cannot be told whether that one is made"
    assert _records(text, "set.ps1") == [(Record(1), f"? {reason}")]


def test_a_failed_change_shows_the_old_state() -> None:
    text = shown("old:80") + "C:\\>netsh winhttp set proxy px:80\nError writing proxy settings. (5) Access is denied.\n"
    assert _records(text + shown("old:80")) == [(Record(1, current=False), "proxy old:80"), (Record(2), "proxy old:80")]


def test_a_failed_change_without_a_result_takes_no_place() -> None:
    text = shown("old:80") + "C:\\>netsh winhttp set proxy px:80\nError writing proxy settings. (5) Access is denied.\n"
    reason = "the command had no effect: the change failed and the settings it left are not shown"
    assert _records(text) == [(Record(1), "proxy old:80"), (Record(2, current=False), f"? {reason}")]


BROKEN = "a value seems to go on in the next line, as it does where text is copied from a narrow window"


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (DIRECT.split("    ", maxsplit=1)[0], "the record is incomplete: the text ends behind the header"),
        (shown("px:80").split("    Bypass")[0], "the record is incomplete: the line of the bypass list is missing"),
        (shown("http=a:80").split("    Bypass")[0], "the record is incomplete: the line of the bypass list is missing"),
        (
            shown("px:80", "*.a.example;*.microsof\nt.com;*.b.example"),
            f"the copy is broken into lines: {BROKEN}",
        ),
        (
            "netsh winhttp import proxy source=ie\n",
            "the setting is copied from the Internet Explorer settings of the user who runs the command",
        ),
        (
            "netsh winhttp set proxy %PX%\n",
            "the command is not fixed: its value is put in from a variable or template when the script runs",
        ),
        ("pushd winhttp\n", "the record is incomplete: the dump ends in the middle"),
    ],
)
def test_records_that_cannot_be_trusted(text: str, reason: str) -> None:
    assert (ways(text, HTTPS), ways(text, HTTP)) == ([f"? {reason}"], [f"? {reason}"])


@pytest.mark.parametrize(
    ("settings", "expected"),
    [
        ("{\n}", "direct"),
        ('{"AutoconfigUrl":" ","Proxy":""}', "direct"),
        ('{"Proxy":"px:80"}', "proxy px:80"),
        ('{"Proxy":"px:80","ProxyIsEnabled":true,"AutoDetect":false,"AutoConfigIsEnabled":false}', "proxy px:80"),
        ('{"Proxy":"px:80","ProxyBypass":"*.microsoft.com"}', "direct"),
        ('{"Proxy":"px:80","ProxyBypass":"*"}', "? whether the bypass entry '*' covers the host depends: readings of"),
        ('{"Proxy":"px:80","ProxyIsEnabled":false}', "direct"),
        ('{"ProxyIsEnabled":true}', "? a static proxy is enabled but none is named"),
        ('{"AutoConfigUrl":"http://p.example/p.pac"}', "? decided by the PAC file at 'http://p.example/p.pac'"),
        ('{"AutoConfigUrl":"http://zq:zq@p/p.pac"}', "? decided by the PAC file at '***@p/p.pac'"),
        ('{"AutoConfigUrl":"http://p.example/p.pac","AutoConfigIsEnabled":false,"Proxy":"px:80"}', "proxy px:80"),
        ('{"AutoConfigIsEnabled":true}', "? a PAC file is enabled but no address of it is given"),
        (
            '{"Proxy":"px:80","AutoDetect":true}',
            "? decided by the PAC file that auto-detection (WPAD) finds, if it finds one",
        ),
        (
            '{"Proxy":"px:80","PerUserProxySettings":true}',
            "? settings per user are in force, and those shown are one user's, not the system's",
        ),
        ('{"Proxy":"px:80","ConnectionName":"VPN"}', "? the settings belong to the connection 'VPN'"),
        (
            '{"Proxy":"px:80","Whatever":1}',
            "? the record is not fully understood: the settings hold a key or value of no known kind",
        ),
        ('{"Proxy":"px:80"', "? the record is incomplete: the settings are not one complete flat JSON object"),
    ],
)
def test_advanced_settings(settings: str, expected: str) -> None:
    (found,) = ways(advanced(settings))
    assert found[: len(expected)] == expected


def test_settings_for_one_user() -> None:
    text = r"netsh winhttp set advproxy setting-scope=user settings={\"Proxy\":\"px:80\"}"
    assert ways(text) == ["? the setting is made for one user, not for the system"]


def _with_file(line: str, **texts: str) -> list[str]:
    policy = policy_of(line, "set.cmd", {name.replace("_", "."): text for name, text in texts.items()})
    return [way(case) for case in policy.decide(Request.parse(HTTPS), Given()).cases]


def test_a_settings_file_is_followed() -> None:
    line = "netsh winhttp set advproxy setting-scope=machine settings-file=%~dp0p.json\n"
    assert _with_file(line, p_json='{"Proxy":"px:80"}') == ["proxy px:80"]
    assert _with_file(line.replace("%~dp0", ".\\"), p_json='{"Proxy":"px:80"}') == [
        "? ./p.json is not in the repository"
    ]
    assert _with_file(line.replace("%~dp0", "C:\\"), p_json="{}") == ["? /p.json is not in the repository"]
    assert _with_file(line.replace("%~dp0", ""), p_json="[]") == [
        "? the file 'p.json' is not one flat JSON object of settings"
    ]
    assert _with_file(line.replace("%~dp0", "")) == ["? p.json is not in the repository"]


def test_access_and_tls_are_for_others_to_say() -> None:
    (case,) = verdict_of(shown("px:80"), HTTPS).cases
    assert (case.access.value, case.tls.value, case.failure) == (Access.SILENT, Tls.SILENT, None)


def test_the_place_that_decides() -> None:
    source = Source.of("dump.txt", shown("http=a:80;https=b:81", "crl.microsoft.com").encode())
    policy = policy_of(source.text)
    spans = [policy.decide(Request.parse(url), Given()).cases[0].route.span for url in (HTTPS, HTTP)]
    assert [source.quote(span) for span in spans if span] == ["https=b:81", "crl.microsoft.com"]


def test_the_trace_tells_the_record_the_entry_and_the_list() -> None:
    (case,) = verdict_of("\\\\SRV01:\n" + shown("px:80", "crl.microsoft.com"), HTTP).cases
    (step,) = case.route.trace
    assert (step.note, [(inner.note, inner.held) for inner in step.inner]) == (
        "record of SRV01, store winhttp",
        [("http uses the entry 'px:80'", True), ("the bypass entry 'crl.microsoft.com' covers the host", True)],
    )


PLAIN = "save the plain output of 'netsh winhttp show proxy' or 'netsh winhttp dump' instead"


@pytest.mark.parametrize(
    ("text", "failure"),
    [
        ("", "the file holds no WinHTTP proxy setting in a form that is known"),
        ("hello\n", "the file holds no WinHTTP proxy setting in a form that is known"),
        (
            "<p>Current WinHTTP proxy settings:</p>\n<p>    Direct access (no proxy server).</p>\n",
            f"the result is wrapped in HTML, which is not read: {PLAIN}",
        ),
    ],
)
def test_a_file_without_a_record_has_a_failure(text: str, failure: str) -> None:
    policy = policy_of(text)
    assert policy.failure is not None
    assert (policy.failure.text, policy.decide(Request.parse(HTTPS), Given()).cases) == (failure, ())


def test_too_many_records_are_a_failure(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "MOST_RECORDS", 50)
    policy = policy_of("netsh winhttp reset proxy\n" * 60)
    assert (policy.settings, policy.failure and policy.failure.text) == (
        (),
        "the file holds more than 50 records: split it",
    )


@pytest.mark.parametrize(
    ("text", "score"),
    [
        (DIRECT, 95),
        (shown("px:80"), 95),
        (advanced("{\n}"), 95),
        ("Current WinHTTP proxy settings:      Direct access (no proxy server).", 90),
        ("    Proxy Server(s) :  px:80\n    Bypass List     :  (none)\n", 85),
        ("pushd winhttp\n\nreset proxy\n\npopd\n", 95),
        ("netsh winhttp set proxy px:80\n", 70),
        ('{ "Proxy": "px:80" }', 85),
        ('{ "name": "proxylint", "proxy": "http://px" }', 0),
        ("http_port 3128\n", 0),
        ("function FindProxyForURL(url, host) { return 'DIRECT'; }", 0),
        (export(TelemetryProxyServer="px:80"), 90),
        (export(ProxyServer="http://px:80").replace("\n", "\r\n"), 90),
        ("HKEY_LOCAL_MACHINE\\x\n    ProxyPacUrl    REG_SZ    http://p/p.pac\n", 90),
        (internet_explorer("HKCU", ProxyEnable=1), 0),
        (export(DisableWpad=1), 0),
        ("WinHTTP", 0),
        ("", 0),
    ],
)
def test_likeness(text: str, score: int) -> None:
    assert FORMAT.likeness(Source("x", text)) == score


def test_a_fleet_is_asked_quickly() -> None:
    """Computers share few bypass lists, so that each is put to a URL once."""
    bypass = ";".join(f"*.branch{number}.corp.example" for number in range(100))
    text = "".join(f"\\\\SRV{number:04}:\n{shown('px:80', bypass)}" for number in range(300))
    policy = policy_of(text)
    found = [policy.decide(Request.parse(f"https://a{number}.microsoft.com/"), Given()) for number in range(20)]
    assert {len(verdict.cases) for verdict in found} == {300}
