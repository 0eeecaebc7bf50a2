"""Which Squids can be asked here, and what they lack.

There is the one of this machine, and there may be more versions: each in a Debian tree of its own below `.squids`
(`make squids`), from which it takes its libraries, helpers and pages as if the tree were the machine.

SQUID_ROOT=.squids/sid puts such a tree in the place of the machine for any test; SQUID names another program.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from tests.peers.squid import network

ROOTS = Path(__file__).parents[3] / ".squids"
PROGRAM, CERTGEN = "/usr/sbin/squid", "/usr/lib/squid/security_file_certgen"


@dataclass(frozen=True, slots=True)
class Installed:
    """`root`: the tree of files it lives in, "/" for the machine's own; `program`: its path in there."""

    root: str = "/"
    program: str = PROGRAM

    def __str__(self) -> str:
        return self.program if self.root == "/" else f"{self.root}{self.program}"

    @property
    def about(self) -> str:
        """What it says of itself; empty when it cannot be run."""
        return _about(self)

    @property
    def version(self) -> str:
        """As in `squid -v`: "5.7"."""
        found = re.search(r"Version (\S+)", self.about)
        return found[1] if found else "0"

    @property
    def major(self) -> int:
        """5, 6 or 7."""
        return int(self.version.partition(".")[0])


HERE = Installed(os.path.abspath(os.environ.get("SQUID_ROOT", "/")), os.environ.get("SQUID", PROGRAM))


def inside(root: str, *command: str) -> list[str]:
    """The command as it is written on the machine to run with `root` as its tree of files."""
    return list(command) if root == "/" else ["chroot", root, *command]


def every() -> tuple[Installed, ...]:
    """The machine's own, then those of other versions, oldest first."""
    others = {one.version: one for one in _below(ROOTS) if missing(one) is None}
    if missing() is None:
        others.pop(HERE.version, None)
    return (HERE, *(one for _, one in sorted(others.items(), key=lambda item: _numbers(item[0]))))


def _below(folder: Path) -> list[Installed]:
    return [Installed(str(root)) for root in sorted(folder.iterdir()) if root.is_dir()] if folder.is_dir() else []


def _numbers(version: str) -> list[int]:
    return [int(number) for number in re.findall(r"\d+", version)]


@cache
def missing(squid: Installed = HERE) -> str | None:
    """Why this Squid cannot be asked here, or None."""
    if not squid.about:
        return f"there is no {squid} that runs (Debian: squid-openssl)"
    if "--with-openssl" not in squid.about:
        return f"{squid} was built without OpenSSL"
    if not os.access(f"{squid.root}{CERTGEN}", os.X_OK):
        return f"there is no {CERTGEN} in {squid.root}"
    if not os.path.lexists(f"{squid.root}/etc/localtime"):
        return f"there is no /etc/localtime in {squid.root} (Debian: tzdata)"
    programs = ("openssl", "unshare", "ip", "mount", "chroot")
    lacking = [program for program in programs if shutil.which(program) is None]
    return f"there is no {lacking[0]} program" if lacking else network.missing()


def missing_interception(squid: Installed = HERE) -> str | None:
    """Why intercepting ports cannot be tried here, or None."""
    return missing(squid) or (None if shutil.which("nft") else "there is no nft program (Debian: nftables)")


@cache
def _about(squid: Installed) -> str:
    try:
        done = subprocess.run(inside(squid.root, squid.program, "-v"), capture_output=True, timeout=10, check=True)
    except (OSError, subprocess.CalledProcessError):
        return ""
    return done.stdout.decode()
