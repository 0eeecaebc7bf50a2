"""cache_peer and what refers to it (cache_cf.cc:2184-2420, 2531-2580@5.7)."""

from __future__ import annotations

from proxylint.format import Standing
from proxylint.formats.squid.model import Peer, Taint
from proxylint.formats.squid.reading.access_lines import read_access
from proxylint.formats.squid.reading.draft import Draft, RefusedError
from proxylint.formats.squid.reading.scalars import integer, port_number
from proxylint.formats.squid.reading.tls import Tls
from proxylint.formats.squid.reading.tokens import Arguments
from proxylint.formats.squid.reading.wordlists import word_set
from proxylint_grammars.squid import Word, strtol

_KINDS = {
    "parent": "parent",
    "sibling": "sibling",
    "neighbor": "sibling",
    "neighbour": "sibling",
    "multicast": "multicast",
}
_SERVICES = {"http": 80, "https": 443, "http-alt": 8080, "webcache": 8080, "squid": 3128, "icpv2": 3130}
_FLAGS = word_set(
    """proxy-only no-query background-ping no-digest no-tproxy multicast-responder multicast-siblings closest-only
    default round-robin weighted-round-robin htcp no-netdb-exchange carp userhash sourcehash no-delay auth-no-keytab
    allow-miss originserver front-end-https front-end-https=on front-end-https=auto connection-auth
    connection-auth=on connection-auth=off connection-auth=auto"""
)
_PARENT_ONLY = ("carp", "userhash", "sourcehash")
_NUMBERS = ("weight=", "basetime=", "ttl=", "connect-timeout=", "connect-fail-limit=", "max-conn=", "standby=")
_TEXTS = ("login=", "digest-url=", "name=", "forceddomain=", "carp-key=", "htcp=", "htcp-")
_HTCP = frozenset(("no-clr", "no-purge-clr", "only-clr", "forward-clr", "oldsquid"))
_CARP = ("scheme", "host", "port", "path", "params")


def read_peer(draft: Draft, arguments: Arguments) -> None:
    host = arguments.need("a host")
    word = arguments.need("a type")
    kind = _KINDS.get(word.text)
    if kind is None:
        text = f"'{word.text}' is no type of cache_peer: Squid takes the peer as a sibling"
        draft.remark(Standing.UNREADABLE, word.span, text)
    port = _service(arguments.need("an HTTP port"))
    if port == 0:
        raise RefusedError("the HTTP port of a cache_peer cannot be 0", arguments.span)
    _service(arguments.need("an ICP port"))
    options: dict[str, str | None] = {}
    tls = Tls()
    for option in arguments.words():
        _option(draft, option, kind or "sibling", options, tls)
    _check_connections(options, arguments)
    name = options.get("name") or host.text
    if name.lower() in draft.peers:
        raise RefusedError(f"there is already a cache_peer named '{name}'; name= tells peers apart", arguments.span)
    draft.peers[name.lower()] = Peer(name, host.text.lower(), port, kind or "sibling", options, arguments.span)


def _service(word: Word) -> int:
    """A port number or the name of a service (GetService). Names are looked up in /etc/services."""
    if not word.text.isdigit() and word.text in _SERVICES:
        return _SERVICES[word.text]
    return port_number(word.text, word)


def _option(draft: Draft, word: Word, kind: str, options: dict[str, str | None], tls: Tls) -> None:
    text = word.text
    name, equals, value = text.partition("=")
    if text in _PARENT_ONLY and kind != "parent":
        raise RefusedError(f"{text} is for parents only", word.span)
    if text.startswith(_NUMBERS):
        integer(value, word)
    elif text.startswith(("htcp=", "htcp-")):
        _check_htcp(text[5:].split(","), options, word)
        name, value = "htcp", text[5:]
    elif name == "carp-key" and equals:
        if "carp" not in options or not all(key.startswith(_CARP) for key in value.split(",")):
            raise RefusedError("carp-key needs carp before it and keys that Squid knows", word.span)
    elif text.startswith(("ssl", "tls")):
        tls.client(text[4:] if text.startswith("tls-") else text[3:], word)
    elif text not in _FLAGS and not text.startswith(_TEXTS):
        draft.remark(Standing.UNREADABLE, word.span, f"cache_peer has no option '{text}': Squid ignores it")
        return
    options[name] = value if equals or name == "htcp" else None


def _check_htcp(modes: list[str], options: dict[str, str | None], word: Word) -> None:
    seen = set((options.get("htcp") or "").split(",")) | set(modes)
    if not _HTCP.issuperset(modes) or {"no-clr", "only-clr"} <= seen:
        raise RefusedError(f"'{word.text}' has an HTCP mode that does not exist, or two that contradict", word.span)


def _check_connections(options: dict[str, str | None], arguments: Arguments) -> None:
    most, standby = (strtol(options.get(name) or "0") for name in ("max-conn", "standby"))
    if 0 < most < standby:
        raise RefusedError(f"max-conn={most} is lower than standby={standby}", arguments.span)


def _missing(draft: Draft, word: Word) -> bool:
    """Whether no such peer stands above; names compare without case (neighbors.cc:1124@5.7). A missing one is
    ignored up to Squid 5 and refused since 6 (ConfigParser.cc:509@6.14)."""
    if word.text.lower() in draft.peers:
        return False
    if draft.unread is not None:
        return True
    known = f"there is no cache_peer '{word.text}' above this line"
    text = f"{known}; Squid 5 ignores the line, Squid 6 and 7 refuse the file"
    if draft.version >= 6:
        raise RefusedError(text, word.span)
    draft.remark(Standing.UNREADABLE, word.span, text)
    return True


def read_peer_access(draft: Draft, arguments: Arguments) -> None:
    name = arguments.need("the name of a cache_peer")
    if _missing(draft, name):
        return
    rule = read_access(draft, arguments)
    if rule is not None:
        draft.peer_gates.setdefault(name.text.lower(), []).append(rule)


def read_neighbor_type(draft: Draft, arguments: Arguments) -> None:
    name = arguments.need("the name of a cache_peer")
    if draft.version >= 6 and _missing(draft, name):
        return
    kind = arguments.need("a type")
    if arguments.peek() is None or _missing(draft, name):
        return
    reason = f"neighbor_type_domain makes this peer a {kind.text} for some hosts"
    draft.peer_gates.setdefault(name.text.lower(), []).append(Taint(arguments.span, reason))
