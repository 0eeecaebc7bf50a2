"""What to lint instead where a file shows a part of the registry, and the answer hangs on another part."""

from __future__ import annotations

from proxylint.formats.winhttp.policy import WinhttpPolicy
from proxylint.text import Span

_MORE = (
    "Let the file hold the other settings of the computer as well:\n"
    "    netsh winhttp show proxy >> winhttp.txt\n"
    '    reg query "HKLM\\SOFTWARE\\Policies\\Microsoft\\Windows Defender" >> winhttp.txt'
)


def for_unshown(policy: WinhttpPolicy, at: Span) -> str | None:
    """Where the place is that of a computer of which the file shows no WinHTTP setting, as such."""
    shown = {(setting.record.host or "").casefold() for setting in policy.settings}
    for device in policy.devices:
        alone = device.values and (device.host or "").casefold() not in shown
        if alone and (device.span.file, device.span.start) == (at.file, at.start):
            return _MORE
    return None
