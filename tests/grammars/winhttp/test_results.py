"""`netsh winhttp show proxy` and `show advproxy`, recognised by shape."""

from __future__ import annotations

import pytest

from proxylint.text import Source
from proxylint_grammars.winhttp import read_dump
from proxylint_grammars.winhttp.syntax import Static
from tests.grammars.winhttp.reading import records
from tests.grammars.winhttp.texts import DIRECT, EN, JA, ZH, block

STATIC = "Proxy Server(s) :  px:80"
NONE = "Bypass List     :  (none)"


def test_values_have_exact_places() -> None:
    text = block(EN, "Proxy Server(s) :  http=a:80;https=b:81", "Bypass List     :  *.corp.example;<local>")
    source = Source("dump.txt", text)
    (record,) = read_dump(source).records
    assert isinstance(record.body, Static)
    assert record.body.bypass is not None
    assert source.quote(record.body.proxy.span) == "http=a:80;https=b:81"
    assert source.quote(record.body.bypass.span) == "*.corp.example;<local>"


def test_a_field_is_cut_at_its_first_colon() -> None:
    text = block(EN, "Proxy Server(s) :  http://px:80", "Bypass List     :  ::1;px:443")
    assert records(text) == ["shown winhttp: http://px:80 except ::1;px:443"]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Proxy Server(s): px:80", "Bypass List: (none)"),
        ("Proxy Server(s) :px:80", "Bypass List:(none)"),
        ("Proxy Server(s) :  px:80   ", "Bypass List     :  (none)   "),
    ],
)
def test_copies_that_were_typed_again(first: str, second: str) -> None:
    assert records(f"{EN}\n{first}\n{second}\n") == ["shown winhttp: px:80"]


def test_double_spaced_copies() -> None:
    assert records(f"{EN}\n\n\n    {STATIC}\n\n    {NONE}\n\n") == ["shown winhttp: px:80"]


def test_every_result_of_a_console_log_is_a_record() -> None:
    log = (
        r"C:\Windows\system32>netsh winhttp show proxy"
        + block(EN, "Direct access (no proxy server).")
        + r'C:\Windows\system32>netsh winhttp set proxy px:80 "<local>"'
        + block(EN, STATIC, "Bypass List     :  <local>")
        + r"C:\Windows\system32>netsh winhttp reset proxy"
        + block(EN, "Direct access (no proxy server).")
    )
    assert records(log) == [DIRECT, "shown winhttp: px:80 except <local>", DIRECT]


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("Error writing proxy settings. (5) Access is denied.", 5),
        ("Error writing proxy settings. (87) The parameter is incorrect.", 87),
        ("写入代理服务器设置时出错。(5) 拒绝访问。", 5),
    ],
)
def test_a_failed_change_before_the_old_state(line: str, code: int) -> None:
    text = f"C:\\>netsh winhttp set proxy px:80\r\n{line}\r\n" + block(EN, "Direct access (no proxy server).")
    assert records(text) == [f"shown winhttp failed={code}: direct"]


def test_an_error_in_a_double_byte_code_page() -> None:
    text = "写入代理服务器设置时出错。(5) 拒绝访问。\r\n" + block(ZH, "直接访问(没有代理服务器)。")
    assert records(text.encode("cp936")) == ["shown winhttp failed=5: direct"]


@pytest.mark.parametrize("line", ["Step (1) shows the state:", "Now (2) read:", "(see 5)"])
def test_numbers_in_parentheses_are_no_failure(line: str) -> None:
    assert records(line + "\n" + block(EN, "Direct access (no proxy server).")) == [DIRECT]


@pytest.mark.parametrize(
    "text",
    [
        "Proxy: WinHTTP:WinHttpDefault|https://px.example:8999\n    The direct way (no proxy server)",
        '{"src": "WinHTTP:something", "port": 8999}\n',
        "The WinHTTP proxy: use it (if you can) with care.\n",
        "About WinHTTP:\nSome tools fail (see below).\n",
        "WinHTTP results:\n    Timeout reached (30 s).\n",
        "WinHTTP:\nHost: px\nPort: 80\n",
        "netsh winttp show proxy\n",
    ],
)
def test_what_only_looks_like_a_header(text: str) -> None:
    assert records(text) == []


def test_an_announcement_before_the_true_header() -> None:
    text = "Setting winhttp proxy:\n" + block(EN, STATIC, NONE) + "WinHTTP after:\n" + block(EN, STATIC, NONE)
    assert records(text) == ["shown winhttp: px:80", "shown winhttp: px:80"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (block(EN), "shown winhttp incomplete: unread"),
        (block(EN, STATIC), "shown winhttp incomplete: px:80"),
        (block(EN, "Proxy Server(s) :", NONE), "shown winhttp incomplete: "),
        (block(EN, STATIC, "Bypass List     :"), "shown winhttp incomplete: px:80 except "),
        (block(EN, STATIC, "Bypass List     :  (no"), "shown winhttp incomplete: px:80 except (no"),
        (
            block(EN, STATIC, "Bypass List     :  *.corp.exam..."),
            "shown winhttp incomplete: px:80 except *.corp.exam...",
        ),
        (block(EN, "Direct access"), "shown winhttp foreign: unread"),
        (block(JA, "直接アクセス"), "shown winhttp foreign: unread"),
        (block(EN, "Direct access (no proxy"), "shown winhttp foreign: unread"),
        (block(EN, STATIC) + block(EN, STATIC, NONE), "shown winhttp incomplete: px:80"),
        (block(EN, STATIC) + r"C:\>netsh winhttp show proxy", "shown winhttp incomplete: px:80"),
        (block(EN, STATIC, "Bypass List     :  &lt;local&gt;"), "shown winhttp foreign: px:80 except &lt;local&gt;"),
    ],
)
def test_cut_and_unknown_results_are_never_taken_for_direct(text: str, expected: str) -> None:
    assert records(text)[0] == expected


LONG = "Bypass List     :  " + ";".join(f"*.branch{number:02}.corp.example" for number in range(3))


@pytest.mark.parametrize("width", [80, 120])
def test_a_line_broken_at_the_width_of_a_window(width: int) -> None:
    whole = (
        "    Bypass List     :  " + ";".join(f"*.b{number}.corp.example" for number in range(9)) + ";*.microsoft.com"
    )
    text = f"{EN}\n\n    {STATIC}\n{whole[:width]}\n{whole[width:]}\n\n"
    assert records(text) == [f"shown winhttp wrapped: px:80 except {whole[23:width]}"]


def test_a_broken_proxy_string() -> None:
    text = f"{EN}\n\n    Proxy Server(s) :  http=a.corp.example:80\n;https=b.corp.example:81\n    {NONE}\n"
    assert records(text) == ["shown winhttp wrapped: http=a.corp.example:80"]


@pytest.mark.parametrize(
    "after",
    [
        r"C:\Windows\system32>netsh winhttp show proxy",
        r"PS C:\> hostname",
        "```",
        "netsh exited on SRV01 with error code 0.",
        "SRV02 | CHANGED | rc=0 >>",
        "Successfully flushed the DNS Resolver Cache.",
        "**********************",
    ],
)
def test_other_lines_right_behind_a_list_are_no_rest_of_it(after: str) -> None:
    text = f"{EN}\n\n    {STATIC}\n    Bypass List     :  *.corp.example\n{after}\n"
    assert records(text) == ["shown winhttp: px:80 except *.corp.example"]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("{\n}\n", "nothing"),
        ('{\n  "Proxy":"localhost:8080",\n  "ProxyBypass":"*"\n}\n', "Proxy=localhost:8080, ProxyBypass=*"),
        (
            '{\n\t"Proxy"         :   "px:80",\n\t"AutoDetect"    :   false,\n\t"AutoconfigUrl" : " "\n}\n',
            "Proxy=px:80, AutoDetect=False, AutoconfigUrl= ",
        ),
        ('{"PerUserProxySettings":true}', "PerUserProxySettings=True"),
        ('{"Proxy":"\\u0070x:80;https=b\\/c"}', "Proxy=px:80;https=b/c"),
    ],
)
def test_advanced_settings(body: str, expected: str) -> None:
    header = "Current WinHTTP advanced proxy settings:"
    assert records(f"\n{header}\n\n{body}") == [f"advanced advproxy: {expected}"]


def test_places_behind_escapes_in_json() -> None:
    source = Source("advproxy.json", r'{"Proxy": "\u0070x:80", "ProxyBypass": "a\/b;<local>"}')
    (record,) = read_dump(source).records
    bypass = record.body.word("proxybypass")  # type: ignore[union-attr]
    assert bypass is not None
    assert (bypass.text, source.quote(bypass.part(4, 11).span)) == ("a/b;<local>", "<local>")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('WinHTTP advanced proxy settings:\n{"Proxy":"px:80"', "advanced advproxy incomplete: unread"),
        ('WinHTTP advanced proxy settings:\n{"Proxy":{"a":1}}', "advanced advproxy incomplete: unread"),
        (
            'WinHTTP advanced proxy settings:\n{"Proxy":"px:80","New":1}',
            "advanced advproxy foreign: Proxy=px:80, New=None",
        ),
        ('WinHTTP advanced proxy settings:\n{"Proxy":true}', "advanced advproxy foreign: Proxy=True"),
    ],
)
def test_advanced_settings_that_are_not_fully_understood(text: str, expected: str) -> None:
    assert records(text) == [expected]


def test_json_of_another_tool_is_left_alone() -> None:
    text = block(EN, "Direct access (no proxy server).") + '{"Proxy": "px:80", "Region": "x"}\n{"name": "y"}\n'
    assert records(text) == [DIRECT]


def test_a_file_that_is_nothing_but_settings() -> None:
    assert records('\n{ "Proxy": "px:80" }\n') == ["settings advproxy: Proxy=px:80"]


def test_the_listing_of_the_powershell_module() -> None:
    text = (
        "PS C:\\> Get-WinhttpProxy -Advanced\n\nCurrent WinHTTP advanced proxy settings:\n\n"
        "Connection name: \nProxy: px:80\nProxyBypass: <local>\nAutoconfigUrl: \nAutoDetect: False\n"
    )
    said = "Connectionname=, Proxy=px:80, ProxyBypass=<local>, AutoconfigUrl=, AutoDetect=False"
    assert records(text) == [f"advanced advproxy: {said}"]


def test_the_old_program_for_windows_xp() -> None:
    text = (
        "Current WinHTTP proxy settings under:\n\n"
        "  HKEY_LOCAL_MACHINE\\\n    SOFTWARE\\Microsoft\\WinHttpSettings :\n\n"
        "    Direct access (no proxy server).\n"
    )
    assert records(text) == [DIRECT]
