"""Readers of argument kinds (TYPE in cf.data.pre) that the model keeps nothing of: they only refuse what Squid refuses.

The functions follow parse_TYPE of cache_cf.cc@5.7.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable

from proxylint.formats.squid.reading import adaptation, authentication, scalars
from proxylint.formats.squid.reading.access_lines import read_access, read_terms
from proxylint.formats.squid.reading.addresses import is_ipv4
from proxylint.formats.squid.reading.draft import Draft, RefusedError
from proxylint.formats.squid.reading.tokens import Arguments
from proxylint.regex import regex

Reader = Callable[[Draft, Arguments], None]


def text(draft: Draft, arguments: Arguments) -> None:
    word = arguments.need("a value")
    if arguments.line.name == "append_domain":
        draft.suffix = word


def line(draft: Draft, arguments: Arguments) -> None:
    if not arguments.rest():
        raise RefusedError(f"{arguments.line.name} needs a value", arguments.span)


def quoted_text(draft: Draft, arguments: Arguments) -> None:
    if arguments.quoted() is None:
        raise RefusedError(f"{arguments.line.name} needs a value", arguments.span)


def quoted_texts(draft: Draft, arguments: Arguments) -> None:
    arguments.quoted_rest()


def policy(draft: Draft, arguments: Arguments) -> None:
    arguments.need("the name of a policy")
    arguments.quoted_rest()


def one_of(*allowed: str) -> Reader:
    def read(draft: Draft, arguments: Arguments) -> None:
        word = arguments.need(f"one of {', '.join(allowed)}")
        if word.text not in allowed:
            raise RefusedError(f"'{word.text}' is none of {', '.join(allowed)}", word.span)

    return read


def cache_mode(draft: Draft, arguments: Arguments) -> None:
    word = arguments.need("a mode")
    if word.text not in ("always", "disk", "never") and not word.text.startswith("net"):
        raise RefusedError(f"'{word.text}' is none of always, disk, network, never", word.span)


def tristate(draft: Draft, arguments: Arguments) -> None:
    scalars.tristate(arguments, "on", "off", "warn")


def prefetch(draft: Draft, arguments: Arguments) -> None:
    word = arguments.peek()
    if word is None or word.text not in ("on", "off"):
        scalars.whole(arguments)


def address(draft: Draft, arguments: Arguments) -> None:
    """An address, or a name that is assumed to resolve."""
    word = arguments.need("an address")
    if re.fullmatch(r"[0-9.]++", word.text) and not is_ipv4(word.text):
        raise RefusedError(f"'{word.text}' is not an IP address", word.span)


def address_terms(draft: Draft, arguments: Arguments) -> None:
    address(draft, arguments)
    read_terms(draft, arguments)


def tos_terms(draft: Draft, arguments: Arguments) -> None:
    word = arguments.need("a value")
    scalars.integer(word.text, word, low=0, high=255, base=0)
    read_terms(draft, arguments)


def mark_terms(draft: Draft, arguments: Arguments) -> None:
    word = arguments.need("a mark")
    if not re.fullmatch(r"(?:0[xX][0-9a-fA-F]++|[0-9]++)(?>(?:/(?:0[xX][0-9a-fA-F]++|[0-9]++))?)", word.text):
        raise RefusedError(f"'{word.text}' is not a netfilter mark", word.span)
    if "/" in word.text and arguments.line.name != "mark_client_connection":
        raise RefusedError(f"{arguments.line.name} takes no mask", word.span)
    read_terms(draft, arguments)


def size_terms(draft: Draft, arguments: Arguments) -> None:
    scalars.size(arguments)
    read_terms(draft, arguments)


def header_access(draft: Draft, arguments: Arguments) -> None:
    if arguments.next() is not None:
        read_access(draft, arguments)


def header_replace(draft: Draft, arguments: Arguments) -> None:
    """A name without a value makes Squid read a null pointer (cache_cf.cc:1833@5.7)."""
    if arguments.next() is not None and not arguments.rest():
        raise RefusedError(f"{arguments.line.name} needs a value behind the header name", arguments.span)


def header_add(draft: Draft, arguments: Arguments) -> None:
    arguments.need("a header name")
    quoted_text(draft, arguments)
    read_terms(draft, arguments)


def note(draft: Draft, arguments: Arguments) -> None:
    arguments.need("a name")
    quoted_text(draft, arguments)
    read_terms(draft, arguments)


def guarded_access(draft: Draft, arguments: Arguments) -> None:
    arguments.need("a protocol")
    read_access(draft, arguments)


def unsupported(draft: Draft, arguments: Arguments) -> None:
    word = arguments.need("tunnel or respond")
    if word.text not in ("tunnel", "respond"):
        raise RefusedError(f"on_unsupported_protocol is tunnel or respond, not '{word.text}'", word.span)
    read_terms(draft, arguments)


def auth_schemes(draft: Draft, arguments: Arguments) -> None:
    """The names are looked up once the whole file is read (auth/SchemesConfig.cc:26@5.7)."""
    word = arguments.quoted()
    if word is None:
        raise RefusedError("auth_schemes needs the names of schemes", arguments.span)
    read_terms(draft, arguments)
    names = re.split("[, ]" if word.quoted else ",", word.text)
    draft.wanted_schemes.extend((name, word.span) for name in names if name)


def certificate_sign(draft: Draft, arguments: Arguments) -> None:
    one_of("signTrusted", "signUntrusted", "signSelf")(draft, arguments)
    read_terms(draft, arguments)


def certificate_adapt(draft: Draft, arguments: Arguments) -> None:
    word = arguments.need("what to change")
    name = word.text.partition("{")[0]
    if name not in ("setValidAfter", "setValidBefore", "setCommonName"):
        raise RefusedError(f"there is no certificate change '{name}'", word.span)
    if "{" in word.text and "}" not in word.text:
        raise RefusedError("a closing brace is missing", word.span)
    read_terms(draft, arguments)


def passive_ftp(draft: Draft, arguments: Arguments) -> None:
    word = arguments.peek()
    if word is None:
        raise RefusedError("ftp_epsv needs on, off or an access rule", arguments.span)
    if word.text not in ("on", "off"):
        read_access(draft, arguments)


def failure_limit(draft: Draft, arguments: Arguments) -> None:
    scalars.whole(arguments)
    word = arguments.next()
    if word is not None:
        if word.text != "in":
            raise RefusedError(f"'in' is expected, not '{word.text}'", word.span)
        scalars.duration(arguments)


def outgoing_tls(draft: Draft, arguments: Arguments) -> None:
    for word in arguments.words():
        draft.outgoing.client(word.text, word)


def children(draft: Draft, arguments: Arguments) -> None:
    authentication.read_children(arguments)


_PAIR = regex(r"[ \t\r\n]*+(?![ \t\r\n#])([^=]++)=(?:\"((?>(?:[^\"\\]|\\.)*))\"|([^ \t\r\n(]++))")
_ON_TIMEOUT = ("bypass", "fail", "retry", "use_configured_response")


def helper_timeout(draft: Draft, arguments: Arguments) -> None:
    """A time, then on_timeout= and, for one of its values, response= (cache_cf.cc:4980@5.7)."""
    scalars.duration(arguments, unit_needed=False)
    given: dict[str, str] = {}
    for pair in _PAIR.finditer(arguments.rest()):
        given[pair[1].lower()] = pair[2] or pair[3] or ""
    for name, value in given.items():
        if name not in ("on_timeout", "response") or (name == "on_timeout" and value.lower() not in _ON_TIMEOUT):
            raise RefusedError(f"url_rewrite_timeout does not know {name}={value}", arguments.span)
    if ("response" in given) != (given.get("on_timeout", "").lower() == "use_configured_response"):
        raise RefusedError("response= goes with on_timeout=use_configured_response and only with it", arguments.span)


def quoting(draft: Draft, arguments: Arguments) -> None:
    draft.quoted = scalars.switch(arguments)


def duration(least: int) -> Reader:
    return lambda draft, arguments: scalars.duration(arguments, least)


def size(least: int = 1, *, signed: bool = True) -> Reader:
    def read(draft: Draft, arguments: Arguments) -> None:
        limit = scalars.size(arguments, least, signed=signed)
        draft.sizes[arguments.line.name] = (math.inf if limit is None else limit, arguments.span)

    return read


def service(kind: str) -> Reader:
    return lambda draft, arguments: adaptation.read_service(draft, arguments, kind)


def affinity(draft: Draft, arguments: Arguments) -> None:
    """process_numbers=N,... cores=N,... of equal length (cache_cf.cc:4361@5.7)."""
    found = []
    for name in ("process_numbers", "cores"):
        word = arguments.need(f"{name}=")
        if not re.fullmatch(rf"{name}=[1-9][0-9]*+(?>(?:,[1-9][0-9]*+)*)", word.text):
            raise RefusedError(f"'{word.text}' is not written {name}=N,N,...", word.span)
        found.append(word.text.count(","))
    if found[0] != found[1]:
        raise RefusedError("process_numbers and cores differ in length", arguments.span)


def short(draft: Draft, arguments: Arguments) -> None:
    scalars.short(arguments)


def long(draft: Draft, arguments: Arguments) -> None:
    scalars.long(arguments)
