"""What an ACL comes to in a cell: literals, or groups of terms."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from proxylint.formats.squid.acls.clock import read_minutes
from proxylint.formats.squid.acls.evaluate import DEEPEST, terms_of
from proxylint.formats.squid.acls.networks import read_networks
from proxylint.formats.squid.analysis.cells import Addresses, Cell, Choice, Domains, Literal
from proxylint.formats.squid.model import Acl, Config, Term
from proxylint.formats.squid.reading.wordlists import word_set
from proxylint.intervals import Intervals

Sides = tuple[list[Cell], list[Cell]]
"""The cells in which a term matches, and those in which it does not."""


class TooMuch(Exception):
    """More work than a fact is worth; nothing is concluded."""


@dataclass(slots=True)
class Looks:
    """Looks terms up in one configuration, counting them.

    `reply`: whether there is a reply when the list is walked. `step`: the ssl_bump step of the walk, where it is one.
    `nameless`: at that step no name is known, only the address that was dialled.
    `whole`: everything was read, so the values of an ACL are all there are.
    """

    config: Config
    whole: bool
    reply: bool = False
    step: int | None = None
    nameless: bool = False
    left: int = 100_000
    _known: dict[str, list[Literal] | None] = field(default_factory=dict)
    _fresh: int = 0

    def sides(self, term: Term, cell: Cell, depth: int = 0) -> Sides:
        self.left -= 1
        if self.left < 0 or depth > DEEPEST:
            raise TooMuch
        acl = self.config.acls.get(term.key)
        if acl is not None and acl.type in ("any-of", "all-of") and self._all_there(acl):
            inside, outside = self._group(acl, cell, depth)
        else:
            inside, outside = _split(cell, self._literals(acl, term.key))
        return (outside, inside) if term.negated else (inside, outside)

    def _group(self, acl: Acl, cell: Cell, depth: int) -> Sides:
        lines = terms_of(acl)
        if acl.type == "any-of":
            lines = [[term] for line in lines for term in line]
        inside: list[Cell] = []
        outside = [cell]
        for line in lines:
            still: list[Cell] = []
            for one in outside:
                matching, rest = self.conjunction(line, one, depth + 1)
                inside += matching
                still += rest
            outside = still
        return inside, outside

    def conjunction(self, terms: list[Term] | tuple[Term, ...], cell: Cell, depth: int = 0) -> Sides:
        matching, rest = [cell], []
        for term in terms:
            still: list[Cell] = []
            for one in matching:
                inside, outside = self.sides(term, one, depth)
                still += inside
                rest += outside
            matching = still
        return matching, rest

    def _literals(self, acl: Acl | None, key: str) -> list[Literal] | None:
        """Their conjunction is what the ACL tests; None = it never matches here."""
        if acl is None:
            return [Literal(key)]
        if acl.type in _UNSTABLE:
            self._fresh += 1
            return [Literal(f"{key} {self._fresh}")]
        if key not in self._known:
            self._known[key] = self._read(acl, key)
        return self._known[key]

    def _read(self, acl: Acl, key: str) -> list[Literal] | None:
        if acl.type in _NEVER or (acl.type in _NEED_REPLY and not self.reply):
            return None
        if acl.type in _ALWAYS:
            return []
        if acl.type == "at_step" and self.step is not None:
            return [] if self.step in {_STEPS.get(value.text.lower()) for value in acl.values()} else None
        if acl.type == "ssl::server_name" and self._has_no_name(acl):
            return None
        whole = self._all_there(acl)
        reader = _READERS.get(acl.type)
        literal = None if reader is None else reader(acl, key, self.config.version)
        if literal is None:
            literal = Literal(key)
        elif not whole and literal.values != _EVERYBODY:
            literal = Literal(key, literal.of, literal.values, lower=True)
        more = [_NO_CONNECT] if acl.type == "urlpath_regex" else []
        return [literal, *more]

    def _has_no_name(self, acl: Acl) -> bool:
        """Before there is a name, "none" or an address is compared (acl/ServerName.cc:78-125@5.7)."""
        waits = "server-provided" in acl.options and self.step in (1, 2)
        if not (waits or self.nameless) or not self._all_there(acl):
            return False
        return not any(text == "none" or text[-1:].isdigit() or ":" in text for text in _texts(acl))

    def _all_there(self, acl: Acl) -> bool:
        return self.whole and not any(part.absent is not None and not part.absent.certain for part in acl.parts)


def _texts(acl: Acl) -> Iterator[str]:
    for part in acl.parts:
        yield from part.values.texts()


def _split(cell: Cell, literals: list[Literal] | None) -> Sides:
    """The cell where all literals hold, and one for each literal that is the first to fail."""
    if literals is None:
        return [], [cell]
    outside: list[Cell] = []
    inside: Cell | None = cell
    for literal in literals:
        if inside is None:
            break
        rest = inside.where(literal, False)
        outside += [] if rest is None else [rest]
        inside = inside.where(literal, True)
    return [] if inside is None else [inside], outside


_UNSTABLE = word_set("random maxconn external max_user_ip note tag ext_user ext_user_regex client_connection_mark")
"""Each look may have another answer: by chance, or because an ACL looked at in between has left a note."""

_ALWAYS = ("annotate_transaction", "annotate_client")

_NEVER = ("urllogin", "snmp_community")
_NEED_REPLY = ("http_status", "rep_header", "rep_mime_type", "hier_code")
"""Without a reply these do not match ("Assuming mismatch", acl/Acl.cc:141@5.7)."""

_STEPS = {"sslbump1": 1, "sslbump2": 2, "sslbump3": 3}
_NO_CONNECT = Literal("no connect", "method", Choice(frozenset(("CONNECT",)), True))
"""A CONNECT has no path, so no path matches (acl/UrlPath.cc:19-22@5.7)."""

_EVERYBODY = Intervals(((0, (1 << 128) - 1),))
"""More values add nothing to all addresses."""

_LONGEST = 5_000
"""A longer list of domains is only itself: whether others cover it is not asked."""


def _networks(of: str) -> Callable[[Acl, str, int], Literal | None]:
    def read(acl: Acl, key: str, version: int) -> Literal | None:
        found = read_networks(acl, version)
        values = Addresses(found.known) if of.startswith("dst") else found.known
        return Literal(key, of + _options(acl), values, lower=bool(found.named))

    return read


def _domains(acl: Acl, key: str, version: int) -> Literal | None:
    if sum(len(part.values) for part in acl.parts) > _LONGEST:
        return None
    values = frozenset(text.lower() for text in _texts(acl))
    return Literal(key, acl.type + _options(acl), Domains(values))


def _options(acl: Acl) -> str:
    """ACLs with other options look at other names."""
    return "".join(f" {option}" for option in sorted(acl.options))


def _ports(acl: Acl, key: str, version: int) -> Literal | None:
    found = []
    for value in acl.values():
        low, _, high = value.text.partition("-")
        if not (low.isdigit() and (high or low).isdigit()):
            return None
        found.append((int(low), int(high or low)))
    return Literal(key, "port", Intervals.of(found))


def _minutes(acl: Acl, key: str, version: int) -> Literal | None:
    minutes = read_minutes(acl)
    return None if minutes is None else Literal(key, "minute", minutes)


def _words(of: str, same: Callable[[str], str]) -> Callable[[Acl, str, int], Literal | None]:
    return lambda acl, key, version: Literal(key, of, Choice(frozenset(same(value.text) for value in acl.values())))


_READERS: dict[str, Callable[[Acl, str, int], Literal | None]] = {
    "src": _networks("client"),
    "dst": _networks("dst"),
    "localip": _networks("localip"),
    "dstdomain": _domains,
    "srcdomain": _domains,
    "ssl::server_name": _domains,
    "port": _ports,
    "time": _minutes,
    "method": _words("method", str.upper),
    "proto": _words("proto", str.lower),
    "myportname": _words("port name", str),
}
