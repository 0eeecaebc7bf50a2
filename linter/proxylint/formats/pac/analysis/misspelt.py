"""Names in tests that are one slip away from a name that is needed, and that no needed name passes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from proxylint.format import Given, Policy
from proxylint.formats.pac.analysis.free_names import distance
from proxylint.formats.pac.analysis.tested import Tested, name_in, tests
from proxylint.names import BadPattern, Beyond
from proxylint.records import dataclass
from proxylint.text import Span

MOST = 2000
"""Different names of one script that are compared."""

LEAST = 7
"""Letters of a label in which a slip is looked for: short ones are near each other by chance."""


@dataclass(frozen=True, slots=True)
class Misspelt:
    """`name` is what the test at `place` is written around, `meant` what it is one slip away from."""

    place: Span
    name: str
    meant: str


def misspelt(policy: Policy, given: Given, hosts: Iterable[str]) -> tuple[Misspelt, ...]:
    """`hosts`: the needed ones, `*.x` among them."""
    needed = sorted(set(hosts))
    known = _ends(needed)
    seen: dict[str, str | None] = {}
    found = []
    for test in tests(policy, given):
        name = name_in(test.text)
        if name is None or name in known or len(seen) >= MOST or _below(name, needed):
            continue
        if name not in seen:
            seen[name] = _meant(name, known)
        meant = seen[name]
        if meant is not None and not _passes(test, needed):
            found.append(Misspelt(test.literal.span, name, meant))
    return tuple(sorted(found, key=lambda fact: fact.place))


def _ends(hosts: Sequence[str]) -> frozenset[str]:
    """Every end of at least two labels of the hosts."""
    found: set[str] = set()
    for host in hosts:
        labels = host.removeprefix("*.").split(".")
        found.update(".".join(labels[at:]) for at in range(len(labels) - 1))
    return frozenset(found)


def _below(name: str, hosts: Sequence[str]) -> bool:
    return any(host.startswith("*.") and name.endswith(host[1:]) for host in hosts)


def _meant(name: str, known: frozenset[str]) -> str | None:
    labels = name.split(".")
    once = ".".join(label for at, label in enumerate(labels) if at == 0 or label != labels[at - 1])
    if once != name:
        return once if once in known else None
    found = sorted(other for other in known if _near(labels, other.split(".")) or _run_together(name, other))
    return found[0] if len(found) == 1 else None


def _near(labels: Sequence[str], others: Sequence[str]) -> bool:
    """One slip in one label, which is a long word on both sides."""
    if len(labels) != len(others):
        return False
    apart = [(one, other) for one, other in zip(labels, others, strict=True) if one != other]
    return (
        len(apart) == 1
        and all(len(label) >= LEAST and label.isalpha() for label in apart[0])
        and distance(*apart[0], 1) == 1
    )


def _run_together(name: str, other: str) -> bool:
    """A dot too few or too many."""
    return (
        abs(len(name) - len(other)) == 1 and len(other) >= 2 * LEAST and name.replace(".", "") == other.replace(".", "")
    )


def _passes(test: Tested, hosts: Sequence[str]) -> bool:
    """Whether one of the hosts passes the test as it stands; what is not known counts as one."""
    try:
        language = test.passing(test.text)
    except (BadPattern, Beyond):
        return True
    return any(
        language.matches(text)
        for host in hosts
        for name in (host.replace("*", "a"),)
        for text in (name, f"https://{name}/", f"http://{name}/")
    )
