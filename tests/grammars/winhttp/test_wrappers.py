"""What surrounds a result in practice."""

from __future__ import annotations

import pytest

from proxylint.text import Source
from proxylint_grammars.winhttp import read_dump
from proxylint_grammars.winhttp.syntax import Wrapper
from tests.grammars.winhttp.reading import records
from tests.grammars.winhttp.texts import DIRECT, EN, block

BLOCK = block(EN, "Direct access (no proxy server).", end="\n")
STATIC = block(EN, "Proxy Server(s) :  px:80", "Bypass List     :  (none)", end="\n")


@pytest.mark.parametrize(
    "before",
    [
        "Microsoft Windows [Version 10.0.20348.2113]\n\nC:\\Windows\\system32>netsh winhttp show proxy\n",
        "c:> netsh winhttp show proxy\n",
        "PS C:\\> netsh winhttp show proxy\n",
        "[PS] C:\\Windows\\system32>netsh winhttp show proxy\n",
        "\\\\server\\share>netsh winhttp show proxy\n",
    ],
)
def test_prompts(before: str) -> None:
    assert records(before + BLOCK) == [DIRECT]


def test_the_32_bit_program_shows_a_store_of_its_own() -> None:
    log = (
        "C:\\>netsh winhttp show proxy\n"
        + BLOCK
        + "C:\\>c:\\Windows\\SysWOW64\\netsh.exe winhttp show proxy\n"
        + STATIC
    )
    assert records(log) == [DIRECT, "shown winhttp-wow64: px:80"]


@pytest.mark.parametrize(
    ("before", "host"),
    [
        ("\\\\SRV01:\n", "SRV01"),
        ("SRV01 | CHANGED | rc=0 >>\n", "SRV01"),
        ("srv01.corp.example | SUCCESS | rc=0 >>\n", "srv01.corp.example"),
        ("[SRV01]: PS C:\\Users\\admin\\Documents> netsh winhttp show proxy\n", "SRV01"),
        ("C:\\>psexec \\\\SRV01 -s netsh winhttp show proxy\n", "SRV01"),
        ("C:\\>winrs -r:SRV01 netsh winhttp show proxy\n", "SRV01"),
        ("C:\\>netsh -r SRV01 winhttp show proxy\n", "SRV01"),
        (
            "**********************\nWindows PowerShell transcript start\nMachine: SRV01 (Microsoft Windows NT)\n***\n",
            "SRV01",
        ),
    ],
)
def test_host_names(before: str, host: str) -> None:
    assert records(before + BLOCK) == [f"shown winhttp host={host}: direct"]


def test_the_host_holds_until_another_is_named() -> None:
    text = "\\\\SRV01:\n" + BLOCK + "netsh exited on SRV01 with error code 0.\n" + BLOCK + "\\\\SRV02:\n" + STATIC
    assert records(text) == ["shown winhttp host=SRV01: direct", DIRECT, "shown winhttp host=SRV02: px:80"]


def test_a_remote_result_inside_a_transcript() -> None:
    text = "Machine: ADMIN1 (NT)\nPS C:\\> psexec \\\\SRV01 netsh winhttp show proxy\n" + BLOCK
    text += "PS C:\\> netsh winhttp show proxy\n" + STATIC
    assert records(text) == ["shown winhttp host=SRV01: direct", "shown winhttp host=ADMIN1: px:80"]


@pytest.mark.parametrize(
    "text",
    [
        "```\n" + BLOCK + "```\n",
        "```text" + BLOCK.replace("\n\n    ", "\n```\n\n```\n    ") + "```\n",
        BLOCK.replace("\n", "\n> "),
        BLOCK.replace("\n", "\n        "),
        BLOCK.replace("\n", "  \n"),
        BLOCK.replace("\n", "\n * "),
        BLOCK.replace("\n", "\n// "),
        BLOCK.replace("\n\n    ", "\n-----\n    "),
        f"{EN}      Direct access (no proxy server).\n",
        f" {EN}      Direct access (no proxy server).  ",
        f"{EN} Direct access (no proxy server).\n",
        "    Direct access (no proxy server).\n",
    ],
)
def test_markdown_comments_and_one_line_copies(text: str) -> None:
    assert records(text) == [DIRECT]


@pytest.mark.parametrize(
    "text",
    [
        f" {EN}      Proxy Server(s) :  px:80     Bypass List     :  (none)  ",
        "    Proxy Server(s) :  px:80\n    Bypass List     :  (none)\n",
        STATIC.replace("\n", "\n> "),
        STATIC.replace("\n", "\n * "),
        "```\n" + STATIC + "```\n",
    ],
)
def test_static_results_in_the_same_wrappings(text: str) -> None:
    assert records(text) == ["shown winhttp: px:80"]


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ("@echo Current WinHTTP proxy settings:\n    netsh winhttp show proxy\n", "show.cmd"),
        ("Write-Host WinHTTP proxy:\n    Direct access (nothing but serv)\n", "show.txt"),
        ("    WinHTTP proxy:\n    netsh winhttp show proxy\n", "show.txt"),
        (BLOCK.replace("\n", "\n# "), "set.ps1"),
        (BLOCK.replace("\n", "\nrem "), "set.cmd"),
        (f"<#{BLOCK}#>\n", "set.ps1"),
    ],
)
def test_words_of_a_script_are_no_result(text: str, path: str) -> None:
    assert records(text, path) == []


def test_a_row_whose_parts_cannot_be_told_apart() -> None:
    text = f"{EN}      Proxy Server(s) :  http=a:80    proxy2:81     Bypass List     :  (none)\n"
    assert records(text) == ["shown winhttp foreign: http=a:80 except 81     Bypass List     :  (none)"]


def test_output_of_other_tools_behind_a_result() -> None:
    text = STATIC + (
        'C:\\>reg query "HKLM\\Software\\Microsoft\\Windows\\CurrentVersion\\Internet Settings"\n\n'
        "HKEY_LOCAL_MACHINE\\Software\\Microsoft\\Windows\\CurrentVersion\\Internet Settings\n"
        "    ProxyEnable    REG_DWORD    0x1\n    ProxyServer    REG_SZ    other:99\n\n"
        "C:\\>ipconfig /flushdns\n\nWindows IP Configuration\n\nSuccessfully flushed the DNS Resolver Cache.\n"
        '{"Proxies": [{"Proxy": "other:99"}]}\n'
    )
    assert records(text) == ["shown winhttp: px:80"]


@pytest.mark.parametrize(
    ("text", "wrapper"),
    [
        ("<html><pre>Current WinHTTP proxy settings:<br>    Direct access (no proxy server).</pre>", Wrapper.HTML),
        ("<p>Current WinHTTP proxy settings:</p>\n<p>    Direct access (no proxy server).</p>\n", Wrapper.HTML),
        ("&nbsp;Current WinHTTP proxy settings:\n    Direct access (no proxy server).\n", Wrapper.HTML),
        (
            r'"stdout": "\r\nCurrent WinHTTP proxy settings:\r\n\r\n    Direct access (no proxy server).\r\n"',
            Wrapper.JSON,
        ),
        (
            '"stdout_lines": ["", "Current WinHTTP proxy settings:", "", "    Direct access (no proxy server)."]',
            Wrapper.JSON,
        ),
        ('    "stdout_lines": [\n        "",\n        "Current WinHTTP proxy settings:",\n        "",\n', Wrapper.JSON),
        ('"SRV01","Current WinHTTP proxy settings:\n\n    Direct access (no proxy server)."\n', Wrapper.CSV),
        ("SRV01;Current WinHTTP proxy settings:;Direct access (no proxy server).\n", Wrapper.CSV),
        (
            "out.txt:2:Current WinHTTP proxy settings:\nout.txt:4:    Direct access (no proxy server).\n",
            Wrapper.SELECT_STRING,
        ),
        ("> C:\\x\\out.txt:2:Current WinHTTP proxy settings:\n", Wrapper.SELECT_STRING),
    ],
)
def test_wrappings_that_are_refused(text: str, wrapper: Wrapper) -> None:
    dump = read_dump(Source("dump.txt", text))
    assert (dump.records, [refusal.wrapper for refusal in dump.refusals]) == ((), [wrapper])
