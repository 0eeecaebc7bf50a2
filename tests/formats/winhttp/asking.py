"""Asking a text for the way of a URL, with the answers in one line each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from proxylint.format import Absent, Given
from proxylint.formats.winhttp import FORMAT
from proxylint.formats.winhttp.policy import WinhttpPolicy
from proxylint.request import Request
from proxylint.text import Decoder, Source
from proxylint.verdict import Case, Verdict

HTTPS = "https://winatp-gw-weu.microsoft.com/"
HTTP = "http://crl.microsoft.com/pki/x.crl"


@dataclass(frozen=True)
class Files:
    """A loader over a few files held in memory."""

    texts: Mapping[str, str] = field(default_factory=dict)

    def read(self, path: str, beside: str, decode: Decoder) -> Source | Absent:
        if path in self.texts:
            return Source.of(path, self.texts[path].encode(), decode)
        return Absent(path, certain=False, reason=f"{path} is not in the repository")

    def glob(self, pattern: str, beside: str, decode: Decoder) -> Sequence[Source] | Absent:
        return Absent(pattern, certain=False, reason="no patterns here")


def policy_of(text: str, path: str = "dump.txt", texts: Mapping[str, str] | None = None) -> WinhttpPolicy:
    policy = FORMAT.read(Source.of(path, text.encode()), Files(texts or {}), Given())
    assert isinstance(policy, WinhttpPolicy)
    return policy


def verdict_of(text: str, url: str, given: Given | None = None) -> Verdict:
    given = given or Given()
    return policy_of(text).decide(Request.parse(url), given)


def ways(text: str, url: str = HTTPS, given: Given | None = None) -> list[str]:
    """One line per case: the way, "direct" or "proxy host:port", or "? reason"."""
    return [way(case) for case in verdict_of(text, url, given).cases]


def way(case: Case) -> str:
    if case.route.value is None:
        return f"? {case.route.reason}"
    return " ".join(str(hop) for hop in case.route.value)


def shown(proxy: str, bypass: str = "(none)") -> str:
    return f"\nCurrent WinHTTP proxy settings:\n\n    Proxy Server(s) :  {proxy}\n    Bypass List     :  {bypass}\n\n"


def advanced(settings: str) -> str:
    return f"\nCurrent WinHTTP advanced proxy settings:\n\n{settings}\n\n"


DIRECT = "\nCurrent WinHTTP proxy settings:\n\n    Direct access (no proxy server).\n\n"
