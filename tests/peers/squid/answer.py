"""What a client saw, in the words of proxylint's verdicts."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Answer:
    """`access`: allowed denied login. `tls`: plain tunnelled inspected terminated, silent unless allowed.

    `status` is the last HTTP status that was seen, 0 = none; `via` is "direct" or the "peer host:port" that served;
    `detail` is for people.
    """

    access: str
    tls: str
    status: int = 0
    via: str = ""
    detail: str = ""

    @property
    def words(self) -> tuple[str, str]:
        return self.access, self.tls


def refused(status: int, detail: str = "") -> Answer:
    """The proxy's own answer stands in for the server's."""
    return Answer("login" if status in (401, 407) else "denied", "silent", status, "", detail)
