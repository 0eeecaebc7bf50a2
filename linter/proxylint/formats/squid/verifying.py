"""The check of the Host header that stands before all access lists (client_side_request.cc:508-696@5.7).

An intercepted request names a host; Squid looks it up and expects the address that the client has dialled among the
answers. With many answers that change, as content networks give them, the two may differ without anybody's fault.
"""

from __future__ import annotations

from collections.abc import Iterator

from proxylint.formats.squid.admission import refused
from proxylint.formats.squid.sight import Sight
from proxylint.records import replace
from proxylint.region import Condition, Region
from proxylint.text import Span
from proxylint.verdict import Case, Step, Trail

FORGED = Condition(
    "host not verified",
    "Squid's own DNS does not give the address that the client has dialled",
    None,
    "Squid's own DNS gives the address that the client has dialled",
    usual=False,
)
"""Clients and Squid are meant to use the same resolver (wiki.squid-cache.org, KnowledgeBase/HostHeaderForgery)."""


def verified(
    region: Region, sight: Sight, before: Trail, cases: list[Case], span: Span | None = None
) -> Iterator[tuple[Region, Sight]]:
    """The parts that go on, and what is known of them; those that end here are added to `cases`.

    `span`: the line that has led here, which is where the refusal is laid; else it is the port.

    A CONNECT that fails is refused with 409, and so is any request under host_verify_strict; others may go on, but to
    no neighbour (`hostHeaderVerifyFailed`, `clientHierarchical`@5.7). Addresses that are given are the same for the
    client and for Squid.
    """
    if not sight.intercepted or sight.answers is not None:
        yield region, sight
        return
    forged, honest = region.split_condition(FORGED)
    if honest is not None:
        yield honest, sight
    if forged is None:
        return
    if sight.method == "CONNECT" or sight.config.switches.get("host_verify_strict", False):
        at = span or sight.port.span
        step = Step(at, "the name does not fit the address that was dialled: refused as a forged Host header", False)
        cases.append(refused(forged, at, (before, step)))
    else:
        yield forged, replace(sight, verified=False)
