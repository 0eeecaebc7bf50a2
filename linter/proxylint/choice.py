"""Which findings are reported, and at which level: what a configuration says about rules.

Codes are chosen by their beginnings: `MDE` stands for every rule of that family, `MDE1` for a part of it, `MDE101` for
one rule. Where two beginnings fit, the longer one counts; of equal ones, the one that leaves out.
"""

from __future__ import annotations

import os

from proxylint.finding import Finding, Level
from proxylint.records import dataclass, field, replace

ALWAYS = "CFG001"
"""Said of a file that was not analysed. Without it a run that proved nothing would look clean."""


@dataclass(frozen=True, slots=True)
class PerFile:
    """Rules that are left out in files whose path fits a pattern."""

    pattern: str
    codes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Choice:
    """`select` () = every rule; `select`, `ignore` and the keys of `levels` are beginnings of codes.

    `root`: the folder that paths of findings are relative to; `base`: the one that patterns of `per_file` are. What was
    found out of a code or a file is remembered: there are many findings, and lists may be long.
    """

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    levels: tuple[tuple[str, Level], ...] = ()
    per_file: tuple[PerFile, ...] = ()
    root: str = ""
    base: str = ""
    _known: dict[str, tuple[bool, Level | None]] = field(default_factory=dict, init=False, compare=False)
    _left_out: dict[str, tuple[str, ...]] = field(default_factory=dict, init=False, compare=False)

    def selects(self, code: str) -> bool:
        """Whether the rule is looked at in any file at all."""
        return self._said(code)[0]

    def chosen(self, finding: Finding) -> Finding | None:
        """The finding at the level that it is reported at; None = not at all. Its place is not looked at."""
        selected, level = self._said(finding.code)
        if not selected:
            return None
        return finding if level is None or level is finding.level else replace(finding, level=level)

    def reports(self, code: str, file: str) -> bool:
        """Whether the rule is reported in a file, by its path as reports print it."""
        if not self.per_file or code == ALWAYS:
            return True
        left_out = self._left_out.get(file)
        if left_out is None:
            path = self._seen(file)
            fitting = (one.codes for one in self.per_file if _fits(path, one.pattern))
            left_out = self._left_out[file] = tuple(dict.fromkeys(code for codes in fitting for code in codes))
        return not code.startswith(left_out)

    def _seen(self, file: str) -> str:
        """The path as patterns see it."""
        if self.root == self.base and not os.path.isabs(file):
            return file
        return os.path.relpath(os.path.join(self.root, file), self.base).replace(os.sep, "/")

    def _said(self, code: str) -> tuple[bool, Level | None]:
        """Whether the rule is selected, and the level that every finding of it gets; None = the one that it has."""
        found = self._known.get(code)
        if found is None:
            wanted, unwanted = _longest(self.select, code), _longest(self.ignore, code)
            selected = (wanted > 0 or not self.select) and (unwanted == 0 or wanted > unwanted)
            fitting = [(len(start), level) for start, level in self.levels if code.startswith(start)]
            level = max(fitting, key=lambda one: one[0])[1] if fitting else None
            found = self._known[code] = (selected or code == ALWAYS, level)
        return found


def _longest(starts: tuple[str, ...], code: str) -> int:
    """The length of the longest beginning of the code; 0 = none is one."""
    return max((len(start) for start in starts if code.startswith(start)), default=0)


def _fits(path: str, pattern: str) -> bool:
    from proxylint.globs import excluded

    return excluded(path, (pattern,))
