"""`acl` lines (acl/Acl.cc:168-283@5.7; Acl.cc:253-332@7.6): name, type, options, values."""

from __future__ import annotations

from proxylint.formats.squid.model import Part, WrittenPart
from proxylint.formats.squid.reading.acl_types import (
    BUILTIN,
    MANAGER,
    NEEDS_LOGIN,
    SINCE_6,
    AclType,
    acl_type,
    renamed,
)
from proxylint.formats.squid.reading.acl_values import Collected, read_values
from proxylint.formats.squid.reading.authentication import login_is_set_up
from proxylint.formats.squid.reading.defined import UNTOLD
from proxylint.formats.squid.reading.draft import AclDraft, Draft, RefusedError
from proxylint.formats.squid.reading.tokens import Arguments
from proxylint.formats.squid.reading.values import InlineValues
from proxylint.text import Span
from proxylint_grammars.squid import Word

_NAME_LIMIT = 64
_NAME_KEPT = 62


def add_builtin(draft: Draft) -> None:
    """The ACLs that Squid defines before it reads the file. They stand nowhere: the span is the file's first line."""
    span = draft.source.whole
    for name, kind, values in BUILTIN + (SINCE_6 if draft.version >= 6 else ()):
        words = tuple(Word(value, span) for value in values.split())
        _define(draft, name, kind, span, [WrittenPart(span, InlineValues(words))], builtin=True)
    patterns = MANAGER if draft.version < 7 else MANAGER[1:]
    parts: list[Part] = [
        WrittenPart(span, InlineValues((Word(text, span),)), ignore_case) for text, ignore_case in patterns
    ]
    _define(draft, "manager", "url_regex", span, parts, builtin=True)


def _define(draft: Draft, name: str, kind: str, span: Span | None, parts: list[Part], *, builtin: bool) -> None:
    draft.acls[name.lower()] = AclDraft(name, kind, span, parts, builtin=builtin)


def read_acl(draft: Draft, arguments: Arguments) -> None:
    name = _name(draft, arguments.need("a name"))
    word = arguments.need("a type")
    kind = renamed(word.text)
    if kind == "proto" and name == "manager":
        return  # `manager` is built in: the line is ignored (acl/Acl.cc:223@5.7)
    known = draft.acls.get(name.lower())
    if known is not None and known.type != kind and known.type != UNTOLD:
        raise RefusedError(f"the ACL '{name}' already has another type, {known.type}", word.span)
    acl = known if known is not None and known.type != UNTOLD else AclDraft(name, kind, arguments.span)
    described = acl_type(kind, draft.version)
    try:
        if described is None:
            acl.type = UNTOLD
            raise RefusedError(_unknown_type(word.text, draft.version), word.span)
        _extend(draft, acl, described, arguments, first=acl is not known)
    finally:
        draft.acls[name.lower()] = acl


def _name(draft: Draft, word: Word) -> str:
    """Up to Squid 6 a name is kept in 63 bytes: longer ones are refused, 63 lose their last (acl/Acl.h ACL_NAME_SZ)."""
    if draft.version < 7:
        if len(word.text) >= _NAME_LIMIT:
            raise RefusedError("the ACL name is longer than 63 characters; Squid 5 and 6 refuse it", word.span)
        return word.text[:_NAME_KEPT]
    return word.text


def _unknown_type(word: str, version: int) -> str:
    if version >= 7 and word in ("ident", "ident_regex"):
        return f"ACL type {word} is gone in Squid 7"
    return f"there is no ACL type '{word}'"


def _extend(draft: Draft, acl: AclDraft, described: AclType, arguments: Arguments, *, first: bool) -> None:
    options = _options(arguments, described, draft.version)
    acl.options |= frozenset(option for option in options if option != "i")
    collected = read_values(draft, acl, described, arguments, ignore_case="i" in options)
    written = tuple(option for option in options if option != "i")
    for group in collected:
        acl.add(_part(group, arguments.span, written), len(draft.failures))
    if first:
        _validate(draft, acl, described, arguments.span)


def _part(group: Collected, span: Span, options: tuple[str, ...]) -> Part:
    return WrittenPart(span, group.values, group.ignore_case, options, group.absent)


def _options(arguments: Arguments, described: AclType, version: int) -> tuple[str, ...]:
    """Options and leading flags, without dash, in order; "i" and "+i" cancel each other (acl/Options.cc@5.7)."""
    found: list[str] = []
    while (word := arguments.peek()) is not None and word.text[:1] in ("-", "+"):
        arguments.next()
        if word.text == "--":
            break
        for option in _split_option(word, described, version):
            if option in ("-i", "+i"):
                found = [one for one in found if one != "i"] + (["i"] if option == "-i" else [])
            else:
                found.append(option.lstrip("-+"))
    return tuple(dict.fromkeys(found))


def _split_option(word: Word, described: AclType, version: int) -> list[str]:
    text, equals, value = word.text.partition("=")
    if len(text) < 2:
        raise RefusedError(f"'{word.text}' is no ACL option", word.span)
    if text.startswith("--") or len(text) == 2:
        options = [text]
    else:
        options = [text[0] + letter for letter in text[1:]]
    flags = () if described.family == "header" and version < 6 else described.flags
    for option in options:
        if option not in described.options and option not in flags:
            raise RefusedError(f"this ACL type does not know the option {option}", word.span)
    if equals and not value:
        raise RefusedError(f"'{word.text}' lacks the value of an option", word.span)
    lenient = described.valued if version >= 6 else (*described.valued, *described.flags)
    if equals and options[-1] not in lenient:
        raise RefusedError(f"the option {options[-1]} takes no such value", word.span)
    return options


def _validate(draft: Draft, acl: AclDraft, described: AclType, span: Span) -> None:
    """`valid()`, which Squid asks once, after the first line of an ACL (acl/Acl.cc:271@5.7)."""
    if acl.type in NEEDS_LOGIN and not login_is_set_up(draft):
        raise RefusedError(
            f"the ACL '{acl.name}' needs a login, but no auth_param line above it sets up a complete scheme", span
        )
    if described.family == "domain" and len(acl.options) > 1:
        raise RefusedError("ssl::server_name takes one of its options, not several", span)
