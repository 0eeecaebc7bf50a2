"""squid.conf: verdicts, analyses, rules, reports."""

from __future__ import annotations

from tests.fuzz.deciding import deciding, evaluated
from tests.fuzz.oracles import SECRET
from tests.nearly.squid import SQUID

LOGIN = f"cache_peer p.example parent 3128 0 login=me:{SECRET} name=p\n".encode()


def run(data: bytes) -> None:
    evaluated("squid", "squid.conf", data, LOGIN + data)


TARGET = deciding("squid", run, lambda data: "squid.conf", SQUID)
