"""Files whose every word attacks whoever reads a report of them: the terminal, the runner, the page, the parser."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from pathlib import Path

ATTACKS: dict[str, bytes] = {
    "command": b"::error file=a::x",
    "stop": b"::stop-commands::x",
    "older": b"##[command]x",
    "azure": b"##VSO[task.setvariable variable=a]x",
    "lines": b"\r::error::x",
    "form-feed": b"\x0c::error::x",
    "unicode-lines": "\u2028::error::x\u2029::error::x\x85::error::x".encode(),
    "clear": b"\x1b[2J\x1b]8;;https://evil.example/\x07x\x1b]8;;\x07",
    "c1": b"\x9b2J\xc2\x9b2J\x9d0;x\x9c",
    "bidi": "\u202e\u2066x\u2069\u200f".encode(),
    "zero-width": "\u200b\u2060\ufeff\u00ad\U000e0041x".encode(),
    "nul": b"\0x\0",
    "delete": b"x\x08\x08\x7f",
    "no-utf-8": b"\xff\xfe\xed\xa0\x80\xc0\xafx",
    "no-character": "\ufffe\uffff\U0001fffe".encode("utf-8", "surrogatepass"),
    "cdata": b"]]><x/>&#x0;&lt;<!--",
    "html": b"<script>alert(1)</script><img src=x>",
    "link": b"[x](https://evil.example/)![x](https://evil.example/x.png)",
    "bare-link": b"https://evil.example/www.evil.example/a@evil.example",
    "mention": b"@team#12!12%2$3~bug&4",
    "table": b"|x|y|\\|z",
    "fence": b"```x``y`~~~",
    "emphasis": b"**x**_y_*z*",
    "formula": b"=cmd|'/c calc'!A1",
    "placeholder": b"{0}{{x}}%0A%s%(x)s",
    "quotes": b"''\"x'y\"",
}


def squid(attack: bytes, list_file: bytes) -> bytes:
    word = b"a" + attack.replace(b" ", b"_")
    return b"\n".join(
        [
            *(b"http_port 3128", b"# " + attack),
            *(b"acl " + word + b" dstdomain .endpoint.security.microsoft.com", b"http_access deny " + word),
            *(b"acl listed dstdomain " + b'"/etc/squid/' + list_file + b'"', b"http_access deny listed"),
            *(b'acl gone dstdomain "/etc/squid/gone' + attack + b'"', b"http_access deny gone"),
            b"http_access allow all",
            b"cache_peer " + word + b" parent 3128 0 login=" + word,
            b"",
        ]
    )


def refused(attack: bytes, list_file: bytes) -> bytes:
    """What Squid does not start with."""
    return b"http_port 3128\nnonsense " + attack + b"\n" + attack + b"\nhttp_access allow all\n"


def pac(attack: bytes, list_file: bytes) -> bytes:
    return b"""// %s
function FindProxyForURL(url, host) {
  if (shExpMatch(host, "*%s")) return "DIRECT";
  if (dnsDomainIs(host, "%s.microsoft.com")) return "%s";
  if (host == "go.microsoft.com") return "PROXY %s:8080";
  return "PROXY proxy.example:8080; DIRECT";
}
""".replace(b"%s", attack)


def netsh(attack: bytes, list_file: bytes) -> bytes:
    return (
        b"\r\nCurrent WinHTTP proxy settings:\r\n\r\n"
        b"    Proxy Server(s) :  %s:8080\r\n    Bypass List     :  %s;*.a\r\n\r\n"
    ).replace(b"%s", attack)


def registry(attack: bytes, list_file: bytes) -> bytes:
    value = attack.replace(b"\\", b"\\\\").replace(b'"', b'\\"')
    return (
        b"Windows Registry Editor Version 5.00\r\n\r\n"
        b"[HKEY_LOCAL_MACHINE\\SOFTWARE\\Policies\\Microsoft\\Windows Defender]\r\n"
        b'"ProxyServer"="http://%s:8080"\r\n"ProxyBypass"="%s"\r\n'
    ).replace(b"%s", value)


def mdatp(attack: bytes, list_file: bytes) -> bytes:
    value = attack.replace(b"\\", b"\\\\").replace(b'"', b'\\"')
    return b'{"cloudService": {"enabled": true, "proxy": "http://%s:8080/", "%s": 1}}'.replace(b"%s", value)


def listed(attack: bytes, list_file: bytes) -> bytes:
    return b"# " + attack + b"\n" + attack.replace(b" ", b"_") + b"\n.endpoint.security.microsoft.com\n"


KINDS: dict[str, Callable[[bytes, bytes], bytes]] = {
    "squid-{}.conf": squid,
    "{}squid.conf": refused,
    "{}.pac": pac,
    "winhttp-{}.txt": netsh,
    "{}-winhttp.txt": netsh,
    "winhttp-{}.reg": registry,
    "mdatp_managed-{}.json": mdatp,
    "list-{}.txt": listed,
}


def lay(folder: Path, name: str, kinds: Iterable[str] = KINDS) -> None:
    """A file of each kind with one attack in its words and in its name, as far as a file system takes it."""
    attack = ATTACKS[name]
    in_name = attack.replace(b"/", b"_").replace(b"\0", b"0").replace(b"\n", b"_")
    list_file = b"list-" + in_name + b".txt"
    for pattern in kinds:
        before, _, after = pattern.partition("{}")
        path = os.path.join(os.fsencode(folder), before.encode() + in_name + after.encode())
        with open(path, "wb") as file:
            file.write(KINDS[pattern](attack, list_file))
