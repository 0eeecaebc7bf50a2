"""What the facts are about: a configuration that Squid loads."""

from __future__ import annotations

from proxylint.format import Policy
from proxylint.formats.squid.analysis.looks import Looks
from proxylint.formats.squid.model import AccessLine, Config, Taint
from proxylint.formats.squid.policy import SquidPolicy


def loaded(policy: Policy) -> SquidPolicy | None:
    """The policy if Squid would load the file. Of a file that it refuses not every line was read, so nothing is said
    about the rest."""
    return policy if isinstance(policy, SquidPolicy) and policy.failure is None else None


def readable(policy: Policy) -> SquidPolicy | None:
    """As `loaded`, and a part of another file besides: for facts that hold whatever the file around it says. That one
    may define more ACLs, add values to these, and have lines and ports before and behind."""
    if isinstance(policy, SquidPolicy) and policy.failure is not None and policy.failure.elsewhere:
        return policy
    return loaded(policy)


def complete(config: Config) -> bool:
    """Whether all of the configuration was read: an include that was not read taints every list, and a part of another
    file lacks what is defined there."""
    return not config.failures and not any(isinstance(line, Taint) for gate in config.gates.values() for line in gate)


def looks(
    squid: SquidPolicy,
    *,
    reply: bool = False,
    waits: bool = True,
    step: int | None = None,
    nameless: bool = False,
    dialled: bool = False,
    anonymous: bool = False,
    users: bool = False,
) -> Looks:
    """For one walk through a list; see `Looks` for what is known of the requests."""
    return Looks(
        squid.config,
        squid.compiled,
        squid.compiled.of("complete", "", lambda: complete(squid.config)),
        reply=reply,
        waits=waits,
        step=step,
        nameless=nameless,
        dialled=dialled,
        anonymous=anonymous,
        users=users,
    )


def lines(config: Config, gate: str) -> tuple[AccessLine, ...]:
    """The lines of an access list, taints left out."""
    return tuple(line for line in config.gates.get(gate, ()) if isinstance(line, AccessLine))
