"""Registry exports and results of `reg query` to ask for ways, in the words of one line each."""

from __future__ import annotations

import struct

INTERNET = r"HKEY_LOCAL_MACHINE\SOFTWARE\Microsoft\Windows\CurrentVersion\Internet Settings"
KEYS = {
    "TelemetryProxyServer": r"HKEY_LOCAL_MACHINE\SOFTWARE\Policies\Microsoft\Windows\DataCollection",
    "DisableEnterpriseAuthProxy": r"HKEY_LOCAL_MACHINE\SOFTWARE\Policies\Microsoft\Windows\DataCollection",
    "PreferStaticProxyForHttpRequest": (
        r"HKEY_LOCAL_MACHINE\SOFTWARE\Policies\Microsoft\Windows Advanced Threat Protection"
    ),
    "ProxyServer": r"HKEY_LOCAL_MACHINE\SOFTWARE\Policies\Microsoft\Windows Defender",
    "ProxyPacUrl": r"HKEY_LOCAL_MACHINE\SOFTWARE\Policies\Microsoft\Windows Defender",
    "ProxyBypass": r"HKEY_LOCAL_MACHINE\SOFTWARE\Policies\Microsoft\Windows Defender",
    "ProxySettingsPerUser": (
        r"HKEY_LOCAL_MACHINE\SOFTWARE\Policies\Microsoft\Windows\CurrentVersion\Internet Settings"
    ),
    "DisableWpad": INTERNET + r"\WinHttp",
}


def export(**values: str | int | None) -> str:
    """Values by name, each below the key where it counts; None = the export removes it."""
    return "Windows Registry Editor Version 5.00\n\n" + "".join(
        f"[{KEYS[name]}]\n{_line(name, value)}\n" for name, value in values.items()
    )


def _line(name: str, value: str | int | None) -> str:
    if value is None:
        return f'"{name}"=-\n'
    if isinstance(value, int):
        return f'"{name}"=dword:{value:08x}\n'
    escaped = value.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{name}"="{escaped}"\n'


def internet_explorer(account: str, **values: str | int) -> str:
    """The Internet Explorer settings below a hive, such as HKEY_CURRENT_USER."""
    key = rf"{account}\Software\Microsoft\Windows\CurrentVersion\Internet Settings"
    return f"[{key}]\n" + "".join(_line(name, value) for name, value in values.items()) + "\n"


def setting(proxy: str = "", bypass: str = "", *, wow64: bool = False) -> str:
    """`WinHttpSettings` as an export holds it; no proxy = direct access."""
    data = struct.pack("<III", 0x28, 0, 3 if proxy else 1)
    data += b"".join(struct.pack("<I", len(text)) + text.encode() for text in (proxy, bypass))
    key = INTERNET.replace("SOFTWARE", r"SOFTWARE\WOW6432Node") if wow64 else INTERNET
    return f"[{key}\\Connections]\n" + '"WinHttpSettings"=hex:' + ",".join(f"{byte:02x}" for byte in data) + "\n\n"
