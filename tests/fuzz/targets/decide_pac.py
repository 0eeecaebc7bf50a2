"""PAC: verdicts, analyses, rules, reports."""

from __future__ import annotations

from tests.fuzz.deciding import deciding, evaluated
from tests.fuzz.oracles import SECRET
from tests.nearly.pac import PAC

LOGIN = f"var planted = 'PROXY me:{SECRET}@p.example:8080';\n".encode()


def run(data: bytes) -> None:
    evaluated("pac", "proxy.pac", data, LOGIN + data)


TARGET = deciding("pac", run, lambda data: "proxy.pac", PAC)
