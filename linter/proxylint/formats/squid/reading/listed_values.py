"""The values that Squid asks for one at a time, from a line or from a list file named in it (`strtokFile`).

ConfigParser.cc:83-158@5.7. A list file stays open until its end is read, also beyond the line that names it: an ACL
type that asks for one value leaves the others, and the end of the file, to the next `acl` or access line, whose own
words then count for nothing (observed on Squid 5.7).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from proxylint.format import Absent, Standing
from proxylint.formats.squid.model import Part, WrittenPart, telling
from proxylint.formats.squid.reading.acl_checks import Raw
from proxylint.formats.squid.reading.draft import Draft, OpenList
from proxylint.formats.squid.reading.tokens import Arguments
from proxylint.formats.squid.reading.values import NO_VALUES, ListValues, PickedValues
from proxylint_grammars.squid import FileValues, Word


def all_values(draft: Draft, arguments: Arguments, *, patterns: bool = False, whole: bool = False) -> Raw:
    """Values up to the end of the line or of a list file, which ends the line. `whole` as in `Arguments.opened`."""
    if patterns:
        arguments.no_patterns_here()
    if draft.open_list is not None and not draft.quoted:
        return Raw(list(left_open(draft)))
    raw = Raw([])
    while (word := arguments.pattern() if patterns else arguments.next()) is not None:
        if draft.quoted or word.text[0] not in "\"'":
            raw.words.append(word)
            continue
        found = _opened(draft, arguments, word, whole=whole)
        if isinstance(found, FileValues):
            raw.file = found
        else:
            raw.absent = found
        break
    raw.absent = raw.absent or arguments.absent
    return raw


def first_value(draft: Draft, arguments: Arguments) -> Raw:
    """One value, if there is one. A list file that holds it stays open."""
    if draft.open_list is None or draft.quoted:
        word = arguments.next()
        if word is None:
            return Raw([], None, arguments.absent)
        if draft.quoted or word.text[0] not in "\"'":
            return Raw([word])
        found = _opened(draft, arguments, word, whole=True)
        if not isinstance(found, FileValues):
            return Raw([], None, found)
        draft.open_list = OpenList(found)
    value = draft.open_list.next()
    if value is None:
        draft.open_list = None
        return Raw([])
    return Raw([value])


def bound_lists(draft: Draft) -> None:
    """What the values of a list come to is kept for all ACLs that take theirs from it alone; others may not name long
    lists over and over."""
    for acl in draft.acls.values() if draft.lists else ():
        if len(acl.parts) < 2 or _is_one_list(acl.parts):
            continue
        new = {number for number, _ in telling(acl.parts)}
        for index, part in enumerate(acl.parts):
            values = part.values
            if not isinstance(values, (ListValues, PickedValues)):
                continue
            source = values.file.source
            absent = draft.taken_beside(source, acl.name)
            if absent is not None or (index not in new and not draft.is_told_again(source)):
                acl.parts[index] = WrittenPart(part.span, NO_VALUES, part.ignore_case, part.options, absent)


def _is_one_list(parts: Sequence[Part]) -> bool:
    """A list of patterns is cut where its -i or +i stands."""
    first = parts[0].span
    return all(part.values.listed is not None and part.span == first for part in parts)


def left_open(draft: Draft) -> Iterator[Word]:
    """The values that an earlier line has left in its list file; the file is closed then."""
    found, draft.open_list = draft.open_list, None
    if found is not None:
        yield from found.rest()


def _opened(draft: Draft, arguments: Arguments, word: Word, *, whole: bool) -> FileValues | Absent | None:
    """None: Squid cannot open the file, logs that and goes on."""
    found = arguments.values_file(word, whole=whole)
    if isinstance(found, FileValues) or not found.certain:
        return found
    text = f"Squid cannot open this list file, so it adds no value: {found.path}"
    draft.remark(Standing.MODELLED, word.span, text)
    return None
