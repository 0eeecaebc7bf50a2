"""From the text of a squid.conf to its `Config`."""

from __future__ import annotations

import gc
from contextlib import suppress
from dataclasses import replace

from proxylint.format import Loader, Remark
from proxylint.formats.squid.model import Config, Port, Taint
from proxylint.formats.squid.reading.acl_lines import add_builtin
from proxylint.formats.squid.reading.adaptation import adaptation_taints
from proxylint.formats.squid.reading.draft import Draft
from proxylint.formats.squid.reading.gates import close_ssl_bump
from proxylint.formats.squid.reading.startup import check_domains, check_groups, check_limits, check_ports
from proxylint.formats.squid.reading.walking import StoppedError, read_file
from proxylint.text import Source

__all__ = ["read_config"]

_SWITCHES = ("nonhierarchical_direct", "prefer_direct", "client_dst_passthru")


def read_config(source: Source, loader: Loader, version: int) -> Config:
    """The configuration as Squid `version` (5, 6 or 7) reads it. Never raises for bad input."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        return _config(_draft(source, loader, version))
    finally:
        if collecting:
            gc.enable()


def _draft(source: Source, loader: Loader, version: int) -> Draft:
    draft = Draft(source, loader, version)
    add_builtin(draft)
    with suppress(StoppedError):
        read_file(draft, source)
        check_limits(draft)
        check_groups(draft)
        check_ports(draft)
    close_ssl_bump(draft)
    if draft.spilling is not None:
        for gate in (*draft.gates.values(), *draft.peer_gates.values()):
            gate.insert(0, draft.spilling)
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
    )


def _bumping(draft: Draft, port: Port) -> Port:
    """ssl-bump without any ssl_bump line is switched off (client_side.cc:3359-3392@5.7)."""
    return replace(port, bumping=port.bumping and bool(draft.gates.get("ssl_bump")))
