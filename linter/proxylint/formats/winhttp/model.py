"""What one record of a file means: one setting of one store of one computer.

The evaluation and the analyses look at nothing else.
"""

from __future__ import annotations

from dataclasses import dataclass

from proxylint.region import Record
from proxylint.text import Span
from proxylint_grammars.winhttp.syntax import BypassEntry, ProxyEntry, Word
from proxylint_grammars.winhttp.syntax import Record as Written


@dataclass(frozen=True, slots=True)
class Unknown:
    """Why the way cannot be told. `reason` names what stands in the way and holds no secret."""

    reason: str
    span: Span


@dataclass(frozen=True, slots=True)
class StaticProxy:
    """A proxy string with its bypass list, both also taken apart."""

    proxy: Word
    bypass: Word | None
    proxies: tuple[ProxyEntry, ...]
    entries: tuple[BypassEntry, ...]


@dataclass(frozen=True, slots=True)
class Setting:
    """One record, ready to be asked.

    `static` None = direct access. `unknown`: set where the record as a whole cannot be trusted or where something else
    decides first. `span`: the words that say what is set.
    """

    record: Record
    written: Written
    static: StaticProxy | None
    unknown: Unknown | None
    span: Span

    @property
    def title(self) -> str:
        """The record, for people."""
        on = f" of {self.record.host}" if self.record.host else ""
        return f"record {self.record.index}{on}, store {self.record.store}"
