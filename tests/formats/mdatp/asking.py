"""Asking a file for the way of a URL, with the answers in one line each."""

from __future__ import annotations

from collections.abc import Sequence

from proxylint.format import Absent, Given
from proxylint.formats.mdatp import FORMAT
from proxylint.formats.mdatp.policy import MdatpPolicy
from proxylint.request import Request
from proxylint.text import Decoder, Source
from proxylint.verdict import Case

HTTPS = "https://*.endpoint.security.microsoft.com/"
HTTP = "http://crl.microsoft.com/*"


class NoFiles:
    """A loader that must not be asked: these files name no others that are read."""

    def read(self, path: str, beside: str, decode: Decoder) -> Source | Absent:
        raise AssertionError(path)

    def glob(self, pattern: str, beside: str, decode: Decoder) -> Sequence[Source] | Absent:
        raise AssertionError(pattern)


def policy_of(text: str | bytes, path: str = "mdatp_managed.json") -> MdatpPolicy:
    data = text if isinstance(text, bytes) else text.encode()
    policy = FORMAT.read(Source.of(path, data, FORMAT.decode), NoFiles(), Given())
    assert isinstance(policy, MdatpPolicy)
    return policy


def ways(text: str | bytes, url: str = HTTPS, path: str = "mdatp_managed.json") -> list[str]:
    """One line per case: the way, "? reason", or "! failure"."""
    return [way(case) for case in policy_of(text, path).decide(Request.parse(url), Given()).cases]


def way(case: Case) -> str:
    if case.failure is not None:
        return f"! {case.failure.text}"
    if case.route.value is None:
        return f"? {case.route.reason}"
    return " ".join(str(hop) for hop in case.route.value)


def unit(*lines: str) -> str:
    return "".join(f"{line}\n" for line in ("[Service]", *lines))


def from_unit(*lines: str, url: str = HTTPS) -> list[str]:
    return ways(unit(*lines), url, "mdatp.service.d/proxy.conf")


def from_environment(text: str, url: str = HTTPS) -> list[str]:
    return ways(text, url, "etc/environment")
