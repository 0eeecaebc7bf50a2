"""An ssl_bump line acts at no step."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from proxylint.finding import Finding, Label, Level
from proxylint.rule import Examined, Rule
from proxylint_rules.squid.line_wording import listed

if TYPE_CHECKING:
    from proxylint.formats.squid.analysis.bump_lines import Barred, IdleLine
    from proxylint.formats.squid.model import Acl


def check(examined: Examined) -> Iterator[Finding]:
    """A note where the same action was taken anyway."""
    if examined.format.name != "squid":
        return
    from proxylint.formats.squid.analysis.bump_lines import idle_lines

    for fact in idle_lines(examined.policy):
        above = dict.fromkeys(line for barred in fact.reached for line in barred.above)
        same = bool(above) and all(
            barred.above and {line.action for line in barred.above} == {fact.line.action} for barred in fact.reached
        )
        yield Finding(
            RULE.code,
            RULE.name,
            Level.NOTE if same else RULE.level,
            examined.one_line(fact.line.span),
            f"This ssl_bump {fact.line.action} line never acts: {_why(fact)}.",
            related=tuple(Label(examined.one_line(line.span), "acts first") for line in above),
            advice=_advice(fact),
        )


def _why(fact: IdleLine) -> str:
    places: dict[str, list[str]] = {}
    for barred in fact.reached:
        places.setdefault(_bar(fact, barred), []).append(_place(barred))
    said = [f"at {' and '.join(steps)} {why}" for why, steps in places.items()]
    if len(fact.reached) == 1:
        said.append("no later step is reached")
    return ", and ".join(said)


def _place(barred: Barred) -> str:
    state = barred.state
    return f"step {state.step}" + (f" after a {state.after}" if state.after else "")


def _bar(fact: IdleLine, barred: Barred) -> str:
    if barred.impossible:
        return f"'{fact.line.action}' is impossible"
    if barred.above:
        return f"{listed('ssl_bump', barred.above)} act{'s' if len(barred.above) == 1 else ''} first"
    return "its ACLs do not match" if fact.blind is None else f"'{fact.blind.name}' ({fact.blind.type}) cannot match"


_STEPWISE = (
    "Peek at step 1 only ('acl step1 at_step SslBump1', 'ssl_bump peek step1'), then write the splice lines, "
    "then 'ssl_bump bump all'."
)


_NAMELESS = (
    "Peek at step 1 first ('acl step1 at_step SslBump1', 'ssl_bump peek step1'), so that a name is known at step 2."
)


_NO_NAME = "Use an ACL of type {}, and peek at step 1 first: the URL of an intercepted connection is an address."

_SEEN = (
    "ssl_bump sees the name in the client's hello (ssl::server_name), the client's address and the ports; what is "
    "inside the session it does not see."
)

_INSTEAD = {
    "dstdomain": "ssl::server_name",
    "dstdom_regex": "ssl::server_name_regex",
    "url_regex": "ssl::server_name_regex",
}


def _blindness(acl: Acl) -> str:
    """What to do about an ACL that matches at none of the steps."""
    if acl.type.startswith("ssl::server_name"):
        if "server-provided" in acl.options:
            return "Take out --server-provided: the certificate is known at step 3 only."
        return _NAMELESS
    return _NO_NAME.format(_INSTEAD[acl.type]) if acl.type in _INSTEAD else _SEEN


def _advice(fact: IdleLine) -> str:
    if fact.blind is not None:
        return _blindness(fact.blind)
    if not any(barred.impossible or barred.above for barred in fact.reached):
        return _NAMELESS
    after = {barred.state.after for barred in fact.reached if barred.impossible}
    if after & {"peek", "stare"} and fact.line.action in ("bump", "splice"):
        return _STEPWISE
    if any(barred.impossible for barred in fact.reached):
        instead = {"none": "splice", "client-first": "bump", "server-first": "bump"}.get(fact.line.action)
        if instead:
            return f"Write '{instead}': '{fact.line.action}' is possible at step 1 only."
    return "At every step the first line that matches and is possible acts: move this line up, or delete it."


RULE = Rule(
    "SQD401",
    "ssl-bump-line-never-acts",
    Level.WARNING,
    "An ssl_bump line acts at no step.",
    check,
    tags=("squid", "tls"),
)
