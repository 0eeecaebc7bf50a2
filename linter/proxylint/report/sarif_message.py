"""The text of a SARIF result: plain text with links to the related places, and nothing else that means something."""

from __future__ import annotations

import re
from functools import lru_cache

from proxylint.finding import Affected, Finding
from proxylint.report.visible import TAB, visible

MOST_LINKS = 100
"""GitHub shows 100 locations of a result and rejects uploads above 1000."""

_HARMLESS = re.compile(r"[ \"$-Z^-z|~!]*+")
_MOST_SERVICES = _MOST_URLS = 12
_REMEMBERED = 2_000


def message(finding: Finding) -> str:
    """The finding's sentence first: it is the title of the alert [GH]. Advice with braces stays in the properties, for
    a brace in a message must be doubled (3.11.5), and viewers show it so.
    """
    parts = [safe(finding.text)]
    if finding.affected:
        parts.append("Affected:\n" + "\n".join(map(_affected, finding.affected[:_MOST_SERVICES])))
        if len(finding.affected) > _MOST_SERVICES:
            parts[-1] += f"\n- and {len(finding.affected) - _MOST_SERVICES} more services"
    if finding.advice and "{" not in finding.advice and "}" not in finding.advice:
        parts.append(_advice(finding.advice))
    links = [f"[{_link(label.text)}]({number})" for number, label in enumerate(finding.related[:MOST_LINKS], 1)]
    if links:
        parts.append(f"See {', '.join(links)}.")
    if not parts[-1].endswith("."):
        parts.append(f"The page of {finding.code} says more.")
    return "\n\n".join(parts)


@lru_cache(maxsize=_REMEMBERED)
def _advice(advice: str) -> str:
    return "Write:\n" + "\n".join([safe(line.expandtabs(TAB)) for line in advice.rstrip().splitlines()])


@lru_cache(maxsize=_REMEMBERED)
def _affected(group: Affected) -> str:
    urls = ", ".join(group.urls[:_MOST_URLS])
    more = f" and {len(group.urls) - _MOST_URLS} more" if len(group.urls) > _MOST_URLS else ""
    return safe(f"- {group.service} ({group.consequence}): {urls}{more}")


def safe(text: str) -> str:
    """One line of a message that nothing in it can turn into a link (3.11.6) or a placeholder (3.11.5)."""
    if _HARMLESS.fullmatch(text):
        return text
    return visible(text).replace("](", "] (").replace("{", "{{").replace("}", "}}")


def _link(text: str) -> str:
    return "".join(f"\\{char}" if char in "[]\\" else char for char in safe(text))
