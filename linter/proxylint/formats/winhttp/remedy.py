"""What to change in the Windows settings so that a required URL takes the proxy."""

from __future__ import annotations

from collections.abc import Sequence

from proxylint.fault import Fault
from proxylint.format import Policy
from proxylint.request import Request
from proxylint.text import Span


def remedy(policy: Policy, fault: Fault, requests: Sequence[Request], at: Span) -> str | None:
    """By what stands at the deciding place: a proxy string that lacks the scheme, a bypass entry, or nothing."""
    if fault is not Fault.SENT_DIRECT:
        return None
    source = policy.sources.get(at.file)
    text = "" if source is None else source.text[at.start : at.end].strip()
    if "@" in text:  # credentials are never repeated
        return None
    scheme, named, server = text.partition("=")
    if named and scheme.lower() in ("http", "https"):
        return f'An entry without {scheme}= serves http and https:\n    netsh winhttp set proxy proxy-server="{server}"'
    if text.startswith(("*", "<")) or ("." in text and ":" not in text and " " not in text):
        return f"Take '{text}' out of the bypass list; bypass only names of your own network."
    return (
        'Set the proxy for services:\n    netsh winhttp set proxy proxy-server="HOST:PORT" bypass-list="*.your.domain"'
    )
