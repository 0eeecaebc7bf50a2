"""`squid -k parse` as the judge of what is read: which lines Squid sees, and whether it takes the file.

It is run without privileges. Its exit status is the number of unknown directives, or 1 after a FATAL message
(main.cc:1616@5.7); every logical line is printed before it is read (cache_cf.cc:533@5.7).
"""

from __future__ import annotations

import os
import re
import subprocess
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from tests.peers.squid.installed import HERE, inside

WHOLE = os.environ.get("AGREEMENT") == "whole"
"""`AGREEMENT=whole` puts every question to Squid; else it is a seeded sample."""

MACROS = {"service_name": "squid", "process_name": "squid", "process_number": "0"}
"""What macros mean under -k parse."""

_NOBODY = 65534
_LINE = re.compile(rb"\d{4}/\d\d/\d\d \d\d:\d\d:\d\d\| Processing: (.*)", re.DOTALL)
_SURROUNDINGS = re.compile(
    rb"Bad host/IP|invalid IP address or domain|failed to resolve|signing certificate|TPROXY support|No such file"
)
"""What a file alone does not tell: names that resolve, certificates, what the kernel can do."""


_UNPARSED = b"FATAL: Invalid squid error name"
"""What stops Squid, but not -k parse (acl/SquidErrorData.cc:56@5.7)."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """`surroundings`: Squid may have refused for something outside the file."""

    accepted: bool
    lines: list[str]
    surroundings: bool


@cache
def lacking() -> str | None:
    """Why there is no judge here; None = there is one."""
    about = HERE.about
    if not about:
        return f"there is no {HERE}"
    if version() not in (5, 6, 7):
        return f"{HERE} is of another version than 5, 6 or 7"
    return None if "openssl" in about.lower() else f"{HERE} is built without OpenSSL"


def version() -> int:
    return HERE.major


def judge(data: bytes, folder: Path) -> Judgement:
    """What Squid makes of a configuration in a folder of its tree that anybody can read."""
    (folder / "squid.conf").write_bytes(data)
    there = f"/{folder.relative_to(HERE.root)}"
    command = ["env", f"--chdir={there}", HERE.program, "-k", "parse", "-f", f"{there}/squid.conf"]
    if os.geteuid() == 0:
        command = ["setpriv", f"--reuid={_NOBODY}", f"--regid={_NOBODY}", "--clear-groups", *command]
    done = subprocess.run(inside(HERE.root, *command), capture_output=True, timeout=60, check=False)
    said = done.stdout + done.stderr
    lines = [found[1].decode("latin-1") for line in said.split(b"\n") if (found := _LINE.match(line))]
    accepted = done.returncode == 0 and _UNPARSED not in said
    return Judgement(accepted, lines, bool(_SURROUNDINGS.search(said)))
