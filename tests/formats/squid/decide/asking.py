"""Configurations from text, asked as a device would ask, and the answers in short."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from proxylint import addresses
from proxylint.format import Absent, Given, Policy
from proxylint.formats.squid import FORMAT
from proxylint.request import Request
from proxylint.text import Decoder, Source
from proxylint.verdict import Case, Verdict

CLIENT = "10.1.2.3"
SERVER = "203.0.113.7"


class Nothing:
    """A loader for configurations that name no file: whatever is named is known to be missing, unless it is given.

    `unread`: what may be there where Squid runs.
    """

    def __init__(self, files: Mapping[str, str], unread: Sequence[str] = ()) -> None:
        self._files = files
        self._unread = unread

    def read(self, path: str, beside: str, decode: Decoder) -> Source | Absent:
        if path in self._files:
            return Source.of(path, self._files[path].encode("latin-1"), decode)
        return Absent(path, path not in self._unread, f"{path} is not there")

    def glob(self, pattern: str, beside: str, decode: Decoder) -> Sequence[Source] | Absent:
        found = self.read(pattern, beside, decode)
        return found if isinstance(found, Absent) else (found,)


def policy(text: str, version: int = 6, files: Mapping[str, str] | None = None, unread: Sequence[str] = ()) -> Policy:
    source = Source.of("squid.conf", text.encode("latin-1"), FORMAT.decode)
    return FORMAT.read(source, Nothing(files or {}, unread), Given(squid_version=version))


def ask(
    asked: Policy,
    url: str,
    *,
    client: str | None = CLIENT,
    listen: str | None = None,
    resolve: Mapping[str, Sequence[str]] | None = None,
    now: str | None = None,
) -> Verdict:
    """Everything that an option fixes is fixed, unless a test opens it."""
    names = {Request.parse(url).host: [SERVER]} if resolve is None else resolve
    given = Given(
        client=None if client is None else addresses.parse_address(client),
        listen=listen,
        now=None if now is None else datetime.fromisoformat(now),
        resolve={name: tuple(addresses.parse_address(text) for text in texts) for name, texts in names.items()},
    )
    return asked.decide(Request.parse(url), given)


def short(case: Case) -> str:
    """`denied`, `login`, `allowed tunnelled`, `allowed plain via peer p:1, direct`, `unknown because ...`."""
    access, tls, route = case.access, case.tls, case.route
    if case.failure is not None:
        return f"failure: {case.failure.text}"
    if access.value == "unknown":
        return f"unknown because {access.reason}"
    if access.value != "allowed":
        return access.value
    hops = f" because {route.reason}" if route.value is None else ", ".join(map(str, route.value))
    via = "" if hops == "direct" or tls.value == "terminated" else f" via {hops}"
    return f"allowed {tls.value}{via}"


FIXED = {f"client in {CLIENT}", f"the host resolves to {SERVER}"}


def answers(verdict: Verdict) -> list[str]:
    """Each case in short, with what it takes beside what `ask` fixes."""
    taken = [[phrase for phrase in case.when.phrases() if phrase not in FIXED] for case in verdict.cases]
    return [
        f"{short(case)} [{'; '.join(said)}]".removesuffix(" []")
        for case, said in zip(verdict.cases, taken, strict=True)
    ]


def answer(asked: Policy, url: str, **fixed: object) -> str:
    """The only case; a test that meets several has not fixed everything."""
    (found,) = answers(ask(asked, url, **fixed))  # type: ignore[arg-type]
    return found
