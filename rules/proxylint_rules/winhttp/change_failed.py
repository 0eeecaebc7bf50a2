"""A change of the proxy settings failed, and the old ones are still in force."""

from __future__ import annotations

from collections.abc import Iterator

from proxylint.finding import Finding, Level
from proxylint.rule import Examined, Rule
from proxylint_rules.winhttp.wording import lines, tell

_ADVICE = {
    5: "Access was denied: run the command from a prompt that was started as administrator.",
    87: "A parameter was wrong: correct the command and run it again.",
    740: "The command needs elevation: run it from a prompt that was started as administrator.",
}


def check(examined: Examined) -> Iterator[Finding]:
    if examined.format.name != "winhttp":
        return
    from proxylint.formats.winhttp.facts import FailedChange

    for facts in lines(examined, FailedChange):
        fact = facts[0]
        yield tell(
            examined,
            RULE,
            fact.span,
            f"The change failed with Windows error {fact.code}, so the settings are what they were before",
            _ADVICE.get(fact.code, "Run the command again and keep its output."),
        )


RULE = Rule(
    "WIN305",
    "change-failed",
    Level.WARNING,
    "A change of the proxy settings failed, and the old ones are still in force.",
    check,
    tags=("winhttp", "correctness"),
)
