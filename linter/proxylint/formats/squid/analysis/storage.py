"""A whole cloud storage service that is spared a login or inspection: anybody can rent a name below it.

Microsoft asks to exempt the storage accounts that it lists and never `*.blob.core.windows.net` as a whole.
"""

from __future__ import annotations

from collections.abc import Iterator

from proxylint.format import Given, Policy
from proxylint.formats.squid.acls.patterns import covering_pattern
from proxylint.formats.squid.analysis.literals import DOMAIN_TYPES, may_demand_login
from proxylint.formats.squid.analysis.subject import lines, loaded
from proxylint.formats.squid.model import AccessLine, Acl, Config, Value
from proxylint.formats.squid.policy import SquidPolicy
from proxylint.records import dataclass
from proxylint.request import Request
from proxylint.text import Span
from proxylint.verdict import Access, Case, Tls

STORES = ("blob.core.windows.net", "blob.core.usgovcloudapi.net")
_STRANGER = "unrelated.invalid"


@dataclass(frozen=True, slots=True)
class OpenStorage:
    """Every name below `store` is spared what other hosts have to pass. `spliced`: inspection, else the login.

    `value`: what covers it in an ACL of `line`.
    """

    store: str
    acl: str
    value: Value
    gate: str
    line: AccessLine
    spliced: bool


def open_storage(policy: Policy) -> tuple[OpenStorage, ...]:
    """One name is tried first, which costs little; the whole service is proved only where that name is spared."""
    squid = loaded(policy)
    if squid is None:
        return ()
    asks = any(
        may_demand_login(line.terms, squid.config, squid.compiled) for line in lines(squid.config, "http_access")
    )
    if not asks and not any(port.bumping for port in squid.config.ports):
        return ()
    usual = _cases(squid, _STRANGER)
    found: dict[Span, OpenStorage] = {}
    for store in STORES:
        gates = _spared(usual, _cases(squid, f"unrelated.{store}"))
        if gates:
            cases = _cases(squid, f"*.{store}")
            for gate in sorted(gates & _spared(usual, cases)):
                for fact in _facts(squid, store, cases, gate):
                    found.setdefault(fact.value.span, fact)
    return tuple(sorted(found.values(), key=lambda fact: fact.value.span))


def _cases(squid: SquidPolicy, host: str) -> tuple[Case, ...]:
    return squid.decide(Request("https", host, 443), Given(squid_version=squid.config.version)).cases


def _spared(usual: tuple[Case, ...], cases: tuple[Case, ...]) -> frozenset[str]:
    """The lists that spare these cases what the usual ones have to pass."""
    found = set()
    if any(case.access.value is Access.LOGIN for case in usual) and not _has(cases, Access.LOGIN):
        found.add("http_access")
    if any(case.tls.value is Tls.INSPECTED for case in usual) and not _opened(cases):
        found.add("ssl_bump")
    return frozenset(found)


def _opened(cases: tuple[Case, ...]) -> bool:
    return any(case.tls.value in (Tls.INSPECTED, Tls.UNKNOWN) for case in cases)


def _has(cases: tuple[Case, ...], value: Access) -> bool:
    return any(case.access.value in (value, Access.UNKNOWN) for case in cases)


def _facts(squid: SquidPolicy, store: str, cases: tuple[Case, ...], gate: str) -> Iterator[OpenStorage]:
    """The values that cover the service, in the lines that let its names through for whole."""
    by_span = {line.span: line for line in lines(squid.config, gate)}
    for case in cases:
        span = case.access.span if gate == "http_access" else case.tls.span
        line = by_span.get(span) if span is not None else None
        if line is None or case.access.value is not Access.ALLOWED or not case.when.names.whole():
            continue
        for acl, value in _covering(squid.config, line, f"unrelated.{store}"):
            yield OpenStorage(store, acl.name, value, gate, line, gate == "ssl_bump")


def _covering(config: Config, line: AccessLine, host: str) -> Iterator[tuple[Acl, Value]]:
    for term in line.terms:
        acl = None if term.negated else config.acls.get(term.key)
        if acl is None:
            continue
        value = None
        if acl.type in DOMAIN_TYPES:
            value = _domain(acl, host)
        elif acl.type in ("dstdom_regex", "ssl::server_name_regex"):
            value = covering_pattern(acl, host)
        if value is not None:
            yield acl, value


def _domain(acl: Acl, host: str) -> Value | None:
    labels = host.split(".")
    above = ["." + ".".join(labels[cut:]) for cut in range(len(labels))]
    for part in acl.parts:
        texts = part.values.texts()
        for wanted in above:
            if wanted in texts:
                return part.values.at(list(texts).index(wanted))
    return None
