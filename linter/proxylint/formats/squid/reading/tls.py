"""TLS options of ports, peers and tls_outgoing_options (security/PeerOptions.cc:33, ServerOptions.cc:60@5.7).

Files they name are assumed to exist.
"""

from __future__ import annotations

from proxylint.formats.squid.reading.refusal import RefusedError
from proxylint.formats.squid.reading.scalars import integer, option_size
from proxylint.records import dataclass
from proxylint.regex import regex
from proxylint_grammars.squid import Word

_FLAGS = (
    "NO_DEFAULT_CA",
    "DELAYED_AUTH",
    "DONT_VERIFY_PEER",
    "CONDITIONAL_AUTH",
    "DONT_VERIFY_DOMAIN",
    "NO_SESSION_REUSE",
    "VERIFY_CRL_ALL",
    "VERIFY_CRL",
)
_FLAG_LIST = regex(rf"(?:{'|'.join(_FLAGS)})(?>(?:[:,](?:{'|'.join(_FLAGS)}))*)")
_OPTION_LIST = regex(r"[-!+]?+[A-Za-z0-9_]*+(?>(?:[:,]++[-!+]?+[A-Za-z0-9_]*+)*)")
_OTHERS = ("min-version=", "cipher=", "cafile=", "capath=", "crlfile=", "domain=", "no-npn")
_LONGEST_CONTEXT = 32


@dataclass(slots=True)
class Tls:
    certificates: bool = False
    encrypted: bool = False
    authorities: bool | None = None

    def server(self, option: str, word: Word) -> None:
        """An option of a listening port."""
        if option.startswith("context="):
            if len(option) - 8 > _LONGEST_CONTEXT:
                raise RefusedError("the TLS context is longer than 32 characters", word.span)
        elif option.startswith("dynamic_cert_mem_cache_size="):
            option_size(option[28:], word)
        elif not option.startswith(("clientca=", "dh=", "dhparams=", "generate-host-certificates")):
            self.client(option, word)

    def client(self, option: str, word: Word) -> None:
        """An option of any TLS context. Unknown ones are logged and ignored."""
        if option.startswith("disable"):
            self.certificates = self.encrypted = False
            return
        if option.startswith("cert="):
            self.certificates = True
        elif option.startswith("key="):
            if not self.certificates:
                raise RefusedError("the certificate (cert=) must stand before its key (key=)", word.span)
        elif option.startswith("version="):
            integer(option[8:], word)
        elif option.startswith("flags="):
            self._flags(option[6:], word)
        elif option.startswith(("default-ca=off", "no-default-ca")):
            self._authorities(False, word)
        elif option.startswith("default-ca"):
            self._authorities(True, word)
        elif option.startswith("options="):
            if not _OPTION_LIST.fullmatch(option[8:]):
                raise RefusedError(f"'{option[8:]}' is no list of TLS options", word.span)
        elif option and not option.startswith(_OTHERS):
            return
        self.encrypted = True

    def _flags(self, text: str, word: Word) -> None:
        if text and not _FLAG_LIST.match(text):
            raise RefusedError(f"there is no TLS flag '{text}'", word.span)
        if "NO_DEFAULT_CA" in text:
            self._authorities(False, word)

    def _authorities(self, wanted: bool, word: Word) -> None:
        if self.authorities is (not wanted):
            raise RefusedError("two options contradict each other on the default certificate authorities", word.span)
        self.authorities = wanted
