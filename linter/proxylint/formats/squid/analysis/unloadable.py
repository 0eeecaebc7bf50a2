"""Why Squid would refuse a file, where that can be guessed well enough to say what to write: for advice only."""

from __future__ import annotations

from collections.abc import Iterable

from proxylint.format import Policy
from proxylint.formats.squid.analysis.domain_values import is_list_file
from proxylint.formats.squid.analysis.placeholders import M4, language_of_line
from proxylint.formats.squid.model import Config, PortMode
from proxylint.formats.squid.policy import SquidPolicy
from proxylint.formats.squid.reading.acl_types import TYPES
from proxylint.formats.squid.reading.directives import names
from proxylint.meant import meant
from proxylint.text import Source, Span


def advice(policy: Policy) -> str | None:
    """What to do about the first line that Squid refuses; None = its message says it all."""
    if not isinstance(policy, SquidPolicy) or policy.failure is None or policy.failure.span is None:
        return None
    span = policy.failure.span
    source = policy.config.sources.get(span.file)
    if source is None:
        return None
    kind = _template(source, span)
    if kind is not None:
        return f"This is a template ({kind} syntax): render it, and lint what comes out."
    ports = policy.config.ports
    if ports and span == ports[0].span and all(port.mode in (PortMode.INTERCEPT, PortMode.TPROXY) for port in ports):
        return "Add a port that does not intercept, such as 'http_port 3128', and close it to clients in the firewall."
    return _meant(policy.config, source, span)


def _template(source: Source, span: Span) -> str | None:
    """By the line that is refused; m4 shows itself only in the lines of its own."""
    start = source.text.rfind("\n", 0, span.start) + 1
    end = source.text.find("\n", span.start)
    line = source.text[start : end if end >= 0 else len(source.text)]
    kind, pattern = M4
    return kind if pattern.search(source.text) else language_of_line(line)


def _meant(config: Config, source: Source, span: Span) -> str | None:
    """The name that was misspelt, or defined too late."""
    word = source.text[span.start : span.end]
    before = source.text[source.text.rfind("\n", 0, span.start) + 1 : span.start].split()
    if not word or len(word.split()) > 1:
        return None
    if not before:
        return _nearest(word, names(config.version))
    if before[0] == "acl" and is_list_file(word):
        return f'A list file stands in quotation marks: write "{word}".'
    if before[0] == "acl" and len(before) == 2:
        return _nearest(word, TYPES)
    name = word.lstrip("!")
    acl = config.acls.get(name.lower())
    if acl is not None and acl.span is not None and not acl.builtin and acl.span.file == span.file and acl.span > span:
        return f"'{acl.name}' is defined further down: move its definition above this line."
    return _nearest(name, [acl.name for acl in config.acls.values()])


def _nearest(word: str, known: Iterable[str]) -> str | None:
    found = meant(word, known)
    return f"Did you mean '{found}'?" if found else None
