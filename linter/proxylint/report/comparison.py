"""What `proxylint verdicts --against` answers, for people: which URLs change, in which cases, by which lines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TextIO

from proxylint.comparison import State, Versus
from proxylint.difference import Effect
from proxylint.records import dataclass, replace
from proxylint.report.change import Told, tell
from proxylint.report.color import Paint
from proxylint.report.places import Places
from proxylint.report.sheet import Sheet
from proxylint.report.summary import counted
from proxylint.report.trace import spot
from proxylint.report.visible import guard
from proxylint.report.wrap import hang
from proxylint.rule import Examined
from proxylint.text import Span

_STYLES = {Effect.WORSE: "error", Effect.BETTER: "good", Effect.OTHER: "place"}
_TITLES = {Effect.WORSE: "worse", Effect.BETTER: "better", Effect.OTHER: "other change"}
_LONGEST_QUOTE = 70


@dataclass(frozen=True, slots=True)
class Heading:
    """What both sides were read with. `against`: as it was given."""

    against: str
    profile: str
    catalogue: str


def write_text(
    files: Sequence[Versus], heading: Heading, out: TextIO, *, color: bool, width: int | None, ascii_only: bool
) -> None:
    """As `terminal.write`."""
    sheet = Sheet(Paint(color), width, ascii_only)
    out.writelines(guard(line) + "\n" for line in _report(files, heading, sheet))


def _report(files: Sequence[Versus], heading: Heading, sheet: Sheet) -> Iterator[str]:
    for one in files:
        said = state(one)
        if said is not None:
            yield f"{sheet.paint(sheet.visible(name(one)), 'place')}: {sheet.visible(said)}"
            yield ""
        if one.urls and one.old and one.new:
            yield sheet.paint(sheet.visible(name(one)), "heading")
            yield from _urls(one, sheet)
    yield sheet.paint(sheet.visible(tally(files, heading.against)), _worst(files))
    yield sheet.paint(sheet.visible(f"Profile: {heading.profile}. Catalogue of {heading.catalogue}."), "quiet")


def name(one: Versus) -> str:
    """How the file is called now, else how it was called."""
    side = one.new or one.old
    return side.source.path if side else ""


def state(one: Versus) -> str | None:
    """What stands in the way of a comparison; None = nothing does, or nothing that is news."""
    was, now = (side.policy.failure.text if side and side.policy.failure else "" for side in (one.old, one.new))
    return {
        State.ADDED: "this file is new; there is nothing to hold it against",
        State.REMOVED: "this file is no longer there",
        State.BROKEN: f"no verdict any more: {now}",
        State.MENDED: f"there was no verdict before: {was}",
        State.UNREAD: f"not analysed: {now}",
    }.get(one.state)


def _urls(one: Versus, sheet: Sheet) -> Iterator[str]:
    """URLs that change in the same way are told together, the worst first."""
    groups: dict[tuple[Told, bool], dict[str, str | None]] = {}
    for compared in one.urls:
        for told in tell(compared):
            urls = groups.setdefault((replace(told, example=None), compared.new.endpoint.needed), {})
            urls[compared.new.verdict.request.url] = told.example
    order = list(Effect)
    for (told, needed), urls in sorted(groups.items(), key=lambda it: (order.index(it[0][0].effect), not it[0][1])):
        yield ""
        yield from _group(told, urls, needed, one, sheet)
    yield ""


def _group(told: Told, urls: dict[str, str | None], needed: bool, one: Versus, sheet: Sheet) -> Iterator[str]:
    word = "required" if needed else "optional"
    style = _STYLES[told.effect] if needed or told.effect is not Effect.WORSE else "warning"
    yield f"  {sheet.paint(_TITLES[told.effect], style)}: {counted(len(urls), f'{word} URL')}"
    yield from _side("was", told.was, told.was_lines, one.old, sheet)
    yield from _side("now", told.now, told.now_lines, one.new, sheet)
    for number, phrase in enumerate(told.when):
        yield from _fact("and" if number else "when", phrase, sheet)
    for url, example in urls.items():
        such_as = f"  such as {example}" if example else ""
        yield f"      {sheet.visible(url)}{sheet.paint(sheet.visible(such_as), 'quiet')}"


def _fact(title: str, text: str, sheet: Sheet) -> Iterator[str]:
    """The title is painted after the text is broken into lines, for paint has no width."""
    first, *rest = hang(f"    {title:<4} ", sheet.visible(text), sheet.columns)
    yield f"    {sheet.paint(title, 'quiet')}{first[4 + len(title) :]}"
    yield from rest


def _side(title: str, said: str, lines: Sequence[Span], side: Examined | None, sheet: Sheet) -> Iterator[str]:
    yield from _fact(title, said, sheet)
    places = Places(side.policy.sources) if side else Places({})
    for span in lines:
        text = " ".join(places.first_line(span).split())
        cut = text[:_LONGEST_QUOTE] + (sheet.dots if len(text) > _LONGEST_QUOTE else "")
        yield f"         {sheet.paint(sheet.visible(spot(span, places)), 'gutter')}  {sheet.visible(cut)}".rstrip()


def tally(files: Sequence[Versus], against: str) -> str:
    """One line: how many required URLs of all files change, and how."""
    changed = [url.effect for one in files for url in one.urls if url.new.endpoint.needed]
    required = sum(
        judged.endpoint.needed for one in files if one.state is State.COMPARED and one.new for judged in one.new.judged
    )
    optional = sum(not url.new.endpoint.needed for one in files for url in one.urls)
    if not changed and not optional:
        return f"Against {against}: no verdict changes, {counted(required, 'required URL')} compared."
    worse, better, other = (changed.count(effect) for effect in Effect)
    beside = f"; {counted(optional, 'optional URL')} {'changes' if optional == 1 else 'change'}" if optional else ""
    return (
        f"Against {against}: {worse} worse, {better} better, {other} otherwise changed, "
        f"{required - len(changed)} unchanged of {counted(required, 'required URL')}{beside}."
    )


def worsens(files: Sequence[Versus]) -> bool:
    """Whether a required URL gets worse in any file."""
    return any(url.effect is Effect.WORSE and url.new.endpoint.needed for one in files for url in one.urls)


def _worst(files: Sequence[Versus]) -> str:
    if worsens(files) or any(one.state in (State.BROKEN, State.UNREAD) for one in files):
        return "error"
    return "place" if any(one.urls for one in files) else "good"
