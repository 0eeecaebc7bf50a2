"""`proxylint rules` and `explain`: what the tool says, printed."""

from __future__ import annotations

import difflib
import json
from typing import TextIO

from proxylint import registry
from proxylint.cli.exits import Exit
from proxylint.cli.options import choice
from proxylint.cli.output import emit
from proxylint.errors import UsageError


def rules(format: str, output: str | None) -> int:
    choice("--format", format, ("text", "json"))
    emit(output, _rules_json if format == "json" else _rules_text)
    return Exit.CLEAN


def _rules_text(out: TextIO) -> None:
    known = registry.rules()
    name = max(len(rule.name) for rule in known)
    for rule in known:
        out.write(f"{rule.code}  {rule.level.value:<7}  {rule.name:<{name}}  {rule.summary}\n")


def _rules_json(out: TextIO) -> None:
    table = [
        {"code": rule.code, "name": rule.name, "level": rule.level.value, "summary": rule.summary, "tags": rule.tags}
        for rule in registry.rules()
    ]
    json.dump({"version": 1, "rules": table}, out, indent=2)
    out.write("\n")


def explain(code: str, output: str | None) -> int:
    """By code or name, in any case; a near miss is suggested."""
    known = registry.rules()
    rule = next((rule for rule in known if code.lower() in (rule.code.lower(), rule.name)), None)
    if rule is None:
        words = [word for rule in known for word in (rule.code, rule.name)]
        near = difflib.get_close_matches(code.upper(), words, 1) or difflib.get_close_matches(code.lower(), words, 1)
        raise UsageError(f"there is no rule '{code}'" + (f"; did you mean '{near[0]}'?" if near else ""))
    text = registry.page(rule.code)

    def write(out: TextIO) -> None:
        out.write(text)

    emit(output, write)
    return Exit.CLEAN
