"""Reading a configuration costs in proportion to its length, whatever is repeated in it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from proxylint.formats.squid.reading import read_config
from proxylint.text import Source, decode_bytes
from tests.formats.squid.reading.files import Files
from tests.grammars.squid.test_growth import assert_linear

REPEATED: dict[str, Callable[[int], str]] = {
    "lines of one acl": lambda n: "acl a src 10.0.0.1\n" * n,
    "lines of one domain acl": lambda n: "".join(f"acl a dstdomain .a{at}.example\n" for at in range(n)),
    "acls": lambda n: "".join(f"acl a{at} dstdomain .a.example\n" for at in range(n)),
    "values": lambda n: "acl a dstdomain" + "".join(f" .a{at}.example" for at in range(n)),
    "patterns": lambda n: r"acl a dstdom_regex" + r" ^a\.example$" * n,
    "unusual patterns": lambda n: "acl a dstdom_regex" + " ((a))" * (n // 4),
    "levels of a domain": lambda n: "acl a dstdomain .b" + " a.b" * n,
    "access lines": lambda n: "http_access allow all\n" * n,
    "terms": lambda n: "http_access allow" + " all" * n,
    "quoted terms": lambda n: "http_access allow all#\n" * (n // 4),
    "refused lines": lambda n: "http_access allow nobody\n" * n,
    "unknown directives": lambda n: "".join(f"word{at} x\n" for at in range(n)),
    "ports": lambda n: "".join(f"http_port {at + 1}\n" for at in range(n // 4)),
    "conditions": lambda n: "if true\n" * n + "endif\n" * n,
    "includes of one file": lambda n: "include one\n" * n,
}


@pytest.mark.parametrize("name", REPEATED)
@pytest.mark.parametrize("version", [5, 7])
def test_reading_grows_in_proportion(name: str, version: int) -> None:
    files = Files({"one": b"acl a src 10.0.0.1\n"})

    def work(count: int) -> Callable[[], object]:
        source = Source.of("squid.conf", REPEATED[name](count // 4).encode(), decode_bytes)
        return lambda: read_config(source, files, version)

    assert_linear(work)
