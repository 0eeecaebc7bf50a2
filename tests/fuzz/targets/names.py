"""The names engine: a family of names is split by tests, and every short name is put to both sides.

An input is a family in the first line (`*.b /a*`), and in each other line a test: `host https:// javascript i ^a$`. Who
matches is told by the engine's own `matches`, and, for patterns that `safe_re` lets through, by Python's `re`.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from itertools import product

from proxylint.names import (
    BadPattern,
    Beyond,
    Family,
    Language,
    Names,
    Subject,
    Test,
    contains,
    domains,
    glob,
    javascript,
    one_of,
    posix,
    shell,
)
from tests.fuzz.target import Target
from tests.names.harmless import safe_re
from tests.nearly.questions import QUESTIONS

MOST_TESTS = 4
FREE = ("ab.-", "ab/A")
Members = list[tuple[str, str | None]]

LANGUAGES: dict[str, Callable[[str, str], Language]] = {
    "posix": lambda flags, text: posix(text, ignore_case="i" in flags),
    "javascript": lambda flags, text: javascript(text, flags),
    "shell": lambda flags, text: shell(text),
    "glob": lambda flags, text: glob(text),
    "domains": lambda flags, text: domains(tuple(text.split()) or ("a",)),
    "one_of": lambda flags, text: one_of(text.split() or ["a"]),
    "contains": lambda flags, text: contains(text),
}


def family(line: str) -> Family | None:
    """A family as requests have them; None for a line that is none."""
    host, _, path = line.partition(" ")
    labels = host.removeprefix("*.").split(".") if host != "*" else ["a"]
    if not all(label and label.isascii() and label.replace("-", "a").isalnum() and label.islower() for label in labels):
        return None
    if path and (not path.isascii() or not path.isprintable() or set(path) & set(" #") or path[0] not in "/*"):
        return None
    return Family(host, path or None) if len(line) < 60 else None


def members(whole: Family) -> Members:
    """Every member with at most three free characters in the host and two in the path, of a small alphabet."""
    hosts, paths = [whole.host], [whole.path]
    if whole.open_host:
        hosts = ["".join(free) + whole.tail for n in range(4) for free in product(FREE[0], repeat=n)]
    if whole.open_path:
        paths = [whole.stem + "".join(free) for n in range(3) for free in product(FREE[1], repeat=n)]
    return [(host, path) for host in hosts for path in paths if whole.holds(host, path)]


def question(line: str) -> tuple[Test, str, str, str] | None:
    """The test of a line, with its flavour, flags and text; None where it is none or is refused."""
    subject, around, flavour, text = [*line.split(" ", 3), "", "", "", ""][:4]
    if subject not in list(Subject) or flavour not in LANGUAGES:
        return None
    flags, _, written = text.partition(" ") if flavour in ("posix", "javascript") else ("", "", text)
    before, after = (around, "") if around.endswith("//") else ("", around.strip("-"))
    try:
        language = LANGUAGES[flavour]("".join(char for char in flags if char in "im"), written)
    except (BadPattern, Beyond) as error:
        assert str(error)
        return None
    return Test(language, Subject(subject), before, after), flavour, flags, written


def agrees_with_re(asked: tuple[Test, str, str, str], names: Members) -> None:
    test, flavour, flags, written = asked
    safe = safe_re(written, "i" if "i" in flags else "", flavour) if flavour in ("posix", "javascript") else None
    if safe is None or "m" in flags:
        return
    for host, path in names:
        text = test.text(host, path)
        if text is not None:
            assert (safe.search(text) is not None) == test.language.matches(text), (flavour, written, text)


def holding(names: Names | None, among: Members) -> Members:
    if names is None:
        return []
    witness = names.witness()
    assert names.holds(witness.host, witness.path), witness
    names.describe()
    return [name for name in among if names.holds(*name)]


def split(pieces: list[Names], test: Test, among: Members) -> list[Names]:
    """Both sides of each piece are exactly who matches and who does not, as far as the short names tell."""
    after: list[Names] = []
    for piece in pieces:
        try:
            yes, no = piece.split(test)
        except Beyond as error:
            assert error.reason
            after.append(piece)
            continue
        assert yes is not None or no is not None
        here = holding(piece, among)
        matching = [name for name in here if test.matches(*name)]
        assert holding(yes, here) == matching
        assert holding(no, here) == [name for name in here if name not in set(matching)]
        after += [side for side in (yes, no) if side is not None]
    return after


def joined(pieces: list[Names], whole: Names) -> None:
    """Pieces are disjoint, and together they are the family again."""
    for piece in pieces[1:]:
        with suppress(Beyond):
            assert piece.intersect(pieces[0]) is None
    union = pieces[0]
    for piece in pieces[1:]:
        union = union.union(piece)
    among = members(whole.family)
    assert holding(union, among) == among


def run(data: bytes) -> None:
    head, *lines = data.decode("utf-8", "replace").split("\n")
    whole = family(head)
    if whole is None:
        return
    pieces, among = [Names.of(whole)], members(whole)
    asked = [one for one in map(question, lines[:16]) if one is not None]
    for one in asked[:MOST_TESTS]:
        try:
            agrees_with_re(one, among[:120])
        except Beyond:
            continue
        pieces = split(pieces, one[0], among)
    joined(pieces, Names.of(whole))


TARGET = Target("names", run, QUESTIONS, longest=600)
