"""What SARIF says of proxylint itself: the same in every report of one version, so it can be made beforehand."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from proxylint.records import dataclass
from proxylint.report import sarif_model as model
from proxylint.report.sarif_encoding import encode
from proxylint.report.sarif_notifications import descriptors
from proxylint.report.sarif_rules import driver, taxonomy
from proxylint.rule import Rule


@dataclass(frozen=True, slots=True)
class About:
    """`tool` and `taxonomies` are JSON text, the latter of an array, "" for none. `codes`: of the rules, by index."""

    tool: str
    taxonomies: str
    codes: tuple[str, ...]


def about(rules: Sequence[Rule], pages: Callable[[Rule], str], version: str) -> About:
    """`pages` gives the Markdown page of a rule."""
    known = taxonomy(rules)
    return About(
        tool=encode(model.Tool(driver=driver(rules, pages, version, descriptors()))),
        taxonomies="" if known is None else encode([known]),
        codes=tuple(rule.code for rule in rules),
    )
