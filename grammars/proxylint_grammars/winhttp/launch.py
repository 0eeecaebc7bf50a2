"""What stands before a command in its line: a prompt, a launcher, a condition, a comment mark, or prose.

Only where that is certain does a line count as a command that runs.
"""

from __future__ import annotations

import re

from proxylint.records import dataclass

LONGEST_LEAD = 500
"""Characters in front of a command; behind more of them it is not taken for one that runs."""

_REMARK = re.compile(r"[ \t]*+@?(?:rem\b|::|#|//|'|<!--|\*[ \t]|;|--)", re.IGNORECASE)
_PRINTED = re.compile(r"[ \t]*+@?(?:echo|Write-\w++|title|printf|print)\b", re.IGNORECASE)
_PROMPT = re.compile(
    r"[ \t]*+(?:>[ \t]++)?"
    r"(?:\[(?P<host>[A-Za-z0-9_.-]++)\]:[ \t]++)?"
    r"(?:\[?PS\]?[ \t]*+(?:[A-Za-z]:)?[^>\r\n]{0,200}+>++|[A-Za-z]:[^>\"|&\r\n]{0,200}+>"
    r"|\\\\[^>\"\r\n]{1,200}+>|netsh>)"
    r"[ \t]*+",
    re.IGNORECASE,
)
_TEST = r"(?:exist\b|errorlevel\b|defined\b|[\"%!$])"
_CONTROL = re.compile(
    rf"[ \t]*+@?(?:[)}}][ \t]*+)?(?:(?:else)?if[ \t]*+(?:\(|/i\b|not[ \t]++{_TEST}|{_TEST})"
    r"|for[ \t]++[/%(]|foreach[ \t]*+\(|"
    r"(?:else|do|then|try|finally)[ \t]*+(?:[({]|$)|(?:catch|switch|while|function)\b[^{]*+\{|[)}]|when:)",
    re.IGNORECASE,
)
"""Conditions as scripts write them; a sentence may start with "If", too."""
_SEPARATOR = re.compile(r"&&|\|\||[&|;({]")
_PATH = r"(?:[A-Za-z]:|%\w++%|\$env:\w++|\$\{env:\w++\})?[\\/]?(?>(?:[\w. -]++[\\/])*)"
_REMOTE = re.compile(
    r"(?:psexec(?:64)?(?:\.exe)?|winrs)\b[^\r\n]*?(?:\\\\|-r:)(?P<host>[A-Za-z0-9_.-]++)"
    r"|-ComputerName[ \t:]++[\"']?(?P<name>[A-Za-z0-9_.-]++)",
    re.IGNORECASE,
)
_LAUNCHER = re.compile(
    r"(?>(?:[ \t]*+(?:"
    r"@|(?-i:RUN)\b|-(?=[ \t])|\d{1,3}+\.(?=[ \t])|\$(?=[ \t])|>|&|call\b|exec\b|sudo\b|"
    r"start\b(?>(?:[ \t]++(?:/\w++|\"\"))*)|"
    r"cmd(?:\.exe)?(?>(?:[ \t]++/\w++)+)|"
    r"powershell(?:\.exe)?(?>(?:[ \t]++-\w++(?:[ \t]++(?:Bypass|Unrestricted|RemoteSigned|Hidden|[A-Z]++))??)+)|"
    r"(?:psexec(?:64)?(?:\.exe)?|winrs)\b(?>(?:[ \t]++(?:\\\\|-|/)[^ \t\"]++)*)|"
    r"[\"']?[A-Za-z_][\w.-]*+[\"']?:(?=[ \t])|"
    r"[\"'`]"
    r"))*)[ \t]*+[\"'`]?(?P<path>" + _PATH + r")",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Launch:
    """How a command is started. `runs` is False for comments and printed text, None where it cannot be told."""

    runs: bool | None
    conditional: bool = False
    host: str | None = None
    prompt: bool = False
    powershell: bool = False
    wow64: bool = False
    closing: str = ""
    """Quotes and brackets that are open where the command starts, so that the command ends where they close."""


def read_launch(before: str) -> Launch:
    """`before`: the text of the line in front of the command."""
    if len(before) > LONGEST_LEAD:
        return Launch(None)
    prompt = _PROMPT.match(before)
    if prompt is None and _REMARK.match(before):
        return Launch(False)
    rest = before[prompt.end() :] if prompt else before
    if _PRINTED.match(rest) or _REMARK.match(rest):
        return Launch(False)
    control = _CONTROL.match(rest) is not None
    separators = list(_SEPARATOR.finditer(rest))
    last = separators[-1].end() if separators else 0
    launcher = _LAUNCHER.fullmatch(rest[last:])
    runs = True if launcher or control else None
    branches = any(found.group() not in (";", "&") for found in separators)
    return Launch(
        runs,
        conditional=prompt is None and (control or (branches and not rest.lstrip().startswith(("& ", "(")))),
        host=_host(before, prompt),
        prompt=prompt is not None,
        powershell=prompt is not None and "PS" in prompt.group(),
        wow64="syswow64" in rest.lower(),
        closing=_closing(rest),
    )


SCRIPTS = (".bat", ".cmd", ".ps1", ".psm1", ".vbs")


def is_said(before: str, path: str) -> bool:
    """Whether a result's header is only words of a script: printed by it, or quoted in its comments."""
    prompt = _PROMPT.match(before)
    rest = before[prompt.end() :] if prompt else before
    if _PRINTED.match(rest):
        return True
    return path.lower().endswith(SCRIPTS) and _REMARK.match(rest) is not None


def _host(before: str, prompt: re.Match[str] | None) -> str | None:
    remote = _REMOTE.search(before)
    if remote:
        return remote["host"] or remote["name"]
    return prompt["host"] if prompt else None


def _closing(text: str) -> str:
    open_quotes = "".join(mark for mark in "\"'`" if text.count(mark) % 2)
    brackets = {"(": ")", "{": "}"}
    return open_quotes + "".join(close for mark, close in brackets.items() if text.count(mark) > text.count(close))


_BRANCH = re.compile(
    r"(?:\A|[\r\n])[ \t]*+@?(?:[{}()]|:[A-Za-z]|(?:if|else|elseif|for|foreach|goto|while|do|switch|function|param|try"
    r"|catch|case|until|exit|return|filter)\b)",
    re.IGNORECASE,
)
_SHIFT = re.compile(r"\b(?:goto|foreach-object)\b|\?[ \t]*+\{|(?:&&|\|\|)[ \t]*+(?:goto|exit)", re.IGNORECASE)


def branches(text: str, end: int) -> bool:
    """Whether the script up to `end` may take more than one way, so that its order is not the order of what runs."""
    return _BRANCH.search(text, 0, end) is not None or _SHIFT.search(text, 0, end) is not None


def block_comments(text: str) -> tuple[tuple[int, int], ...]:
    """The `<# ... #>` comments of PowerShell."""
    found: list[tuple[int, int]] = []
    start = text.find("<#")
    while start >= 0:
        end = text.find("#>", start + 2)
        if end < 0:
            break
        found.append((start, end))
        start = text.find("<#", end)
    return tuple(found)
