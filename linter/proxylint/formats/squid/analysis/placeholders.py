"""Placeholders of template languages, which somebody meant to replace before Squid reads the file."""

from __future__ import annotations

import re
from collections.abc import Iterator

from proxylint.format import Policy
from proxylint.formats.squid.analysis.subject import readable
from proxylint.formats.squid.policy import SquidPolicy
from proxylint.records import dataclass
from proxylint.text import Span

M4 = ("m4", re.compile(r"^(?:dnl\b|changequote\(|define\(|include\(|ifdef\()", re.MULTILINE))

_LINES = (
    ("Jinja", re.compile(r"\{[{%#]")),
    ("ERB", re.compile(r"<%")),
    ("Puppet or Terraform", re.compile(r"%\{")),
    ("shell", re.compile(r"\$\{?+[A-Za-z_][A-Za-z0-9_]*+")),
    ("autoconf", re.compile(r"@[A-Z_][A-Z0-9_]*+@")),
)
"""For a line that Squid refuses, where much may be guessed."""

_VALUES = (
    ("Jinja", re.compile(r"\{\{|\{%|\}\}|%\}")),
    ("ERB", re.compile(r"<%|%>")),
    ("Puppet or Terraform", re.compile(r"%\{")),
    (
        "shell",
        re.compile(r"\$\{(?!(?:service_name|process_name|process_number)\})[A-Za-z_]|\A\$[A-Za-z_][A-Za-z0-9_]*+\Z"),
    ),
    ("autoconf", re.compile(r"\A@[A-Za-z_][A-Za-z0-9_]*+@\Z")),
)
"""For a value that Squid takes as it is: no name, address or useful pattern looks so. Three macros are Squid's own
(cache_cf.cc:351-356@5.7)."""


@dataclass(frozen=True, slots=True)
class Placeholder:
    """`where`: what the text at `span` is taken for, as a phrase. `language`: that of the template, by its looks."""

    span: Span
    where: str
    language: str


def language_of_line(line: str) -> str | None:
    return next((language for language, pattern in _LINES if pattern.search(line)), None)


_MARKS = "$%{}@"
"""Every placeholder of a value has one of them."""


def language_of(text: str) -> str | None:
    """Of a value; None = it is no placeholder."""
    if not any(mark in text for mark in _MARKS):
        return None
    return next((language for language, pattern in _VALUES if pattern.search(text)), None)


def placeholders(policy: Policy) -> tuple[Placeholder, ...]:
    """The first one of each ACL, and the hosts of cache_peer lines."""
    squid = readable(policy)
    return () if squid is None else tuple(sorted(_found(squid), key=lambda one: one.span))


def _found(squid: SquidPolicy) -> Iterator[Placeholder]:
    plain = {path for path, source in squid.sources.items() if not any(mark in source.text for mark in _MARKS)}
    for acl in squid.config.acls.values():
        if acl.builtin:
            continue
        first = next(
            (
                (part, index, language)
                for part in acl.parts
                if len(part.values) and part.values.at(0).span.file not in plain
                for index, text in enumerate(part.values.texts())
                if (language := language_of(text)) is not None
            ),
            None,
        )
        if first is not None:
            part, index, language = first
            value = part.values.at(index)
            yield Placeholder(value.span, f"a value of the ACL '{acl.name}' ({acl.type})", language)
    for peer in squid.config.peers:
        language_of_host = language_of(peer.host)
        if language_of_host is not None:
            yield Placeholder(peer.span, "the line of a parent or sibling", language_of_host)
