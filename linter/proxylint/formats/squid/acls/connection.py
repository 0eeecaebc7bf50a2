"""ACLs about the request line and the connection: what is the same for every member of a region."""

from __future__ import annotations

from collections.abc import Callable

from proxylint.formats.squid.acls.part import Part, sure, untold
from proxylint.formats.squid.compiled import list_key
from proxylint.formats.squid.model import Acl, Value
from proxylint.formats.squid.sight import Sight, Stage
from proxylint.intervals import Intervals
from proxylint.records import replace
from proxylint.regex import regex
from proxylint.region import Region
from proxylint.text import Span
from proxylint.verdict import Step
from proxylint_grammars.squid import strtol


def look_port(acl: Acl, region: Region, sight: Sight, span: Span) -> list[Part]:
    """acl/IntRange.cc:20-46@5.7."""
    port = sight.request.port
    held = port in _ranges(acl, sight)
    parts = sure(region, held, span, f"port {port} is {'' if held else 'not '}in '{acl.name}'")
    value = _covering(acl, port, sight) if held else None
    if value is None or (value.text == str(port) and value.span.file == span.file):
        return parts
    step = Step(value.span, f"'{value.text}' covers {port}", True)
    return [part.stepped(replace(part.step, inner=(step,))) for part in parts]


def _covering(acl: Acl, port: int, sight: Sight) -> Value | None:
    """The value to show: a range, or one in a list file."""
    key = (list_key(acl, sight.compiled), port)
    return sight.compiled.of("port value", key, lambda: _holding(acl, port))


def _holding(acl: Acl, port: int) -> Value | None:
    for part in acl.parts:
        for index, text in enumerate(part.values.texts()):
            if _holds(text, port):
                return part.values.at(index)
    return None


def _holds(text: str, port: int) -> bool:
    read = port_range(text)
    return read is not None and read[0] <= port <= read[1]


def look_localport(acl: Acl, region: Region, sight: Sight, span: Span) -> list[Part]:
    """The port of Squid, or behind interception the port that the client dialled (ip/Intercept.cc@5.7)."""
    if sight.unaddressed:
        held = 0 in _ranges(acl, sight)
        return sure(region, held, span, f"Squid has not noted the port of the connection yet: '{acl.name}' is put to 0")
    port = sight.request.port if sight.intercepted else sight.port.listener.port
    held = port in _ranges(acl, sight)
    if sight.intercepted and held != (sight.port.listener.port in _ranges(acl, sight)):
        reason = f"'{acl.name}' (localport) tests an intercepted connection"
        return untold(region, f"localport {acl.name} {sight.look}", reason, span)
    return sure(
        region, held, span, f"the client's connection to port {port} is {'' if held else 'not '}in '{acl.name}'"
    )


def _ranges(acl: Acl, sight: Sight) -> Intervals:
    return sight.compiled.of("ports", list_key(acl, sight.compiled), lambda: port_ranges(acl))


def port_ranges(acl: Acl) -> Intervals:
    """The values of a port or localport ACL."""
    read = (port_range(text) for part in acl.parts for text in part.values.texts())
    return Intervals.of(one for one in read if one is not None and one[0] <= one[1])


def _words(acl: Acl, sight: Sight, same: Callable[[str], str] = str) -> frozenset[str]:
    """The values, in a spelling in which equal ones are the same."""
    key = (list_key(acl, sight.compiled), same)
    return sight.compiled.of(
        "words", key, lambda: frozenset(same(text) for part in acl.parts for text in part.values.texts())
    )


_PORTS = regex(r"([0-9]++)(?>(?:-[ \t\v\f]*+\+?([0-9]++))?)")


def port_range(text: str) -> tuple[int, int] | None:
    """The first and the last port of a value; None for what makes Squid refuse the file, which counts for nothing here
    (acl/IntRange.cc@5.7). Only the last may have a sign: a word with one in front is an option."""
    found = _PORTS.fullmatch(text)
    return None if found is None else (strtol(found[1]), strtol(found[2] or found[1]))


def look_method(acl: Acl, region: Region, sight: Sight, span: Span) -> list[Part]:
    held = sight.method in _words(acl, sight, str.upper)
    return sure(region, held, span, f"method {sight.method} is {'' if held else 'not '}in '{acl.name}'")


def look_proto(acl: Acl, region: Region, sight: Sight, span: Span) -> list[Part]:
    """Values compare without case; unknown ones are ignored (acl/ProtocolData.cc:54-69@5.7)."""
    held = sight.scheme.lower() in _words(acl, sight, str.lower)
    shown = "a CONNECT has no protocol" if sight.scheme == "NONE" else f"protocol {sight.scheme}"
    return sure(region, held, span, f"{shown}: {'' if held else 'not '}in '{acl.name}'")


def look_myportname(acl: Acl, region: Region, sight: Sight, span: Span) -> list[Part]:
    """name=, else the address token as written; case counts (acl/StringData.cc@5.7)."""
    held = sight.port.name in _words(acl, sight)
    return sure(region, held, span, f"the port's name is '{sight.port.name}', {'' if held else 'not '}in '{acl.name}'")


_STEPS = {"sslbump1": 1, "sslbump2": 2, "sslbump3": 3}


def look_at_step(acl: Acl, region: Region, sight: Sight, span: Span) -> list[Part]:
    """SslBump1 also holds where no step has begun (acl/AtStep.cc:21-54@5.7). GeneratingCONNECT is about parents."""
    steps = {_STEPS.get(word) for word in _words(acl, sight, str.lower)}
    if sight.step is None and not {1, 2, 3} <= steps and steps & {2, 3}:
        reason = f"'{acl.name}' (at_step) tests the step of a session that is bumped already"
        return untold(region, f"at_step {acl.name} {sight.look}", reason, span)
    held = sight.step in steps if sight.step is not None else {1, 2, 3} <= steps
    return sure(
        region, held, span, f"ssl_bump step {sight.step or 'after 1'} is {'' if held else 'not '}in '{acl.name}'"
    )


def look_connections_encrypted(acl: Acl, region: Region, sight: Sight, span: Span) -> list[Part]:
    """acl/ConnectionsEncrypted.cc@5.7: no message of the transaction came unencrypted.

    A CONNECT that Squid makes up for an intercepted session counts as encrypted (observed on Squid 5.7).
    """
    if sight.stage is Stage.RENEWED or sight.reply:
        reason = f"'{acl.name}' (connections_encrypted) tests a message that Squid itself made or received"
        return untold(region, f"encrypted {acl.name} {sight.look}", reason, span)
    held = sight.stage is Stage.INNER or sight.port.secure
    return sure(region, held, span, f"the client's connection is {'' if held else 'not '}encrypted")


def look_transaction_initiator(acl: Acl, region: Region, sight: Sight, span: Span) -> list[Part]:
    """A device's request is initiated by a client (XactionInitiator.cc@5.7)."""
    held = not _words(acl, sight).isdisjoint(("client", "all"))
    return sure(region, held, span, f"a client's request is {'' if held else 'not '}in '{acl.name}'")


def look_has(acl: Acl, region: Region, sight: Sight, span: Span) -> list[Part]:
    """acl/HasComponentData.cc@5.7."""
    there = {"request", "ALE", "response"} if sight.reply else {"request", "ALE"}
    held = not _words(acl, sight).isdisjoint(there)
    return sure(region, held, span, f"'{acl.name}' {'is there' if held else 'is not there'}")


def look_always(acl: Acl, region: Region, sight: Sight, span: Span) -> list[Part]:
    """annotate_transaction and annotate_client match by writing their notes (acl/AnnotateTransaction.cc@5.7)."""
    return sure(region, True, span, f"'{acl.name}' ({acl.type}) always matches")


def never(why: str) -> Callable[[Acl, Region, Sight, Span], list[Part]]:
    """A type that cannot match in a client's request; its look says why."""

    def look(acl: Acl, region: Region, sight: Sight, span: Span) -> list[Part]:
        return sure(region, False, span, f"'{acl.name}' ({acl.type}): {why}")

    return look
