"""A real Squid that runs a configuration exactly as it is written.

Squid gets namespaces of its own for network, mounts and processes: `/etc/squid` holds the configuration under test and
its files, `/run`, the log and the spool folder are empty, and when the harness goes, all of it goes. So nothing is
added to the configuration, and its ports, paths and names keep their meaning.

A Squid that lives in a tree of files of its own runs with that tree as its root, so its libraries, helpers and pages
are those of its version.

At `/etc/squid` there is always `ca.pem` (the inspecting authority with its key), `passwd` and `helper.sh` (an external
ACL helper that says ERR); the certificate generator's database is where Debian's default looks for it.

Squid's clock shows any time that is wanted: the local time is what a time zone file makes of the machine's, and a zone
may lie years away.
"""

from __future__ import annotations

import re
import shutil
import struct
import subprocess
import tempfile
import time
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType

from tests.peers.squid.answer import Answer
from tests.peers.squid.authorities import authorities
from tests.peers.squid.client import Device
from tests.peers.squid.installed import CERTGEN, HERE, Installed
from tests.peers.squid.internet import NAME_SERVER, Internet
from tests.peers.squid.network import Network

START_PATIENCE = 20.0
_CACHE_PEER = re.compile(rb"^[ \t]*cache_peer[ \t]+(\S+)", re.MULTILINE)

_START = """
set -e
root="$5"
if [ "$root" != / ]; then
    mount --rbind /dev "$root/dev"
    mount -t proc proc "$root/proc"
fi
mount --bind "$1/etc" "$root/etc/squid"
mount -t tmpfs -o mode=1777 tmpfs "$root/dev/shm"
names="$root$(chroot "$root" readlink -f /etc/resolv.conf)"
mount -t tmpfs tmpfs "$root/run"
mkdir -p "${names%/*}"; [ -e "$names" ] || : > "$names"
mount --bind "$1/resolv.conf" "$names"
mount --bind "$1/hosts" "$root/etc/hosts"
mount --bind "$1/localtime" "$root$(chroot "$root" readlink -f /etc/localtime)"
unset TZ
mount -t tmpfs -o uid="$2",gid="$3" tmpfs "$root/var/spool/squid"
chown "$2:$3" "$1/log"
mount --bind "$1/log" "$root/var/log/squid"
chroot "$root" "$6" -c -s /var/spool/squid/ssl_db -M 4MB > /dev/null
chown -R "$2:$3" "$root/var/spool/squid/ssl_db"
mount --bind "$1/trusted" "$root/etc/ssl/certs"
ulimit -n 2048
exec 3<&0
set +e
cd /
chroot "$root" "$4" --foreground -d1 -f /etc/squid/squid.conf 3<&- &
squid=$!
{ cat <&3 > /dev/null; kill -KILL $squid; } &
wait $squid
"""


class RefusedToStart(Exception):
    """Squid ended before it accepted connections; the text is what it printed."""


class RealSquid:
    """Started when entered, killed when left.

    `files`: absolute path below /etc/squid to content. `intercept`: port that clients dial to the intercepting port
    of Squid that catches it. `parents`, `resolve`, `certificates`, `ports`: see `Internet`. `outside`: addresses,
    other than those of names, that lie beyond Squid. `dials`: name to the address that intercepted clients dial for it,
    where it is none of Squid's own. `secure`: ports to which clients speak TLS. `now`: the local time when it starts,
    None = the machine's.
    `installed`: which Squid.
    """

    def __init__(
        self,
        config: str | bytes,
        files: Mapping[str, str | bytes] | None = None,
        *,
        parents: Mapping[int, str] | None = None,
        resolve: Mapping[str, tuple[str, ...]] | None = None,
        certificates: Mapping[str, tuple[str, ...]] | None = None,
        intercept: Mapping[int, int] | None = None,
        outside: tuple[str, ...] = (),
        ports: tuple[int, ...] = (80, 443, 8443),
        dials: Mapping[str, str] | None = None,
        secure: tuple[int, ...] = (),
        now: datetime | None = None,
        installed: Installed = HERE,
    ) -> None:
        self._config, self._files = _bytes(config), {path: _bytes(text) for path, text in (files or {}).items()}
        self._parents, self._resolve, self._certificates = parents or {}, resolve or {}, certificates or {}
        self._intercept, self._outside, self._ports = dict(intercept or {}), outside, ports
        self._secure, self._dials, self._now, self._installed = secure, dials or {}, now, installed
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> RealSquid:
        self._folder = Path(tempfile.mkdtemp(prefix="squid-"))
        tabled = {address for addresses in self._resolve.values() for address in addresses}
        outside = {address for address in (*self._outside, *tabled) if not address.startswith(("198.18.", "198.19."))}
        self._network = Network(sorted(outside))
        try:
            self._internet = Internet(
                self._network, authorities(), self._resolve, self._parents, self._certificates, self._ports
            )
            try:
                self._start()
            except BaseException:
                self._internet.close()
                raise
        except BaseException:
            self._clear()
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._kill()
        self._internet.close()
        self._clear()

    def ask(
        self, url: str, client: str = "127.0.0.1", listen: str | int = 3128, *, headers: tuple[str, ...] | None = None
    ) -> Answer:
        """What a client at this address sees, asking the port `listen`: "3128" or "10.0.0.1:3128".

        A Squid that an earlier question has ended is started anew.
        """
        address, _, port = str(listen).rpartition(":")
        intercepted = {target: dialled for dialled, target in self._intercept.items()}.get(int(port))
        if intercepted is None:
            to = (address.strip("[]") or ("::1" if ":" in client else "127.0.0.1"), int(port))
        else:
            to = (self._address_of_host(url), intercepted)
        device = Device(self._network, client, to, intercepted is None, int(port) in self._secure)
        if headers is not None:
            device = replace(device, headers=headers)
        try:
            return device.ask(url)
        except ConnectionRefusedError:
            self._kill()
            self._launch()
            return device.ask(url)

    def processes(self) -> list[int]:
        """The process ids, on this machine, of all that runs inside."""
        assert self._process is not None
        found, fresh = [], [self._process.pid]
        while fresh:
            found += fresh
            kin = (Path(f"/proc/{parent}/task/{parent}/children") for parent in fresh)
            fresh = [int(child) for path in kin if path.exists() for child in path.read_text().split()]
        return found

    @property
    def printed(self) -> str:
        """What Squid has said so far, on its terminal and in its log."""
        spoken = (self._folder / "printed", self._folder / "log" / "cache.log")
        return "".join(path.read_text("utf-8", "replace") for path in spoken if path.exists())

    @staticmethod
    def refuses(
        config: str | bytes, files: Mapping[str, str | bytes] | None = None, *, installed: Installed = HERE
    ) -> bool:
        """Whether Squid ends instead of accepting connections."""
        try:
            with RealSquid(config, files, installed=installed):
                return False
        except RefusedToStart:
            return True

    def _address_of_host(self, url: str) -> str:
        host = re.sub(r"^\w+://([^/:]*).*$", r"\1", url)
        if host in self._dials:
            return self._dials[host]
        return host if host.replace(".", "").isdigit() else self._internet.addresses(host)[0]

    def _start(self) -> None:
        import pwd  # is not there on every system that reads these modules

        self._write_files()
        self._user = pwd.getpwnam("proxy")
        if self._intercept:
            self._network.redirect(self._intercept, except_user=self._user.pw_uid)
        self._launch()

    def _launch(self) -> None:
        own = ["unshare", "--mount", "--pid", "--uts", "--ipc", "--fork", "--kill-child=KILL", "--mount-proc"]
        owner, squid = (str(self._user.pw_uid), str(self._user.pw_gid)), self._installed
        script = ["sh", "-c", _START, "sh", str(self._folder), *owner, squid.program, squid.root, CERTGEN]
        with (self._folder / "printed").open("wb") as printed, self._network.at(self._network.inner):
            self._process = subprocess.Popen(
                [*own, "--propagation", "private", *script],
                stdin=subprocess.PIPE,
                stdout=printed,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        last = time.monotonic() + START_PATIENCE
        while not self._network.listening():
            if self._process.poll() is not None:
                raise RefusedToStart(self.printed)
            if time.monotonic() > last:
                self._kill()
                raise TimeoutError(f"Squid neither accepts connections nor ends:\n{self.printed}")
            time.sleep(0.01)

    def _write_files(self) -> None:
        signers = authorities()
        etc = self._folder / "etc"
        etc.mkdir()
        (self._folder / "log").mkdir()
        (etc / "squid.conf").write_bytes(self._config)
        (etc / "passwd").write_text("nobody:x\n")
        (etc / "helper.sh").write_text("#!/bin/sh\nwhile read line; do echo ERR; done\n")
        (etc / "helper.sh").chmod(0o755)
        for path, text in self._files.items():
            if not path.startswith("/etc/squid/"):
                raise ValueError(f"{path} is not below /etc/squid")
            target = etc / path.removeprefix("/etc/squid/")
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(text)
        (self._folder / "localtime").write_bytes(_zone(self._now or datetime.now()))
        (self._folder / "resolv.conf").write_text(f"nameserver {NAME_SERVER}\n")
        (self._folder / "hosts").write_text("127.0.0.1 localhost\n" + self._known_parents())
        shutil.copy(signers.folder / "ca.pem", etc / "ca.pem")
        shutil.copytree(signers.folder / "trusted", self._folder / "trusted")
        subprocess.run(["chmod", "-R", "a+rX", self._folder], check=True, timeout=10)

    def _known_parents(self) -> str:
        """Lines of /etc/hosts for the parents: a parent that is still being resolved would not be asked."""
        texts = (self._config, *self._files.values())
        named = {found[1].decode("latin-1") for text in texts for found in _CACHE_PEER.finditer(text)}
        names = sorted(name for name in named if not name.replace(".", "").isdigit() and ":" not in name)
        return "".join(f"{self._internet.locate(name)} {name}\n" for name in names)

    def _kill(self) -> None:
        if self._process is None:
            return
        assert self._process.stdin
        with suppress(OSError):
            self._process.stdin.close()
        try:
            self._process.wait(2)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait(5)

    def _clear(self) -> None:
        self._kill()
        self._network.close()
        shutil.rmtree(self._folder, ignore_errors=True)


def _bytes(text: str | bytes) -> bytes:
    return text.encode() if isinstance(text, str) else text


def _zone(now: datetime) -> bytes:
    """A time zone file (RFC 8536) for a zone where it is `now` at this moment."""
    offset = round(now.replace(tzinfo=UTC).timestamp() - time.time())
    header = b"TZif\0" + bytes(15) + struct.pack("!6I", 0, 0, 0, 0, 1, 4)
    return header + struct.pack("!iBB", offset, 0, 0) + b"SET\0"
