"""What to write into a PAC file so that a required URL takes the proxy, or gets an answer."""

from __future__ import annotations

from collections.abc import Sequence

from proxylint.fault import Fault
from proxylint.format import Policy
from proxylint.request import Request
from proxylint.text import Span


def remedy(policy: Policy, fault: Fault, requests: Sequence[Request], at: Span) -> str | None:
    """Lines to copy to the top of FindProxyForURL: the first `return` that is reached wins."""
    if fault is Fault.NO_ANSWER:
        return "Give every path through the function a return with a string."
    if fault not in (Fault.SENT_DIRECT, Fault.SENT_TO_PROXY):
        return None
    tests = [_test(host) for host in sorted({request.host for request in requests})]
    answer = '"DIRECT"' if fault is Fault.SENT_TO_PROXY else '"PROXY HOST:PORT"'
    lines = [f"if ({tests[0]}", *(f"    || {test}" for test in tests[1:])]
    lines[-1] += ") {"
    return "\n".join(
        ("Write at the top of FindProxyForURL:", *(f"    {line}" for line in (*lines, f"    return {answer};", "}")))
    )


def _test(host: str) -> str:
    """dnsDomainIs is a plain test of the end: with a leading dot it takes every name below, not the name itself."""
    if host.startswith("*."):
        return f'dnsDomainIs(host, "{host[1:]}")'
    return f'host == "{host}"'
