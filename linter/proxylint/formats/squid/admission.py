"""May this request pass? http_access, then what rewrites requests, then adapted_http_access.

client_side_request.cc:1747-1909@5.7 has the order, :758-805 what a refusal is answered with.
"""

from __future__ import annotations

from collections.abc import Iterator

from proxylint.formats.squid.acls.place import address_in
from proxylint.formats.squid.gate import Answer, End, joined, walk
from proxylint.formats.squid.model import GROUPS, AccessLine, Config, Taint
from proxylint.formats.squid.sight import Sight, Stage
from proxylint.merging import merged_by
from proxylint.records import dataclass, replace
from proxylint.region import Region
from proxylint.text import Span
from proxylint.verdict import NO_ROUTE, SILENT_TLS, UNKNOWN_ROUTE, Access, Case, Decision, Step, Tls, Trace, Trail


@dataclass(frozen=True, slots=True)
class Entry:
    """A part that has passed so far, the line that let it through, and the way there."""

    region: Region
    span: Span | None
    trail: Trail

    def allowed(self) -> Decision[Access]:
        return Decision(Access.ALLOWED, self.span, None, Trace(self.trail))


def refused(region: Region, span: Span | None, trail: Trail, value: Access = Access.DENIED) -> Case:
    return Case(region, Decision(value, span, None, Trace(trail)), SILENT_TLS, NO_ROUTE)


def undecided(region: Region, span: Span | None, trail: Trail, reason: str) -> Case:
    access = Decision(Access.UNKNOWN, span, reason, Trace(trail))
    return Case(region, access, Decision(Tls.UNKNOWN, reason=reason), replace(UNKNOWN_ROUTE, reason=reason))


def admitted(region: Region, sight: Sight, before: Trail = None) -> tuple[list[Case], list[Entry]]:
    """The parts that are refused or undecided, and those that pass. `before`: the steps of earlier checks."""
    gate = sight.config.gates.get("http_access", ())
    if not gate:
        step = Step(None, "there is no http_access line, so everything is denied", False)
        return [refused(region, None, (before, step))], []
    cases: list[Case] = []
    entries = list(_sorted_out(walk("http_access", gate, region, sight), sight, before, cases))
    entries = [entry for passed in entries for entry in _rewritten(passed, sight, cases)]
    adapted = sight.config.gates.get("adapted_http_access", ())
    if adapted:
        entries = [entry for passed in entries for entry in _adapted(passed, sight, cases)]
    return cases, _merged(entries)


def _adapted(passed: Entry, sight: Sight, cases: list[Case]) -> Iterator[Entry]:
    """A second list with the same meaning; the line that let the request through stays the http_access line."""
    gate = sight.config.gates["adapted_http_access"]
    answers = walk("adapted_http_access", gate, passed.region, sight)
    for entry in _sorted_out(answers, sight, passed.trail, cases):
        yield replace(entry, span=passed.span)


def _sorted_out(answers: list[Answer], sight: Sight, before: Trail, cases: list[Case]) -> Iterator[Entry]:
    for answer in answers:
        trail = joined(before, answer.trail) if before else answer.trail
        if answer.end is End.UNKNOWN:
            cases.append(undecided(answer.region, answer.span, trail, answer.reason or ""))
        elif answer.allows:
            yield Entry(answer.region, answer.span, trail)
        elif (refusal := _refusal(answer, sight)) is None:
            cases.append(undecided(answer.region, answer.span, trail, _RESET_OR_LOGIN))
        else:
            cases.append(refused(answer.region, answer.span, trail, refusal))


_RESET_OR_LOGIN = (
    "deny_info TCP_RESET breaks the connection only where Squid has not waited for a look-up or a helper before; "
    "otherwise the client is asked to log in"
)


def _refusal(answer: Answer, sight: Sight) -> Access | None:
    """407 (401 on an accelerator) when credentials are missing, or when the ACL looked at last demands them.

    A request inside a bumped session gets 403 instead (client_side_request.cc:779@5.7), and deny_info may answer with
    something else; pages with a colon are not for missing credentials (aclGetDenyInfoPage, acl/Gadgets.cc:41@5.7).
    TCP_RESET is forgotten when the check had to wait, and only then (observed on Squid 5.7): None = it may have.
    """
    if answer.asker is None or sight.stage is Stage.INNER:
        return Access.DENIED
    pages = sight.config.pages.get(answer.asker, ())
    page = next((page for page in pages if answer.end is not End.LOGIN or ":" not in page), "")
    status, colon, _ = page.partition(":")
    numeric = sight.numeric or address_in(sight.request.host) is not None
    if page == "TCP_RESET" and _may_wait(sight.config, (*_WAITING, *(_FOR_NAMES if numeric else ()))):
        return None
    if page == "TCP_RESET" or (colon and status not in ("401", "407")):
        return Access.DENIED
    return Access.LOGIN


_WAITING = ("dst", "external", "ident", "ident_regex", "srcdomain", "srcdom_regex")
"""Types that may have to ask somebody: a name server, a helper, the client's machine."""
_FOR_NAMES = ("dstdomain", "dstdom_regex")
"""Types that have to ask for the name of a host that is an address."""


def _may_wait(config: Config, waiting: tuple[str, ...]) -> bool:
    """Whether the lists that let a request in use an ACL of these types, which may make Squid wait."""
    lines = [line for name in ("http_access", "adapted_http_access") for line in config.gates.get(name, ())]
    fresh = {term.key for line in lines if isinstance(line, AccessLine) for term in line.terms}
    seen: set[str] = set()
    while fresh - seen:
        acl = config.acls.get(key := min(fresh - seen))
        seen.add(key)
        if acl is not None and acl.type in GROUPS:
            fresh |= acl.members()
        elif acl is not None and acl.type in waiting and "n" not in acl.options:
            return True
    return False


def _rewritten(passed: Entry, sight: Sight, cases: list[Case]) -> list[Entry]:
    """Parts that no rewriter can reach. Those that one reaches may become any request, or be answered at once."""
    entries = [passed]
    for rewriter in sight.config.rewriters:
        entries = [entry for one in entries for entry in _beside(rewriter, one, sight, cases)]
    return entries


def _beside(rewriter: Taint, passed: Entry, sight: Sight, cases: list[Case]) -> Iterator[Entry]:
    gate = sight.config.gates.get("url_rewrite_access", ())
    if not gate or not _redirects(rewriter, sight):
        step = Step(rewriter.span, f"unknown: {rewriter.reason}")
        cases.append(undecided(passed.region, rewriter.span, (passed.trail, step), rewriter.reason))
        return
    for answer in walk("url_rewrite_access", gate, passed.region, sight):
        trail = joined(passed.trail, answer.trail)
        if answer.allows or answer.reason:
            cases.append(undecided(answer.region, rewriter.span, trail, answer.reason or rewriter.reason))
        else:
            yield Entry(answer.region, passed.span, trail)


def _redirects(rewriter: Taint, sight: Sight) -> bool:
    """Whether it is the url_rewrite_program, the one that url_rewrite_access guards."""
    source = sight.config.sources[rewriter.span.file]
    word = source.text[rewriter.span.start : rewriter.span.end].split(None, 1)[:1]
    return word in (["url_rewrite_program"], ["redirect_program"])


def _merged(entries: list[Entry]) -> list[Entry]:
    return merged_by(entries, lambda entry: entry.span, lambda entry: entry.region, _with_region)


def _with_region(entry: Entry, region: Region) -> Entry:
    return replace(entry, region=region)
