"""Patterns that no host, or no https request, can match: proved on every host name there is.

A pattern of dstdom_regex and ssl::server_name_regex meets a host in lower case, without scheme, port or path. A
pattern of url_regex meets the whole URL, its host in lower case; of a CONNECT that is `host:port`
(HttpRequest.cc:688-693@5.7).
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum

from proxylint.format import Policy
from proxylint.formats.squid.analysis.bump_lines import sees_certificates
from proxylint.formats.squid.analysis.domain_values import is_list_file
from proxylint.formats.squid.analysis.placeholders import language_of
from proxylint.formats.squid.analysis.subject import readable
from proxylint.formats.squid.analysis.uses import names_in_use
from proxylint.formats.squid.model import Acl, Config, Part, Value
from proxylint.names import BadPattern, Beyond, Family, Language, Names, Subject, Test, posix
from proxylint.records import dataclass

HOST_TYPES = ("dstdom_regex", "ssl::server_name_regex")

MOST_PATTERNS = 400
"""Patterns looked at in one configuration; each costs a search."""

EVERY_HOST = Family("*")
EVERY_URL = Family("*", "/*")


class Blindness(StrEnum):
    """Why a pattern meets nothing that it was written for."""

    CASE = "upper-case letters, which no host has when it is compared"
    NO_HOST = "something that no host name has"
    HTTPS_URL = "the URL of an https page, which a CONNECT does not show"
    END = "the end of a host, where a CONNECT goes on with its port"
    URL_CASE = "upper-case letters in the name of a host"
    NO_PATH = "a scheme, and a path begins with a slash"
    FILE = "the name of a list file"


@dataclass(frozen=True, slots=True)
class BlindPattern:
    acl: str
    type: str
    value: Value
    why: Blindness


def blind_patterns(policy: Policy) -> tuple[BlindPattern, ...]:
    squid = readable(policy)
    if squid is None:
        return ()
    named = names_in_use(squid)
    found: list[BlindPattern] = []
    left = MOST_PATTERNS
    for key, acl in squid.config.acls.items():
        certified = acl.type == "ssl::server_name_regex" and sees_certificates(squid, key)
        if (
            key in named
            and not acl.builtin
            and acl.type in (*HOST_TYPES, "url_regex", "urlpath_regex")
            and not certified
        ):
            for part in acl.parts:
                found += _of_part(acl, part, squid.config, left)
                left = max(0, left - len(part.values))
    return tuple(found)


def _of_part(acl: Acl, part: Part, config: Config, most: int) -> Iterator[BlindPattern]:
    for index, text in enumerate(part.values.texts()[:most]):
        try:
            language = posix(text, ignore_case=part.ignore_case)
            why = _blindness(acl, text, language, config)
        except (BadPattern, Beyond):
            continue
        if why is not None and language_of(text) is None:
            yield BlindPattern(acl.name, acl.type, part.values.at(index), why)


def _blindness(acl: Acl, text: str, language: Language, config: Config) -> Blindness | None:
    if is_list_file(text):
        return Blindness.FILE
    if acl.type in HOST_TYPES:
        return _host_blindness(text, language)
    if acl.type == "urlpath_regex":
        return Blindness.NO_PATH if text.startswith("^http") and not _paths(language) else None
    return _url_blindness(text, language, config)


_ADDRESSES = (
    "[::1]",
    "[2001:db8::1]",
    "[fe80::1:2:3:4]",
    "[1:2:3:4:5:6:7:8]",
    "[2001:db8:0:1:aa:bb:cc:dd]",
)
"""A host may be an IPv6 address, which no name is like."""


def _host_blindness(text: str, language: Language) -> Blindness | None:
    if hosts(language) or any(language.matches(address) for address in _ADDRESSES):
        return None
    return Blindness.CASE if hosts(posix(text, ignore_case=True)) else Blindness.NO_HOST


def _url_blindness(text: str, language: Language, config: Config) -> Blindness | None:
    """Of what matches no CONNECT to port 443, only what was clearly written for one: the URL of an https page, where
    no session is opened that would show it, or the end of a name below a known top-level domain."""
    if hosts(language, after=":443"):
        return None
    if not _opens(config) and _urls(language, "https://") and not _urls(language, "http://"):
        return Blindness.HTTPS_URL
    if _names_some(language):
        return Blindness.END
    if any("A" <= character <= "Z" for character in text):
        folded = posix(text, ignore_case=True)
        if hosts(folded, after=":443") and _names_some(folded):
            return Blindness.URL_CASE
    return None


def _opens(config: Config) -> bool:
    """The ports of a part of another file are not known."""
    return bool(config.failures) or any(
        port.bumping or (port.secure and port.mode != "forward") for port in config.ports
    )


def hosts(language: Language, family: Family = EVERY_HOST, after: str = "") -> Names | None:
    """The hosts of a family that match with something behind them; None = none does."""
    return Names.of(family).split(Test(language, Subject.HOST, after=after))[0]


def _paths(language: Language) -> Names | None:
    return Names.of(EVERY_URL).split(Test(language, Subject.PATH))[0]


def _urls(language: Language, before: str) -> Names | None:
    return Names.of(EVERY_URL).split(Test(language, Subject.HOST_PATH, before=before))[0]


_TOPS = (".com", ".net", ".org", ".io", ".gov", ".edu", ".de", ".uk", ".us", ".eu", ".cloud", ".example")


def _names_some(language: Language) -> bool:
    """Most patterns of this kind match no host at all, whatever it ends with."""
    return hosts(language) is not None and any(_names_below(language, top) for top in _TOPS)


def _names_below(language: Language, top: str) -> bool:
    """Whether it names something below a top-level domain, and not the whole domain: `\\.com$` is a file, too."""
    return hosts(language, Family("*" + top)) is not None and not language.matches("a" + top)
