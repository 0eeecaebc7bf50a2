"""What one record of a file means: one setting of one store of one computer.

The evaluation and the analyses look at nothing else.
"""

from __future__ import annotations

from functools import cached_property

from proxylint.records import dataclass
from proxylint.region import Record
from proxylint.text import Span
from proxylint_grammars.winhttp import read_bypass_list, read_proxy_list
from proxylint_grammars.winhttp.syntax import BypassEntry, ProxyEntry, Word
from proxylint_grammars.winhttp.syntax import Record as Written


@dataclass(frozen=True, slots=True)
class Unknown:
    """Why the way cannot be told. `reason` names what stands in the way and holds no secret."""

    reason: str
    span: Span


@dataclass(frozen=True)
class StaticProxy:
    """A proxy string with its bypass list, both taken apart when they are asked for."""

    proxy: Word
    bypass: Word | None

    @cached_property
    def proxies(self) -> tuple[ProxyEntry, ...]:
        return read_proxy_list(self.proxy)

    @cached_property
    def entries(self) -> tuple[BypassEntry, ...]:
        return read_bypass_list(self.bypass) if self.bypass else ()

    @cached_property
    def says(self) -> tuple[tuple[str, ...], frozenset[str]]:
        """What another one must share to say the same."""
        proxies = tuple(entry.whole.text.lower() for entry in self.proxies)
        return proxies, frozenset(entry.whole.text.lower() for entry in self.entries)


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
        """The record, for people: by its computer where that is known, else by its number in the file."""
        which = f"record of {self.record.host}" if self.record.host else f"record {self.record.index}"
        return f"{which}, store {self.record.store}"
