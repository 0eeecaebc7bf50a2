"""Defender's settings on Linux: verdicts, analyses, rules, reports."""

from __future__ import annotations

from tests.fuzz.deciding import deciding, evaluated
from tests.fuzz.oracles import SECRET
from tests.nearly.mdatp import MDATP

LOGIN = f"HTTPS_PROXY=http://me:{SECRET}@p.example:8080/\n".encode()


def path(data: bytes) -> str:
    if data.lstrip()[:1] == b"{":
        return "mdatp_managed.json"
    return "mdatp.service" if b"[" in data else "etc/environment"


def run(data: bytes) -> None:
    name = path(data)
    before = b"[Service]\nEnvironment=" if name == "mdatp.service" else b""
    plain = b"\0" not in data and not data.startswith((b"\xff", b"\xfe", b"\xef\xbb\xbf"))
    evaluated("mdatp", name, data, before + LOGIN + data if plain and not name.endswith(".json") else None)


TARGET = deciding("mdatp", run, path, MDATP)
