"""Two places where Windows keeps the proxy of one computer differ."""

from __future__ import annotations

from collections.abc import Iterator

from proxylint.finding import Finding, Label, Level
from proxylint.rule import Examined, Rule
from proxylint_rules.winhttp.wording import lines, tell

_STORES = {
    "winhttp": "'netsh winhttp show proxy'",
    "winhttp-wow64": "32-bit programs",
    "advproxy": "'netsh winhttp show advproxy'",
}
_ADVICE = (
    "Decide for one of them and set both alike. 'netsh winhttp reset proxy' clears neither the advanced settings "
    "nor those of 32-bit programs, which %windir%\\SysWOW64\\netsh.exe sets."
)


def check(examined: Examined) -> Iterator[Finding]:
    if examined.format.name != "winhttp":
        return
    from proxylint.formats.winhttp.facts import StoresDiffer

    for facts in lines(examined, StoresDiffer):
        fact = facts[0]
        one, other = (_STORES[record.store or ""] for record in (fact.record, fact.other))
        host = f" on {fact.record.host}" if fact.record.host else ""
        yield tell(
            examined,
            RULE,
            fact.span,
            f"The settings of {one} and those of {other} differ{host}",
            _ADVICE,
            related=[Label(examined.one_line(fact.span_of_other), "the other setting")],
        )


RULE = Rule(
    "WIN303",
    "stores-differ",
    Level.WARNING,
    "Two places where Windows keeps the proxy of one computer differ.",
    check,
    tags=("winhttp", "correctness"),
)
