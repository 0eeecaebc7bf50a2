"""What to write so that it is certain which way the agent goes."""

from __future__ import annotations

from collections.abc import Sequence

from proxylint.fault import Fault
from proxylint.format import Policy
from proxylint.request import Request
from proxylint.text import Span

_PLACE = 'the proxy in mdatp_managed.json, inside "cloudService":\n    "proxy": "http://HOST:PORT/"'
NAME_IT = f"Name {_PLACE}"


def remedy(policy: Policy, fault: Fault, requests: Sequence[Request], at: Span) -> str | None:
    """The managed profile is documented for the running agent, and wins over what is set on the device."""
    return NAME_IT if fault is Fault.UNDECIDED else None


def advise(policy: Policy) -> str | None:
    if policy.failure is None or not policy.failure.elsewhere:
        return "Check it with 'python3 -m json.tool', as Microsoft's documentation does."
    return (
        "Nothing is wrong where the proxy is transparent, or set elsewhere: in another file, or on the device with "
        f"'mdatp config proxy set'. Else name {_PLACE}"
    )
