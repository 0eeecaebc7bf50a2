"""The registry as text: `WinHttpSettings` from bytes laid out as Windows does, and the values of policies."""

from __future__ import annotations

import struct
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from proxylint.text import Source
from proxylint_grammars.winhttp import read_dump
from proxylint_grammars.winhttp.syntax import Data, Number, RegistryValue, Removed, Static, Word
from tests.grammars.winhttp.reading import records

KEY = r"HKEY_LOCAL_MACHINE\SOFTWARE\Microsoft\Windows\CurrentVersion\Internet Settings\Connections"


def blob(size: int, flags: int, proxy: str = "", bypass: str = "") -> bytes:
    head = struct.pack("<III", size, 0, flags)
    return head + b"".join(struct.pack("<I", len(text)) + text.encode() for text in (proxy, bypass))


def export(data: bytes, key: str = KEY, end: str = "\r\n") -> str:
    numbers = [f"{byte:02x}" for byte in data]
    rows = [",".join(numbers[at : at + 20]) for at in range(0, len(numbers), 20)]
    value = f",\\{end}  ".join(rows)
    return f'Windows Registry Editor Version 5.00{end}{end}[{key}]{end}"WinHttpSettings"=hex:{value}{end}{end}'


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (blob(0x18, 1), "direct"),
        (blob(0x28, 1), "direct"),
        (blob(0x28, 1, "old:80", "<local>"), "direct"),
        (blob(0x18, 3, "px:80"), "px:80"),
        (
            blob(0x28, 3, "http=a:80;https=b:81", "*.corp.example;<local>"),
            "http=a:80;https=b:81 except *.corp.example;<local>",
        ),
        (blob(0x28, 2, "px:80"), "px:80"),
    ],
)
def test_flags_decide(data: bytes, expected: str) -> None:
    assert records(export(data).encode("utf-16")) == [f"registry winhttp: {expected}"]


@pytest.mark.parametrize("cut", range(1, 32))
def test_a_value_that_is_cut(cut: int) -> None:
    whole = blob(0x18, 3, "px:80", "<local>")
    assert records(export(whole[:-cut])) == ["registry winhttp incomplete: unread"]


def test_a_length_beyond_the_value() -> None:
    assert records(export(blob(0x18, 3)[:12] + b"\xff\xff\xff\x7f" + b"px:80")) == [
        "registry winhttp incomplete: unread"
    ]


def test_the_copy_for_32_bit_programs() -> None:
    key = KEY.replace("SOFTWARE", r"SOFTWARE\WOW6432Node")
    text = export(blob(0x18, 1)) + export(blob(0x18, 3, "px:80"), key)
    assert records(text) == ["registry winhttp: direct", "registry winhttp-wow64: px:80"]


def test_places_inside_the_hexadecimal_text() -> None:
    source = Source("x.reg", export(blob(0x18, 3, "px:80", "<local>")))
    (record,) = read_dump(source).records
    assert isinstance(record.body, Static)
    assert source.quote(record.body.proxy.part(0, 2).span) == "70,78,"
    assert source.quote(record.body.proxy.part(3, 5).span) == "38,\\\r\n  30"


V5 = "Windows Registry Editor Version 5.00\r\n\r\n"
V4 = "REGEDIT4\r\n\r\n"
POLICY = r"HKEY_LOCAL_MACHINE\SOFTWARE\Policies\Microsoft\Windows\DataCollection"
DEFENDER = r"HKEY_LOCAL_MACHINE\SOFTWARE\Policies\Microsoft\Windows Defender"


def values(text: str | bytes) -> list[str]:
    """One line for each value: account, path, name and what it says, or why that is not clear."""
    source = Source.of("x.reg", text) if isinstance(text, bytes) else Source("x.reg", text)
    return [told(value) for value in read_dump(source).values]


def told(value: RegistryValue) -> str:
    path = value.key.path.rpartition("\\")[2] + (" (wow64)" if value.key.wow64 else "")
    return f"{value.key.account} {path}: {value.name or '*'} {_data(value.data)}"


def _data(data: Data) -> str:
    match data:
        case Word(text):
            return f"'{text}'"
        case Number(value):
            return f"= {value}"
        case Removed():
            return "removed"
    return f"? {data.why}"


def written(*lines: str, key: str = POLICY, head: str = V5) -> str:
    return f"{head}[{key}]\r\n" + "".join(f"{line}\r\n" for line in lines)


WHERE = "machine datacollection: telemetryproxyserver"
NO_FORM = "? it has no form that a registry export knows"
BEHIND = "? something stands behind it that belongs to no value"


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ('"TelemetryProxyServer"="px.corp.example:8080"', "'px.corp.example:8080'"),
        ('  "telemetryPROXYserver" = "px:80" ; the proxy', "'px:80'"),
        (r'"TelemetryProxyServer"="a\\b\"c"', "'a\\b\"c'"),
        ('"TelemetryProxyServer"=""', "''"),
        ('"TelemetryProxyServer"=-', "removed"),
        ('"TelemetryProxyServer"=dword:0000000a', "= 10"),
        ('"TelemetryProxyServer"=hex(4):01,00,00,00', "= 1"),
        ('"TelemetryProxyServer"=hex(1):70,00,78,00,00,00', "'px'"),
        ('"TelemetryProxyServer"=hex(2):70,00,\\\r\n  78,00,00,00', "'px'"),
        ('"TelemetryProxyServer"=hex(7):70,00,78,00,00,00,00,00', "'px'"),
        ('"TelemetryProxyServer"=hex(7):70,00,00,00,78,00,00,00,00,00', "? it holds several strings"),
        ('"TelemetryProxyServer"=hex(1):3d,d8,00,de', "'\ufffd\ufffd'"),
        ('"TelemetryProxyServer"=hex(1):', "''"),
        ('"TelemetryProxyServer"=hex:70,78', "? it is binary"),
        ('"TelemetryProxyServer"=hex(1):70,00,78', "? its type is not known here, or does not fit its length"),
        ('"TelemetryProxyServer"=hex(b):70,00', "? its type is not known here, or does not fit its length"),
        ('"TelemetryProxyServer"="open', NO_FORM),
        ('"TelemetryProxyServer"=px:80', NO_FORM),
        ('"TelemetryProxyServer"=dword:', NO_FORM),
        ('"TelemetryProxyServer"=dword:123456789', NO_FORM),
        ('"TelemetryProxyServer"="px:80"x', BEHIND),
        ('"TelemetryProxyServer"=-1', BEHIND),
    ],
)
def test_values_of_an_export(line: str, expected: str) -> None:
    assert values(written(line)) == [f"{WHERE} {expected}"]


@pytest.mark.parametrize(
    "line",
    ['"AllowTelemetry"=dword:00000003', '@="px:80"', '; "TelemetryProxyServer"="px:80"', '"ProxyServer', ""],
)
def test_lines_of_an_export_that_say_nothing_of_proxies(line: str) -> None:
    assert values(written(line)) == []


def test_an_export_of_the_old_version_has_one_byte_a_character() -> None:
    assert values(written('"TelemetryProxyServer"=hex(2):70,78,00', head=V4)) == [f"{WHERE} 'px'"]


@pytest.mark.parametrize(
    ("key", "expected"),
    [
        (r"HKLM\Software\Policies\Microsoft\Windows Defender", "machine windows defender"),
        (r"hkey_local_machine\SOFTWARE\WOW6432Node\Microsoft\X", "machine x (wow64)"),
        (r"HKEY_CURRENT_USER\Software\Internet Settings", "current user internet settings"),
        (r"HKCU\Software\Internet Settings", "current user internet settings"),
        (r"HKEY_USERS\S-1-5-18\Software\Internet Settings", "s-1-5-18 internet settings"),
        (r"HKU\.DEFAULT\Software\Internet Settings" + "\\", ".default internet settings"),
        (r"HKEY_CLASSES_ROOT\Software\Internet Settings", " "),
    ],
)
def test_keys(key: str, expected: str) -> None:
    assert values(written('"ProxyServer"="px:80"', key=key)) == [f"{expected}: proxyserver 'px:80'"]


def test_a_key_that_is_removed_takes_what_follows_with_it() -> None:
    text = written('"TelemetryProxyServer"="px:80"', key=f"-{POLICY}")
    assert values(text) == ["machine datacollection: * removed", " : telemetryproxyserver 'px:80'"]


def test_a_setting_that_is_removed_is_no_setting_that_is_known() -> None:
    assert records(written('"WinHttpSettings"=-', key=KEY)) == ["registry winhttp foreign: unread"]
    assert records(written(key=f"-{KEY}")) == ["registry winhttp foreign: unread"]
    assert records(written(key=f"-{KEY}\\Below")) == []


@pytest.mark.parametrize("key", [KEY.replace("LOCAL_MACHINE", "USERS\\S-1-5-18"), KEY + "\\Below", POLICY])
def test_win_http_settings_below_another_key_is_none(key: str) -> None:
    assert records(export(blob(0x18, 3, "px:80"), key)) == []


def queried(*lines: str, key: str = POLICY, command: str = "") -> str:
    return f"C:\\>reg query {command}\r\n\r\n{key}\r\n" + "".join(f"{line}\r\n" for line in lines) + "\r\n"


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("    TelemetryProxyServer    REG_SZ    px.corp.example:8080", "'px.corp.example:8080'"),
        ("    TelemetryProxyServer    REG_SZ    ", "''"),
        ("    TelemetryProxyServer    REG_SZ", "''"),
        ("    TelemetryProxyServer    REG_EXPAND_SZ    %PX%:80", "'%PX%:80'"),
        ("    telemetryproxyserver    REG_SZ    a b", "'a b'"),
        ("\tTelemetryProxyServer\tREG_SZ\tpx:80", "'px:80'"),
        ("    TelemetryProxyServer    REG_MULTI_SZ    px:80", "'px:80'"),
        (
            "    TelemetryProxyServer    REG_MULTI_SZ    a\\0b",
            "? its type is not known here, or does not fit what stands there",
        ),
        ("    TelemetryProxyServer    REG_DWORD    0x1f", "= 31"),
        (
            "    TelemetryProxyServer    REG_DWORD    1",
            "? its type is not known here, or does not fit what stands there",
        ),
    ],
)
def test_values_of_reg_query(line: str, expected: str) -> None:
    assert values(queried(line)) == [f"{WHERE} {expected}"]


@pytest.mark.parametrize(
    "line", ["  TelemetryProxyServer    REG_SZ    px:80", "TelemetryProxyServer    REG_SZ    px:80"]
)
def test_values_of_reg_query_stand_behind_four_blanks(line: str) -> None:
    assert values(queried(line)) == []


def test_errors_and_other_keys_between_the_results() -> None:
    text = (
        queried("    AllowTelemetry    REG_DWORD    0x1")
        + "FEHLER: Der angegebene Registrierungsschlüssel bzw. Wert wurde nicht gefunden.\r\n"
        + queried("    ProxyServer    REG_SZ    http://px:80", "    ProxyBypass    REG_SZ    *.corp", key=DEFENDER)
    )
    assert values(text) == [
        "machine windows defender: proxyserver 'http://px:80'",
        "machine windows defender: proxybypass '*.corp'",
    ]


def test_a_value_broken_at_the_width_of_a_window() -> None:
    line = "    TelemetryProxyServer    REG_SZ    " + "p" * 42 + "\r\nxy.corp.example:80"
    assert values(queried(line)) == [f"{WHERE} ? its line seems broken at the width of a window"]


@pytest.mark.parametrize(
    ("command", "store"), [("x /reg:32", "winhttp-wow64"), ("x", "winhttp"), ("x /reg:64", "winhttp")]
)
def test_win_http_settings_of_reg_query(command: str, store: str) -> None:
    line = f"    WinHttpSettings    REG_BINARY    {blob(0x18, 3, 'px:80', '<local>').hex().upper()}"
    assert records(queried(line, key=KEY, command=command)) == [f"registry {store}: px:80 except <local>"]


def test_policies_are_the_same_for_programs_of_either_kind() -> None:
    line = "    TelemetryProxyServer    REG_SZ    px:80"
    assert values(queried(line, command="x /reg:32")) == [f"{WHERE} 'px:80'"]


def test_each_value_belongs_to_its_computer() -> None:
    text = "\\\\SRV01:\n" + queried("    TelemetryProxyServer    REG_SZ    px:80").replace("C:\\>reg query", "")
    (value,) = read_dump(Source("x.txt", text)).values
    assert (value.host, told(value)) == ("SRV01", f"{WHERE} 'px:80'")


def test_places_of_what_a_value_says() -> None:
    text = written('"TelemetryProxyServer"="a\\\\b@px:80"', '"ProxyServer"=hex(1):70,00,\\\r\n  78,00,00,00')
    source = Source("x.reg", text)
    words = [value.data for value in read_dump(source).values]
    assert all(isinstance(word, Word) for word in words)
    assert [source.quote(word.part(1, 2).span) for word in words if isinstance(word, Word)] == ["\\\\", "78,00"]


CORPUS = Path(__file__).parents[2] / "corpus" / "winhttp"


@pytest.mark.parametrize(
    ("name", "encoding"),
    [("policies.v5.reg", "utf-16"), ("policies.regedit4.reg", "cp1252"), ("policies.query", "cp850")],
)
def test_the_same_values_from_every_carrier(name: str, encoding: str) -> None:
    data = (CORPUS / name).read_bytes()
    data.decode(encoding)
    assert values(data) == [
        f"{WHERE} 'px.corp.example:8080'",
        "machine datacollection: disableenterpriseauthproxy = 1",
        "machine windows defender: proxyserver 'http://px.corp.example:8080'",
    ]
    assert records(data) == ["registry winhttp: px:80 except <local>"]


EXPORT_PIECES = (
    *("[HKEY_LOCAL_MACHINE\\", "[-HKLM\\", "HKEY_USERS\\", "]\r\n", "\\", POLICY, DEFENDER, KEY, V4, "\r\n", ";", "@="),
    *('"TelemetryProxyServer"=', '"ProxyServer"=', '"WinHttpSettings"=', '"', '\\"', "-", "dword:", "00000001"),
    *(
        "hex(2):",
        "hex(7):",
        "hex:",
        "70,00,",
        "00,00",
        ",\\\r\n  ",
        "    ",
        "ProxyServer",
        "REG_SZ",
        "REG_DWORD",
        "0x1",
    ),
)


@given(st.lists(st.sampled_from(EXPORT_PIECES), max_size=25).map("".join))
@settings(max_examples=200)
def test_any_pieces_of_an_export_are_read(text: str) -> None:
    for value in read_dump(Source("x.reg", text)).values:
        assert 0 <= value.span.start <= value.span.end <= len(text)
        if isinstance(value.data, Word):
            assert value.data.part(0, len(value.data.text)).text == value.data.text


def test_a_command_speaks_for_what_it_prints_alone() -> None:
    line = f"    WinHttpSettings    REG_BINARY    {blob(0x18, 1).hex()}"
    copy = queried("    Other    REG_SZ    x", key=r"HKEY_LOCAL_MACHINE\SOFTWARE\X", command="x /s /reg:32")
    below = f"{KEY}\r\n{line}\r\n\r\n"
    assert records(copy + below) == ["registry winhttp-wow64: direct"]
    assert records(copy + "and now:\r\n" + below) == ["registry winhttp: direct"]
