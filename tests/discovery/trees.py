"""Drawn work trees with files of patterns in them, and what git says of them."""

from __future__ import annotations

import os
import re
import subprocess
from pathlib import Path
from random import Random

NAMES = ("a", "b", "ab", "abc", "a.b", "x.conf", "[a]", "a b", "a\\b", "!a", "#a", "-", "é", "A", "*", "a ", "]", "^")

PIECES = (
    *("a", "b", "c", "ab", ".", "x", "conf", "A", "é", "*", "*", "?", "**", "***", "\\a", "\\*", "\\ ", "\\!", "\\#"),
    *("[a]", "[!a]", "[^b]", "[a-c]", "[]a]", "[a", "[!]]", "[\\]]", "[a-]", "[[:alpha:]]", "[![:upper:]x]", "[[:x:]]"),
    *("[[:]", "[b-\\c]", "[a/b]", "[c-a]", "[\\", "[[:alpha:]-z]", "[--a]", " ", "\t", "]", "^", "\\"),
)

_OLD_DEFECT = re.compile(r"[^/*!]\*\*+\\?/|.!\*\*+\\?/")
"""`a**/b`: git before 2.52 took away the `a` and then read a `**/` (dir.c, match_pathname)."""


def pattern(dice: Random) -> str:
    while True:
        names = [
            "".join(dice.choices(PIECES, k=dice.choice((1, 1, 1, 2, 3)))) for _ in range(dice.choice((1, 1, 2, 3)))
        ]
        names = [dice.choice(("**", "*", name)) if dice.random() < 0.2 else name for name in names]
        sign, start, end = (
            dice.choice(("", "", "!")),
            dice.choice(("", "", "", "/", "//")),
            dice.choice(("", "", "/", " ", "\\ ")),
        )
        slash = "\\/" if dice.random() < 0.03 else "/"
        drawn = sign + start + slash.join(names) + end
        if not _OLD_DEFECT.search(drawn):
            return drawn


def patterns(dice: Random) -> bytes:
    lines = [
        dice.choice(("", "# a", "#", " ")) if dice.random() < 0.1 else pattern(dice) for _ in range(dice.randint(1, 6))
    ]
    mark = b"\xef\xbb\xbf" if dice.random() < 0.05 else b""
    return mark + dice.choice(("\n", "\n", "\r\n")).join(lines).encode() + dice.choice((b"\n", b"", b"\r"))


def tree(folder: Path, dice: Random, depth: int = 3) -> None:
    """Files and folders of drawn names, and patterns in some of the folders."""
    folder.mkdir(exist_ok=True)
    if depth == 3 or dice.random() < 0.3:
        (folder / ".gitignore").write_bytes(patterns(dice))
    for name in dice.sample(NAMES, 7):
        if depth and dice.random() < 0.4:
            tree(folder / name, dice, depth - 1)
        else:
            (folder / name).write_bytes(b"")


def git(root: Path, *arguments: str) -> bytes:
    """Without the settings of this machine."""
    environment = {key: value for key, value in os.environ.items() if not key.startswith("GIT_")}
    environment |= {
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_CONFIG_NOSYSTEM": "1",
        "HOME": str(root),
        "XDG_CONFIG_HOME": str(root),
    }
    command = ["git", "-c", "init.defaultBranch=main", "-c", "core.ignoreCase=false", *arguments]
    return subprocess.run(command, cwd=root, env=environment, check=True, capture_output=True).stdout


def shown_by_git(root: Path) -> list[str]:
    """The files that git would add."""
    listed = git(root, "ls-files", "--others", "--cached", "--exclude-standard", "-z")
    return sorted(os.fsdecode(name) for name in listed.split(b"\0") if name)
