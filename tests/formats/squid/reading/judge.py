"""`squid -k parse` as the judge of what is read: which lines Squid sees, and whether it takes the file.

It is run without privileges. Its exit status is the number of unknown directives, or 1 after a FATAL message
(main.cc:1616@5.7); every logical line is printed before it is read (cache_cf.cc:533@5.7).
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from dataclasses import dataclass
from functools import cache
from pathlib import Path

SQUID = os.environ.get("SQUID", "/usr/sbin/squid")
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


@dataclass(frozen=True, slots=True)
class Judgement:
    """`surroundings`: Squid may have refused for something outside the file."""

    accepted: bool
    lines: list[str]
    surroundings: bool


@cache
def lacking() -> str | None:
    """Why there is no judge here; None = there is one."""
    if shutil.which(SQUID) is None:
        return f"there is no {SQUID}"
    if version() not in (5, 6, 7):
        return f"{SQUID} is of another version than 5, 6 or 7"
    return None if "openssl" in _said().lower() else f"{SQUID} is built without OpenSSL"


@cache
def version() -> int:
    found = re.search(r"Version (\d+)\.", _said())
    return int(found[1]) if found else 0


@cache
def _said() -> str:
    return subprocess.run([SQUID, "-v"], capture_output=True, text=True, check=True).stdout


def judge(data: bytes, folder: Path) -> Judgement:
    """What Squid makes of a configuration in a folder that anybody can read."""
    path = folder / "squid.conf"
    path.write_bytes(data)
    command = [SQUID, "-k", "parse", "-f", str(path)]
    if os.geteuid() == 0:
        command = ["setpriv", f"--reuid={_NOBODY}", f"--regid={_NOBODY}", "--clear-groups", *command]
    done = subprocess.run(command, cwd=folder, capture_output=True, timeout=60, check=False)
    said = done.stdout + done.stderr
    lines = [found[1].decode("latin-1") for line in said.split(b"\n") if (found := _LINE.match(line))]
    return Judgement(done.returncode == 0, lines, bool(_SURROUNDINGS.search(said)))
