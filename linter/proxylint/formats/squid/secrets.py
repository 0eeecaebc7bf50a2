"""What reports may quote of a squid.conf: its text without the passwords, every other character in its place.

Reports end up in the logs of a build and in code scanning, where more people read than in the repository.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from proxylint import secrets
from proxylint.formats.squid.model import Config
from proxylint.records import replace
from proxylint.regex import regex
from proxylint.text import Source

_PROGRAM = regex(r"(?i)(?:auth_param|external_acl_type|[a-z]_program|logfile_daemon)\b")
_PROGRAMS = ("auth_param", "external_acl_type", "_program", "logfile_daemon")
_LINE = regex(r"(?>(?:[^\n\\]|\\\r?\n|\\)*)")
"""The rest of a line, which a backslash at its end continues."""

_WORD = regex(r"[^\s\\]++")
_ARGUMENT = regex(r"(?:(?P<flag>--[\w-]++|-[A-Za-z])(?P<equals>=?)|(?P<path>/))?(?P<value>[^\s\\]*+)")
"""An argument of a helper program. What may be read: the name of an option, and a path that no option stands before."""

_OTHERS = (
    ("cachemgr_pass", regex(r"(?i)cachemgr_pass\w*+[ \t]++(\S++)")),
    ("snmp_community", regex(r"(?i)\bsnmp_community[ \t]++([^\n]++)")),
    ("daemon:/", regex(r"(?i)\bdaemon:/[^/\s]*+/[^/\s]*+/[^/\s]*+/[^/\s]*+/(\S++)")),
    ("pass", regex(r"(?im)^[ \t#]*+(?:password|passwd|pass)[ \t]++([^\n]++)")),
)
"""The cache manager's password; a community of SNMP; the account of log_db_daemon; a directive that is none."""


def quotable(sources: Mapping[str, Source]) -> Mapping[str, Source]:
    """The sources with `*` for every character of a password."""
    return {path: _masked(source) for path, source in sources.items()}


def told(config: Config) -> Config:
    """The same with what Squid says when it refuses to start: it quotes words."""
    failures = tuple(replace(one, text=secrets.without_secrets(one.text)) for one in config.failures)
    return config if failures == config.failures else replace(config, failures=failures)


def _masked(source: Source) -> Source:
    text = secrets.starred(source.text, _found(source.text))
    return source if text == source.text else replace(source, text=text)


def _found(text: str) -> Iterator[tuple[int, int]]:
    low = secrets.mentioned(text, (*(hint for hint, _ in _OTHERS), *_PROGRAMS))
    yield from secrets.found(text)
    for hint, pattern in _OTHERS:
        if hint in low:
            for one in pattern.finditer(text):
                yield one.span(1)
    if not low.isdisjoint(_PROGRAMS):
        yield from _arguments(text)


def _arguments(text: str) -> Iterator[tuple[int, int]]:
    """What stands behind the path of a program, as far as it is neither an option's name nor a path of its own."""
    done = 0
    for directive in _PROGRAM.finditer(text):
        if directive.start() < done:
            continue
        line = _LINE.match(text, directive.end())
        done = directive.end() if line is None else line.end()
        slash = text.find("/", directive.end(), done)
        program = _WORD.match(text, slash, done) if slash >= 0 else None
        if program is not None:
            yield from _values(text, program.end(), done)


def _values(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    option = False
    for argument in _WORD.finditer(text, start, end):
        word = _ARGUMENT.match(text, argument.start(), argument.end())
        assert word is not None
        if option or word["path"] is None:
            yield (argument.start() if option and word["path"] else word.start("value")), argument.end()
        option = word["flag"] is not None and not word["equals"] and word.end("flag") == argument.end()
