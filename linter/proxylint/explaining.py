"""What one file says to some URLs: the job behind `proxylint why`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from proxylint import engine, roots
from proxylint.discovery import Inputs
from proxylint.engine import Chooser
from proxylint.errors import InputError
from proxylint.format import Vantage
from proxylint.records import dataclass
from proxylint.request import Request
from proxylint.retelling import retold
from proxylint.text import Source
from proxylint.verdict import Verdict


@dataclass(frozen=True, slots=True)
class Explained:
    """One verdict for each URL, in their order. `path` as reports print it; `kind`: the name of its format.

    `sources`: every file that a span of a verdict points into, by its path. `notes`: such as that a part of a
    configuration was asked through the file that includes it.
    """

    path: str
    kind: str
    verdicts: tuple[Verdict, ...]
    sources: Mapping[str, Source]
    notes: tuple[str, ...] = ()


def explain(file: str, urls: Sequence[str], chooser: Chooser, inputs: Inputs | None = None) -> Explained:
    """InputError for a file that cannot be asked, UsageError for a URL that is none."""
    requests = [Request.parse(url) for url in urls]
    found = roots.resolve([file], chooser, inputs)
    if len(found.files) > 1:
        raise InputError(f"{found.notes[0]}; ask one of those")
    (root,) = found.files
    options = chooser.for_file(root)
    opened = engine.open_file(root, options, None, inputs.piped if inputs is not None else None)
    if opened.unread:
        raise InputError(opened.unread)
    policy = opened.policy
    verdicts = tuple(policy.decide(request, options.given) for request in requests)
    if opened.format.vantage is Vantage.PROXY:
        verdicts = tuple(retold(policy, verdict, options.given) for verdict in verdicts)
    if policy.failure is not None and not any(verdict.cases for verdict in verdicts):
        raise InputError(f"'{file}' says nothing: {policy.failure.text}")
    return Explained(opened.source.path, opened.format.name, verdicts, policy.sources, tuple(found.notes))
