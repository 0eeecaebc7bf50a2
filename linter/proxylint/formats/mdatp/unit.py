"""The environment that a unit file or drop-in gives to the agent's service (systemd.exec, Environment=).

Assignments count in file order, a later one of the same name replaces the earlier, an empty `Environment=` takes all
away. What the file leaves to others is unknown: `EnvironmentFile=` overrides `Environment=`, `UnsetEnvironment=` comes
last, and `PassEnvironment=` gives what the service manager has for variables that are not set here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import zip_longest

from proxylint.format import Remark, Standing
from proxylint.formats.mdatp.carrier import Carrier
from proxylint.formats.mdatp.model import EXCEPTIONS, PROXIES, Assigned, Idle, Setting, Unknown, Why
from proxylint.formats.mdatp.showing import shown
from proxylint.records import dataclass, field
from proxylint.regex import regex
from proxylint.region import Record
from proxylint.text import Source, Span
from proxylint.verdict import Failure
from proxylint_grammars.mdatp import read_unit, read_words
from proxylint_grammars.mdatp.syntax import Entry, Word

_NAMES = (*PROXIES, *EXCEPTIONS)
_ASSIGNMENT = regex(r"([A-Za-z_][A-Za-z0-9_]*+)=")
_MENTION = regex(r"(?<![A-Za-z0-9_])(?:https?|all|no)_proxy(?![A-Za-z0-9_])", re.IGNORECASE)
_MARK = regex(r"\{[{%#]|<%")
_KEYS = ("Environment", "EnvironmentFile", "PassEnvironment", "UnsetEnvironment")


@dataclass(frozen=True, slots=True)
class Service:
    setting: Setting
    remarks: tuple[Remark, ...]
    failure: Failure | None


@dataclass(slots=True)
class _Draft:
    """The environment as it grows line by line. `unfinished`: why the file as it stands is not what systemd reads."""

    assigned: dict[str, Assigned] = field(default_factory=dict)
    idle: list[Idle] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)
    files: list[tuple[str, Span]] = field(default_factory=list)
    passed: dict[str, Span] = field(default_factory=dict)
    unset: dict[str, Span] = field(default_factory=dict)
    unfinished: Unknown | None = None

    def assign(self, one: Assigned) -> None:
        earlier = self.assigned.pop(one.name, None)
        if earlier is not None:
            self.idle.append(Idle(earlier.span, Why.REPLACED, one.span, earlier.value))
        self.assigned[one.name] = one

    def reset(self, by: Span) -> None:
        self.idle += [Idle(one.span, Why.RESET, by, one.value) for one in self.assigned.values()]
        self.assigned.clear()


def read_service(source: Source) -> Service:
    draft = _Draft()
    if source.encoding.startswith(("utf-16", "utf-32")):
        draft.unfinished = Unknown("the file is written in another encoding than systemd reads", source.whole)
    for entry in read_unit(source):
        if not entry.known:
            _stop(draft, entry)
            break
        _take(draft, entry)
    record = Record(1, store=Carrier.UNIT.value)
    setting = Setting(Carrier.UNIT, record, tuple(draft.assigned.values()), tuple(draft.idle), _doubt(draft))
    failure = None
    if setting.doubt is None and setting.first(*PROXIES) is None:
        failure = Failure(source.whole, "the unit sets no variable that names a proxy", elsewhere=True)
    return Service(setting, tuple(draft.remarks), failure)


def _stop(draft: _Draft, entry: Entry) -> None:
    """systemd gives up a file at a section header that is not closed (conf-parser.c, parse_line)."""
    draft.unfinished = Unknown("systemd does not read the file to its end", entry.span)
    text = "the section header above this line has no closing bracket, and systemd reads no further"
    draft.remarks.append(Remark(Standing.UNREADABLE, entry.span, text))


def _take(draft: _Draft, entry: Entry) -> None:
    if _MARK.search(entry.key or entry.value.text) and entry.key not in _KEYS:
        draft.unfinished = Unknown("the unit is a template, which something else fills in", entry.span)
    elif not entry.key:
        text = "this line is no 'Key=value', and systemd ignores it"
        draft.remarks.append(Remark(Standing.UNREADABLE, entry.span, text))
    elif entry.section != "Service" or entry.key not in _KEYS:
        _elsewhere(draft, entry)
    elif entry.key == "Environment":
        _environment(draft, entry)
    elif entry.key == "EnvironmentFile":
        if entry.value.text:
            draft.files.append((entry.value.text.removeprefix("-"), entry.span))
        else:
            draft.files.clear()
    else:
        names = draft.passed if entry.key == "PassEnvironment" else draft.unset
        found = {word.text.partition("=")[0]: word.span for word in read_words(entry.value).words}
        if entry.value.text:
            names.update(found)
        else:
            names.clear()


def _elsewhere(draft: _Draft, entry: Entry) -> None:
    """A line that is about the environment, or a proxy, and stands where systemd looks for neither."""
    about = next((key for key in _KEYS if key.lower() == entry.key.lower()), None)
    if about is not None and (about == "EnvironmentFile" or _MENTION.search(entry.value.text)):
        why = Why.SPELLING if entry.section == "Service" else Why.SECTION
        draft.idle.append(Idle(entry.span, why if entry.section is not None else Why.NO_SECTION, value=entry.value))
    elif _MENTION.fullmatch(entry.key):
        draft.idle.append(Idle(entry.span, Why.NO_KEY, value=entry.value))


def _environment(draft: _Draft, entry: Entry) -> None:
    if not entry.value.text:
        draft.reset(entry.span)
        return
    words = read_words(entry.value)
    for word, behind in _with_what_is_torn_off(words.words):
        found = _ASSIGNMENT.match(word.text)
        if found is None:
            if _MENTION.search(word.text):
                draft.idle.append(Idle(word.span, Why.NO_ASSIGNMENT, value=word))
        elif found[1] in _NAMES:
            draft.assign(_assigned(word if behind is None else word.joined(behind), found[1]))
    if words.rest is not None and _MENTION.search(words.rest.text):
        draft.idle.append(Idle(words.rest.span, Why.UNCLOSED, value=words.rest))


def _with_what_is_torn_off(words: tuple[Word, ...]) -> Iterator[tuple[Word, Word | None]]:
    """Each word, with the one behind it that is no assignment and holds an `@`: a password with a blank, not quoted.

    systemd takes the two apart, and nothing of either may be shown.
    """
    for word, behind in zip_longest(words, words[1:]):
        torn = behind is not None and "@" in behind.text and _ASSIGNMENT.match(behind.text) is None
        yield word, behind if torn else None


def _assigned(word: Word, name: str) -> Assigned:
    value = word.part(len(name) + 1, len(word.text))
    return Assigned(name, value, word.span, raw="%" in value.text or "\\" in value.text)


def _doubt(draft: _Draft) -> Unknown | None:
    """What others decide."""
    if draft.unfinished is not None:
        return draft.unfinished
    if draft.files:
        path, span = draft.files[0]
        return Unknown(f"what {shown(path)} sets wins, and that file is not read", span)
    for name in _NAMES:
        if name in draft.unset:
            return Unknown(f"UnsetEnvironment= takes {name} away again", draft.unset[name])
        if name in draft.passed and name not in draft.assigned:
            return Unknown(f"PassEnvironment= takes {name} from the service manager", draft.passed[name])
    return None
