"""A command that knows in which order its options were given: typer tells of each what it holds, and no more."""

from __future__ import annotations

import typer
from typer.core import TyperCommand

_ORDER = "proxylint.order"


class Ordered(TyperCommand):
    """A command that remembers the order in which its options were given, repeated ones included."""

    def parse_args(self, ctx: typer.Context, args: list[str]) -> list[str]:  # type: ignore[override]
        _, _, order = self.make_parser(ctx).parse_args(list(args))
        ctx.meta[_ORDER] = tuple(option.name for option in order)
        return super().parse_args(ctx, args)


def order(ctx: typer.Context) -> tuple[str, ...]:
    """Names of the options of an `Ordered` command as they were given."""
    found: tuple[str, ...] = ctx.meta.get(_ORDER, ())
    return found
