"""A command that changes or shows a setting, whatever program it is written for."""

from __future__ import annotations

from proxylint.records import dataclass
from proxylint.text import Span
from proxylint_grammars.winhttp.launch import Launch
from proxylint_grammars.winhttp.syntax import Body, Doubt, Store


@dataclass(frozen=True, slots=True)
class Command:
    """One command line. `body` is None for a command that changes nothing (`show`, `dump`, help)."""

    span: Span
    store: Store
    launch: Launch
    body: Body | None = None
    doubts: tuple[Doubt, ...] = ()
    per_user: Span | None = None
    host: str | None = None
