"""What to change in the Windows settings so that a required URL takes the proxy."""

from __future__ import annotations

from collections.abc import Sequence

from proxylint.fault import Fault
from proxylint.format import Policy
from proxylint.request import Request
from proxylint.text import Span

SET_PROXY = 'netsh winhttp set proxy proxy-server="HOST:PORT" bypass-list="*.your.domain"'


def remedy(policy: Policy, fault: Fault, requests: Sequence[Request], at: Span) -> str | None:
    """By what stands at the deciding place; None where a rule of its own says it, or only the reader knows."""
    from proxylint.formats.winhttp.advice import for_direct, for_undecided
    from proxylint.formats.winhttp.own_advice import for_unshown
    from proxylint.formats.winhttp.policy import WinhttpPolicy

    if not isinstance(policy, WinhttpPolicy):
        return None
    if fault is Fault.UNDECIDED:
        return for_undecided(policy, at) or for_unshown(policy, at)
    return for_direct(policy, at) if fault is Fault.SENT_DIRECT else None
