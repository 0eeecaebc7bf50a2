"""ACLs that hang on what is not in the file: credentials, headers, helper programs, chance, the reply."""

from __future__ import annotations

from itertools import islice

from proxylint.formats.squid.acls.meaning import meaning_of
from proxylint.formats.squid.acls.part import Part, every, hanging, sure, untold
from proxylint.formats.squid.acls.patterns import regex_matcher
from proxylint.formats.squid.compiled import Compiled
from proxylint.formats.squid.model import Acl, Config, Value
from proxylint.formats.squid.reading.wordlists import word_set
from proxylint.formats.squid.sight import Sight, Stage
from proxylint.records import replace
from proxylint.region import Region
from proxylint.text import Span
from proxylint.verdict import Step


def look_credentials(acl: Acl, region: Region, sight: Sight, span: Span) -> list[Part]:
    """Nobody's credentials: asked for, or simply no match (auth/Acl.cc:28-89, auth/AclProxyAuth.cc:66-88@5.7).

    A denial after a max_user_ip that did not match is a plain one (`isProxyAuth`, acl/Acl.h@5.7).
    """
    if sight.asks:
        return [Part(region, None, Step(span, f"'{acl.name}' ({acl.type}) asks the client to log in", None), acl.name)]
    note = f"'{acl.name}' ({acl.type}) does not match: credentials are never asked for here"
    return sure(region, False, span, note, asker=None if acl.type == "max_user_ip" else acl.name)


def look_external(acl: Acl, region: Region, sight: Sight, span: Span) -> list[Part]:
    """A helper decides; with %LOGIN or %ul only after the client has logged in (external_acl.cc:180-373@5.7)."""
    values = sight.compiled.of(
        "external", acl.name, lambda: tuple(text for part in acl.parts for text in part.values.texts())
    )
    if "".join(values[:1]) in sight.config.auth_externals:
        return look_credentials(acl, region, sight, span)
    if not sight.waits:
        return _unwaited(acl, region, sight, span)
    holds = f"the helper of '{acl.name}' says OK"
    fails = f"the helper of '{acl.name}' says ERR"
    meaning = ("external", sight.stage, values)
    return hanging(region, f"external {acl.name.lower()} {sight.stage}", holds, fails, span, meaning)


def look_ident(acl: Acl, region: Region, sight: Sight, span: Span) -> list[Part]:
    """Squid 5 asks port 113 of the client; no answer is no match, but a denial is a 407 (ident/AclIdent.h:46@5.7).

    To a regular expression no answer is the text `-`, and the first look of ssl_bump at an intercepted connection ends
    without an answer (ident/AclIdent.cc:62-84; both observed on Squid 5.7). Squid 6 dies on an assertion when the next
    list is walked for a client that was asked (acl/FilledChecklist.cc:263@6.13; observed there), whatever came of it.
    """
    if not sight.waits:
        return _unwaited(acl, region, sight, span)
    if sight.config.version != 5:
        reason = f"'{acl.name}' ({acl.type}) crashes Squid 6 when it is checked"
        return [Part(region, None, Step(span, f"unknown: {reason}"), None, reason)]
    if sight.method == "NONE":
        step = Step(span, f"'{acl.name}' ({acl.type}) ends the check: no connection is known yet to ask about")
        return [Part(region, None, step)]
    if acl.type == "ident_regex":
        matcher = regex_matcher(acl, sight)
        if matcher.language.matches(NO_IDENT):
            note = f"'{acl.name}' ({acl.type}) matches {NO_IDENT}, which stands for no answer"
            return sure(region, True, span, note, asker=acl.name)
        if matcher.beyond:
            return untold(region, f"ident {acl.name}", matcher.beyond, span)
    note = f"'{acl.name}' ({acl.type}): a device answers no ident question"
    return sure(region, False, span, note, asker=acl.name)


NO_IDENT = "-"

_HEADERS = {"browser": "User-Agent", "referer_regex": "Referer", "req_mime_type": "Content-Type"}


def look_header(acl: Acl, region: Region, sight: Sight, span: Span) -> list[Part]:
    """A header of the client's own message; a header that is not there does not match."""
    header = _HEADERS.get(acl.type) or next((value.text for value in acl.values()), "")
    if not header:
        return sure(region, False, span, f"'{acl.name}' ({acl.type}) names no header")
    if not sight.headers:
        if header.lower() == "host":
            reason = f"'{acl.name}' ({acl.type}) tests the Host header of a CONNECT that Squid makes up"
            return untold(region, f"header {acl.name} {sight.look}", reason, span)
        return sure(region, False, span, f"'{acl.name}' ({acl.type}): a CONNECT that Squid makes up has no such header")
    inner = sight.stage is Stage.INNER
    whose = f"the {header} header{' inside the bumped session' if inner else ''}"
    holds, fails = f"{whose} fits '{acl.name}'", f"{whose} does not fit '{acl.name}' or is missing"
    patterns = tuple(Step(value.span, f"'{value.text}' is looked for in it") for value in _first_patterns(acl))
    meaning = (inner, meaning_of(acl, sight))
    parts = hanging(region, f"{'inner ' if inner else ''}header {acl.name.lower()}", holds, fails, span, meaning)
    return [part.stepped(replace(part.step, inner=patterns)) for part in parts]


_MOST_SHOWN = 3


def _first_patterns(acl: Acl) -> list[Value]:
    """As many as a reader wants to see; the first value of some types is the name of the header."""
    start = 0 if acl.type in _HEADERS else 1
    return list(islice(acl.values(), start, start + _MOST_SHOWN))


def look_random(acl: Acl, region: Region, sight: Sight, span: Span) -> list[Part]:
    """Every look draws anew (acl/Random.cc@5.7), so no two looks share their condition."""
    return hanging(
        region,
        f"random {acl.name.lower()} {sight.budget.left}",
        f"chance is with '{acl.name}'",
        f"chance is against '{acl.name}'",
        span,
    )


def look_maxconn(acl: Acl, region: Region, sight: Sight, span: Span) -> list[Part]:
    if sight.unaddressed:
        return sure(region, False, span, f"'{acl.name}' ({acl.type}): Squid has not noted yet whose connection it is")
    most = next((value.text for value in acl.values()), "")
    return hanging(
        region,
        f"maxconn {acl.name.lower()}",
        f"the client has more than {most} connections open",
        f"the client has at most {most} connections open",
        span,
        meaning_of(acl, sight),
    )


NOTED = word_set("ext_user ext_user_regex tag note")
"""Types that test what a helper or an ACL has noted."""


def noting(acl: Acl, config: Config, compiled: Compiled) -> bool:
    """Whether anything in the configuration may make such a note."""
    sources = ("external",) if acl.type != "note" else ("external", "annotate_transaction", "annotate_client")
    types = compiled.of("types", "", lambda: frozenset(other.type for other in config.acls.values()))
    return bool(config.rewriters) or not types.isdisjoint(sources)


def look_annotation(acl: Acl, region: Region, sight: Sight, span: Span) -> list[Part]:
    """ext_user, tag and note need a helper or an annotating ACL that ran before; nobody has logged in."""
    if noting(acl, sight.config, sight.compiled):
        reason = f"'{acl.name}' ({acl.type}) tests a note that another line may have made"
        return untold(region, f"note {acl.name} {sight.budget.left}", reason, span)
    return sure(region, False, span, f"'{acl.name}' ({acl.type}): nothing makes such a note")


def look_reply(acl: Acl, region: Region, sight: Sight, span: Span) -> list[Part]:
    """Without a reply these do not match ("Assuming mismatch", acl/Acl.cc:141@5.7)."""
    if not sight.reply:
        return sure(region, False, span, f"'{acl.name}' ({acl.type}) does not match: there is no reply yet")
    holds, fails = f"the reply fits '{acl.name}'", f"the reply does not fit '{acl.name}'"
    return hanging(region, f"reply {acl.name.lower()}", holds, fails, span, meaning_of(acl, sight))


def look_certificate_of_client(acl: Acl, region: Region, sight: Sight, span: Span) -> list[Part]:
    """Clients are asked for certificates by ports with clientca= alone (security/ServerOptions.cc:501-520@5.7)."""
    port = sight.port.span
    line = sight.config.sources[port.file].text[port.start : port.end]
    if "clientca=" not in line:
        return sure(region, False, span, f"'{acl.name}' ({acl.type}): this port asks for no client certificate")
    return look_unmodelled(acl, region, sight, span)


_HARDWARE = ("the client's hardware address is in '{}'", "the client's hardware address is not in '{}'")
_NETWORK = {
    "arp": _HARDWARE,
    "eui64": _HARDWARE,
    "src_as": (
        "the client's address is in an autonomous system of '{}'",
        "the client's address is in no autonomous system of '{}'",
    ),
    "dst_as": (
        "an address of the host is in an autonomous system of '{}'",
        "no address of the host is in an autonomous system of '{}'",
    ),
    "client_connection_mark": (
        "the client's connection carries a netfilter mark of '{}'",
        "the client's connection carries no netfilter mark of '{}'",
    ),
}


def look_network(acl: Acl, region: Region, sight: Sight, span: Span) -> list[Part]:
    """What the network around Squid knows and this text does not.

    A list that does not wait may not know the addresses of a host (acl/Asn.cc:600-625@5.7), so each look has its own.
    """
    holds, fails = (text.format(acl.name) for text in _NETWORK[acl.type])
    own = f" {sight.look}" if acl.type == "dst_as" else ""
    return hanging(region, f"{acl.type} {acl.name.lower()}{own}", holds, fails, span, meaning_of(acl, sight))


def look_tls_of_server(acl: Acl, region: Region, sight: Sight, span: Span) -> list[Part]:
    """Certificates and their errors are known only once Squid has seen the server's."""
    if not sight.certificate and sight.stage is Stage.REQUEST and not sight.reply:
        return sure(region, False, span, f"'{acl.name}' ({acl.type}): no server certificate is known yet")
    return look_unmodelled(acl, region, sight, span)


def look_unmodelled(acl: Acl, region: Region, sight: Sight, span: Span) -> list[Part]:
    reason = f"'{acl.name}' is of type {acl.type}, which cannot be told from this file"
    return untold(region, f"{acl.type} {acl.name} {sight.look}", reason, span)


def _unwaited(acl: Acl, region: Region, sight: Sight, span: Span) -> list[Part]:
    """In a list that cannot wait, an answer that is not known yet ends the check without one (external_acl.cc@5.7)."""
    reason = f"'{acl.name}' ({acl.type}) needs an answer in a list that does not wait for one"
    ended, *known = untold(region, f"unwaited {acl.name} {sight.budget.left}", reason, span)
    answered = [untold(part.region, f"answered {acl.name} {sight.budget.left}", reason, span) for part in known]
    return [replace(ended, held=None), *every(answered)]
