"""From the text of a squid.conf to its `Config`."""

from __future__ import annotations

import gc
from collections.abc import Mapping
from contextlib import suppress

from proxylint.collecting import let_go
from proxylint.format import Loader, Remark
from proxylint.formats.squid.model import Config, Port, Taint
from proxylint.formats.squid.reading.acl_lines import add_builtin
from proxylint.formats.squid.reading.adaptation import adaptation_taints
from proxylint.formats.squid.reading.draft import Draft
from proxylint.formats.squid.reading.gates import close_ssl_bump
from proxylint.formats.squid.reading.listed_values import bound_lists
from proxylint.formats.squid.reading.startup import check_domains, check_groups, check_limits, check_ports
from proxylint.formats.squid.reading.walking import StoppedError, read_file
from proxylint.records import replace
from proxylint.text import Source
from proxylint.verdict import Failure
from proxylint_grammars.squid import MACROS, MASTER_MACROS

__all__ = ["read_config"]

_SWITCHES = ("nonhierarchical_direct", "prefer_direct", "client_dst_passthru", "host_verify_strict", "pinger_enable")


def read_config(source: Source, loader: Loader, version: int) -> Config:
    """The configuration as Squid `version` (5, 6 or 7) reads it. Never raises for bad input."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        draft = _draft(source, loader, version)
        if draft.by_process:
            draft.failures += _refused_by_master(draft)
        return _config(draft)
    finally:
        if collecting:
            _keep()
            gc.enable()


def _keep() -> None:
    """What was read lives as long as its `Config`, so it joins the oldest generation at once: otherwise the collector
    looks at all of it twice (a tenth of the time that reading takes) and finds nothing."""
    if gc.get_freeze_count() == 0:
        made = gc.get_count()[0]
        gc.freeze()
        let_go(made)
        gc.unfreeze()


def _refused_by_master(draft: Draft) -> list[Failure]:
    """What the process that starts the workers refuses, and no worker does; it opens no ports (main.cc:1436@5.7).

    It also makes the memory that the workers share (security/Session.cc:430-451@5.7; observed on Squid 5.7).
    """
    known = {failure.span for failure in draft.failures}
    master = _draft(draft.source, draft.loader, draft.version, MASTER_MACROS)
    said = "Squid's first process, whose number is 0, refuses this"
    found = [replace(one, text=f"{said}: {one.text}") for one in master.failures if one.span not in known]
    tls = next((port.span for port in draft.ports if port.secure or port.bumping), None)
    if tls is not None and not any(port.secure or port.bumping for port in master.ports):
        text = (
            "Squid's first process, whose number is 0, sees no TLS port, so the workers find no cache for TLS sessions"
        )
        found.append(Failure(tls, text))
    return found


def _draft(source: Source, loader: Loader, version: int, macros: Mapping[str, str] = MACROS) -> Draft:
    draft = Draft(source, loader, version, macros=macros)
    add_builtin(draft)
    with suppress(StoppedError):
        read_file(draft, source)
        check_limits(draft)
        check_groups(draft)
        if macros is MACROS:
            check_ports(draft)
    close_ssl_bump(draft)
    if draft.spilling is not None:
        for gate in (*draft.gates.values(), *draft.peer_gates.values()):
            gate.insert(0, draft.spilling)
    bound_lists(draft)
    check_domains(draft)
    draft.rewriters.extend(adaptation_taints(draft))
    if draft.per_worker is not None and draft.numbers.get("workers", 1) > 1:
        draft.rewriters.append(Taint(draft.per_worker, "this line is not read by every worker"))
    return draft


def _config(draft: Draft) -> Config:
    order = {path: number for number, path in enumerate(draft.sources)}

    def place(remark: Remark) -> tuple[int, int]:
        return order[remark.span.file], remark.span.start

    return Config(
        source=draft.source,
        sources=draft.sources,
        acls={key: acl.frozen() for key, acl in draft.acls.items()},
        gates={name: tuple(entries) for name, entries in draft.gates.items()},
        ports=tuple(_bumping(draft, port) for port in draft.ports),
        peers=tuple(replace(peer, access=tuple(draft.peer_gates.get(name, ()))) for name, peer in draft.peers.items()),
        switches={name: draft.switches[name] for name in _SWITCHES if name in draft.switches},
        rewriters=tuple(draft.rewriters),
        schemes=tuple(name for name, scheme in draft.schemes.items() if scheme.active(name)),
        auth_externals=frozenset(name for name, login in draft.externals.items() if login),
        failures=tuple(draft.failures),
        remarks=tuple(sorted(draft.remarks, key=place)),
        version=draft.version,
        pages={name: tuple(pages) for name, pages in draft.pages.items()},
        lists=frozenset(draft.lists),
    )


def _bumping(draft: Draft, port: Port) -> Port:
    """ssl-bump without any ssl_bump line is switched off (client_side.cc:3359-3392@5.7)."""
    return replace(port, bumping=port.bumping and bool(draft.gates.get("ssl_bump")))
