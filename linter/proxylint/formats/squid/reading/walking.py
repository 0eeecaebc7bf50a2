"""Reads files line by line: conditionals, includes, what Squid makes of each line (cache_cf.cc:368-586@5.7)."""

from __future__ import annotations

from collections.abc import Iterator

from proxylint.format import Absent, Standing
from proxylint.formats.squid.model import Taint
from proxylint.formats.squid.reading.directives import UNMODELLED, directive, versions_of
from proxylint.formats.squid.reading.dispatch import read_directive
from proxylint.formats.squid.reading.draft import GATES, Draft, RefusedError
from proxylint.formats.squid.reading.plain_lines import read_plain
from proxylint.formats.squid.reading.tokens import Arguments
from proxylint.records import dataclass
from proxylint.text import Source, Span, decode_bytes
from proxylint_grammars.squid import OLD_BLANKS, STRICT_BLANKS, Line, Run, condition, read_pieces

DEEPEST = 16
MOST_FILES = 1000
"""A bound on files read for one configuration, counted with repetitions: includes may multiply."""


_CONDITIONALS = ("if", "else", "endif")


class StoppedError(Exception):
    """Nothing more can be read: includes that never end."""


def read_file(draft: Draft, source: Source, depth: int = 0) -> None:
    """One file at one place of the configuration."""
    draft.sources.setdefault(source.path, source)
    draft.files_read += 1
    marked = _mark_end(draft, source) if source.bom else 0
    _refuse_indents(draft, source)
    states: list[Branch] = []
    for line in _lines(draft, source, marked, states):
        draft.by_process |= line.worker
        try:
            if line.text.startswith(_CONDITIONALS) and _conditional(line, states):
                continue
            if states and draft.per_worker is None and any(branch.per_worker for branch in states):
                _note_worker(draft, line)
            if not states or (states[-1].active and not _is_read(draft, source, line)):
                _read_line(draft, line, depth)
        except RefusedError as refused:
            draft.fail(refused.span or line.span, _sentence(line, refused.text), elsewhere=refused.elsewhere)
    if states:
        draft.fail(source.whole, "an if is not closed by endif before the file ends")


def _lines(draft: Draft, source: Source, at: int, states: list[Branch]) -> Iterator[Line]:
    """The lines from an offset on that are left when the plain ones outside of conditionals are read."""
    for piece in read_pieces(source, STRICT_BLANKS if draft.version >= 7 else OLD_BLANKS, draft.macros):
        if isinstance(piece, Run):
            yield from read_plain(draft, piece._replace(start=max(piece.start, at)), states)
        elif piece.start >= at and (states or not _is_read(draft, source, piece)):
            yield piece


def _is_read(draft: Draft, source: Source, line: Line) -> bool:
    """Whether a line is plain; it is read then."""
    if line.seams:
        return False
    run = Run(source.path, source.text, line.start, line.start + len(line.text))
    return not any(True for _ in read_plain(draft, run))


def _sentence(line: Line, text: str) -> str:
    """What begins with a quoted word says first which directive it is about."""
    return f"{line.name}: {text}" if text.startswith("'") else text


def _mark_end(draft: Draft, source: Source) -> int:
    """A byte order mark belongs to the first word, so the first line is no directive; the end of that line."""
    text = "the file starts with a UTF-8 byte order mark, which Squid takes as part of an unknown directive"
    draft.fail(source.whole, text)
    end = source.text.find("\n")
    return len(source.text) if end < 0 else end + 1


def _refuse_indents(draft: Draft, source: Source) -> None:
    """Squid 7 strips only blanks and tabs, so a comment behind a vertical tab or form feed is a directive there."""
    if draft.version < 7 or ("\v" not in source.text and "\f" not in source.text):
        return
    at = 0
    for physical in source.text.split("\n"):
        stripped = physical.lstrip(" \t")
        if stripped[:1] in ("\v", "\f") and stripped.strip(" \t\v\f\r")[:1] in ("", "#"):
            text = "a line begins with a vertical tab or form feed: Squid 7 takes it as a directive, 5 and 6 skip it"
            draft.fail(source.span(at, at + len(physical)), text)
        at += len(physical) + 1


@dataclass(slots=True)
class Branch:
    """An open if. `per_worker`: its condition holds a macro that differs between the workers of one Squid."""

    active: bool
    per_worker: bool


def _note_worker(draft: Draft, line: Line) -> None:
    """Remembers the first line of the model that not every worker may read."""
    found = directive(line.name, draft.version)
    if line.name == "include" or (found is not None and found.standing is Standing.MODELLED):
        draft.per_worker = line.span


def _conditional(line: Line, states: list[Branch]) -> bool:
    """if, else, endif. Only the innermost one counts, and conditions are evaluated in inactive parts too."""
    word, _, rest = line.text.replace("\t", " ").replace("\v", " ").replace("\f", " ").partition(" ")
    if word == "if":
        said = rest.strip(" \r")  # a no-break space is no blank to Squid
        held = condition(said)
        states.append(Branch(bool(held), line.worker))
        if held is None:
            text = f"Squid cannot evaluate the condition '{said[:80]}': it knows true, false and N = N"
            raise RefusedError(text, line.span)
    elif word == "endif":
        if not states:
            raise RefusedError("an endif stands without an if", line.span)
        states.pop()
    elif word == "else":
        if not states:
            raise RefusedError("an else stands without an if", line.span)
        states[-1].active = not states[-1].active
    else:
        return False
    return True


def _read_line(draft: Draft, line: Line, depth: int) -> None:
    at = line.arguments_at
    name = line.text[:at]
    if name == "include" and len(line.text) > len(name):
        _include(draft, line, depth)
        return
    found = directive(name, draft.version)
    if found is None:
        _unknown(draft, line, name)
        return
    if found.standing is Standing.UNMODELLED:
        draft.remark(Standing.UNMODELLED, line.span, f"{name} is not modelled: {UNMODELLED[found.name]}")
    read_directive(draft, Arguments(draft, line, at), found)


def _unknown(draft: Draft, line: Line, name: str) -> None:
    shown = name[:80]
    known = versions_of(name)
    if known and not any(version > draft.version for version in known):
        text = f"the directive '{shown}' is gone in Squid {draft.version}: Squid refuses to start"
    elif known:
        text = f"the directive '{shown}' exists only since Squid {min(known)}: Squid {draft.version} refuses to start"
    else:
        text = f"there is no directive '{shown}': Squid refuses to start"
    span = line.part(0, len(name))
    draft.remark(Standing.UNKNOWN, span, text)
    draft.fail(span, text)


def _include(draft: Draft, line: Line, depth: int) -> None:
    """All patterns are expanded before the first file is read (cache_cf.cc:291-319@5.7)."""
    files: list[Source] = []
    for pattern, span in _patterns(line):
        if pattern.startswith("#"):
            raise RefusedError(
                f"every word behind include is a path, also '{pattern}': no comment may stand here", span
            )
        found = draft.loader.glob(pattern, line.file, decode_bytes)
        if not isinstance(found, Absent):
            files.extend(found)
        elif found.certain:
            raise RefusedError(f"no file matches this include: {pattern}", span)
        else:
            _unread(draft, line.span, found)
    for source in files:
        if depth >= DEEPEST:
            draft.fail(line.span, "includes are nested more than 16 deep, perhaps in a loop: Squid refuses to start")
            raise StoppedError
        if draft.files_read >= MOST_FILES:
            reason = f"more than {MOST_FILES} files are included"
            _unread(draft, line.span, Absent(source.path, False, reason))
            raise StoppedError
        if (absent := draft.again(source)) is not None:
            _unread(draft, line.span, absent)
            raise StoppedError
        read_file(draft, source, depth + 1)


def _patterns(line: Line) -> Iterator[tuple[str, Span]]:
    """strwordtok: blanks split, double quotes group and may stand inside a word (String.cc:407@5.7)."""
    text, at = line.text, len("include")
    while at < len(text):
        if text[at] in " \t\n\v\f\r":
            at += 1
            continue
        start, word, quoted = at, "", False
        while at < len(text) and (quoted or text[at] not in " \t\n\v\f\r"):
            if text[at] == '"':
                quoted = not quoted
            elif text[at] == "\\" and quoted and at + 1 < len(text):
                at += 1
                word += text[at]
            else:
                word += text[at]
            at += 1
        yield word, line.part(start, at)


def _unread(draft: Draft, span: Span, absent: Absent) -> None:
    """An include that may exist where Squid runs may hold anything: every list is open from here on."""
    draft.unread = draft.unread or absent
    draft.remark(Standing.UNMODELLED, span, f"this include was not read: {absent.reason}")
    for gate in GATES:
        draft.taint(gate, span, absent.reason)
    for name in draft.peers:
        draft.peer_gates.setdefault(name, []).append(Taint(span, absent.reason))
    draft.rewriters.append(Taint(span, absent.reason))
