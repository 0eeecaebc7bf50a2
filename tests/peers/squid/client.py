"""A device without credentials: it asks through a proxy, or is caught by one, and says what it saw."""

from __future__ import annotations

import socket
import ssl
import time
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlsplit

from tests.peers.squid.answer import Answer, refused
from tests.peers.squid.authorities import INSPECTION, ORIGIN
from tests.peers.squid.circumstances import AGENT
from tests.peers.squid.network import Network

IPV6_FREEBIND = 78
RESET = -1
"""In the place of a status: `deny_info TCP_RESET` breaks the connection, where `ssl_bump terminate` closes it."""


@dataclass(frozen=True, slots=True)
class Device:
    """Where a client stands: its address, the address and port it connects to, whether it knows of the proxy.

    `secure`: it speaks TLS to the proxy itself.
    """

    network: Network
    address: str
    to: tuple[str, int]
    knows_proxy: bool
    secure: bool = False
    patience: float = 8.0
    headers: tuple[str, ...] = (f"User-Agent: {AGENT}",)

    def ask(self, url: str) -> Answer:
        """The answer to one URL, over a fresh connection."""
        try:
            with self._connect() as connection:
                return self._ask(connection, url)
        except TimeoutError:
            return refused(0, f"no answer within {self.patience:g} s")
        except ConnectionResetError:
            return refused(RESET, "broken off at once")

    def _connect(self) -> socket.socket:
        family = socket.AF_INET6 if ":" in self.address else socket.AF_INET
        last = time.monotonic() + 2
        while True:
            with self.network.at(self.network.inner):
                connection = socket.socket(family, socket.SOCK_STREAM)
            try:
                connection.settimeout(self.patience)
                if family == socket.AF_INET6:
                    connection.setsockopt(socket.IPPROTO_IPV6, IPV6_FREEBIND, 1)
                connection.bind((self.address, 0))
                connection.connect(self.to)
                return _trusting().wrap_socket(connection) if self.secure else connection
            except ConnectionRefusedError:
                connection.close()
                if time.monotonic() > last:
                    raise
                time.sleep(0.02)
            except BaseException:
                connection.close()
                raise

    def _ask(self, connection: socket.socket, url: str) -> Answer:
        parts = urlsplit(url)
        host, secure = parts.hostname or "", parts.scheme == "https"
        port = parts.port or (443 if secure else 80)
        path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        if not secure:
            target = url if self.knows_proxy else path
            return self._plain(connection, f"GET {target} HTTP/1.1", parts.netloc)
        if self.knows_proxy:
            written = f"[{host}]" if ":" in host else host
            refusal = self._open_tunnel(connection, f"{written}:{port}")
            if refusal is not None:
                return refusal
        return self._inside(connection, parts.netloc, host, path)

    def _request(self, line: str, host: str) -> bytes:
        return "\r\n".join((line, f"Host: {host}", *self.headers, "Connection: close", "", "")).encode()

    def _plain(self, connection: socket.socket, line: str, host: str) -> Answer:
        connection.sendall(self._request(line, host))
        status, via = _read_reply(connection.recv)
        return Answer("allowed", "plain", status, via) if via else refused(status)

    def _open_tunnel(self, connection: socket.socket, target: str) -> Answer | None:
        lines = (f"CONNECT {target} HTTP/1.1", f"Host: {target}", *self.headers, "", "")
        connection.sendall("\r\n".join(lines).encode())
        status, _ = _read_reply(connection.recv)
        if status == 0:
            return Answer("allowed", "terminated", 0, "", "closed without a reply to CONNECT")
        return None if status == 200 else refused(status)

    def _inside(self, connection: socket.socket, authority: str, host: str, path: str) -> Answer:
        session = _Session(connection, host)
        trouble = session.open()
        if trouble is not None:
            return trouble
        seen = _seen(session.certificate())
        try:
            session.send(self._request(f"GET {path} HTTP/1.1", authority))
            status, via = _read_reply(session.receive)
        except (OSError, ssl.SSLError) as error:
            return Answer("denied", "silent", 0, "", f"{seen}, then {error}")
        return Answer("allowed", seen, status, via) if via else refused(status, f"{seen}, then a page of the proxy")


def _trusting() -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    return context


class _Session:
    """TLS over a socket, keeping the raw bytes that came: a proxy may answer a handshake in plain text."""

    def __init__(self, connection: socket.socket, host: str) -> None:
        self._connection, self._raw = connection, b""
        self._incoming, self._outgoing = ssl.MemoryBIO(), ssl.MemoryBIO()
        self._tls = _trusting().wrap_bio(self._incoming, self._outgoing, server_hostname=host)

    def open(self) -> Answer | None:
        """None when the handshake succeeded."""
        try:
            while True:
                try:
                    self._tls.do_handshake()
                    self._flush()
                    return None
                except ssl.SSLWantReadError:
                    if not self._pump():
                        return Answer("allowed", "terminated", 0, "", "closed during the handshake")
        except ssl.SSLError as error:
            if self._raw.startswith(b"HTTP/"):
                return refused(int(self._raw.split()[1]), "in plain text, in answer to the TLS handshake")
            return Answer("allowed", "terminated", 0, "", str(error))
        except ConnectionResetError:
            return refused(RESET, "broken off during the handshake")
        except ConnectionError as error:
            return Answer("allowed", "terminated", 0, "", str(error))

    def certificate(self) -> bytes:
        return self._tls.getpeercert(binary_form=True) or b""

    def send(self, data: bytes) -> None:
        self._tls.write(data)
        self._flush()

    def receive(self, size: int) -> bytes:
        while True:
            try:
                return self._tls.read(size)
            except ssl.SSLWantReadError:
                if not self._pump():
                    return b""
            except ssl.SSLZeroReturnError:
                return b""

    def _flush(self) -> None:
        if self._outgoing.pending:
            self._connection.sendall(self._outgoing.read())

    def _pump(self) -> bool:
        self._flush()
        data = self._connection.recv(65536)
        self._raw += data[: 4096 - len(self._raw)] if len(self._raw) < 4096 else b""
        self._incoming.write(data)
        return bool(data)


def _seen(certificate: bytes) -> str:
    """Which authority signed: both names lie in the certificate as plain bytes."""
    if ORIGIN.encode() in certificate:
        return "tunnelled"
    return "inspected" if INSPECTION.encode() in certificate else "foreign"


def _read_reply(receive: Callable[[int], bytes]) -> tuple[int, str]:
    """The status and who served it; 0 when the connection was closed, RESET when it was broken off instead."""
    head = b""
    while b"\r\n\r\n" not in head:
        try:
            part = receive(4096)
        except ConnectionResetError:
            return RESET, ""
        if not part:
            return 0, ""
        head += part
    lines = head.split(b"\r\n\r\n")[0].decode("latin-1").split("\r\n")
    via = [line.partition(":")[2].strip() for line in lines if line.lower().startswith("x-peer-via:")]
    return int(lines[0].split()[1]), via[0] if via else ""
