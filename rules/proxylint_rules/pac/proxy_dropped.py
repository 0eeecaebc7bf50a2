"""A part of the returned string is dropped without a word."""

from __future__ import annotations

from collections.abc import Iterator

from proxylint.finding import Finding, Level
from proxylint.rule import Examined, Rule
from proxylint_rules.pac.places import one_line

_WHY = {
    "placeholder": "a placeholder in it was not filled in",
    "http": "it does not know the keyword HTTP",
    "no keyword": "it does not begin with a keyword such as PROXY",
    "comma": "a comma parts nothing here",
    "semicolon": "a semicolon is missing in it",
    "url": "the proxy is written as a URL",
    "port": "the port is no number up to 65535",
}
_ADVICE = {
    "placeholder": "Fill in the name and the port of the proxy.",
    "http": "Write PROXY, which means the same and which all engines know.",
    "no keyword": "Write PROXY in front of host and port.",
    "comma": "Part the elements with semicolons.",
    "semicolon": "Part the elements with semicolons.",
    "url": "Write host and port alone, without scheme and slash.",
    "port": "Write host, colon and port without blanks.",
}


def check(examined: Examined) -> Iterator[Finding]:
    if examined.format.name != "pac":
        return
    from proxylint.formats.pac.analysis.answers import odd_elements

    engine = "Firefox" if examined.given.pac_engine == "firefox" else "Chromium"
    for fact in odd_elements(examined.policy, examined.given):
        if fact.oddity != "dropped":
            continue
        effect = ", and the request goes direct as nothing else is left" if fact.alone else ""
        yield Finding(
            RULE.code,
            RULE.name,
            RULE.level,
            one_line(examined, fact.span),
            f"{engine} drops this part of the returned string{effect}: {_WHY.get(fact.cause, fact.reason)}.",
            advice=_ADVICE.get(fact.cause, "Write PROXY, a blank, host, colon and port, or DIRECT alone."),
        )


RULE = Rule(
    "PAC108",
    "proxy-dropped",
    Level.WARNING,
    "A part of the returned string is dropped without a word.",
    check,
    tags=("pac", "correctness"),
)
