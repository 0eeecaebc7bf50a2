"""Pages of cases: Markdown with a heading `## name` for each case and fenced blocks that say what it is made of."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path

_FENCE = re.compile(r"```(.*)")


def blocks(text: str) -> list[tuple[int, str, list[str]]]:
    """Headings as ("case", [name]) and fenced blocks as (what follows the fence, lines), each with its line number."""
    found: list[tuple[int, str, list[str]]] = []
    inside = False
    for number, line in enumerate(text.split("\n"), 1):
        fence = _FENCE.fullmatch(line)
        if fence and inside:
            inside = False
        elif fence:
            inside = True
            found.append((number, fence[1], []))
        elif inside:
            found[-1][2].append(line)
        elif line.startswith("## "):
            found.append((number, "case", [line[3:].strip()]))
    return found


def answer(path: Path, answers: Mapping[str, Sequence[str]]) -> None:
    """Puts lines, by case, into the page's `asks` blocks; a case without such a block gets one."""
    written: list[str] = []
    name: str | None = None
    inside, said = "", True
    for line in [*path.read_text("utf-8").rstrip("\n").split("\n"), "## "]:
        if line.startswith("## ") and not inside:
            if name is not None and not said:
                written += [*([""] if written[-1] else []), *_fenced(answers[name]), ""]
            name, said = line[3:].strip(), False
        if line.startswith("```"):
            inside = "" if inside else line
            if inside == "```asks" and name is not None:
                written += _fenced(answers[name])
                said = True
                continue
            if not inside and said and written[-1] == "```":
                continue
        elif inside == "```asks" and name is not None:
            continue
        written.append(line)
    path.write_text("\n".join(written[:-1]).rstrip("\n") + "\n", "utf-8")


def _fenced(lines: Sequence[str]) -> list[str]:
    return ["```asks", *lines, "```"]
