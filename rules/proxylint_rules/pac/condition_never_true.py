"""A test of the host or the URL can hold for no request."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from proxylint.finding import Finding, Level
from proxylint.rule import Examined, Rule
from proxylint_rules.pac.places import also, one_line, shown

if TYPE_CHECKING:
    from proxylint.formats.pac.analysis.never_true import NeverTrue

_WHY = {
    "a wildcard": "takes the star as a character of the name",
    "a scheme": "sees the host alone, which has no scheme",
    "a path": "sees the host alone, which has no slash",
    "a port": "sees the host alone, which has no port",
    "an upper-case letter": "compares case by case, and hosts reach the script in lower case",
    "a leading dot": "looks at the whole host, and no host begins with a dot",
    "the URL in place of the host": "is given the URL, of which the end is no host",
    "a path of https": "sees no path of https: Chromium and Firefox take it off",
    "the host in place of the URL": "is given the host, not the URL",
    "a character that no host name has": "looks for a text that no host name has",
}


def check(examined: Examined) -> Iterator[Finding]:
    if examined.format.name != "pac":
        return
    from proxylint.formats.pac.analysis.never_true import never_true

    groups: dict[tuple[str, str], list[NeverTrue]] = {}
    for fact in never_true(examined.policy, examined.given):
        groups.setdefault((fact.how, fact.why), []).append(fact)
    for facts in groups.values():
        yield _finding(examined, facts)


def _finding(examined: Examined, facts: list[NeverTrue]) -> Finding:
    first = facts[0]
    value = shown(examined, first.place, "this text")
    more = "" if len(facts) == 1 else f" and {len(facts) - 1} more like it"
    which = {"a path of https": "request", "the URL in place of the host": "https request"}.get(first.why, "host")
    return Finding(
        RULE.code,
        RULE.name,
        RULE.level,
        one_line(examined, first.place),
        f"No {which} passes the test for {value}{more}: {first.how} {_WHY[first.why]}.",
        related=also(examined, (fact.place for fact in facts[1:]), "the same fault"),
        advice=_advice(first),
    )


def _advice(fact: NeverTrue) -> str:
    name = fact.value.removeprefix("*").removeprefix(".")
    match fact.why:
        case "a wildcard":
            return f"Write dnsDomainIs(host, '.{name}'), which every name below it passes, and compare the name itself."
        case "an upper-case letter":
            return f"Write '{fact.value.lower()}'."
        case "a leading dot":
            return f"Write shExpMatch(host, '*.{name}') or dnsDomainIs(host, '.{name}')."
        case "the URL in place of the host":
            return "Give it 'host' as first argument."
        case "the host in place of the URL":
            return "Give it 'url' as first argument, or write the pattern for the host alone."
        case "a path of https":
            return "Test the host; of https nothing else is there to be tested."
    return "Write the name as it stands in a URL, without scheme, port and path."


RULE = Rule(
    "PAC101",
    "condition-never-true",
    Level.WARNING,
    "A test of the host or the URL can hold for no request.",
    check,
    tags=("pac", "correctness"),
)
