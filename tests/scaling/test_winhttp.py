"""Whatever is repeated in what Windows prints of its proxies, or takes, costs in proportion."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.formats.winhttp.asking import DIRECT, advanced, shown
from tests.formats.winhttp.registry_texts import export, internet_explorer, setting
from tests.scaling.growth import LONG, Text, counts, lines, out_of_proportion, reading

KEY = "Windows Registry Editor Version 5.00\n\n[HKEY_LOCAL_MACHINE\\SOFTWARE\\X]\n"


def bypass(entry: str) -> Text:
    return lambda n: shown("px:80", ";".join(entry.format(at=at) for at in range(n)))


REPEATED: dict[str, Text] = {
    "bypass entries": bypass("*.h{at}.example"),
    "bypass entries that cut": bypass("*.h{at}.endpoint.security.microsoft.com"),
    "bypass entries of one name": bypass("h{at}.endpoint.security.microsoft.com"),
    "bypass addresses": bypass("10.0.0.{at}"),
    "bypass entries with stars": bypass("*{at}*x*"),
    "empty bypass entries": bypass(""),
    "a long bypass entry": lambda n: shown("px:80", "x" * n),
    "stars of a bypass entry": lambda n: shown("px:80", "*a" * n),
    "servers": lambda n: shown(";".join(f"http=p{at}:80" for at in range(n))),
    "servers without a scheme": lambda n: shown(" ".join(f"p{at}:80" for at in range(n))),
    "a long server": lambda n: shown("p" * n + ":80"),
    "records": lambda n: DIRECT * n,
    "records in turn": lambda n: (DIRECT + shown("px:80")) * n,
    "records that differ": lambda n: "".join(shown(f"p{at}:80") for at in range(n)),
    "computers": lambda n: "".join(f"\\\\SRV{at}:\n{DIRECT}" for at in range(n)),
    "computers that differ": lambda n: "".join(f"Machine: SRV{at}\n{shown(f'p{at}:80')}" for at in range(n)),
    "computers with registries": lambda n: "".join(
        f"Machine: SRV{at}\n{export(TelemetryProxyServer=f'p{at}:80')}" for at in range(n)
    ),
    "records cut off": lambda n: DIRECT.split("    ", maxsplit=1)[0] * n,
    "headers": lambda n: "Current WinHTTP proxy settings:\n" * n,
    "advanced settings": lambda n: advanced('{"Proxy":"px:80"}') * n,
    "keys of advanced settings": lambda n: advanced(f"{{{','.join(f'{chr(34)}K{at}{chr(34)}:1' for at in range(n))}}}"),
    "brackets of advanced settings": lambda n: advanced("{" * n),
    "blank lines": lambda n: DIRECT + "\n" * n,
    "blanks": lambda n: DIRECT + " " * n,
    "other lines": lambda n: DIRECT + lines(lambda at: f"C:\\>echo {at}")(n),
    "commands": lines(lambda at: f"netsh winhttp set proxy p{at}:80"),
    "commands with lists": lines(
        lambda at: f'netsh winhttp set proxy proxy-server="p:80" bypass-list="*.h{at}.example"'
    ),
    "commands that reset": lines(lambda at: "netsh winhttp reset proxy"),
    "blocks": lambda n: "if exist x (\n" * n + "netsh winhttp reset proxy\n" + ")\n" * n,
    "branches": lambda n: "if exist x (\nnetsh winhttp reset proxy\n) else (\nnetsh winhttp set proxy p:1\n)\n" * n,
    "continued lines": lambda n: "netsh winhttp ^\n" + "^\n" * n + "reset proxy\n",
    "carets": lambda n: "netsh winhttp reset proxy " + "^" * n,
    "quotes": lambda n: 'netsh winhttp set proxy "' + '"' * n,
    "keys of an export": lambda n: (
        "Windows Registry Editor Version 5.00\n\n" + lines(lambda at: f"[HKEY_LOCAL_MACHINE\\SOFTWARE\\K{at}]\n")(n)
    ),
    "values of an export": lambda n: KEY + lines(lambda at: f'"v{at}"="x"')(n),
    "bytes of a value": lambda n: KEY + '"v"=hex:' + ",".join(["00"] * n) + "\n",
    "lines of a value": lambda n: KEY + '"v"=hex:' + "00,\\\n  " * n + "00\n",
    "bytes of the setting": lambda n: setting("px:80", "x;" * n),
    "settings": lambda n: setting("px:80") * n,
    "values that are set again": lambda n: export(TelemetryProxyServer="px:80") * n,
    "users": lambda n: "".join(
        internet_explorer(f"HKEY_USERS\\S-1-5-21-{at}", ProxyEnable=1, ProxyServer="px:80") for at in range(n)
    ),
    "comments of an export": lambda n: KEY + "; comment\n" * n,
    "suppressions": lambda n: KEY + "; proxylint: ignore[WIN101] why\n" * n + export(TelemetryProxyServer="px:80"),
    "escapes of a value": lambda n: KEY + '"v"="' + "\\\\" * n + '"\n',
    "unclosed values": lambda n: KEY + '"v"="\n' * n,
}

SMALL = 60
"""Twice and four times as many are counted too."""


def work(name: str) -> Callable[[int], dict[str, int]]:
    return lambda n: counts("all-winhttp.txt", REPEATED[name](n).encode())


@pytest.mark.parametrize("name", REPEATED)
def test_steps_grow_in_proportion(name: str) -> None:
    assert out_of_proportion(work(name), SMALL) == {}


@pytest.mark.parametrize("name", REPEATED)
def test_steps_of_reading_long_files_grow_in_proportion(name: str) -> None:
    assert out_of_proportion(lambda n: reading("all-winhttp.txt", REPEATED[name](n).encode()), LONG) == {}
