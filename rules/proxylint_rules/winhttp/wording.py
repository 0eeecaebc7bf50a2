"""How the rules about Windows proxy settings speak: one finding for each line, with all facts of one kind in it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, TypeVar

from proxylint.fault import Fault
from proxylint.finding import Finding, Label
from proxylint.formats.winhttp.remedy import SET_PROXY as SET_PROXY
from proxylint.rule import Examined, Rule
from proxylint.text import Span

if TYPE_CHECKING:
    from proxylint.formats.winhttp.facts import Fact

F = TypeVar("F", bound="Fact")

_MOST = 5
"""Further places of a line that are shown."""


def lines(examined: Examined, kind: type[F], wanted: Callable[[F], bool] = lambda fact: True) -> Iterator[list[F]]:
    """The facts of a kind about records that are in force, those of one line together.

    What a later record supersedes is history: nobody has to mend it.
    """
    from proxylint.formats.winhttp.analysis import analyse
    from proxylint.formats.winhttp.policy import WinhttpPolicy

    assert isinstance(examined.policy, WinhttpPolicy)
    groups: dict[tuple[str, int], list[F]] = {}
    for fact in analyse(examined.policy):
        if isinstance(fact, kind) and fact.record.current and wanted(fact):
            source = examined.policy.sources.get(fact.span.file, examined.source)
            groups.setdefault((fact.span.file, source.place(fact.span.start).line), []).append(fact)
    yield from groups.values()


def tell(
    examined: Examined,
    rule: Rule,
    span: Span,
    text: str,
    advice: str,
    *,
    related: Sequence[Label] = (),
) -> Finding:
    """`text`: the sentence without its full stop."""
    return Finding(
        rule.code,
        rule.name,
        rule.level,
        examined.one_line(span),
        f"{text}.",
        related=tuple(related)[:_MOST],
        advice=advice,
    )


def tell_faulty_entries(examined: Examined, rule: Rule, faults: Mapping[str, str], link: str) -> Iterator[Finding]:
    """Proxy entries with one of `faults` (by the fact's word: what is wrong in words); `link` joins entry and words."""
    from proxylint.formats.winhttp.facts import FaultyProxy

    for facts in lines(examined, FaultyProxy, lambda fact: fact.fault in faults):
        first, *rest = facts
        yield tell(
            examined,
            rule,
            first.span,
            f"{named('The proxy entry', first.written)} {link} {faults[first.fault]}{more(facts)}",
            f"Write '{first.meant}'." if first.meant else f"Write a server and its port:\n    {SET_PROXY}",
            related=[Label(fact.span, faults[fact.fault]) for fact in rest],
        )


def named(what: str, written: str) -> str:
    """`what` and the value in quotes, without passwords; `what` alone where the value holds a brace of a template."""
    from proxylint.formats.winhttp.showing import shown

    return what if "{" in written or "}" in written else f"{what} {shown(written)}"


def more(facts: Sequence[object]) -> str:
    """What ends a sentence about the first of several facts."""
    return f" (and {len(facts) - 1} more in this line)" if len(facts) > 1 else ""


def reported(examined: Examined, *faults: Fault) -> frozenset[Span]:
    """The places at which the rules over endpoints report one of the faults."""
    failings = (failing for judged in examined.judged for failing in judged.failings if failing.fault in faults)
    spans = (case.route.span for failing in failings for case in failing.cases)
    return frozenset(span for span in spans if span is not None)
