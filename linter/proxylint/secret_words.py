"""What looks like a password, a token or a key by itself, whatever it stands in: a comment, a letter to a colleague."""

from __future__ import annotations

import re
from collections.abc import Iterator

from proxylint.mentions import matches
from proxylint.regex import regex

NAME = (
    r"passw(?:or)?d|passwd|passphrase|passwort|kennwort|wachtwoord|contrase[nñ]a|senha|mot[-_ ]de[-_ ]passe|"
    r"pwd|secret|token|credentials?|api[-_]?key|(?:access|account|private|shared)[-_]?key|"
    r"(?<![a-z])(?:pass|pw|mdp)|(?<=[a-z])(?:(?<!by)(?<!com)pass|pw)(?=[\"']?[ \t]{0,5}[=:])"
)
"""What people call a password, in no case. Of `bypass`, none is meant."""

NAMES = {
    "pass": (0, len("mot-de-")),
    "wort": (len("kenn"),),
    "key": (len("api"), len("api-"), len("access"), len("account"), len("private-")),
    **dict.fromkeys(("pw", "wachtwoord", "contrase", "senha", "secret", "token", "credential", "mdp"), (0,)),
}
"""One of them stands in whatever `NAME` finds, with so many characters before it."""

_TOLD = regex(
    rf"(?i)(?<![/.])(?:{NAME})s?"
    r"(?P<sign>[ \t]{0,5}[=:][ \t]{0,5}|[ \t]{1,5}(?:is|are|ist|to|est|es)?[ \t]{0,5})"
    r"(?P<quote>[\"'`]?)(?P<word>[^ \t\r\n\v\f\"'`<>]{1,200}+)"
)
_COMMENT = regex(r"[#;]|//|/\*|(?m:^)[ \t]*\*|(?i:\brem\b)")

_SHAPES = regex(
    r"(?<![A-Za-z0-9_-])(?:"
    r"(?:AKIA|ASIA)[A-Z0-9]{16}(?![A-Za-z0-9])|"  # AWS
    r"AIza[\w-]{35}|ya29\.[\w.-]{20,}+|"  # Google
    r"gh[pousr]_[A-Za-z0-9]{30,}+|github_pat_\w{30,}+|glpat-[\w-]{20,}+|"
    r"xox[abeoprs]-[A-Za-z0-9-]{10,}+|[sr]k_live_[A-Za-z0-9]{16,}+|"  # Slack, Stripe
    r"npm_[A-Za-z0-9]{36}|pypi-[\w-]{40,}+|hf_[A-Za-z0-9]{30,}+|dop_v1_[a-f0-9]{64}|"
    r"eyJ[\w-]{8,}+\.eyJ[\w-]{8,}+\.[\w-]*+)"  # a JSON Web Token (RFC 7519)
)
_SHAPE_WORDS = {
    **dict.fromkeys(("akia", "asia", "aiza", "ya29.", "ghp_", "gho_", "ghu_", "ghs_", "ghr_", "github_pat_"), (0,)),
    **dict.fromkeys(("glpat-", "xox", "npm_", "pypi-", "hf_", "dop_v1_", "eyj"), (0,)),
    "k_live_": (len("s"),),
}
_SCHEME = regex(r"(?i)\b(?:bearer|basic|negotiate|ntlm)[ \t]{1,5}(?P<word>[\w.~+/-]{8,}+={0,2})")
"""The credentials of a header, wherever they are quoted (RFC 7235)."""
_SCHEME_WORDS = dict.fromkeys(("bearer", "basic", "negotiate", "ntlm"), (0,))
_USER = regex(
    r"(?i)(?<!\S)(?:-u|-U|--user|--proxy-user)[ \t=]{1,5}[\"']?"
    r"[^ \t\r\n\v\f:\"']{1,100}+:(?P<word>[^ \t\r\n\v\f\"']++)"
)
"""As curl and wget take a user and a password."""
_USER_WORDS = {"-u": (0, len("-"), len("--proxy"))}
_SSHPASS = regex(
    r"(?i)\bsshpass[ \t]+-p[ \t]*(?P<word>[^ \t\r\n\v\f]++)|"
    r"ConvertTo-SecureString[ \t]+(?:-String[ \t]+)?[\"'](?P<text>[^\"'\r\n]++)"
)
_SSHPASS_WORDS = {"sshpass": (0,), "securestring": (len("ConvertTo-"),)}

_KEY = regex(r"-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----")
_KEY_LINE = regex(r"(?P<front>[^\w\r\n+/=-]{0,20})(?P<line>[^\r\n]*+)(?:\r\n?|\n|\Z)")
_LONGEST_KEY = 400
"""Lines. One of 16,384 bits has 200."""
_KEY_HINT = "private key"

HINTS = (*NAMES, *_SHAPE_WORDS, *_SCHEME_WORDS, *_USER_WORDS, *_SSHPASS_WORDS, _KEY_HINT)
"""In lower case. Nothing is found in a text that has none of them."""


def found(text: str, low: frozenset[str]) -> Iterator[tuple[int, int]]:
    """Start and end of each. `low`: which of `HINTS` stand in it, in any case."""
    yield from _named(text, low)
    yield from (one.span() for one in matches(_SHAPES, text, _SHAPE_WORDS, low))
    for one in matches(_SCHEME, text, _SCHEME_WORDS, low):
        if _is_base64(one["word"]):
            yield one.span("word")
    yield from (one.span("word") for one in matches(_USER, text, _USER_WORDS, low))
    for one in matches(_SSHPASS, text, _SSHPASS_WORDS, low):
        yield one.span("word" if one["text"] is None else "text")
    if _KEY_HINT in low:
        yield from _keys(text)


def _named(text: str, low: frozenset[str]) -> Iterator[tuple[int, int]]:
    """The word behind a name, if it looks like a secret; or whatever it is, if it ends a comment behind a colon."""
    for one in matches(_TOLD, text, NAMES, low):
        word = one["word"]
        if one["sign"].strip(" \t") in ("", "is", "are", "ist", "to", "est", "es") or not _ends(text, one):
            if not looks_secret(word.rstrip(".,;:!?)")):
                continue
        elif not _is_told_of(word):
            continue
        yield one.span("word")


def _ends(text: str, one: re.Match[str]) -> bool:
    """Whether the line ends behind it, and a comment stands before."""
    end = one.end() + (text[one.end() : one.end() + 1] == one["quote"] != "")
    rest = text[end : end + 3].lstrip(" \t")
    if rest and rest[0] not in "\r\n":
        return False
    start = max(text.rfind("\n", 0, one.start()), one.start() - 500)
    return _COMMENT.search(text, start + 1, one.start()) is not None


_SIGNS = frozenset("!$%&*+?^~#@")
_PLACEHOLDER = regex(r"(?i)[$%{[(].*|x{3,}|\*+|\.{2,}|.*[)}\]]|none|disabled?|required|optional|REDACTED")


def _is_told_of(word: str) -> bool:
    """Whether it may be a secret at all: not a path, a URL, a placeholder."""
    return (
        not word.startswith(("/", "./", "../", "~/", "\\\\")) and "://" not in word and not _PLACEHOLDER.fullmatch(word)
    )


def looks_secret(word: str) -> bool:
    """Whether no language and no configuration has such a word: letters with digits or signs among them, capitals in
    the middle and small ones around them, many digits."""
    if len(word) < 5 or not _is_told_of(word) or "/" in word or "(" in word or "=" in word[:-2]:
        return False
    letters, digits = any(map(str.isalpha, word)), sum(map(str.isdigit, word))
    if word.replace(".", "").replace("-", "").replace("_", "").islower() and (
        "." in word or "_" in word or "-" in word
    ):
        return False  # the name of a host, of a file or of an option
    if letters and (digits or not _SIGNS.isdisjoint(word)):
        return True
    return digits >= 6 and not letters and "." not in word and ":" not in word


def _is_base64(word: str) -> bool:
    return any(map(str.isdigit, word)) or word.endswith("=")


def _keys(text: str) -> Iterator[tuple[int, int]]:
    """All lines of a private key (RFC 7468), a sign of a comment before each or not."""
    for begin in _KEY.finditer(text):
        line = _KEY_LINE.match(text, text.find("\n", begin.end()) + 1 or len(text))
        for _ in range(_LONGEST_KEY):
            if line is None or line.end() == line.start() or "-----" in line["line"]:
                break
            yield line.span("line")
            line = _KEY_LINE.match(text, line.end())
