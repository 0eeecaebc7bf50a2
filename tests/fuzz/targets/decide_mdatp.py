"""Defender's settings on Linux: verdicts, analyses, rules, reports."""

from __future__ import annotations

from tests.fuzz.deciding import evaluated
from tests.fuzz.oracles import SECRET
from tests.fuzz.target import Target
from tests.nearly.mdatp import MDATP

LOGIN = f"HTTPS_PROXY=http://me:{SECRET}@p.example:8080/\n".encode()


def run(data: bytes) -> None:
    if data.lstrip()[:1] == b"{":
        evaluated("mdatp", "mdatp_managed.json", data)
        return
    path = "mdatp.service" if b"[" in data else "etc/environment"
    before = b"[Service]\nEnvironment=" if path == "mdatp.service" else b""
    plain = b"\0" not in data and not data.startswith((b"\xff", b"\xfe", b"\xef\xbb\xbf"))
    evaluated("mdatp", path, data, before + LOGIN + data if plain else None)


TARGET = Target("decide_mdatp", run, MDATP)
