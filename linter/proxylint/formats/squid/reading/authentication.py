"""auth_param and external_acl_type (auth/SchemeConfig.cc:67-118, external_acl.cc:180-373@5.7)."""

from __future__ import annotations

import re
from collections.abc import Callable

from proxylint.format import Standing
from proxylint.formats.squid.reading.codes import code_end, unknown_code
from proxylint.formats.squid.reading.draft import Draft, RefusedError, Scheme
from proxylint.formats.squid.reading.scalars import duration, switch, unsigned, whole
from proxylint.formats.squid.reading.tokens import Arguments
from proxylint.regex import regex
from proxylint_grammars.squid import Word

_SCHEMES = ("basic", "digest", "ntlm", "negotiate")
_OF_ONE_SCHEME: dict[str, dict[str, Callable[[Arguments], object]]] = {
    "basic": {"credentialsttl": duration, "casesensitive": switch},
    "digest": {
        "nonce_garbage_interval": duration,
        "nonce_max_duration": duration,
        "nonce_max_count": whole,
        "nonce_strictness": switch,
        "check_nonce_count": switch,
        "post_workaround": switch,
    },
}


def login_is_set_up(draft: Draft) -> bool:
    """Whether at least one scheme could be used at this point of the file; an include that was not read may do it."""
    return draft.unread is not None or any(scheme.active(name) for name, scheme in draft.schemes.items())


def read_auth_param(draft: Draft, arguments: Arguments) -> None:
    word, parameter = arguments.need("a scheme"), arguments.need("a parameter")
    name = next((known for known in draft.schemes if word.text.lower().startswith(known)), None)
    if name is None and word.text in _SCHEMES:
        name = word.text
    if name is None:
        raise RefusedError(f"there is no authentication scheme '{word.text}'", word.span)
    scheme = draft.schemes.setdefault(name, Scheme(realm=name == "basic"))
    own = _OF_ONE_SCHEME.get(name, {}).get(parameter.text)
    if own is not None:
        own(arguments)
    elif parameter.text == "program":
        if not arguments.quoted_rest():
            raise RefusedError(f"auth_param {name} program names no program", arguments.span)
        scheme.program = True
    elif parameter.text == "realm":
        if not arguments.rest():
            raise RefusedError(f"auth_param {name} realm is empty", arguments.span)
        scheme.realm = True
    elif parameter.text == "children":
        read_children(arguments)
    elif parameter.text in ("keep_alive", "utf8"):
        switch(arguments)
    elif parameter.text == "key_extras":
        _check_extras(draft, arguments)
    else:
        text = f"Squid knows no auth_param {name} parameter '{parameter.text}' and goes on"
        draft.remark(Standing.UNREADABLE, parameter.span, text)


def _check_extras(draft: Draft, arguments: Arguments) -> None:
    word = arguments.quoted()
    unknown = unknown_code(word.text, draft.version) if word else None
    if word is None or unknown:
        raise RefusedError("key_extras needs a format of codes that Squid knows", arguments.span)


_CHILDREN = ("startup", "idle", "concurrency", "queue-size", "reservation-timeout")


def read_children(arguments: Arguments) -> int:
    """helper/ChildConfig.cc:81-146@5.7; the number of helpers."""
    word = arguments.need("a number")
    number = unsigned(word.text, word)
    if number < 1:
        raise RefusedError("at least one helper process is needed", word.span)
    for option in arguments.words():
        name, equals, value = option.text.partition("=")
        if equals and name == "on-persistent-overload":
            if value not in ("ERR", "die"):
                raise RefusedError(f"on-persistent-overload is ERR or die, not '{value}'", option.span)
        elif equals and name in _CHILDREN:
            unsigned(value, option)
        else:
            raise RefusedError(f"helpers have no option '{option.text}'", option.span)
    return number


_OPTION = regex(
    r"(?:ttl|negative_ttl|children|children-max|children-startup|children-idle|concurrency|queue-size|cache|grace)=.*+"
    r"|protocol=(?:2\.5|3\.0)|quote=(?:url|shell)|ipv[46]",
    re.DOTALL,
)
_LOGIN = regex(r"%(?>(?:[-+0-9.\"'#\[\]\\/]|\{[^}]*+\})*)(?:LOGIN|ul)(?![A-Za-z_])")


_CERTIFICATE = ("%USER_CERT_", "%USER_CA_CERT_", "%CA_CERT_")
_OLD_HEADER = {"%<{": "%<h{", "%>{": "%>ha{"}


def _check_code(word: Word, version: int) -> None:
    """One format code and nothing behind it; some old spellings are taken too (external_acl.cc:278-335@5.7)."""
    if word.text.startswith(_CERTIFICATE):
        return
    text = _OLD_HEADER.get(word.text[:3], word.text[:3]) + word.text[3:]
    if code_end(text, 0, version) == len(text):
        return
    if version >= 7 and word.text in ("%IDENT", "%ui"):
        raise RefusedError(f"{word.text} is gone in Squid 7", word.span)
    raise RefusedError(f"Squid {version} knows no format code {word.text}", word.span)


def read_external_type(draft: Draft, arguments: Arguments) -> None:
    """Name, options, at least one %-word, a program. %LOGIN and %ul ask for a login."""
    name = arguments.need("a name")
    word = arguments.next()
    while word is not None and _OPTION.fullmatch(word.text):
        word = arguments.next()
    codes: list[Word] = []
    while word is not None and word.text.startswith("%"):
        codes.append(word)
        word = arguments.next()
    draft.externals.setdefault(name.text, any(_LOGIN.match(code.text) for code in codes))
    for code in codes:
        _check_code(code, draft.version)
    if not codes:
        raise RefusedError("external_acl_type needs a format: at least one word that starts with %", arguments.span)
    if word is None:
        raise RefusedError("external_acl_type names no program", arguments.span)
    arguments.quoted_rest()
