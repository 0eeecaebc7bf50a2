"""The ways a required URL can fail, whatever the kind of file."""

from __future__ import annotations

from enum import StrEnum


class Fault(StrEnum):
    """How a required URL can fail."""

    DENIED = "denied"
    LOGIN = "login"
    INSPECTED = "inspected"
    TERMINATED = "terminated"
    SENT_DIRECT = "sent direct"
    SENT_TO_PROXY = "sent to a proxy"
    NO_ANSWER = "no answer"
    UNDECIDED = "undecided"
