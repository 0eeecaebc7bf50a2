"""Walks of an access list over cells: which requests a term, or a line, matches."""

from __future__ import annotations

from dataclasses import dataclass, field

from proxylint.formats.squid.acls.evaluate import DEEPEST, terms_of
from proxylint.formats.squid.analysis.cells import Cell, Choice, Literal
from proxylint.formats.squid.analysis.literals import GROUPS, demands_login, literal, texts
from proxylint.formats.squid.compiled import Compiled
from proxylint.formats.squid.model import Acl, Config, Term
from proxylint.formats.squid.reading.defined import UNTOLD
from proxylint.formats.squid.reading.wordlists import word_set
from proxylint.intervals import Intervals

Sides = tuple[list[Cell], list[Cell]]
"""The cells in which a term matches, and those in which it does not; a log-in that is asked for is neither."""


class TooMuch(Exception):
    """More work than a fact is worth; nothing is concluded."""


@dataclass(slots=True)
class Looks:
    """Looks terms up in one configuration, counting them.

    `reply`: whether there is a reply when the list is walked. `waits`: slow ACLs are waited for. `step`: the ssl_bump
    step of the walk, where it is one. `nameless`: at that step no name is known, only the address that was dialled.
    `anonymous`: requests carry no credentials, so that an ACL which demands them ends the walk, and `challenges` counts
    how often. `users`: requests carry the credentials of some user, which `proxy_auth REQUIRED` takes.
    `whole`: everything was read, so the values of an ACL are all there are.
    """

    config: Config
    compiled: Compiled
    whole: bool
    reply: bool = False
    waits: bool = True
    step: int | None = None
    nameless: bool = False
    anonymous: bool = False
    challenges: int = 0
    users: bool = False
    left: int = 100_000
    _known: dict[str, list[Literal] | None] = field(default_factory=dict)
    _fresh: int = 0

    def sides(self, term: Term, cell: Cell, depth: int = 0) -> Sides:
        self.left -= 1
        if self.left < 0 or depth > DEEPEST:
            raise TooMuch
        acl = self.config.acls.get(term.key)
        if acl is not None and acl.type in GROUPS and self._all_there(acl):
            inside, outside = self._group(acl, cell, depth)
        elif acl is not None and self.anonymous and demands_login(acl, self.config):
            self.challenges += 1
            return [], []
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
        if acl.type in _UNSTABLE or acl.type in (*GROUPS, UNTOLD) or (acl.type in _SLOW and not self.waits):
            self._fresh += 1
            return [Literal(f"{key} {self._fresh}")]
        if key not in self._known:
            self._known[key] = self._read(acl, key)
        return self._known[key]

    def _read(self, acl: Acl, key: str) -> list[Literal] | None:
        if acl.type in _NEVER or (acl.type in _NEED_REPLY and not self.reply):
            return None
        if acl.type in _ALWAYS or (self.users and acl.type == "proxy_auth" and "REQUIRED" in list(texts(acl))[:1]):
            return []
        if acl.type == "at_step" and self.step is not None:
            return [] if self.step in {_STEPS.get(value.text.lower()) for value in acl.values()} else None
        if acl.type == "ssl::server_name" and self._has_no_name(acl):
            return None
        found = self.compiled.of("literal", key, lambda: literal(acl, key, self.compiled, self.config.version))
        if found.values is not None and found.values != _EVERYBODY and not self._all_there(acl):
            found = Literal(key, found.of, found.values, lower=True)
        return [found, _NO_CONNECT] if acl.type == "urlpath_regex" else [found]

    def _has_no_name(self, acl: Acl) -> bool:
        """Before there is a name, "none" or an address is compared (acl/ServerName.cc:78-125@5.7)."""
        waits = "server-provided" in acl.options and self.step in (1, 2)
        if not (waits or self.nameless) or not self._all_there(acl):
            return False
        return not any(text == "none" or text[-1:].isdigit() or ":" in text for text in texts(acl))

    def _all_there(self, acl: Acl) -> bool:
        return self.whole and not any(part.absent is not None and not part.absent.certain for part in acl.parts)


def _split(cell: Cell, literals: list[Literal] | None) -> Sides:
    """The cell where all literals hold, and one for each literal that is the first to fail."""
    if literals is None:
        return [], [cell]
    outside: list[Cell] = []
    inside: Cell | None = cell
    for one in literals:
        if inside is None:
            break
        rest = inside.where(one, False)
        outside += [] if rest is None else [rest]
        inside = inside.where(one, True)
    return [] if inside is None else [inside], outside


_UNSTABLE = word_set("random maxconn external max_user_ip note tag ext_user ext_user_regex client_connection_mark")
"""Each look may have another answer: by chance, or because an ACL looked at in between has left a note. So may a group
of which not everything was read."""

_SLOW = word_set("dst dst_as src_as srcdomain srcdom_regex ident ident_regex")
"""Not waited for, they do not match until a name server has answered (acl/Checklist.cc `goAsync`@5.7)."""

_ALWAYS = ("annotate_transaction", "annotate_client")

_NEVER = ("urllogin", "snmp_community")
_NEED_REPLY = ("http_status", "rep_header", "rep_mime_type", "hier_code")
"""Without a reply these do not match ("Assuming mismatch", acl/Acl.cc:141@5.7)."""

_STEPS = {"sslbump1": 1, "sslbump2": 2, "sslbump3": 3}
_NO_CONNECT = Literal("no connect", "method", Choice(frozenset(("CONNECT",)), True))
"""A CONNECT has no path, so no path matches (acl/UrlPath.cc:19-22@5.7)."""

_EVERYBODY = Intervals(((0, (1 << 128) - 1),))
"""More values add nothing to all addresses."""
