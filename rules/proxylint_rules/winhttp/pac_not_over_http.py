"""A PAC file is named by an address that WinHTTP does not load."""

from __future__ import annotations

from collections.abc import Iterator

from proxylint.finding import Finding, Level
from proxylint.rule import Examined, Rule
from proxylint_rules.winhttp.wording import lines, tell


def check(examined: Examined) -> Iterator[Finding]:
    if examined.format.name != "winhttp":
        return
    from proxylint.formats.winhttp.facts import PacNotHttp

    for facts in lines(examined, PacNotHttp):
        yield tell(
            examined,
            RULE,
            facts[0].span,
            "The address of the PAC file is neither http nor https, and WinHTTP loads PAC files from nowhere else",
            "Put the file on a web server and write its http:// or https:// address instead.",
        )


RULE = Rule(
    "WIN301",
    "pac-not-over-http",
    Level.ERROR,
    "A PAC file is named by an address that WinHTTP does not load.",
    check,
    tags=("winhttp", "correctness"),
)
