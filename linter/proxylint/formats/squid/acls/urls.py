"""ACLs about the URL's text: url_regex, urlpath_regex.

A path is matched decoded (acl/Url.cc:19@5.7). A family of paths is read as decoded already, so one with a percent sign
in its constant part is undecided.
"""

from __future__ import annotations

from proxylint import addresses
from proxylint.formats.squid.acls.hosts import look_names
from proxylint.formats.squid.acls.part import Part, sure, untold
from proxylint.formats.squid.acls.patterns import Matcher, regex_matcher
from proxylint.formats.squid.acls.place import literal_address
from proxylint.formats.squid.model import Acl
from proxylint.formats.squid.sight import Sight
from proxylint.names import Subject, Test
from proxylint.regex import regex
from proxylint.region import Region
from proxylint.text import Span

MANAGER_PATH = "/squid-internal-mgr/"
"""The path of Squid's own pages, which the built-in ACL `manager` tests (cf.data.pre:1028@5.7).

A family of paths is a server's, and holds none of them.
"""


def look_url_regex(acl: Acl, region: Region, sight: Sight, span: Span) -> list[Part]:
    if acl.builtin and acl.name == "manager" and all(part.span == acl.span for part in acl.parts):
        held = MANAGER_PATH in (sight.path or "")
        return sure(region, held, span, f"the URL is {'a' if held else 'no'} page of Squid's own")
    matcher = regex_matcher(acl, sight)
    if matcher.empty:
        return sure(region, False, span, f"'{acl.name}' has no values")
    if sight.numeric:
        return _look_numeric(acl, region, sight, matcher, span)
    if _encoded_family(sight.path):
        return _encoded(acl, region, sight, span)
    if ":" in sight.host and not (sight.path or "").endswith("*"):
        return _by_text(acl, region, matcher, url_text(sight), span)
    test = _url_test(acl, sight, matcher)
    if test is None:
        reason = f"'{acl.name}' (url_regex) tests open hosts and paths with a port between them"
        return untold(region, f"url {acl.name} {sight.look}", reason, span)
    return look_names(acl, region, sight, matcher, test, span)


def url_text(sight: Sight) -> str:
    """The text of a URL whose host and path are known."""
    return f"{sight.before}{sight.host}{sight.after}{unescaped(sight.path or '')}"


def look_urlpath_regex(acl: Acl, region: Region, sight: Sight, span: Span) -> list[Part]:
    """A CONNECT has no path, which never matches (acl/UrlPath.cc:19-22@5.7).

    One that Squid 5 makes up has the scheme http and with it the path `/` (anyp/Uri.cc `path()`; observed).
    """
    matcher = regex_matcher(acl, sight)
    if sight.method == "CONNECT" and sight.scheme == "HTTP" and not matcher.empty:
        return _by_text(acl, region, matcher, "/", span)
    if matcher.empty or sight.path is None:
        why = f"'{acl.name}' has no values" if matcher.empty else "a CONNECT has no path"
        return sure(region, False, span, why)
    if _encoded_family(sight.path):
        return _encoded(acl, region, sight, span)
    if not sight.path.endswith("*"):
        return _by_text(acl, region, matcher, unescaped(sight.path), span)
    return look_names(
        acl,
        region,
        sight,
        matcher,
        Test(matcher.language, Subject.PATH, label=f"path in {acl.name}", unless=f"path not in {acl.name}"),
        span,
    )


def _url_test(acl: Acl, sight: Sight, matcher: Matcher) -> Test | None:
    before, after, path = sight.before, sight.after, sight.path
    if path is None or not path.endswith("*"):
        return Test(matcher.language, Subject.HOST, before, after + unescaped(path or ""), f"URL in {acl.name}")
    if not after and ":" not in sight.host:
        return Test(matcher.language, Subject.HOST_PATH, before, "", f"URL in {acl.name}")
    if "*" in sight.host:
        return None
    return Test(matcher.language, Subject.PATH, before + sight.host + after, "", f"URL in {acl.name}")


def _look_numeric(acl: Acl, region: Region, sight: Sight, matcher: Matcher, span: Span) -> list[Part]:
    literal = literal_address(region, sight)
    if literal is None:
        reason = f"'{acl.name}' (url_regex) tests the address of the host as a text"
        return untold(region, f"url {acl.name} numeric {sight.look}", reason, span)
    text = addresses.show_address(literal)
    shown = f"[{text}]" if ":" in text else text
    return _by_text(acl, region, matcher, f"{sight.before}{shown}{sight.after}{unescaped(sight.path or '')}", span)


def _by_text(acl: Acl, region: Region, matcher: Matcher, text: str, span: Span) -> list[Part]:
    if matcher.language.matches(text):
        return sure(region, True, span, f"'{acl.name}' matches {text}")
    if matcher.beyond:
        return untold(region, f"{acl.name} {text}", matcher.beyond, span)
    return sure(region, False, span, f"no value of '{acl.name}' covers {text}")


_ESCAPE = regex("%(?:%|([0-9A-Fa-f]{2}))")


def unescaped(path: str) -> str:
    """rfc1738_unescape (lib/rfc1738.c@5.7): `%%` is a percent sign, and `%00` stays."""
    return _ESCAPE.sub(
        lambda found: "%" if not found[1] else chr(int(found[1], 16)) if found[1] != "00" else found[0], path
    )


def _encoded_family(path: str | None) -> bool:
    return path is not None and path.endswith("*") and "%" in path


def _encoded(acl: Acl, region: Region, sight: Sight, span: Span) -> list[Part]:
    reason = f"'{acl.name}' ({acl.type}) is matched against a path whose percent signs are decoded"
    return untold(region, f"encoded {acl.name} {sight.look}", reason, span)
