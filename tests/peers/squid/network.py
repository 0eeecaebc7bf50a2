"""Two private network namespaces: one for Squid and its clients, one that plays the Internet.

Nothing that is asked here can leave the machine, for no route leads out; and a configuration runs exactly as it is
written, on its own port numbers, with clients at any address and servers at any address on the real ports 80 and 443.

Inside `inner`, where Squid and the clients live, every address is local (an "any IP" route), but for the test range
198.18.0.0/15 and addresses named as `outside`. Inside `outer`, the Internet, every address is local but for those of
the machines behind Squid.

A namespace belongs to a thread (setns(2)), and a socket keeps the namespace it was made in, so one process can have a
foot in both. Needs root.
"""

from __future__ import annotations

import ctypes
import os
import subprocess
import sys
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

CLONE_NEWNET = 0x40000000
OUTSIDE = "198.18.0.0/15"
_HERE, _THERE = "100.64.0.1", "100.64.0.2"


@cache
def _libc() -> ctypes.CDLL:
    return ctypes.CDLL(None, use_errno=True)


def missing() -> str | None:
    """Why namespaces cannot be made here, or None."""
    if not sys.platform.startswith("linux"):
        return "network namespaces need Linux"
    if os.geteuid() != 0:
        return "network namespaces need root"
    try:
        os.close(_new_namespace())
    except OSError as error:
        return f"network namespaces cannot be made here: {error}"
    return None


class Network:
    """The pair of namespaces; they vanish when it is closed and nothing runs inside any more."""

    def __init__(self, outside: Iterable[str] = ()) -> None:
        self.inner = _new_namespace()
        self.outer = _new_namespace()
        self._ip(
            self.inner,
            "link set lo up",
            "link add inner type veth peer name outer",
            f"link set outer netns /proc/{os.getpid()}/fd/{self.outer}",
            f"addr add {_HERE}/30 dev inner",
            "link set inner up",
            "route add local 0.0.0.0/0 dev lo table local",
            "route add local ::/0 dev lo table local",
        )
        self._ip(
            self.outer,
            "link set lo up",
            f"addr add {_THERE}/30 dev outer",
            "link set outer up",
            "route add local 0.0.0.0/0 dev lo table local",
            *(
                f"route add {net} via {_HERE} dev outer onlink table local"
                for net in ("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16")
            ),
            f"route add {_HERE}/32 dev outer table local",
            *(f"route add local {address}/32 dev lo table local" for address in outside),
        )
        self._ip(
            self.inner,
            f"route add {_THERE}/32 dev inner table local",
            f"route add {OUTSIDE} via {_THERE} dev inner onlink table local",
            *(f"route add {address}/32 via {_THERE} dev inner onlink table local" for address in outside),
        )

    @contextmanager
    def at(self, space: int) -> Iterator[None]:
        """The calling thread, and what it starts, is inside `space`."""
        home = os.open("/proc/thread-self/ns/net", os.O_RDONLY | os.O_CLOEXEC)
        try:
            _enter(space)
            yield
        finally:
            _enter(home)
            os.close(home)

    def redirect(self, ports: dict[int, int], *, except_user: int) -> None:
        """Connections of clients to a port (key) reach Squid's intercepting port (value), as with a REDIRECT rule."""
        rules = [
            f"add rule ip nat output meta skuid != {except_user} tcp dport {old} redirect to :{new}"
            for old, new in ports.items()
        ]
        script = ["add table ip nat", "add chain ip nat output { type nat hook output priority -100 ; }", *rules]
        with self.at(self.inner):
            subprocess.run(["nft", "-f", "-"], input="\n".join(script).encode() + b"\n", check=True, timeout=10)

    def listening(self) -> bool:
        """Whether anything inside `inner` accepts connections: only Squid can."""
        with self.at(self.inner):
            tables = [Path(f"/proc/thread-self/net/{name}").read_text() for name in ("tcp", "tcp6")]
        return any(line.split()[3] == "0A" for table in tables for line in table.splitlines()[1:])

    def close(self) -> None:
        os.close(self.inner)
        os.close(self.outer)

    def _ip(self, space: int, *commands: str) -> None:
        with self.at(space):
            done = subprocess.run(
                ["ip", "-batch", "-"], input="\n".join(commands).encode(), timeout=10, capture_output=True
            )
        if done.returncode:
            raise OSError(f"ip: {done.stderr.decode()}")


def _new_namespace() -> int:
    """A file descriptor that keeps a new network namespace alive. Made by a thread that ends at once."""
    made: list[int | OSError] = []

    def make() -> None:
        if _libc().unshare(CLONE_NEWNET):
            made.append(OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno())))
        else:
            made.append(os.open("/proc/thread-self/ns/net", os.O_RDONLY | os.O_CLOEXEC))

    thread = threading.Thread(target=make)
    thread.start()
    thread.join()
    if isinstance(made[0], OSError):
        raise made[0]
    return made[0]


def _enter(space: int) -> None:
    if _libc().setns(space, CLONE_NEWNET):
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))
