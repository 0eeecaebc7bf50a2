"""Squid: what a squid.conf means for one request, as Squid 5, 6 or 7 decides it."""

from __future__ import annotations

from proxylint.format import Format, Given, Loader, Policy, Vantage
from proxylint.formats.squid.likeness import likeness
from proxylint.formats.squid.remedy import remedy
from proxylint.text import Source, decode_bytes


def read(source: Source, loader: Loader, given: Given) -> Policy:
    """Never raises for bad input: what is wrong becomes remarks, or the policy's failure."""
    from proxylint.formats.squid.policy import SquidPolicy
    from proxylint.formats.squid.reading import read_config
    from proxylint.formats.squid.secrets import quotable

    config = read_config(source, loader, given.squid_version)
    return SquidPolicy(config, quotable(config.sources))


def advise(policy: Policy) -> str | None:
    if policy.failure is not None and policy.failure.elsewhere:
        return "Lint the file that includes it; included files are read with it."
    from proxylint.formats.squid.analysis.unloadable import advice

    return advice(policy)


FORMAT = Format(
    name="squid",
    title="Squid configuration",
    vantage=Vantage.PROXY,
    filenames=("squid*.conf", "squid*.conf.*", "squid*.conf-*"),
    decode=decode_bytes,
    likeness=likeness,
    read=read,
    remedy=remedy,
    advise=advise,
)
