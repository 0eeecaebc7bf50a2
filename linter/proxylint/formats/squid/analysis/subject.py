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


def complete(config: Config) -> bool:
    """Whether all of the configuration was read: an include that was not read taints every list."""
    return not any(isinstance(line, Taint) for gate in config.gates.values() for line in gate)


def looks(
    squid: SquidPolicy,
    *,
    reply: bool = False,
    waits: bool = True,
    step: int | None = None,
    nameless: bool = False,
    anonymous: bool = False,
    users: bool = False,
) -> Looks:
    """For one walk through a list; see `Looks` for what is known of the requests."""
    return Looks(
        squid.config,
        squid.compiled,
        complete(squid.config),
        reply=reply,
        waits=waits,
        step=step,
        nameless=nameless,
        anonymous=anonymous,
        users=users,
    )


def lines(config: Config, gate: str) -> tuple[AccessLine, ...]:
    """The lines of an access list, taints left out."""
    return tuple(line for line in config.gates.get(gate, ()) if isinstance(line, AccessLine))
