"""An environment file names a proxy, which serves the installation and not the running agent."""

from __future__ import annotations

from collections.abc import Iterator

from proxylint.finding import Finding, Level
from proxylint.rule import Examined, Rule
from proxylint_rules.mdatp.wording import lines, tell


def check(examined: Examined) -> Iterator[Finding]:
    if examined.format.name != "mdatp":
        return
    from proxylint.formats.mdatp.facts import InstallationOnly
    from proxylint.formats.mdatp.remedy import NAME_IT

    for facts in lines(examined, InstallationOnly):
        yield tell(
            examined,
            RULE,
            facts[0].span,
            f"{facts[0].name} serves the package manager here; the running agent has to be told as well",
            f"{NAME_IT}\nOr run on the device: mdatp config proxy set --value http://HOST:PORT",
        )


RULE = Rule(
    "LNX201",
    "environment-serves-installation",
    Level.NOTE,
    "An environment file names a proxy, which serves the installation and not the running agent.",
    check,
    tags=("microsoft-defender", "connectivity"),
)
