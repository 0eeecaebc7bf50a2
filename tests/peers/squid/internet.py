"""The Internet of one Squid: a name server, web servers at every address, and parent proxies.

Every name resolves unless the table says otherwise; a name that contains `tls13` is served with TLS 1.3, all others
with TLS 1.2. What a server or parent answers carries the header `X-Peer-Via`, so a client knows who served it.
"""

from __future__ import annotations

import hashlib
import ipaddress
import selectors
import socket
import ssl
import struct
import threading
from collections.abc import Callable, Mapping

from tests.peers.squid.authorities import Authorities
from tests.peers.squid.network import Network

NAME_SERVER = "198.18.0.53"
PATIENCE = 15.0
IP_PKTINFO = 8
_TLS13 = ipaddress.ip_network("198.19.0.0/16")


def address_of(name: str) -> str:
    """Where a name lives unless a table says otherwise: in 198.19/16 if it speaks TLS 1.3, else in 198.18/16."""
    digest = hashlib.sha256(name.lower().encode()).digest()
    return f"198.{19 if 'tls13' in name else 18}.{digest[0] % 254 + 1}.{digest[1] % 254 + 1}"


class Internet:
    """Servers on `ports` that speak TLS to who opens with it, and plain HTTP to others.

    `resolve`: name to addresses, none = does not resolve. `certificates`: name to the names in its certificate.

    `parents`: port to behaviour: "open", "login" (407 without credentials), "refuses" (403).
    """

    def __init__(
        self,
        network: Network,
        signers: Authorities,
        resolve: Mapping[str, tuple[str, ...]],
        parents: Mapping[int, str],
        certificates: Mapping[str, tuple[str, ...]],
        ports: tuple[int, ...],
    ) -> None:
        self._signers, self._resolve, self._parents, self._certificates = signers, resolve, parents, certificates
        self._names: dict[str, str] = {}
        self._selector = selectors.DefaultSelector()
        self._stop, self._stopped = socket.socketpair()
        self._selector.register(self._stopped, selectors.EVENT_READ)
        with network.at(network.outer):
            for port in {*ports, *parents}:
                server = socket.create_server(("0.0.0.0", port), backlog=64)
                self._selector.register(server, selectors.EVENT_READ, port)
            names = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
            names.setsockopt(socket.IPPROTO_IP, IP_PKTINFO, 1)
            names.bind(("0.0.0.0", 53))
            self._selector.register(names, selectors.EVENT_READ, "dns")
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._thread.start()

    def addresses(self, name: str) -> tuple[str, ...]:
        name = name.lower().rstrip(".")
        return self._resolve[name] if name in self._resolve else (address_of(name),)

    def locate(self, name: str) -> str:
        """Where a name lives; from then on a connection to that address is known by this name."""
        address = self.addresses(name)[0]
        self._names[address] = name.lower()
        return address

    def close(self) -> None:
        self._stop.close()
        self._thread.join(PATIENCE)

    def _serve(self) -> None:
        while True:
            for key, _ in self._selector.select():
                server = key.fileobj
                assert isinstance(server, socket.socket)
                if server is self._stopped:
                    self._shut()
                    return
                if key.data == "dns":
                    self._answer_name(server)
                else:
                    accepted, _address = server.accept()
                    threading.Thread(target=self._converse, args=(accepted, key.data), daemon=True).start()

    def _shut(self) -> None:
        for key in list(self._selector.get_map().values()):
            assert isinstance(key.fileobj, socket.socket)
            key.fileobj.close()
        self._selector.close()

    def _answer_name(self, server: socket.socket) -> None:
        query, control, _flags, asker = server.recvmsg(4096, 256)
        reply = _name_reply(query, self.addresses)
        if reply is not None:
            name, packet = reply
            for address in self.addresses(name):
                self._names[address] = name
            server.sendmsg([packet], control[:1], 0, asker)

    def _converse(self, connection: socket.socket, port: int) -> None:
        try:
            with connection:
                connection.settimeout(PATIENCE)
                address = connection.getsockname()[0]
                if port in self._parents:
                    self._as_parent(connection, f"{self._names.get(address, address)}:{port}", self._parents[port])
                elif connection.recv(1, socket.MSG_PEEK) == b"\x16":
                    self._as_server(connection, self._names.get(address, address), _speaks_13(address), "direct")
                else:
                    _read_head(connection)
                    connection.sendall(_page("200 OK", "direct"))
        except (OSError, ValueError, IndexError):
            pass

    def _as_parent(self, connection: socket.socket, label: str, behaviour: str) -> None:
        head = _read_head(connection)
        method, target = head.split()[:2]
        via = f"peer {label}"
        if behaviour == "refuses":
            connection.sendall(_page("403 Forbidden", via))
        elif behaviour == "login" and "\r\nproxy-authorization:" not in head.lower():
            wanted = 'Proxy-Authenticate: Basic realm="parent"\r\n'
            connection.sendall(_page("407 Proxy Authentication Required", via, wanted))
        elif method == "CONNECT":
            connection.sendall(b"HTTP/1.1 200 Connection established\r\n\r\n")
            host = target.rpartition(":")[0]
            self._as_server(connection, host, "tls13" in host or _speaks_13(host), via)
        else:
            connection.sendall(_page("200 OK", via))

    def _as_server(self, connection: socket.socket, host: str, tls13: bool, via: str) -> None:
        version = ssl.TLSVersion.TLSv1_3 if tls13 else ssl.TLSVersion.TLSv1_2

        def choose(session: ssl.SSLSocket | ssl.SSLObject, name: str | None, _context: ssl.SSLContext) -> None:
            if name:
                session.context = self._context(name, version)

        base = self._context(host, version)
        base.sni_callback = choose
        with base.wrap_socket(connection, server_side=True) as session:
            _read_head(session)
            session.sendall(_page("200 OK", via))

    def _context(self, name: str, version: ssl.TLSVersion) -> ssl.SSLContext:
        return self._signers.server(self._certificates.get(name, (name,)), version)


def _speaks_13(address: str) -> bool:
    """A parent may be asked for an address, or for a name."""
    try:
        return ipaddress.ip_address(address) in _TLS13
    except ValueError:
        return False


def _read_head(connection: socket.socket) -> str:
    head = b""
    while b"\r\n\r\n" not in head:
        part = connection.recv(4096)
        if not part:
            raise ValueError("closed")
        head += part
    return head.decode("latin-1")


def _page(status: str, via: str, headers: str = "") -> bytes:
    return (
        f"HTTP/1.1 {status}\r\nX-Peer-Via: {via}\r\nCache-Control: no-store\r\n{headers}"
        "Content-Length: 3\r\nConnection: close\r\n\r\nok\n"
    ).encode()


def _name_reply(query: bytes, addresses: Callable[[str], tuple[str, ...]]) -> tuple[str, bytes] | None:
    """The asked name and the answer of a name server that knows only A records."""
    labels, at = [], 12
    while at < len(query) and query[at]:
        labels.append(query[at + 1 : at + 1 + query[at]].decode("latin-1"))
        at += query[at] + 1
    question = query[12 : at + 5]
    if len(question) < 5 or len(query) < at + 5:
        return None
    name = ".".join(labels).lower()
    known: tuple[str, ...] = () if name.endswith(".arpa") else addresses(name)
    asked = struct.unpack("!H", query[at + 1 : at + 3])[0]
    records = [
        b"\xc0\x0c" + struct.pack("!HHIH", 1, 1, 60, 4) + socket.inet_aton(address)
        for address in known
        if asked == 1 and ":" not in address
    ]
    flags = 0x8180 if known else 0x8183
    return name, query[:2] + struct.pack("!HHHHH", flags, 1, len(records), 0, 0) + question + b"".join(records)
