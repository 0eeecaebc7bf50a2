"""Lines of an access list that may match on a port and for a URL: nobody looks at all of a long list for each of them.

A line is passed by if one of its terms asks for the port, for the name of the host or for the text of the URL, and it
is plain that it does not match; and if what stands before that term lets a request go on to the next line either way.
So is one that asks for the same as a line above. What is plain is a look-up; all other lines are looked at.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Container, Iterable, Iterator, Mapping, Sequence

from proxylint.formats.squid.acls.connection import port_ranges
from proxylint.formats.squid.acls.evaluate import Asked, asked_by, stable
from proxylint.formats.squid.acls.place import address_in
from proxylint.formats.squid.acls.urls import url_text
from proxylint.formats.squid.gate import acting
from proxylint.formats.squid.lines_by_name import OF_DOMAINS, ByDomain, ByWord
from proxylint.formats.squid.listening import opened
from proxylint.formats.squid.model import AccessLine, Acl, Config, Gate, Term
from proxylint.formats.squid.sight import Sight
from proxylint.records import dataclass

MOST_PORTS = 16
"""Of one line; one that is for more of the file's ports is looked at on every port."""

STRETCH = 8
"""Lines one after another that are worth to be walked once (stretches.py)."""

_OF_PORTS = ("myportname", "localport")
_OF_HOSTS = (*OF_DOMAINS, "dstdom_regex", "ssl::server_name_regex")

_PLAIN = (*_OF_PORTS, *_OF_HOSTS, "url_regex")

_GOING_ON = frozenset(("src", "localip", "myip", "time", "port", "myport", "method", "proto", "browser", *_OF_PORTS))
"""Types that ask nobody for credentials, make nothing unknown from there on, leave no note and tell no names apart."""


@dataclass(frozen=True, slots=True)
class Lines:
    """Those of the lines of `gate` that can act, with their places: `ported` have a term that asks for the port,
    `hosted` for the host, `located` for the URL; `shared` are the others.

    `named`, `numbered`: of `ported`, by name and number of a port. `by_acl`: all but `shared` by the key of the ACL
    that asks. `behind`: where that is not the first term, how many stand before it. `again`: of lines that are nowhere
    among these, the place of the first line with the same terms. `gate` is kept so that no other list gets its id.
    """

    gate: Gate
    lines: Gate
    shared: Sequence[int]
    ported: Sequence[int]
    hosted: Sequence[int]
    located: Sequence[int]
    by_acl: Mapping[str, Sequence[int]]
    named: Mapping[str, Sequence[int]]
    numbered: Mapping[int, Sequence[int]]
    behind: Mapping[int, int]
    again: Mapping[int, int]

    def asking(self, place: int) -> Term:
        """The term of a line by which it is passed by."""
        line = self.lines[place]
        assert isinstance(line, AccessLine)
        return line.terms[self.behind.get(place, 0)]

    def places(self, sight: Sight) -> Iterator[int | range]:
        """The places of the lines in order, and ranges of those that are passed by."""
        on_port, for_host, for_url = self._on_port(sight), self._for_host(sight), self._for_url(sight)
        everywhere = on_port is self.ported and for_host is self.hosted and for_url is self.located
        if everywhere and not self.again:
            yield from range(len(self.lines))
            return
        behind = 0
        for place in sorted((*self.shared, *on_port, *for_host, *for_url)):
            if behind < place:
                yield range(behind, place)
            yield place
            behind = place + 1
        if behind < len(self.lines):
            yield range(behind, len(self.lines))

    def _on_port(self, sight: Sight) -> Iterable[int]:
        """What an intercepted connection was meant for is not looked up here."""
        if sight.intercepted or not self.ported:
            return self.ported
        port = sight.port
        return (*self.named.get(port.name, ()), *self.numbered.get(port.listener.port, ()))

    def _for_host(self, sight: Sight) -> Iterable[int]:
        if not self.hosted or not sight.named or sight.certificate:
            return self.hosted
        if _is_one(sight):
            return self._holding(sight.request.host, self.hosted, sight)
        above = _domain_of(sight)
        return self.hosted if above is None else self._below(above, sight)

    def _below(self, domain: str, sight: Sight) -> Iterable[int]:
        """Those of the hosted lines whose term may match a name below the domain."""
        domains = sight.compiled.of(
            "lines by domain", id(self), lambda: ByDomain(self._acls(self.hosted, sight), sight)
        )
        found = sight.compiled.of("lines below", (id(self), domain), lambda: domains.below(domain))
        return (*domains.always, *found)

    def _for_url(self, sight: Sight) -> Iterable[int]:
        if not self.located or (sight.path or "").endswith("*") or not _is_one(sight):
            return self.located
        text = url_text(sight)
        return self._holding(text, self.located, sight) if text.isascii() else self.located

    def _holding(self, text: str, places: Sequence[int], sight: Sight) -> Iterable[int]:
        """Those of the places whose term may match the text."""
        words = sight.compiled.of("lines by word", id(places), lambda: ByWord(self._acls(places, sight), sight))
        found = sight.compiled.of("lines for", (id(places), text), lambda: words.held_by(text))
        return (*words.always, *found)

    def _acls(self, places: Sequence[int], sight: Sight) -> list[tuple[Acl, Sequence[int]]]:
        """The ACLs that ask in the lines of these places, all of one kind, with the places of each."""
        wanted = set(places)
        return [(sight.config.acls[key], own) for key, own in self.by_acl.items() if not wanted.isdisjoint(own[:1])]


def _is_one(sight: Sight) -> bool:
    """Whether the host is one in ASCII that is no address, and known by its name."""
    host = sight.request.host
    return not sight.numeric and "*" not in host and host.isascii() and address_in(host) is None


def _domain_of(sight: Sight) -> str | None:
    """The domain below which all hosts lie that are asked about; None = it is not plain that they are names below
    one."""
    host = sight.request.host.lower()
    domain = host[2:]
    plain = host.startswith("*.") and "*" not in domain and domain.isascii() and domain[-1:].isalpha()
    return domain if plain and not sight.numeric else None


def relevant_lines(gate: Gate, possible: Collection[str] | None, sight: Sight) -> Lines:
    """`possible`: the actions of the lines that can act; None = all."""
    actions = None if possible is None else tuple(possible)
    key = (id(gate), actions)
    return sight.compiled.of("relevant lines", key, lambda: _sorted(gate, acting(gate, actions), sight))


def _sorted(gate: Gate, lines: Gate, sight: Sight) -> Lines:
    config = sight.config
    again = _again(lines, stable(config, sight.compiled))
    by_acl, behind, shared = _by_acl(lines, config, again)
    numbers = sorted({port.listener.port for port in opened(config, sight.compiled)})
    ported: list[int] = []
    hosted: list[int] = []
    located: list[int] = []
    named: dict[str, list[int]] = {}
    numbered: dict[int, list[int]] = {}
    for key, places in by_acl.items():
        acl = config.acls[key]
        if acl.type in _OF_HOSTS:
            hosted += places
        elif acl.type == "url_regex":
            located += places
        elif acl.type == "myportname":
            ported += places
            for name in {text for part in acl.parts for text in part.values.texts()}:
                named.setdefault(name, []).extend(places)
        elif len(asked := _of(numbers, acl)) > MOST_PORTS:
            shared += places
        else:
            ported += places
            for number in asked:
                numbered.setdefault(number, []).extend(places)
    for some in (shared, ported, hosted, located, *named.values(), *numbered.values()):
        some.sort()
    return Lines(gate, lines, shared, ported, hosted, located, by_acl, named, numbered, behind, again)


def _again(lines: Gate, steady: Container[str]) -> Mapping[int, int]:
    """Of lines with the terms of one above, the place of the first one: what did not match there does not here. The
    last line is looked at: where none matches, it is the one that is named."""
    first: dict[Asked, int] = {}
    found: dict[int, int] = {}
    for place, line in enumerate(lines[:-1]):
        if isinstance(line, AccessLine) and line.terms:
            asked = asked_by(line.terms)
            again = first.setdefault(asked, place) != place
            if again and all(key in steady for key, _ in asked):
                found[place] = first[asked]
    return found


def _by_acl(
    lines: Gate, config: Config, again: Container[int]
) -> tuple[dict[str, list[int]], dict[int, int], list[int]]:
    """The places of lines by the key of the ACL by which they may be passed by; how many terms stand before it; and the
    places of all other lines. Where no line matches, the last one is named: what stands first in it is looked at."""
    plain = {key: _is_plain(acl) for key, acl in config.acls.items()}
    found: dict[str, list[int]] = {}
    behind: dict[int, int] = {}
    others: list[int] = []
    for place, line in enumerate(lines):
        if place in again:
            continue
        terms = line.terms if isinstance(line, AccessLine) else ()
        at = _asking(terms, config, plain)
        if at is None or (at and place == len(lines) - 1):
            others.append(place)
            continue
        found.setdefault(terms[at].key, []).append(place)
        if at:
            behind[place] = at
    return found, behind, others


def _asking(terms: Sequence[Term], config: Config, plain: Mapping[str, bool]) -> int | None:
    """The place of the first term of which it is plain what it asks for; None = there is none, or a term before it may
    end the walk."""
    for at, term in enumerate(terms):
        acl = config.acls.get(term.key)
        if acl is not None and plain[term.key] and not term.negated:
            return at
        if acl is None or acl.type not in _GOING_ON:
            return None
    return None


def _is_plain(acl: Acl) -> bool:
    """Whether it asks for the port, the host or the URL, and all its values are known. Options of ssl::server_name tell
    which name is asked for; Squid's own url_regex, `manager`, is asked in a way of its own."""
    if acl.type not in _PLAIN or acl.builtin or (acl.type.startswith("ssl::server_name") and acl.options):
        return False
    return not any(part.absent is not None and not part.absent.certain for part in acl.parts)


def _of(numbers: list[int], acl: Acl) -> set[int]:
    """Those of the sorted numbers that the ACL asks for."""
    return {
        numbers[at]
        for low, high in port_ranges(acl).parts
        for at in range(bisect_left(numbers, low), bisect_right(numbers, high))
    }
