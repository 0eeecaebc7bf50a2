"""Which real programs were asked, by what they say of themselves."""

from __future__ import annotations

import ctypes
import importlib.metadata
import shutil
import subprocess
import sys

from tests.peers.javascript import chromium, engines
from tests.peers.squid import installed


def missing() -> dict[str, str]:
    """Why a part of the comparison cannot be run here, by its name."""
    glibc = None if hasattr(ctypes.CDLL(None), "gnu_get_libc_version") else "the C library is not glibc"
    node = None if shutil.which("node") else "there is no node program (Debian: nodejs)"
    lacking = {
        "squid": installed.missing_interception(),
        "pac": engines.missing("quickjs") or engines.missing("v8") or node,
        "chromium": chromium.missing() or engines.missing("quickjs"),
        "names": glibc or node,
    }
    return {part: why for part, why in lacking.items() if why is not None}


def squids() -> list[str]:
    return [one.version for one in installed.every()]


def quickjs() -> str:
    return importlib.metadata.version("quickjs")


def v8() -> str:
    """The one that runs PAC files; asked in a process that may end hard, for V8 may hang when Python ends."""
    program = "import os, py_mini_racer as p; print(p.MiniRacer().v8_version, flush=True); os._exit(0)"
    return _first(sys.executable, "-c", program)


def node_v8() -> str:
    """The one that says which scripts load, and what patterns match."""
    return _first("node", "-p", "process.versions.v8")


def _first(*command: str) -> str:
    return subprocess.run(command, capture_output=True, timeout=30, check=True).stdout.decode().strip()


def glibc() -> str:
    about = ctypes.CDLL(None).gnu_get_libc_version
    about.restype = ctypes.c_char_p
    return str(about().decode())
