"""Two certificate authorities, so that who signed what a client is shown tells a tunnel from an inspection.

`ORIGIN` signs for the servers of the Internet and is trusted by Squid; `INSPECTION` is what Squid signs with.
"""

from __future__ import annotations

import shutil
import ssl
import subprocess
import tempfile
import threading
from functools import cache
from pathlib import Path

ORIGIN, INSPECTION = "peer-origin-authority", "peer-inspection-authority"

_SETTINGS = """[req]
distinguished_name = name
[name]
[authority]
basicConstraints = critical, CA:TRUE
keyUsage = critical, keyCertSign, cRLSign, digitalSignature, keyEncipherment
[leaf]
basicConstraints = critical, CA:FALSE
subjectAltName = {names}
"""


class Authorities:
    """Keys and certificates in one temporary folder, made by the openssl program."""

    def __init__(self) -> None:
        self._folder = tempfile.TemporaryDirectory(prefix="peers-")
        self.folder = Path(self._folder.name)
        self._lock = threading.Lock()
        self._contexts: dict[tuple[tuple[str, ...], ssl.TLSVersion], ssl.SSLContext] = {}
        for file, name in (("origin", ORIGIN), ("ca", INSPECTION)):
            self._make_authority(file, name)
        self._run("openssl", "ecparam", "-name", "prime256v1", "-genkey", "-noout", "-out", "leaf.key")
        self._trust_origin()

    def server(self, names: tuple[str, ...], version: ssl.TLSVersion) -> ssl.SSLContext:
        """A server that speaks just this version, with a certificate of `ORIGIN` for these names or addresses."""
        with self._lock:
            if (names, version) not in self._contexts:
                self._contexts[names, version] = self._make_server(names, version)
            return self._contexts[names, version]

    def _make_authority(self, file: str, name: str) -> None:
        new_key = ("-newkey", "rsa:2048", "-nodes", "-keyout", f"{file}.key", "-out", f"{file}.crt")
        self._certify("authority", "", *new_key, name=name)
        both = (self.folder / f"{file}.crt").read_bytes() + (self.folder / f"{file}.key").read_bytes()
        (self.folder / f"{file}.pem").write_bytes(both)

    def _trust_origin(self) -> None:
        """A folder `trusted` as OpenSSL wants it, to stand in for /etc/ssl/certs."""
        trusted = self.folder / "trusted"
        trusted.mkdir()
        digest = self._run("openssl", "x509", "-hash", "-noout", "-in", "origin.crt").decode().strip()
        shutil.copy(self.folder / "origin.crt", trusted / f"{digest}.0")

    def _make_server(self, names: tuple[str, ...], version: ssl.TLSVersion) -> ssl.SSLContext:
        chain = f"leaf{len(self._contexts)}.pem"
        said = ",".join(f"{'IP' if name.replace('.', '').isdigit() else 'DNS'}:{name}" for name in names)
        signing = ("-CA", "origin.crt", "-CAkey", "origin.key", "-key", "leaf.key", "-out", chain)
        self._certify("leaf", said, "-new", *signing, name=names[0][:64])
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.minimum_version = context.maximum_version = version
        context.load_cert_chain(self.folder / chain, self.folder / "leaf.key")
        return context

    def _certify(self, section: str, names: str, *options: str, name: str) -> None:
        (self.folder / "openssl.cnf").write_text(_SETTINGS.format(names=names or "DNS:unused"))
        extensions = ("-config", "openssl.cnf", "-extensions", section)
        self._run("openssl", "req", "-x509", *extensions, "-subj", f"/CN={name}", "-days", "30", *options)

    def _run(self, *command: str | Path) -> bytes:
        return subprocess.run(command, check=True, capture_output=True, timeout=30, cwd=self.folder).stdout


_making = threading.Lock()


def authorities() -> Authorities:
    """One for the whole process: making keys takes longer than a Squid takes to start."""
    with _making:
        return _make()


@cache
def _make() -> Authorities:
    return Authorities()
