"""Domain values of one ACL that cover each other: Squid 5 and 6 refuse some pairs (acl/DomainData.cc:66-102@5.7)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence


def first_conflict(texts: Sequence[str]) -> tuple[int, str] | None:
    """The index of the value at which Squid stops, and the value that stands before it; None = it takes them all.

    A value below an earlier one that starts with a dot is dropped, and cannot conflict with anything any more. A value
    that starts with a dot is refused when something it covers was kept before; so is a plain value whose dotted form
    was kept. Lists of a million values are usual, so first it is asked whether any covers another at all.
    """
    covering = _covering(texts)
    if not covering:
        return None
    concerned = [
        (index, text)
        for index, text in enumerate(texts)
        if text in covering or f".{text}" in covering or any(parent in covering for parent in _parents(text))
    ]
    return _in_order(concerned)


_CHUNK = 1 << 14


def _covering(texts: Sequence[str]) -> set[str]:
    """The dotted values that cover another one. What is above the values is made for a few of them at a time: for all
    of a million it would take many times the memory that the file has bytes. What has fewer labels than any dotted
    value is not made at all; in most lists that is half of it."""
    listed = [text for text in texts if text[:1] == "."]
    if not listed:
        return set()
    dotted = set(listed)
    found: set[str] = set()
    least = min(text.count(".") for text in listed)
    for start in range(0, len(texts), _CHUNK):
        chunk = texts[start : start + _CHUNK]
        level = ["." + text for text in chunk if text[:1] != "."]
        level += _shortened([text for text in chunk if text[:1] == "."], least)
        while level:
            found.update(dotted.intersection(level))
            level = list(set(_shortened(level, least)))
    return found


def _shortened(texts: Sequence[str], least: int) -> list[str]:
    """Each dotted value from its second label on, where that has so many dots."""
    return [text[text.find(".", 1) :] for text in texts if text.count(".") > least]


def _in_order(values: Iterable[tuple[int, str]]) -> tuple[int, str] | None:
    kept: set[str] = set()
    below: dict[str, str] = {}
    for index, text in values:
        parents = tuple(_parents(text))
        if text in kept or not kept.isdisjoint(parents):
            continue
        if text[:1] == ".":
            if text in below:
                return index, below[text]
        elif f".{text}" in kept:
            return index, f".{text}"
        else:
            below.setdefault(f".{text}", text)
        kept.add(text)
        for parent in parents:
            below.setdefault(parent, text)
    return None


def _parents(text: str) -> Iterator[str]:
    """What covers a value, from near to far, its own dotted form excluded."""
    cut = text.find(".", 1)
    while cut > 0:
        yield text[cut:]
        cut = text.find(".", cut + 1)
