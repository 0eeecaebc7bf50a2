"""Files to begin with that stand in the repository for other reasons: cases of rule pages, what was put to real
programs, examples. Grammars hold what such files are made of; these hold how people put it together.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path

from proxylint import registry
from tests.fuzz.target import HERE
from tests.peers.javascript.pages import pages as scripts
from tests.peers.squid.pages import pages as configurations
from tests.rules.pages import cases

EXAMPLES = Path(HERE).parents[1] / "examples"
KINDS = {".conf": "squid", ".pac": "pac", ".json": "mdatp", ".service": "mdatp", ".reg": "winhttp", ".txt": "winhttp"}
LONGEST = 4000
OF_ALL_KINDS = ("suppressions",)


@cache
def seeds(target: str) -> tuple[bytes, ...]:
    """For `read_KIND` and `decide_KIND` the files of that kind; for other targets none, or those of all kinds."""
    _, _, kind = target.partition("_")
    found = (data for name, data in _all() if (name == kind or target in OF_ALL_KINDS) and len(data) <= LONGEST)
    return tuple(dict.fromkeys(found))


def _all() -> Iterator[tuple[str, bytes]]:
    for path in sorted(registry.pages().values()):
        for case in cases(Path(path)):
            yield case.kind.split()[0], case.text.encode()
    for page in configurations():
        yield from (("squid", one.config) for one in page.cases)
    for script in scripts():
        yield from (("pac", one.pac) for one in script.cases)
    for path in sorted(EXAMPLES.glob("*/*")):
        if path.suffix in KINDS:
            yield KINDS[path.suffix], path.read_bytes()
