"""How the rules about settings of Defender on Linux speak: one finding for each line, for all facts of a kind in it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, TypeVar

from proxylint.finding import Finding, Label
from proxylint.rule import Examined, Rule
from proxylint.text import Span

if TYPE_CHECKING:
    from proxylint.formats.mdatp.facts import Fact

F = TypeVar("F", bound="Fact")

_MOST = 5
"""Further places of a line that are shown."""

DOCUMENTED = "http://HOST:PORT/"


def lines(examined: Examined, kind: type[F], wanted: Callable[[F], bool] = lambda fact: True) -> Iterator[list[F]]:
    """The facts of a kind, those of one line together."""
    if examined.format.name != "mdatp":
        return
    from proxylint.formats.mdatp.analysis import analyse
    from proxylint.formats.mdatp.policy import MdatpPolicy

    assert isinstance(examined.policy, MdatpPolicy)
    groups: dict[int, list[F]] = {}
    for fact in analyse(examined.policy):
        if isinstance(fact, kind) and wanted(fact):
            groups.setdefault(examined.source.place(fact.span.start).line, []).append(fact)
    yield from groups.values()


def tell(
    examined: Examined, rule: Rule, span: Span, text: str, advice: str, *, related: Sequence[Label] = ()
) -> Finding:
    """`text`: the sentence without its full stop."""
    place = examined.one_line(span)
    return Finding(rule.code, rule.name, rule.level, place, f"{text}.", related=tuple(related)[:_MOST], advice=advice)


def tell_faulty(examined: Examined, rule: Rule, faults: Mapping[str, str]) -> Iterator[Finding]:
    """Values with one of `faults` (by the fact's word: what is wrong, behind the name and the value)."""
    from proxylint.formats.mdatp.facts import FaultyProxy

    for facts in lines(examined, FaultyProxy, lambda fact: fact.fault in faults):
        first, *rest = facts
        text = f"{named(first.name, first.written)} {faults[first.fault]}{more(facts)}"
        advice = f"Write {first.meant or DOCUMENTED}, with the name and port of your proxy."
        if first.meant:
            advice = f"Write '{first.meant}' if the proxy is spoken to in plain HTTP."
        related = [Label(fact.span, faults[fact.fault]) for fact in rest]
        yield tell(examined, rule, first.span, text, advice, related=related)


def named(name: str, written: str) -> str:
    """The key or variable and its value in quotes; the name alone where the value may not be shown in a message."""
    from proxylint.formats.mdatp.showing import shown

    return f"{name} {shown(written)}" if written and "{" not in written and "}" not in written else name


def more(facts: Sequence[object]) -> str:
    """What ends a sentence about the first of several facts."""
    return f" (and {len(facts) - 1} more in this line)" if len(facts) > 1 else ""
