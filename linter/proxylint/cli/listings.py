"""`proxylint rules` and `explain`: what the tool says, printed."""

from __future__ import annotations

import json
from typing import TextIO

from proxylint import registry
from proxylint.cli.exits import Exit
from proxylint.cli.output import emit, paper
from proxylint.errors import UsageError
from proxylint.meant import choice, meant
from proxylint.report.sheet import Sheet
from proxylint.report.wrap import hang

FORMATS = ("text", "json")


def rules(format: str, output: str | None) -> int:
    choice("--format", format, FORMATS)
    sheet = paper(output)
    emit(output, _rules_json if format == "json" else lambda out: _rules_text(out, sheet))
    return Exit.CLEAN


def _rules_text(out: TextIO, sheet: Sheet) -> None:
    known = registry.rules()
    name = max(len(rule.name) for rule in known)
    for rule in known:
        first = f"{rule.code}  {rule.level.value:<7}  {rule.name:<{name}}  "
        line, *rest = hang(first, rule.summary, sheet.columns)
        out.write(line.replace(rule.level.value, sheet.paint(rule.level.value, rule.level.value), 1) + "\n")
        out.writelines(f"{more}\n" for more in rest)


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
        near = meant(code, words)
        way = f"did you mean '{near}'?" if near else "'proxylint rules' lists them"
        raise UsageError(f"there is no rule '{code}'; {way}")
    text = registry.page(rule.code)
    emit(output, lambda out: _page(text, out, output))
    return Exit.CLEAN


def _page(text: str, out: TextIO, output: str | None) -> None:
    """Markdown, as it is where no terminal shows it."""
    sheet = paper(output)
    if sheet.columns is None:
        out.write(text)
    else:
        from proxylint.report.page import page

        out.writelines(line + "\n" for line in page(text, sheet))
