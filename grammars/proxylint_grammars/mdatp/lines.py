"""Files of lines: environment files as pam_env reads them, unit files as systemd does."""

from __future__ import annotations

import re
from collections.abc import Iterator

from proxylint.text import Source
from proxylint_grammars.mdatp.grammar import load
from proxylint_grammars.mdatp.syntax import Entry, Variable, Word
from proxylint_grammars.parsing import Token

_ASSIGNED = re.compile(
    r"[ \t]*+(?>(?:export )?)(?P<name>[A-Za-z0-9_]++)="
    r"(?:\"(?P<double>[^\"\r\n]*+)\"(?=[ \t\r\n]|\Z)|'(?P<single>[^'\r\n]*+)'(?=[ \t\r\n]|\Z)|(?P<bare>[^\r\n]*+))"
)
_REMARK = re.compile(r"(?:\A|[ \t]++)#|[ \t]++\Z")


def read_environment(source: Source) -> tuple[Variable, ...]:
    """The variables of an environment file, in file order; other lines are none of its reader's business."""
    _, tokens = load("lines.lark").parse(source.text, "environment")
    return tuple(_variable(source, token) for token in tokens if token.type == "VARIABLE")


def _variable(source: Source, token: Token) -> Variable:
    """Readers differ about `#`: pam_env ends a value at any (pam_env.c, _parse_env_file), shells and systemd at one
    behind a blank and outside quotes. The longer reading is taken: of a password with a `#` nothing is shown then.
    """
    found = _ASSIGNED.match(token.text)
    assert found is not None
    group = found.lastgroup or "bare"
    value, start = found[group], token.start + found.start(group)
    end = start + len(value) + (group != "bare")
    if group == "bare":
        remark = _REMARK.search(value)
        value = value[: remark.start()] if remark else value
        end = start + len(value)
        quoted = value[:1] in ("'", '"')  # a quote that is not closed
        value, start = value[quoted:], start + quoted
    span = source.span(token.start + found.start("name"), end)
    return Variable(found["name"], Word(value, source.span(start, start + len(value))), span)


def environment_comments(source: Source) -> Iterator[tuple[int, int]]:
    """Start and end of each comment: lines that begin with `#`, and what `_variable` leaves out behind a value."""
    _, tokens = load("lines.lark").parse(source.text, "environment")
    for token in tokens:
        if token.type == "REMARK":
            yield _comment(token)
        elif token.type == "VARIABLE" and "#" in token.text:
            end = _variable(source, token).value.span.end
            rest = source.text[end : token.end]
            quoted = rest[:1] in ("'", '"')
            if rest[quoted:].lstrip(" \t").startswith("#"):
                yield end + rest.index("#"), token.start + len(token.text.rstrip("\r\n"))


def unit_comments(source: Source) -> Iterator[tuple[int, int]]:
    """Lines that begin with `#` or `;`, but for those between the parts of a line that goes on."""
    _, tokens = load("lines.lark").parse(source.text, "unit")
    return (_comment(token) for token in tokens if token.type == "COMMENT")


def _comment(token: Token) -> tuple[int, int]:
    start = token.start + len(token.text) - len(token.text.lstrip(" \t"))
    return start, token.start + len(token.text.rstrip("\r\n"))


def read_unit(source: Source) -> tuple[Entry, ...]:
    """The assignments of a unit file, in file order; a line without `=` is one with an empty key
    (conf-parser.c, parse_line)."""
    _, tokens = load("lines.lark").parse(source.text, "unit")
    return tuple(_entries(source, tokens))


def _entries(source: Source, tokens: list[Token]) -> Iterator[Entry]:
    section: str | None = None
    known = True
    for token in tokens:
        if token.type not in ("SECTION", "ENTRY"):
            continue
        line = _joined(source, token)
        if token.type == "SECTION":
            # A header that is not closed stops the reading of the file (conf-parser.c, parse_line).
            known = known and line.text.endswith("]")
            section = line.text[1:-1]
            continue
        equals = line.text.find("=")
        key = line.text[: max(equals, 0)].rstrip(" \t")
        yield Entry(section, key, line.part(equals + 1, len(line.text)).stripped(), line.span, known)


_JOINT = re.compile(r"\\(?:\r\n|[\r\n]|\Z)(?>(?:[ \t]*+[#;][^\r\n]*+(?>\r\n|[\r\n]|\Z))*)|\\([^\r\n])")


def _joined(source: Source, token: Token) -> Word:
    """A line with what it goes on with: the backslash at its end becomes a blank, comments between are left out."""
    text: list[str] = []
    offsets: list[int] = []
    done, end = 0, len(token.text.rstrip("\r\n"))
    for joint in _JOINT.finditer(token.text):
        stop = joint.end() if joint[1] else joint.start()
        text.extend(token.text[done:stop])
        offsets.extend(range(token.start + done, token.start + stop))
        if not joint[1]:
            text.append(" ")
            offsets.append(token.start + joint.start())
        done = joint.end()
    text.extend(token.text[done:end])
    offsets.extend(range(token.start + done, token.start + max(done, end) + 1))
    if len(text) == end:
        return Word("".join(text), source.span(token.start, token.start + end)).stripped()
    return Word("".join(text), source.span(offsets[0], offsets[-1]), tuple(offsets)).stripped()
