"""What a device asks for: one documented URL, which may stand for a family of hosts and paths."""

from __future__ import annotations

from proxylint.errors import UsageError
from proxylint.names import Family
from proxylint.records import dataclass

DEFAULT_PORTS = {"http": 80, "https": 443}


@dataclass(frozen=True, slots=True)
class Request:
    """`host` is lower-case; `*.x` = every name below x, `*` = every name. A `path` that ends in `*` is a family too.

    The client sends `CONNECT host:port` (or speaks TLS at once, where it is intercepted) for https, and `GET` for http.
    """

    scheme: str
    host: str
    port: int
    path: str = "/"

    @property
    def url(self) -> str:
        port = "" if self.port == DEFAULT_PORTS[self.scheme] else f":{self.port}"
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{self.scheme}://{host}{port}{self.path}"

    @property
    def family(self) -> Family:
        """Only plain http shows its path to a proxy or a PAC."""
        return Family(self.host, self.path if self.scheme == "http" else None)

    @staticmethod
    def parse(url: str) -> Request:
        """From `https://host[:port][/path]` or `http://...`; UsageError names what is wrong."""
        scheme, separator, rest = url.partition("://")
        scheme = scheme.lower()
        if not separator or scheme not in DEFAULT_PORTS:
            raise UsageError(f"'{url}' is not a URL that starts with https:// or http://")
        authority, slash, path = rest.partition("/")
        host, port = _authority(url, authority.rpartition("@")[2], DEFAULT_PORTS[scheme])
        return Request(scheme, host, port, slash + path.partition("#")[0] or "/")


def _authority(url: str, text: str, default: int) -> tuple[str, int]:
    host, colon, port = text.rpartition(":")
    if not colon or text.endswith("]"):
        host, port = text, str(default)
    host = host.removeprefix("[").removesuffix("]").lower()
    if not (port.isascii() and port.isdigit() and 0 < int(port) < 65536):
        raise UsageError(f"'{url}' has no valid port")
    if not host or any(blank in host for blank in " \t\r\n"):
        raise UsageError(f"'{url}' has no valid host")
    if "*" in host.removeprefix("*.") and host != "*":
        raise UsageError(f"'{url}': a wildcard host is written *.name")
    return host, int(port)
