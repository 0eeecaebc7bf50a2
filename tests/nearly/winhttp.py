"""What netsh prints, commands that people write, registry exports, and what `reg query` and PowerShell print."""

from __future__ import annotations

from tests.nearly.drawing import Grammar
from tests.nearly.words import WORDS

WINHTTP: Grammar = {
    **WORDS,
    "file": (
        "<shown>", "<shown+>", "<line+>", "Windows Registry Editor Version 5.00\r\n\r\n<export+>", "<query+>",
        "<command+>", "<advanced>", "<wrapped+>",
    ),
    "line": ("<shown>", "<command>", "<export>", "<query>", "<advanced>", "<wrapped>", "<noise>"),
    "proxy": (
        "px.m.example:8080", "<host>:<port>", "http=<host>:<port>;https=<host>:<port>", "me:Xyzzy9pw@<host>:80",
        "http://<host>:<port>/", "socks=<host>", "<host>", "a b", '"<host>"', ";", "",
    ),
    "bypass": (
        "(none)", "<local>", "*.m.example;<local>", "<shell>;<shell>", "<host>", "*", "*:<port>", "https://<host>",
        "10.*;192.168.*", ";;", "<-loopback>",
    ),
    "local": ("<open>local>", "<open>LOCAL>"),
    "open": ("<",),
    "header": (
        "Current WinHTTP proxy settings:", "Aktuelle WinHTTP-Proxyeinstellungen:", "現在の WinHTTP プロキシ設定:",
        "Текущие параметры прокси-сервера WinHTTP:", "Current WinHTTP advanced proxy settings:",
    ),
    "shown": (
        "\r\n<header>\r\n\r\n    Direct access (no proxy server).\r\n\r\n",
        "\r\n<header>\r\n\r\n    Proxy Server(s) :  <proxy>\r\n    Bypass List     :  <bypass>\r\n\r\n",
        "<header>\n<noise>\n    Proxy Server(s) :  <proxy>\n", "\n<header>\n\n    <noise>\n\n",
    ),
    "command": (
        "netsh winhttp set proxy <proxy>\r\n",
        'netsh winhttp set proxy proxy-server="<proxy>" bypass-list="<bypass>"\r\n', "netsh winhttp reset proxy\r\n",
        "netsh winhttp import proxy source=ie\r\n", "C:\\>netsh winhttp show proxy\r\n<shown>",
        "netsh winhttp set advproxy setting-scope=machine settings=<json>\r\n",
        'reg add "<key>" /v ProxyServer /t REG_SZ /d "<proxy>" /f\r\n',
        'bitsadmin /util /setieproxy localsystem MANUAL_PROXY <proxy> "<bypass>"\r\n',
        "Set-ItemProperty -Path 'HKLM:\\<path>' -Name ProxyServer -Value '<proxy>'\r\n",
        "netsh winhttp show proxy > x.txt\r\n", "REM <noise>\r\n", "netsh ^\r\n winhttp ^\r\n reset proxy\r\n",
        "Set-MpPreference -ProxyServer <proxy>\r\n",
    ),
    "json": (
        '{"Proxy":"<proxy>","ProxyBypass":"<bypass>","ProxyIsEnabled":true,"AutoDetect":false}',
        '{"AutoconfigUrl":"http://<host>/p.pac"}', '{"Proxy":<number>', "{}", "[]", '{"a":{"b":[1,null]}}',
    ),
    "advanced": ("\r\nCurrent WinHTTP advanced proxy settings:\r\n\r\n<json>\r\n\r\n",),
    "path": (
        "SOFTWARE\\Policies\\Microsoft\\Windows Defender", "SOFTWARE\\Policies\\Microsoft\\Windows\\DataCollection",
        "SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Internet Settings\\Connections", "SOFTWARE\\x",
    ),
    "key": (
        "HKEY_LOCAL_MACHINE\\<path>",
        "HKEY_CURRENT_USER\\Software\\Microsoft\\Windows\\CurrentVersion\\Internet Settings", "HKLM\\<path>",
        "-HKEY_LOCAL_MACHINE\\<path>",
    ),
    "value": (
        '"ProxyServer"="<proxy>"\r\n', '"TelemetryProxyServer"="<proxy>"\r\n', '"ProxyPacUrl"="http://<host>/x"\r\n',
        '"ProxyBypass"="<bypass>"\r\n',
        '"WinHttpSettings"=hex:28,00,00,00,00,00,00,00,03,00,00,00,04,00,00,00,61,3a,38,30,<hex>\r\n',
        '"WinHttpSettings"=hex:<hex>\r\n', '"ProxyEnable"=dword:0000000<number>\r\n', '"ProxyServer"=-\r\n',
        '"ProxyServer"=hex(1):<hex>\r\n', '@=""\r\n', '"DisableEnterpriseAuthProxy"=dword:00000001\r\n',
        '"x"="<noise>\r\n', '"ProxyServer"=hex(2):61,00,\\\r\n  00,00\r\n',
    ),
    "hex": (
        "00,00,00,00", "28,00,00,00,01,00,00,00,01,00,00,00", "ff", "", "0,zz", "04,00,00,00,61,2e,62,3b",
        "61,00,3a,00,38,00,30,00,00,00",
    ),
    "export": ("[<key>]\r\n<value+>\r\n", "[<key>]\r\n<value*>", "[<key>\r\n<value>"),
    "query": (
        "\r\n<key>\r\n    ProxyServer    REG_SZ    <proxy>\r\n    ProxyEnable    REG_DWORD    0x<number>\r\n\r\n",
        "<key>\r\n    WinHttpSettings    REG_BINARY    2800000000000000010000000000000000000000\r\n",
        "<key>\r\n    x    REG_SZ\r\n",
    ),
    "wrapped": (
        "=== SRV0<number> ===\r\n<shown>", "SRV01 | CHANGED | rc=0 >>\r\n<shown>",
        "PSComputerName : A\r\nstdout : <shown>", "[SRV01]: PS> netsh winhttp show proxy\r\n<shown>",
    ),
    "noise": ("", "x", "    ", "<host>", "---", "The command completed successfully.", "Access is denied."),
}  # fmt: skip
