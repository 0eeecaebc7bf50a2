"""Windows settings: verdicts, analyses, rules, reports."""

from __future__ import annotations

from tests.fuzz.deciding import deciding, evaluated
from tests.fuzz.oracles import SECRET
from tests.nearly.winhttp import WINHTTP

LOGIN = f"netsh winhttp set proxy me:{SECRET}@p.example:8080\r\n".encode()


def run(data: bytes) -> None:
    evaluated("winhttp", "winhttp.txt", data, LOGIN + data if b"\0" not in data else None)


TARGET = deciding("winhttp", run, lambda data: "winhttp.txt", WINHTTP)
