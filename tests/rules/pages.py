"""Rule pages as suites: every heading with an input fence and a `findings` fence is a case.

## a deny above the allow

```squid                    the file that is linted; its name follows from the kind
```
```file lists/mde.txt       more files, by path beside it
```
```options                  options of `proxylint check`, one line
```
```findings                 every finding, whole; empty = the case is clean
2:1-2:24 error MDE101 'x' is denied.
```
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

NAMES = {
    "squid": "squid.conf",
    "pac": "proxy.pac",
    "winhttp": "winhttp.txt",
    "mdatp": "mdatp_managed.json",
    "mdatp unit": "mdatp.service",
    "mdatp environment": "environment",
}


@dataclass
class Case:
    page: Path
    title: str
    kind: str = ""
    text: str = ""
    files: dict[str, str] = field(default_factory=dict)
    options: list[str] = field(default_factory=list)
    findings: list[str] | None = None
    lines: tuple[int, int] = (0, 0)
    index: int = 0

    @property
    def id(self) -> str:
        return f"{self.page.stem}: {self.title}"


def cases(page: Path) -> list[Case]:
    found: list[Case] = []
    fence: list[str] = []
    opened: str | None = None
    start = 0
    case = Case(page, "")
    for number, line in enumerate(page.read_text(encoding="utf-8").splitlines()):
        if opened is not None:
            if line.startswith("```"):
                _fill(case, opened, fence, (start + 1, number))
                if case.findings is not None:
                    found.append(case)
                    case = Case(page, case.title)
                opened = None
            else:
                fence.append(line)
        elif line.startswith("```"):
            opened, fence, start = line[3:].strip(), [], number
        elif line.startswith("#"):
            case = Case(page, line.lstrip("# "))
    kept = [one for one in found if one.kind]
    for index, one in enumerate(kept):
        one.index = index
    return kept


def _fill(case: Case, word: str, body: list[str], lines: tuple[int, int]) -> None:
    text = "".join(line + "\n" for line in body)
    if word in NAMES:
        case.kind, case.text = word, text
    elif word.startswith("file "):
        case.files[word[5:].strip()] = text
    elif word == "options":
        case.options = text.split()
    elif word == "findings":
        case.findings, case.lines = body, lines
