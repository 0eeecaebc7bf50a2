"""The values of one `acl` line, per family of types: what is taken, what Squid skips, what it refuses."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from proxylint.format import Absent, Standing
from proxylint.formats.squid.model import Taint, Values
from proxylint.formats.squid.reading.acl_checks import CHECKS, Raw, same_key
from proxylint.formats.squid.reading.acl_types import AclType
from proxylint.formats.squid.reading.draft import AclDraft, Draft, RefusedError
from proxylint.formats.squid.reading.listed_values import all_values, first_value
from proxylint.formats.squid.reading.patterns import Group, Pattern, kept_patterns
from proxylint.formats.squid.reading.tokens import Arguments
from proxylint.formats.squid.reading.values import (
    NO_VALUES,
    InlineValues,
    ListValues,
    PickedValues,
    lowered,
    lowered_list,
)
from proxylint.records import dataclass
from proxylint_grammars.squid import Word


@dataclass(frozen=True, slots=True)
class Collected:
    """One part-to-be: values with one setting of -i."""

    values: Values
    ignore_case: bool = False
    absent: Absent | None = None


def read_values(
    draft: Draft, acl: AclDraft, described: AclType, arguments: Arguments, *, ignore_case: bool
) -> list[Collected]:
    family = described.family
    if family == "header":
        return _header(draft, acl, arguments, ignore_case)
    if family == "regex":
        return _patterns(draft, acl, all_values(draft, arguments, patterns=True), ignore_case, ())
    raw = _raw(draft, acl, family, arguments)
    _check(draft, acl, family, raw, arguments)
    if family == "domain":
        raw = _lowered(draft, raw)
    return _collected(raw, ignore_case)


_BY_TEXT = ("address", "range", "time")
"""Families of which each value is checked by itself, wherever it stands."""


def _check(draft: Draft, acl: AclDraft, family: str, raw: Raw, arguments: Arguments) -> None:
    """A list that many ACLs name is looked through once."""
    check = CHECKS.get(family)
    if check is None:
        return
    if raw.file is None or family not in _BY_TEXT:
        check(draft, acl, raw, arguments)
        return
    check(draft, acl, Raw(raw.words, None, raw.absent), arguments)
    key = family, raw.file.source.path
    if key not in draft.checked:
        draft.checked[key] = _refusal(lambda: check(draft, acl, Raw([], raw.file), arguments))
    if (refused := draft.checked[key]) is not None:
        raise refused.with_traceback(None)


def _refusal(check: Callable[[], object]) -> RefusedError | None:
    try:
        check()
    except RefusedError as refused:
        return refused
    return None


_THROUGH = ("names", "step", "error", "hierarchy", "initiator", "service", "mark", "certificate error")
"""Families of which each line looks through all of its list file."""

_ONE_VALUE = ("random", "connections_encrypted", "max_user_ip")
"""Types that read one value and leave the rest of a list file to whatever line asks for a value next (acl/Random.cc:65,
ConnectionsEncrypted.cc:49, auth/AclMaxUserIp.cc:67@5.7)."""


def _raw(draft: Draft, acl: AclDraft, family: str, arguments: Arguments) -> Raw:
    """What Squid reads for one ACL: everything, one value, or words that are never files."""
    if acl.type in _ONE_VALUE:
        if acl.type == "max_user_ip" and acl.parts:
            return Raw([])  # a second line is not read at all (auth/AclMaxUserIp.cc:62@5.7)
        raw = first_value(draft, arguments)
        if raw.absent is not None:
            _spill(draft, acl, arguments)
        return raw
    if acl.type in _NEVER_LISTED or (draft.version < 6 and acl.type in _NOT_LISTED_BY_5):
        return Raw(list(arguments.words()), None, arguments.absent)
    return all_values(draft, arguments, whole=family in _THROUGH)


_NEVER_LISTED = ("annotate_client", "annotate_transaction")
_NOT_LISTED_BY_5 = ("squid_error", "has")
"""Types whose values are words even where they begin with a quote (acl/SquidErrorData.cc:50, HasComponentData.cc:26,
Notes.cc `parseKvPair`@5.7; Squid 6 reads files for two of them)."""


def _spill(draft: Draft, acl: AclDraft, arguments: Arguments) -> None:
    reason = f"Squid hands the rest of the list file of '{acl.name}' ({acl.type}) to the next acl or access line"
    draft.remark(Standing.UNMODELLED, arguments.span, reason)
    draft.spilling = draft.spilling or Taint(arguments.span, reason)


def _lowered(draft: Draft, raw: Raw) -> Raw:
    words = [Word(lowered(word.text), word.span) for word in raw.words]
    file = raw.file
    if file is not None:
        path = file.source.path
        file = draft.lowered[path] = draft.lowered.get(path) or lowered_list(file)
    return Raw(words, file, raw.absent)


def _collected(raw: Raw, ignore_case: bool = False) -> list[Collected]:
    found = []
    if raw.words or (raw.file is None and raw.absent is None):
        found.append(Collected(InlineValues(tuple(raw.words)), ignore_case))
    if raw.file is not None:
        found.append(Collected(ListValues(raw.file), ignore_case))
    if raw.absent is not None:
        found.append(Collected(NO_VALUES, ignore_case, raw.absent))
    return found


def _patterns(draft: Draft, acl: AclDraft, raw: Raw, ignore_case: bool, before: tuple[Word, ...]) -> list[Collected]:
    """Patterns, cut where -i or +i stands between them; those that Squid 5 skips are left out."""
    if raw.file is not None and raw.words:
        absent = draft.taken_beside(raw.file.source, acl.name)
        raw = raw if absent is None else Raw(raw.words, None, absent)
    groups = _groups(draft, raw, ignore_case)
    found = [Collected(InlineValues(before))] if before else []
    for group in groups:
        if group.inline:
            words = tuple(raw.words[pattern.index] for pattern in group.inline)
            found.append(Collected(InlineValues(words), group.ignore_case))
        if group.listed and raw.file is not None:
            whole = len(group.listed) == len(raw.file)
            values: Values = ListValues(raw.file) if whole else PickedValues(raw.file, group.picked)
            found.append(Collected(values, group.ignore_case))
    if raw.absent is not None:
        found.append(Collected(NO_VALUES, ignore_case, raw.absent))
    return found or [Collected(NO_VALUES, ignore_case)]


def _groups(draft: Draft, raw: Raw, ignore_case: bool) -> Sequence[Group]:
    """Those of a list alone are kept for the next line that names it; what is wrong in it is told once."""
    alone = None if raw.file is None or raw.words else (raw.file.source.path, ignore_case)
    if alone is None:
        return _read_groups(draft, raw, ignore_case)
    if alone not in draft.patterns:
        try:
            draft.patterns[alone] = _read_groups(draft, raw, ignore_case)
        except RefusedError as refused:
            draft.patterns[alone] = refused
    known = draft.patterns[alone]
    if isinstance(known, RefusedError):
        raise known.with_traceback(None)
    return known


def _read_groups(draft: Draft, raw: Raw, ignore_case: bool) -> Sequence[Group]:
    inline = [Pattern(word.text, index) for index, word in enumerate(raw.words)]
    listed = [] if raw.file is None else [Pattern(text, index) for index, text in enumerate(raw.file.texts())]
    return kept_patterns(inline, listed, ignore_case, partial(_bad, draft, raw))


def _bad(draft: Draft, raw: Raw, pattern: Pattern, reason: str) -> None:
    """An invalid pattern: skipped up to Squid 5, refused since 6 (base/RegexPattern.cc:18-31@6.14)."""
    listed = raw.file is not None and pattern.listed
    span = raw.file.at(pattern.index).span if listed and raw.file is not None else raw.words[pattern.index].span
    text = f"'{pattern.text[:80]}' is not a valid regular expression: {reason}"
    if draft.version >= 6:
        raise RefusedError(f"{text}; Squid 5 skips it, Squid 6 and 7 refuse the file", span)
    draft.remark(Standing.MODELLED, span, f"{text}; Squid 5 skips it, Squid 6 and 7 refuse the file")


def _header(draft: Draft, acl: AclDraft, arguments: Arguments, ignore_case: bool) -> list[Collected]:
    """The header name, which all lines of one ACL share, then patterns (acl/HttpHeaderData.cc:69-89@5.7)."""
    first = first_value(draft, arguments)
    if first.absent is not None:
        return [Collected(NO_VALUES, ignore_case, first.absent)]
    if not first.words:
        if draft.version >= 6:
            raise RefusedError(f"the ACL '{acl.name}' names no header; Squid 5 takes it as empty", arguments.span)
        return [Collected(NO_VALUES)]
    name = first.words[0]
    if not same_key(draft, acl, name, "header", arguments):
        return [Collected(NO_VALUES)]
    return _patterns(draft, acl, all_values(draft, arguments, patterns=True), ignore_case, (name,))
