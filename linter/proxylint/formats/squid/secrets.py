"""What reports may quote of a squid.conf: its text without the passwords, every other character in its place.

Reports end up in the logs of a build and in code scanning, where more people read than in the repository.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from proxylint import secrets
from proxylint.formats.squid.model import Config
from proxylint.mentions import mentioned
from proxylint.records import replace
from proxylint.regex import regex
from proxylint.text import Source

_PROGRAM = regex(r"(?i)(?:auth_param|external_acl_type|[a-z]_program|logfile_daemon)\b")
_PROGRAMS = ("auth_param", "external_acl_type", "_program", "logfile_daemon")
_LINE = regex(r"(?>(?:[^\n\\]|\\\r?\n|\\)*)")
"""The rest of a line, which a backslash at its end continues."""

_WORD = regex(r"[^ \t\r\n\v\f\\]++")
_ARGUMENT = regex(r"(?:(?P<flag>--[\w-]++|-[A-Za-z])(?P<equals>=?)|(?P<path>/))?(?P<value>[^ \t\r\n\v\f\\]*+)")
"""An argument of a helper program. What may be read: the name of an option, and a path that no option stands before."""

_KNOWN = regex(
    r"(?i).*/(?:(?:squid_|basic_|ext_|digest_)?(?:edirectory_)?(?:ldap|ncsa|radius|pam|getpwnam|sasl|nis|smb|smb_lm|"
    r"msnt_multi_domain|db|pop3|file|ldap_group|unix_group|wbinfo_group|session|sql_session|time_quota|delayer|"
    r"kerberos_ldap_group|kerberos_sid_group|ad_group|lm_group|file_userip)(?:_auth|_acl)?|"
    r"(?:negotiate|ntlm)_\w+|ssl_crtd|security_file_certgen|cert_tool|squidguard|ufdbgclient|c-icap.*)(?:\.pl)?"
)
"""Helpers that come with Squid (src/auth, src/acl/external, src/security/cert_generators @5.7), those of Samba and the
usual filters: a password is told to them by the options of `_SAID`, and by no others."""

_SAID = regex(r"-[wWpP]|--?\w*(?:pass|pw|secret|token|key|cred)[\w-]*+")
"""ldap: -w PASSWORD, -W FILE; radius: -w SECRET; kerberos_ldap_group: -p PASSWORD; db: --password."""

_NUMBER = regex(r"[0-9]{1,6}[kKmMgG]?[bB]?")
_QUOTED = regex(r"\"[^\"\r\n]*+\"?|'[^'\r\n]*+'?|[^ \t\r\n\v\f\\]++")

_OTHERS = (
    ("cachemgr_pass", regex(r"(?i)cachemgr_pass\w*+[ \t]++(?!(?:none|disable)\b)([^ \t\r\n\v\f]++)")),
    ("snmp_community", regex(r"(?i)\bsnmp_community[ \t]++([^\n]++)")),
    (
        "daemon:/",
        regex(
            r"(?i)\bdaemon:/[^/ \t\r\n\v\f]*+/[^/ \t\r\n\v\f]*+/[^/ \t\r\n\v\f]*+/[^/ \t\r\n\v\f]*+/([^ \t\r\n\v\f]++)"
        ),
    ),
    ("pass", regex(r"(?im)^[ \t]*+(?:password|passwd|pass)[ \t]++([^\n]++)")),
    (
        "_header_",
        regex(
            r"(?i)_header_(?:add|replace)[ \t]++\"?[\w-]*?(?:key|token|secret|auth|session|cred|pass|pw)[\w-]*+\"?"
            r"[ \t]++([^\n]++)"
        ),
    ),
)
"""The cache manager's password; a community of SNMP; the account of log_db_daemon; a directive that is none; a header
that tells who asks, by its name."""


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
    low = mentioned(text, (*(hint for hint, _ in _OTHERS), *_PROGRAMS))
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
            known = _KNOWN.fullmatch(program[0]) is not None
            yield from (_told if known else _values)(text, program.end(), done)


def _told(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Of a helper that is known: what stands behind the options that say a password."""
    said = False
    for argument in _QUOTED.finditer(text, start, end):
        name = _SAID.match(argument[0])
        if said and not argument[0].startswith("/"):
            yield argument.span()
        if name is not None and name.end() < len(argument[0]):
            yield argument.start() + name.end() + (argument[0][name.end()] == "="), argument.end()
        said = name is not None and name.end() == len(argument[0])


def _values(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Of one that is not: all but options' names, paths, and numbers behind options that say no password."""
    option = ""
    for argument in _WORD.finditer(text, start, end):
        word = _ARGUMENT.match(text, argument.start(), argument.end())
        assert word is not None
        if _SAID.fullmatch(option) or not (_is_path(argument[0]) or (option and _NUMBER.fullmatch(argument[0]))):
            yield (argument.start() if option and word["path"] else word.start("value")), argument.end()
        alone = word["flag"] is not None and not word["equals"] and word.end("flag") == argument.end()
        option = word["flag"] if alone else ""


def _is_path(word: str) -> bool:
    """Of a file: a password that begins with a slash has no second one."""
    return word.startswith("/") and ("/" in word[1:] or "." in word)
