"""Patterns that let through, or spare, more hosts than the name in them: shown by a host that nobody meant.

Such a host is only told where it makes a difference: where the line that uses the pattern gives it what other hosts do
not get.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache, partial

from proxylint.format import Given, Policy
from proxylint.formats.squid.analysis.subject import loaded
from proxylint.formats.squid.model import GROUPS, AccessLine, Acl, Config, Part, Value
from proxylint.formats.squid.policy import SquidPolicy
from proxylint.names import BadPattern, Beyond, posix
from proxylint.records import dataclass
from proxylint.regex import regex
from proxylint.request import Request
from proxylint.text import Span
from proxylint.verdict import Access, Case, Tls

TYPES = ("dstdom_regex", "ssl::server_name_regex", "url_regex")

MOST_PATTERNS = 200
"""Patterns looked at in one configuration; each one that may be told costs a verdict."""

MOST_LINES = 60_000
"""Lines of access lists that are walked for them: of a long list fewer patterns are looked at."""

_STRANGER = "unrelated.invalid"


@dataclass(frozen=True, slots=True)
class Lookalike:
    """`value` stands for `meant`, and `host` matches it too: `line` lets it through, or spares it from inspection
    (`spliced`), while a host of no list does not get that."""

    acl: str
    type: str
    value: Value
    meant: str
    host: str
    line: AccessLine
    spliced: bool


def lookalikes(policy: Policy) -> tuple[Lookalike, ...]:
    """The first pattern of each list that is told; the others have the same cure."""
    squid = loaded(policy)
    if squid is None:
        return ()
    found = []
    ask = cache(partial(_cases, squid))
    left = min(MOST_PATTERNS, MOST_LINES // max(1, sum(map(len, squid.config.gates.values()))))
    letting = _letting(squid.config)
    for key, acl in squid.config.acls.items():
        if acl.type in TYPES and not acl.builtin and (users := letting.get(key)):
            for part in acl.parts:
                fact = next(_of_part(ask, acl, part, users, left), None)
                found += [] if fact is None else [fact]
                left = max(0, left - len(part.values))
    return tuple(found)


def _letting(config: Config) -> dict[str, dict[Span, AccessLine]]:
    """By ACL, the lines where a match of it is to the host's favour."""
    found: dict[str, dict[Span, AccessLine]] = {}
    members: dict[str, tuple[str, ...]] = {}
    for gate, actions in (("http_access", ("allow",)), ("ssl_bump", ("splice", "none"))):
        for line in config.gates.get(gate, ()):
            if not isinstance(line, AccessLine) or line.action not in actions:
                continue
            for key in (term.key for term in line.terms if not term.negated):
                if key not in members:
                    members[key] = (key, *_members(config, key))
                for member in members[key]:
                    found.setdefault(member, {})[line.span] = line
    return found


def _members(config: Config, key: str) -> Iterator[str]:
    """The ACLs with patterns of a group, and nothing for any other ACL."""
    group = config.acls.get(key)
    if group is not None and group.type in GROUPS:
        for name in (text.lower() for part in group.parts for text in part.values.texts()):
            acl = config.acls.get(name)
            if acl is not None and acl.type in TYPES:
                yield name


Ask = Callable[[str], tuple[Case, ...]]
"""What becomes of a host. Lists that several ACLs name are asked about once."""


def _cases(squid: SquidPolicy, host: str) -> tuple[Case, ...]:
    return squid.decide(Request("https", host, 443), Given(squid_version=squid.config.version)).cases


def _of_part(ask: Ask, acl: Acl, part: Part, users: dict[Span, AccessLine], most: int) -> Iterator[Lookalike]:
    for index, text in enumerate(part.values.texts()[:most]):
        meant = name_in(text, ignore_case=part.ignore_case)
        host = None if meant is None else _matching(text, meant, acl.type, ignore_case=part.ignore_case)
        if host is None or meant is None:
            continue
        found = _favoured(ask, host, users)
        if found is not None:
            line, spliced = found
            yield Lookalike(acl.name, acl.type, part.values.at(index), meant, host, line, spliced)


_NAME = regex(r"\.?((?:[a-z0-9-]+\.)+[a-z]{2,})")


def name_in(pattern: str, *, ignore_case: bool) -> str | None:
    """The name that a simple pattern is written around; None where it is more than a name. `.` and `\\.` both stand
    for the dot that was meant, anchors and leading `.*` for nothing."""
    text = pattern.lower() if ignore_case else pattern
    text = text.removeprefix("^").removeprefix("(^|\\.)").removeprefix("https?://").removeprefix("http://")
    while text.startswith((".*", ".+")):
        text = text[2:]
    text = text.removesuffix("$").removesuffix(".*").removesuffix("/").replace("\\.", ".").replace("\\-", "-")
    found = _NAME.fullmatch(text)
    return found[1] if found else None


def strangers(name: str) -> Iterator[str]:
    """Hosts that somebody else could register and that look like the name: behind it, with a dot replaced, and, where
    the name itself is what one registers, glued in front of it."""
    head, _, tail = name.partition(".")
    if "." not in tail:
        yield f"evil{name}"
        yield f"evil-{name}"
    yield f"{name}.evil.example"
    if "." in tail:
        yield f"{head}x{tail}"


def _matching(pattern: str, name: str, kind: str, *, ignore_case: bool) -> str | None:
    try:
        language = posix(pattern, ignore_case=ignore_case)
        after = ":443" if kind == "url_regex" else ""
        if not any(language.matches(one + after) for one in (name, f"www.{name}")):
            return None
        hosts = (host for stranger in strangers(name) for host in (stranger, f"www.{stranger}"))
        return next((host for host in hosts if language.matches(host + after)), None)
    except (BadPattern, Beyond):
        return None


def _favoured(ask: Ask, host: str, users: dict[Span, AccessLine]) -> tuple[AccessLine, bool] | None:
    """The line that lets the host through, where a host of no list is treated otherwise."""
    cases = ask(host)
    if _outcomes(cases) == _outcomes(ask(_STRANGER)):
        return None
    for case in cases:
        if case.access.value is Access.ALLOWED:
            for span in (case.access.span, case.tls.span):
                if span is not None and span in users:
                    return users[span], users[span].action != "allow"
    return None


def _outcomes(cases: tuple[Case, ...]) -> set[tuple[Access, Tls]]:
    return {(case.access.value, case.tls.value) for case in cases}
