"""What to change in the Windows settings so that a required URL takes the proxy."""

from __future__ import annotations

from collections.abc import Sequence

from proxylint.fault import Fault
from proxylint.format import Policy
from proxylint.request import Request
from proxylint.text import Span


def remedy(policy: Policy, fault: Fault, requests: Sequence[Request], at: Span) -> str | None:
    """By what stands at the deciding place: a proxy string that lacks the scheme, a bypass entry, or nothing."""
    if fault is Fault.UNDECIDED:
        return _undecided(policy, at)
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


def _undecided(policy: Policy, at: Span) -> str | None:
    """A copy that lost something is made once more; all else hangs on what only the reader knows."""
    from proxylint.formats.winhttp.policy import WinhttpPolicy
    from proxylint_grammars.winhttp.syntax import Flaw, Kind

    show = {Kind.SHOWN: "show proxy", Kind.ADVANCED: "show advproxy", Kind.DUMPED: "dump"}
    for setting in policy.settings if isinstance(policy, WinhttpPolicy) else ():
        for doubt in setting.written.doubts:
            lost = doubt.flaw in (Flaw.WRAPPED, Flaw.INCOMPLETE) and setting.written.kind in show
            if lost and (doubt.span.file, doubt.span.start) == (at.file, at.start):
                command = f"netsh winhttp {show[setting.written.kind]} > winhttp.txt"
                return f"Let Windows write the file instead of copying it from a window:\n    {command}"
    return None
