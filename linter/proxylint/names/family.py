"""Families of names: what one documented URL stands for, and how its texts are put together."""

from __future__ import annotations

from enum import StrEnum
from functools import lru_cache

from proxylint.records import dataclass

HOST_CHARACTERS = "abcdefghijklmnopqrstuvwxyz0123456789-_"
"""In the order in which witnesses prefer them; a dot parts labels. Proxies see host names in lower case."""

PATH_CHARACTERS = "abcdefghijklmnopqrstuvwxyz0123456789-_./ABCDEFGHIJKLMNOPQRSTUVWXYZ?=&%~+:;,@!$'()*\"<>[]\\^`{|}"
"""Printable ASCII but the blank and `#`, which no request line carries; in the order witnesses prefer."""

LONGEST_HOST = 253

_HOST_SET = frozenset(HOST_CHARACTERS)
_PATH_SET = frozenset(PATH_CHARACTERS)


class Subject(StrEnum):
    """Which text a test looks at: the host, the path, or the host immediately followed by the path."""

    HOST = "host"
    PATH = "path"
    HOST_PATH = "host-path"


@dataclass(frozen=True, slots=True)
class Witness:
    """One member of a family. `path` None = the request shows no path."""

    host: str
    path: str | None


@dataclass(frozen=True, slots=True)
class Family:
    """The pairs (host, path) that one documented URL stands for.

    host: "a.b" exactly that host; "*.a.b" one or more labels below a.b (apex not included); "*" every host name.
    path: None = the request shows no path (CONNECT, PAC https); "/x" exactly; "/x*" every path that begins with "/x".
    """

    host: str
    path: str | None = None

    @property
    def open_host(self) -> bool:
        return self.host.startswith("*")

    @property
    def tail(self) -> str:
        """The constant end of every host."""
        return self.host.removeprefix("*")

    @property
    def open_path(self) -> bool:
        return self.path is not None and self.path.endswith("*")

    @property
    def stem(self) -> str:
        """The constant beginning of every path; all of it unless the path is open."""
        path = self.path or ""
        if not self.open_path:
            return path
        return path[:-1] if path.startswith("/") else "/" + path[:-1]

    def holds(self, host: str, path: str | None) -> bool:
        return self._holds_host(host) and self._holds_path(path)

    def _holds_host(self, host: str) -> bool:
        if not self.open_host:
            return host == self.host
        free = host.removesuffix(self.tail) if host.endswith(self.tail) else ""
        return len(host) <= LONGEST_HOST and all(label and _HOST_SET.issuperset(label) for label in free.split("."))

    def _holds_path(self, path: str | None) -> bool:
        if path is None or not self.open_path:
            return path == self.path
        return path.startswith(self.stem) and _PATH_SET.issuperset(path[len(self.stem) :])


_LABELS = ("a", "www", "a.b", "us-v20", "x.y.z", "1")
_ENDINGS = ("", "a", "a/b.cab", "A?b=1")


@lru_cache(maxsize=1024)
def samples(family: Family) -> tuple[Witness, ...]:
    """A few ordinary members, unlike each other."""
    hosts = [label + family.tail for label in _LABELS] if family.open_host else [family.host]
    paths = [family.stem + ending for ending in _ENDINGS] if family.open_path else [family.path]
    longest = max(len(hosts), len(paths))
    pairs = [Witness(hosts[at % len(hosts)], paths[at % len(paths)]) for at in range(longest)]
    return tuple(pair for pair in pairs if family.holds(pair.host, pair.path)) or (pairs[0],)
