"""Whether the programs are here that a real Squid needs, and which Squid it is."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from functools import cache

from tests.peers.squid import network
from tests.peers.squid.authorities import CERTGEN

SQUID = os.environ.get("SQUID", "/usr/sbin/squid")


@cache
def missing() -> str | None:
    """Why no real Squid can be asked here, or None."""
    if not os.access(SQUID, os.X_OK):
        return f"there is no {SQUID} (Debian: squid-openssl)"
    if "--with-openssl" not in _about():
        return f"{SQUID} was built without OpenSSL"
    if not os.access(CERTGEN, os.X_OK):
        return f"there is no {CERTGEN}"
    if not os.path.exists("/etc/localtime"):
        return "there is no /etc/localtime (Debian: tzdata)"
    lacking = [program for program in ("openssl", "unshare", "ip", "mount") if shutil.which(program) is None]
    return f"there is no {lacking[0]} program" if lacking else network.missing()


def missing_interception() -> str | None:
    """Why intercepting ports cannot be tried here, or None."""
    return missing() or (None if shutil.which("nft") else "there is no nft program (Debian: nftables)")


def version() -> str:
    """As in `squid -v`: "5.7"."""
    found = re.search(r"Version (\S+)", _about())
    assert found
    return found[1]


@cache
def _about() -> str:
    return subprocess.run([SQUID, "-v"], capture_output=True, timeout=10, check=True).stdout.decode()
