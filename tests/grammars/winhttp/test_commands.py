"""Command lines in scripts and consoles, and the commands that a dump is made of."""

from __future__ import annotations

import pytest

from proxylint.text import Source
from proxylint_grammars.winhttp import read_dump
from proxylint_grammars.winhttp.syntax import Static
from tests.grammars.winhttp.reading import records

PX = "command winhttp: px:80"
LISTED = "command winhttp: px:80 except *.corp.example;<local>"


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("netsh winhttp set proxy px:80", PX),
        ("NETSH.EXE WinHTTP SET Proxy px:80", PX),
        ('netsh winhttp set proxy proxy-server="px:80" bypass-list="*.corp.example;<local>"', LISTED),
        ('netsh winhttp set proxy bypass-list="*.corp.example;<local>" proxy-server="px:80"', LISTED),
        ('netsh winhttp set proxy px:80 "*.corp.example;<local>"', LISTED),
        (
            'netsh winhttp set proxy px:80 ""*.corp.example;<local>""',
            "command winhttp shell: px:80 except *.corp.example;<local",
        ),
        ("netsh winhttp set proxy px:80 *.corp.example;^<local^>", LISTED),
        ('netsh winhttp set proxy px:80 "^<local^>"', "command winhttp: px:80 except ^<local^>"),
        ('netsh winhttp set proxy proxy-server="px:80" bypass-list=""', PX),
        ("netsh winhttp set proxy px:80 >nul 2>&1", PX),
        ("netsh winhttp set proxy px:80>nul", PX),
        ("netsh winhttp set proxy px:80 & echo done", PX),
        ("netsh winhttp reset proxy", "command winhttp: direct"),
        ("netsh winhttp import proxy source=ie", "command winhttp: imported"),
        ("netsh winhttp import proxy ie", "command winhttp: imported"),
        ("netsh -r SRV01 winhttp set proxy px:80", "command winhttp host=SRV01: px:80"),
        ("netsh winhttp>set proxy px:80", PX),
        (r"%windir%\SysWOW64\netsh.exe winhttp set proxy px:80", "command winhttp-wow64: px:80"),
        ("netsh winhttp set proxy", None),
        ("netsh winhttp set proxy ?", None),
        ("netsh winhttp set proxy /?", None),
        ("netsh winhttp show proxy", None),
        ("netsh winhttp reset autoproxy", None),
        ("netsh winhttp reset tracing", None),
        ("netsh winttp set proxy px:80", None),
    ],
)
def test_the_arguments_of_netsh(line: str, expected: str | None) -> None:
    assert records(line + "\n", "set.cmd") == ([expected] if expected else [])


@pytest.mark.parametrize(
    "before",
    [
        "@",
        "RUN ",
        "call ",
        "start /wait ",
        "cmd /c ",
        "cmd.exe /s /c ",
        "C:\\>",
        "PS C:\\> ",
        "& ",
        "cd /d C:\\ & ",
        "$env:windir\\system32\\",
        "C:\\Windows\\System32\\",
        "    win_command: ",
        "- ",
        "1. ",
        "> ",
    ],
)
def test_what_may_stand_before_a_command(before: str) -> None:
    assert records(f"{before}netsh winhttp set proxy px:80\n") == [PX]


@pytest.mark.parametrize(
    "line",
    [
        'cmd /c "netsh winhttp set proxy px:80"',
        "`netsh winhttp set proxy px:80`",
        '  win_shell: "netsh winhttp set proxy px:80"',
    ],
)
def test_a_command_inside_quotes_ends_with_them(line: str) -> None:
    assert records(line + "\n") == [PX]


@pytest.mark.parametrize(
    "line",
    [
        "rem netsh winhttp set proxy px:80",
        "@REM netsh winhttp set proxy px:80",
        ":: netsh winhttp set proxy px:80",
        "# netsh winhttp set proxy px:80",
        "echo netsh winhttp set proxy px:80",
        '@echo "netsh winhttp set proxy px:80"',
        "Write-Host 'netsh winhttp set proxy px:80'",
        "<#\nnetsh winhttp set proxy px:80\n#>",
    ],
)
def test_comments_and_printed_commands_set_nothing(line: str) -> None:
    dump = read_dump(Source("set.ps1", line + "\n"))
    assert (dump.records, dump.mentions) == ((), ())


@pytest.mark.parametrize(
    "line",
    [
        "Run netsh winhttp set proxy px:80",
        "Then run netsh winhttp set proxy px:80 as administrator.",
        "If needed, run netsh winhttp reset proxy.",
        "x = 'netsh winhttp reset proxy'",
    ],
)
def test_a_command_that_is_only_named(line: str) -> None:
    dump = read_dump(Source("readme.md", line + "\n"))
    assert (dump.records, len(dump.mentions)) == ((), 1)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r\r\n"])
def test_a_command_over_several_lines(end: str) -> None:
    lines = (
        "netsh winhttp set proxy ^",
        '  proxy-server="px:80" ^',
        '  bypass-list="*.corp.example;<local>"',
        "echo done",
    )
    text = end.join((*lines, ""))
    assert records(text, "set.cmd") == [LISTED]


def test_places_behind_escapes() -> None:
    source = Source("set.cmd", "netsh winhttp set proxy px:80 *.corp.example;^<local^>\n")
    (record,) = read_dump(source).records
    assert isinstance(record.body, Static)
    assert record.body.bypass is not None
    assert source.quote(record.body.bypass.part(15, 22).span) == "<local^>"
    assert source.quote(record.body.bypass.part(0, 14).span) == "*.corp.example"


@pytest.mark.parametrize(
    ("line", "flaw"),
    [
        ("netsh winhttp set proxy %PROXY%", "variable"),
        ("netsh winhttp set proxy px:%1", "variable"),
        ("netsh winhttp set proxy $proxy", "variable"),
        ('netsh winhttp set proxy "{{ proxy_host }}:80"', "variable"),
        ("netsh winhttp set proxy !PROXY!", "variable"),
        ("netsh winhttp set proxy px:80 <local>", "shell"),
        ('netsh winhttp set proxy "px:80', "incomplete"),
        ("netsh winhttp set proxy http=px:80", "shell"),
        ("netsh winhttp set proxy px:80 a b", "shell"),
        ("netsh winhttp set proxy server=px:80", "shell"),
        ("netsh winhttp set proxy proxy-server=px:8080bypass-list=x", "shell"),
        ("PS C:\\> netsh winhttp set proxy px:80 *.a.example;*.b.example", "shell"),
    ],
)
def test_what_cannot_be_told_from_the_command_alone(line: str, flaw: str) -> None:
    (record,) = read_dump(Source("set.txt", line + "\n")).records
    assert flaw in [doubt.flaw for doubt in record.doubts]


def test_a_command_that_names_no_server() -> None:
    assert records('netsh winhttp set proxy proxy-server=""\n') == ["command winhttp incomplete: unread"]


@pytest.mark.parametrize(
    "settings",
    [
        r"settings={\"Proxy\":\"px:80\",\"ProxyBypass\":\"<local>\",\"AutoDetect\":false}",
        r'settings="{\"Proxy\":\"px:80\",\"ProxyBypass\":\"<local>\",\"AutoDetect\":false}"',
        r'settings={\"Proxy\":\"px:80\",\"ProxyBypass\":\"<local>\",\"AutoDetect\":false}"',
        'settings={"Proxy":"px:80","ProxyBypass":"<local>","AutoDetect":false}',
        'settings=\'{"Proxy":"px:80","ProxyBypass":"<local>","AutoDetect":false}\'',
    ],
)
def test_advanced_settings_on_a_command_line(settings: str) -> None:
    text = f"netsh winhttp set advproxy setting-scope=machine {settings}\n"
    assert records(text) == ["command advproxy: Proxy=px:80, ProxyBypass=<local>, AutoDetect=False"]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (
            r"netsh winhttp set advproxy setting-scope=user settings={\"Proxy\":\"px:80\"}",
            "command advproxy per-user: Proxy=px:80",
        ),
        (
            "netsh winhttp set advproxy setting-scope=machine settings-file=c:\\p.json",
            "command advproxy: file c:\\p.json",
        ),
        ("netsh winhttp set advproxy setting-scope=machine settings={", "command advproxy incomplete: unread"),
        (r"netsh winhttp set advproxy settings={\"Proxy\":\"%P%\"}", "command advproxy variable: Proxy=%P%"),
        (
            "Set-WinhttpProxy -SettingScope Machine -Proxy 'px:80' -ProxyBypass \"<local>;*.x\" -AutoDetect",
            "command advproxy: Proxy=px:80, ProxyBypass=<local>;*.x, AutoDetect=True",
        ),
        ("Set-WinhttpProxy -SettingScope User -Proxy px:80", "command advproxy per-user: Proxy=px:80"),
        ("Set-WinhttpProxy -Proxy $px", "command advproxy variable: Proxy=$px"),
        ("Set-WinhttpProxy @settings", "command advproxy shell shell: nothing"),
        ("Import-WinhttpProxy", "command advproxy shell: unread"),
    ],
)
def test_other_ways_to_set_them(line: str, expected: str) -> None:
    assert records(line + "\n") == [expected]


def test_a_straight_script_is_read_in_order() -> None:
    text = "@echo off\nrem set the proxy\nnetsh winhttp reset proxy\nnetsh winhttp set proxy px:80\nexit /b 0\n"
    assert records(text, "set.cmd") == ["command winhttp: direct", PX]


@pytest.mark.parametrize(
    "text",
    [
        "if exist x (\n  netsh winhttp reset proxy\n) else (\n  netsh winhttp set proxy px:80\n)\n",
        'if "%1"=="off" goto off\nnetsh winhttp reset proxy\ngoto :eof\n:off\nnetsh winhttp set proxy px:80\n',
        "if ($x) {\nnetsh winhttp reset proxy\n}\nnetsh winhttp set proxy px:80\n",
        "function a {\nnetsh winhttp reset proxy\n}\nnetsh winhttp set proxy px:80\n",
    ],
)
def test_a_script_that_branches_leaves_it_open_what_runs(text: str) -> None:
    assert records(text, "set.cmd") == ["command winhttp conditional: direct", "command winhttp conditional: px:80"]


def test_a_failure_without_an_echo() -> None:
    text = "C:\\>netsh winhttp set proxy px:80\nError writing proxy settings. (5) Access is denied.\n\nC:\\>"
    assert records(text) == ["command winhttp failed=5 failed: px:80"]


DUMP = (
    "# -----------------------------------------\n# WinHTTP Proxy Configuration\n"
    "# -----------------------------------------\npushd winhttp\n\n{}\n\npopd\n\n# End of WinHTTP Proxy Configuration\n"
)


@pytest.mark.parametrize(
    ("command", "expected"),
    [
        ("reset proxy", "dumped winhttp: direct"),
        ('set proxy proxy-server="px:80"', "dumped winhttp: px:80"),
        ('set proxy proxy-server="px:80" bypass-list="<local>;*.x"', "dumped winhttp: px:80 except <local>;*.x"),
        (r"set advproxy setting-scope=machine settings={\"Proxy\":\"px:80\"}", "dumped advproxy: Proxy=px:80"),
    ],
)
def test_dumps(command: str, expected: str) -> None:
    assert records(DUMP.format(command)) == [expected]


def test_a_whole_dump_whose_contexts_do_not_balance() -> None:
    text = (
        "pushd interface ipv4\nreset\nset global\npopd\n# RAS\npushd ro demanddial\nset proxy other:99\n"
        + DUMP.format('set proxy proxy-server="px:80"')
        + "pushd http\nset proxy other:98\npopd\n"
    )
    assert records(text) == ["dumped winhttp: px:80"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("pushd winhttp\n\n", ["dumped winhttp incomplete: unread"]),
        ("pushd winhttp\n\nreset proxy", ["dumped winhttp incomplete: direct"]),
        (
            'pushd winhttp\nset proxy proxy-server="px:80" bypass-list="*.cor',
            ["dumped winhttp incomplete incomplete: px:80 except *.cor"],
        ),
        ("pushd winhttp\n\npopd\n", []),
    ],
)
def test_dumps_that_are_cut_off(text: str, expected: list[str]) -> None:
    assert records(text) == expected
