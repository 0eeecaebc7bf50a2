"""Words that are to be one of several: which it is, or which one somebody meant who wrote another."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from proxylint.errors import UsageError

_LONGEST = 80
"""Characters that are looked at; the words that are known have fewer."""


def meant(word: str, known: Iterable[str]) -> str | None:
    """For advice, in whatever case. Letters that changed places come first; codes that differ in two digits are not
    alike."""
    from difflib import get_close_matches  # a run that is well asked needs none of it

    folded = {name.lower(): name for name in sorted(known)}
    written = word[:_LONGEST].lower()
    letters = sorted(written)
    alike = (name for name in folded if len(name) == len(written) and sorted(name) == letters)
    turned = min(alike, key=lambda name: sum(map(str.__ne__, name, written)), default=None)
    near = [turned] if turned is not None else get_close_matches(written, folded, 1, cutoff=0.75)
    return folded[near[0]] if near else None


def choice(what: str, value: str, choices: Sequence[str]) -> str:
    """The value, if it is one of the choices. UsageError, which starts with `what` was given."""
    if value not in choices:
        raise UsageError(f"{what} '{value}': choose one of {', '.join(choices)}")
    return value
