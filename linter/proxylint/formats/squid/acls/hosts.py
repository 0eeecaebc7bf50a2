"""ACLs about the asked host's name: dstdomain, dstdom_regex, ssl::server_name, ssl::server_name_regex."""

from __future__ import annotations

from proxylint import addresses
from proxylint.formats.squid.acls.backwards import look_backwards
from proxylint.formats.squid.acls.meaning import meaning_of
from proxylint.formats.squid.acls.part import Part, hanging, parted, sure, untold
from proxylint.formats.squid.acls.patterns import (
    Matcher,
    covering_domain,
    covering_pattern,
    domain_matcher,
    regex_matcher,
)
from proxylint.formats.squid.acls.place import literal_address
from proxylint.formats.squid.compiled import list_key
from proxylint.formats.squid.model import Acl, Value
from proxylint.formats.squid.sight import Sight
from proxylint.names import Beyond, Subject, Test, any_of, ends_with
from proxylint.region import ASKED, Region
from proxylint.text import Span
from proxylint.verdict import Step


def look_dstdomain(acl: Acl, region: Region, sight: Sight, span: Span) -> list[Part]:
    """acl/DestinationDomain.cc:54-90@5.7: the text first; an address is looked up backwards unless -n."""
    matcher = domain_matcher(acl, sight)
    if matcher.empty:
        return sure(region, False, span, f"'{acl.name}' has no values")
    if sight.numeric:
        return _look_numeric(acl, region, sight, matcher, span)
    literal = literal_address(region, sight)
    if literal is not None:
        return _look_literal(acl, region, sight, sight.host, matcher, span)
    return look_names(acl, region, sight, matcher, _listed(acl, matcher, sight), span)


def _listed(acl: Acl, matcher: Matcher, sight: Sight) -> Test:
    """Kept, for every URL is asked about."""
    return sight.compiled.of(
        "host test",
        acl.name,
        lambda: Test(matcher.language, label=f"host in {acl.name}", unless=f"host not in {acl.name}"),
    )


def look_dstdom_regex(acl: Acl, region: Region, sight: Sight, span: Span) -> list[Part]:
    matcher = regex_matcher(acl, sight)
    if matcher.empty:
        return sure(region, False, span, f"'{acl.name}' has no values")
    literal = literal_address(region, sight)
    if sight.numeric or literal is not None:
        dialled = None if literal is None else addresses.show_address(literal)
        return _look_literal(acl, region, sight, dialled if sight.numeric else sight.host, matcher, span)
    return look_names(acl, region, sight, matcher, _listed(acl, matcher, sight), span)


def look_server_name(acl: Acl, region: Region, sight: Sight, span: Span) -> list[Part]:
    """acl/ServerName.cc:78-125@5.7: the name in the client hello (the CONNECT host before it), or the certificate's."""
    matcher = domain_matcher(acl, sight) if acl.type == "ssl::server_name" else regex_matcher(acl, sight)
    if matcher.empty:
        return sure(region, False, span, f"'{acl.name}' has no values")
    certified = not acl.options & {"client-requested", "consensus"}
    if sight.certificate and certified:
        return _look_certificate(acl, region, sight, span)
    if "server-provided" in acl.options:
        held = matcher.language.matches("none")
        return sure(region, held, span, f"'{acl.name}' waits for the server's certificate")
    if not sight.named:
        return _look_unnamed(acl, region, sight, matcher, span)
    return look_names(acl, region, sight, matcher, _listed(acl, matcher, sight), span)


PARTS_OF_A_LOOK = 2
"""Parts of a set of names that are asked for the price of one look."""


OF_CUT = 8
"""Looks that it costs besides to cut a set of names in two: each side has a member that was looked for."""


def look_names(acl: Acl, region: Region, sight: Sight, matcher: Matcher, test: Test, span: Span) -> list[Part]:
    """Both sides of a test on the names, the value that matched being named by its place."""
    sight.budget.spend(len(region.names.parts) // PARTS_OF_A_LOOK)
    try:
        inside, outside = region.split_names(test)
    except Beyond as error:
        reason = f"'{acl.name}' ({acl.type}) is not decided: {error.reason}"
        return untold(region, f"{acl.name} {test.subject} {test.before} {test.after}", reason, span)
    parts = []
    if inside is not None and outside is not None:
        sight.budget.spend(OF_CUT)
    if inside is not None:
        value, text = _covering(acl, inside, sight, test)
        steps = () if value is None else (Step(value.span, f"'{value.text}' covers {text}", True),)
        parts.append(Part(inside, True, Step(span, f"'{acl.name}' matches {text}", True, steps)))
    if outside is not None and matcher.beyond:
        parts += untold(outside, f"{acl.name} {test.subject} {test.before} {test.after}", matcher.beyond, span)
    elif outside is not None:
        text = _text(outside, test)
        parts.append(Part(outside, False, Step(span, f"no value of '{acl.name}' covers {text}", False)))
    return parts


def _text(region: Region, test: Test) -> str:
    """What the test sees of one member; a known one, since looking for the plainest one is work."""
    member = region.names.parts[0].members[0]
    path = member.path or ""
    middle = {Subject.HOST: member.host, Subject.PATH: path, Subject.HOST_PATH: member.host + path}[test.subject]
    return f"{test.before}{middle}{test.after}"


def _covering(acl: Acl, region: Region, sight: Sight, test: Test) -> tuple[Value | None, str]:
    text = _text(region, test)
    if acl.type in ("dstdomain", "ssl::server_name"):
        return covering_domain(acl, text, sight), text
    return covering_pattern(acl, text), text


def _look_numeric(acl: Acl, region: Region, sight: Sight, matcher: Matcher, span: Span) -> list[Part]:
    """The host is the dialled address: values that are addresses are compared, everything else needs its name."""
    inside, outside = region.split_resolved(ASKED, matcher.numeric)
    parts = parted((inside, None), span, f"'{acl.name}' lists the address of the host", "")
    if outside is None:
        return parts
    if "n" in acl.options:
        return parts + sure(outside, False, span, f"'{acl.name}' does not list the address of the host")
    return parts + _backwards(acl, outside, sight, matcher, span)


def _look_literal(acl: Acl, region: Region, sight: Sight, text: str | None, matcher: Matcher, span: Span) -> list[Part]:
    """A host that is an address; None = one that is not known."""
    if text is not None and matcher.language.matches(text):
        return sure(region, True, span, f"'{acl.name}' matches the address {text}")
    if text is None and "n" in acl.options:
        reason = f"'{acl.name}' ({acl.type}) tests the address of the host as a text"
        return untold(region, f"numeric {acl.name}", reason, span)
    return _backwards(acl, region, sight, matcher, span)


def _backwards(acl: Acl, region: Region, sight: Sight, matcher: Matcher, span: Span) -> list[Part]:
    if "n" in acl.options:
        return sure(region, False, span, f"'{acl.name}' looks no address up, and the host is an address")
    return look_backwards(acl, matcher, literal_address(region, sight), region, sight, span, "the host's address")


def _look_certificate(acl: Acl, region: Region, sight: Sight, span: Span) -> list[Part]:
    """Which names a certificate lists is not in this text; a public one may list many more than the host.

    It names the host or the host's parent with a star, else Squid shows an error. Both lie in `.d` if the host is
    below d; a star in a certificate fits such a value (matchDomainName with mdnHonorWildcards, acl/ServerName.cc:26).
    """
    holds = f"the server's certificate names a host of '{acl.name}'"
    fails = f"the server's certificate names no host of '{acl.name}'"
    below = sight.compiled.of(
        "below", list_key(acl, sight.compiled), lambda: any_of(ends_with(text) for text in _dotted(acl))
    )
    try:
        inside, outside = region.split_names(
            Test(below, label=f"host below {acl.name}", unless=f"host not below {acl.name}")
        )
    except Beyond:
        inside, outside = None, region
    parts = [] if inside is None else sure(inside, True, span, holds)
    if outside is not None:
        parts += hanging(outside, f"certificate {acl.name.lower()}", holds, fails, span, meaning_of(acl, sight))
    return parts


def _dotted(acl: Acl) -> list[str]:
    if acl.type != "ssl::server_name":
        return []
    return [text.lower() for part in acl.parts for text in part.values.texts() if text.startswith(".")]


def _look_unnamed(acl: Acl, region: Region, sight: Sight, matcher: Matcher, span: Span) -> list[Part]:
    """Before the client hello of an intercepted connection is read, the address is compared, as a text.

    In ssl_bump Squid 5 knows no connection then and compares "none" (client_side.cc:2606@5.7, :2572@6.14).
    """
    literal = literal_address(region, sight)
    first = sight.config.version == 5 and sight.method == "NONE"
    text = "none" if first else None if literal is None else addresses.show_address(literal)
    if text is not None:
        return sure(region, matcher.language.matches(text), span, f"'{acl.name}' compares {text}: no name is known yet")
    if acl.type == "ssl::server_name" and not matcher.numeric:
        return sure(region, False, span, f"'{acl.name}' compares an address: no name is known yet")
    reason = f"'{acl.name}' ({acl.type}) is compared with an address before the name is known"
    return untold(region, f"unnamed {acl.name}", reason, span)
